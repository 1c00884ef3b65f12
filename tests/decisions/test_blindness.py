"""People who owe a card stay blind to the panel frozen into a decision, by every predicate that opens marks."""

import pytest

from hiring.decisions.models import decision_of
from hiring.decisions.policy import can_decide, can_read_decision, can_read_frozen_panel
from hiring.decisions.queries import decision_for
from hiring.foundation.database import writing
from hiring.interviews.models import interviews_of
from hiring.panels import policy as panels
from hiring.panels.actions import close_panel
from hiring.panels.amendments import can_amend_card
from hiring.probation.models import probation_of
from hiring.probation.policy import can_see_interview_marks

# Everything that opens marks, or what was made of them, to someone of HR or of the panel.
OPENING_MARKS = {
    "read the panel": panels.can_read_panel,
    "have the panel revealed": panels.is_revealed_to,
    "read the panel as HR": panels.can_read_as_hr,
    "know who has sealed": panels.can_know_state,
    "close the panel": panels.can_close_panel,
    "record the debrief": panels.can_debrief,
    "decide": can_decide,
    "read the decision": can_read_decision,
    "read the frozen panel": can_read_frozen_panel,
    "see the marks beside the check-ins": lambda person, application: can_see_interview_marks(
        person, probation_of(application)
    ),
    "amend their earlier card": lambda person, application: any(
        can_amend_card(person, seat)
        for interview in interviews_of(application)
        for seat in interview.seats
        if seat.person_id == person.id
    ),
}
NOT_FOR_HR = {"have the panel revealed", "close the panel", "amend their earlier card"}


@pytest.fixture
def followed(make, cast):
    """Decided on and in probation with the last check-in filed; then HR reopened the panel, and Pia, Hugo of HR and
    Milan, the hire's own manager, were asked to meet the hire once more, and have not sealed. Pia's first card is."""
    people = [cast.panellist, cast.second_panellist, cast.second_hr, cast.manager]
    application = make.application(make.opening(interviewers=people))
    first = make.interview(application, people=[cast.panellist, cast.second_panellist, cast.second_hr])
    for seat in first.seats:
        if seat.person_id != cast.second_hr.id:
            make.scorecard(seat, 4)
    with writing() as session:
        close_panel(session, cast.hr, application, reason="Hugo is ill and will not be back this year.")
    make.reopened(application)
    make.interview(application, 1, people=[cast.panellist, cast.second_hr, cast.manager])
    make.decision(application)
    make.marked(make.probation(application))
    return application


@pytest.mark.parametrize("may", OPENING_MARKS)
def test_nothing_that_opens_marks_is_open_to_who_owes_a_card(cast, followed, may):
    blind = [cast.second_hr, cast.panellist, cast.manager]
    assert [person.name for person in blind if OPENING_MARKS[may](person, followed)] == []
    assert OPENING_MARKS[may](cast.hr, followed) is (may not in NOT_FOR_HR)


def test_once_their_card_is_sealed_each_may_what_is_theirs(make, cast, followed):
    for seat in interviews_of(followed)[1].seats:
        make.scorecard(seat, 3)
    running = probation_of(followed)
    opened = {person.name: can_see_interview_marks(person, running) for person in (cast.second_hr, cast.manager)}
    assert opened == {"Hugo Hill": True, "Milan Moor": True}
    assert can_read_decision(cast.second_hr, followed)
    assert panels.can_read_panel(cast.panellist, followed)
    assert not can_read_decision(cast.panellist, followed)


def test_the_query_of_a_decision_asks_for_itself(cast, followed):
    assert decision_for(cast.hr, followed) is decision_of(followed)
    for person in (cast.second_hr, cast.panellist, cast.manager):
        assert decision_for(person, followed) is None


def test_a_page_of_the_probation_leaves_the_marks_out_for_who_owes_a_card(visit, cast, followed):
    here = f"/probations/{probation_of(followed).id}"
    shown = {person.name: visit(person).get(here).text for person in (cast.hr, cast.second_hr, cast.manager)}
    assert {name: "plausibly" in text for name, text in shown.items()} == {
        "Hedda Hart": True,
        "Hugo Hill": False,
        "Milan Moor": False,
    }
