"""Who meets the interview's marks in probation, and who may write where it was wrong, in every state of the rules."""

from datetime import date, timedelta

import pytest

from hiring.accounts.models import RoleHeld
from hiring.accounts.values import Role
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews.actions import replace_interviewer
from hiring.probation.policy import can_look_back, can_see_interview_marks

TODAY = date(2026, 11, 3)
HR = {"hr", "hr_lead", "second_hr"}

# State → who meets the marks, and who of them may look back. The manager is Milan unless the state says otherwise.
MAY = {
    "nothing filed": (HR, set()),
    "an earlier check-in filed": (HR, set()),
    "marks filed": (HR | {"manager", "area"}, HR | {"manager"}),
    "marks filed, closed": (HR | {"manager", "area"}, HR | {"manager"}),
    "marks filed, the hire restricted": (set(), set()),
    "marks filed, Hedda is the hire": (HR - {"hr"} | {"manager", "area"}, HR - {"hr"} | {"manager"}),
    "nothing filed, Milan was on the panel": (HR | {"manager"}, set()),
    "nothing filed, Milan was replaced on the panel": (HR, set()),
    "nothing filed, Hugo manages": (HR - {"second_hr"}, set()),
    "marks filed, Hugo manages": (HR | {"area"}, HR),
    "nothing filed, Hugo deputises": (HR - {"second_hr"}, set()),
    "nothing filed, Hugo deputised until yesterday": (HR - {"second_hr"}, set()),
    "nothing filed, Sten deputises": (HR, set()),
    "marks filed, Sten deputises": (HR | {"manager", "area", "stranger"}, HR | {"manager", "stranger"}),
    "marks filed, Sten deputised until yesterday": (HR | {"manager", "area"}, HR | {"manager"}),
}


@pytest.fixture
def probations(make, cast):
    """State → a probation in it, as its name says. Arno, the area manager, and Hugo of HR are managers, too."""
    with writing():
        for person in (cast.area, cast.second_hr):
            person.held.append(RoleHeld(role=str(Role.MANAGER)))
    version = make.version()
    return {state: _probation(make, cast, state, version) for state in MAY}


def _probation(make, cast, state, version):
    opening = make.opening(version=version, interviewers=[cast.panellist, cast.second_panellist, cast.manager])
    application = make.application(opening, state)
    _met(make, cast, state, application)
    make.decision(application)
    probation = make.probation(application, manager=cast.second_hr if "Hugo manages" in state else cast.manager)
    if "earlier" in state:
        make.check_in(probation)
    if "marks filed" in state:
        make.marked(probation)
    with writing():
        if "deputise" in state:
            probation.deputy = cast.second_hr if "Hugo" in state else cast.stranger
            probation.deputy_until = TODAY - timedelta(days=1) if "yesterday" in state else TODAY
        if "Hedda" in state:
            application.candidate.email = cast.hr.email
        if "closed" in state:
            probation.closed_on = TODAY
        if "restricted" in state:
            application.candidate.restricted_at = clock.now()
    return probation


def _met(make, cast, state, application):
    """Both rounds are held and sealed, by Milan where he was on the panel."""
    people = [cast.manager, cast.panellist] if "panel" in state else [cast.panellist, cast.second_panellist]
    for planned_round in range(2):
        interview = make.interview(application, planned_round, people)
        seats = list(interview.seats)
        if "replaced" in state:
            with writing() as session:
                seat = next(seat for seat in seats if seat.person_id == cast.manager.id)
                new = replace_interviewer(session, cast.hr, seat, cast.second_panellist, on=TODAY, why="He's ill.")
            seats = [new, *(each for each in seats if each is not seat)]
        for seat in seats:
            make.scorecard(seat)


def test_marks_are_met_and_looked_back_on_by_who_the_state_allows_and_nobody_else(cast, probations):
    db.session.expire_all()
    allowed = {
        state: tuple(
            {name for name, person in cast.everybody().items() if may(person, probation)}
            for may in (can_see_interview_marks, can_look_back)
        )
        for state, probation in probations.items()
    }
    assert allowed == MAY
