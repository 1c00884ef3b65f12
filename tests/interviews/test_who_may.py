"""Who may do what to an interview and its cards, in every state that a rule tells apart."""

from datetime import timedelta

import pytest

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews import policy
from hiring.interviews.actions import interview_did_not_happen, replace_interviewer
from hiring.interviews.readings import MARKS
from hiring.interviews.values import InterviewState
from tests.cast import NOW
from tests.make import IN_AN_HOUR


def _first_interviewer(interview):
    """The seat of Pia, who sits in all of them."""
    return next(seat for seat in interview.seats if seat.person.name == "Pia Park")


RULES = {
    "move": policy.can_move,
    "cancel": policy.can_cancel,
    "no-show": policy.can_record_no_show,
    "undo": policy.can_take_back_no_show,
    "replace": lambda person, interview: policy.can_replace(person, _first_interviewer(interview)),
    "add": lambda person, interview: policy.can_add_interview(person, interview.application),
}
CARD_RULES = {
    "open": lambda person, interview: policy.can_open_seat(person, _first_interviewer(interview)),
    "write": lambda person, interview: policy.can_write_scorecard(person, _first_interviewer(interview)),
    "know who has sealed": lambda person, interview: policy.can_see_standing(person, interview.application),
}
UNSEALED = {"move", "cancel", "replace", "add"}
BEGUN = UNSEALED | {"no-show"}

# What both Hedda, who is in no panel, and Hugo may do. Hugo sits in the panels that are "beside Hugo".
BOTH = {
    "ahead": UNSEALED,
    "begins now": BEGUN,
    "begins in a moment": UNSEALED,
    "begun": BEGUN,
    "sealed": {"add"},
    "its first interviewer replaced": BEGUN - {"replace"},
    "cancelled": {"move", "replace", "add"},
    "no-show": {"move", "replace", "add", "undo"},
    "cancelled, another round planned": {"move", "replace", "add"},
    "no-show, another round planned": {"move", "replace", "add", "undo"},
    "no-show, and set again": {"replace", "add"},
    "no-show, set again and cancelled": {"move", "replace", "add", "undo"},
    "no-show, marks read": set(),
    "no-show, marks read and reopened": {"move", "replace", "add"},
    "begun, marks read": BEGUN - {"replace", "add"},
    "begun, application ended": {"cancel", "no-show"},
    "no-show, application ended": set(),
    "begun, opening closed": {"cancel", "no-show"},
    "no-show, opening closed": set(),
    "begun, candidate restricted": set(),
    "no-show, candidate restricted": set(),
    "begun, beside Hugo": BEGUN,
}
# Where one of the two may do more than the other: who must not know that a card is sealed finds out only by trying.
EACH = {
    "sealed, beside Hugo": {"hr": {"add"}, "second_hr": BEGUN},
    "sealed, beside Hugo, who sealed, too": {"hr": {"add"}, "second_hr": {"add"}},
    "begun, of Hedda herself": {"hr": set(), "second_hr": BEGUN},
    "no-show, of Hedda herself": {"hr": set(), "second_hr": {"move", "replace", "add", "undo"}},
}
STARTS = {"ahead": IN_AN_HOUR, "begins now": NOW, "begins in a moment": NOW + timedelta(seconds=1)}


@pytest.fixture
def interviews(make, cast):
    """State → an interview in it, as its name says."""
    people = [cast.panellist, cast.second_panellist, cast.second_hr, cast.elsewhere]
    version = make.version()
    opening = make.opening(version=version, interviewers=people, posts=99)
    of_its_own = [state for state in (*BOTH, *EACH) if "closed" in state or "Hedda" in state]
    openings = {state: make.opening(version=version, interviewers=people) for state in of_its_own}
    return {state: _interview(make, cast, state, openings.get(state, opening)) for state in (*BOTH, *EACH)}


def _interview(make, cast, state, opening):
    who = {"name": cast.hr.name, "email": cast.hr.email} if "Hedda" in state else {"name": state}
    application = make.application(opening, **who)
    people = [cast.panellist, cast.second_hr if "Hugo" in state else cast.second_panellist]
    interview = make.interview(application, 0, people, STARTS.get(state))
    if state.startswith("sealed"):
        for seat in interview.seats if "too" in state else [_first_interviewer(interview)]:
            make.scorecard(seat)
    if "replaced" in state:
        with writing() as session:
            told = {"on": clock.today("UTC"), "why": "She's ill."}
            replace_interviewer(session, cast.hr, _first_interviewer(interview), cast.elsewhere, **told)
    if state.startswith(("cancelled", "no-show")):
        _off(cast, interview, InterviewState.CANCELLED if state.startswith("cancelled") else InterviewState.NO_SHOW)
    if "another round" in state:
        make.interview(application, 1)
    if "set again" in state:
        again = make.interview(application, 0)
        if "set again and cancelled" in state:
            _off(cast, again, InterviewState.CANCELLED)
    _end(make, cast, state, application)
    return interview


def _off(cast, interview, state):
    with writing() as session:
        interview_did_not_happen(session, cast.hr, interview, state)


def _end(make, cast, state, application):
    """What has happened to the whole application, or its opening."""
    if "marks read" in state:
        view_log.note(cast.hr.id, application.id, MARKS)
    if "reopened" in state:
        make.reopened(application)
    if "ended" in state:
        make.withdrawn(application)
    with writing():
        if "closed" in state:
            application.opening.closed_on = clock.today("UTC")
        if "restricted" in state:
            application.candidate.restricted_at = clock.now()


def _by_hr(state):
    """What the tables above allow, person by person."""
    if state in BOTH:
        return dict.fromkeys(("hr", "hr_lead", "second_hr"), BOTH[state])
    return EACH[state] | {"hr_lead": EACH[state]["second_hr" if "Hedda" in state else "hr"]}


def _of_cards(state):
    """Pia's card is hers alone, and can be written while the interview is on and it's neither sealed nor left. HR knows
    who has sealed unless they owe a card themselves, and never of their own record."""
    if "restricted" in state:
        return {}
    is_closed = state.startswith(("sealed", "cancelled", "no-show")) or "replaced" in state
    knows = {"hr", "hr_lead", "second_hr"} - ({"hr"} if "Hedda" in state else set())
    knows -= {"second_hr"} if state.endswith("beside Hugo") else set()
    of_pia = {"open"} if is_closed else {"open", "write"}
    return {"panellist": of_pia} | {name: {"know who has sealed"} for name in knows}


def test_everyone_may_do_to_an_interview_and_a_card_what_its_state_allows_and_nothing_else(cast, interviews):
    db.session.expire_all()
    nobody = {name: set() for name in cast.everybody()}
    assert cast.allowed(RULES, interviews) == {state: nobody | _by_hr(state) for state in interviews}
    assert cast.allowed(CARD_RULES, interviews) == {state: nobody | _of_cards(state) for state in interviews}
