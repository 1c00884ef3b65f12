"""Who may do what with a panel, and decide on it, in every state that a rule tells apart."""

import pytest

from hiring.decisions import policy as decisions
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.values import InterviewState
from hiring.panels import policy
from hiring.panels.actions import close_panel

RULES = {
    "open": policy.can_open_panel,
    "know": policy.can_know_state,
    "close": policy.can_close_panel,
    "read": policy.can_read_panel,
    "decide on": policy.can_read_as_hr,
    "amend": policy.is_revealed_to,
    "debrief": policy.can_debrief,
    "sit on": policy.is_panellist,
    "decide": decisions.can_decide,
    "ask to decide": decisions.can_open_decision,
    "record grounds": decisions.can_record_grounds,
    "read its decision": decisions.can_read_decision,
    "be told that deciding isn't theirs": decisions.may_know_of,
}
HR = ("hr", "hr_lead", "second_hr")
OPEN = {"open", "be told that deciding isn't theirs"}
OWES_AS_HR = OPEN | {"ask to decide", "record grounds"}
LOOKS_ON = OWES_AS_HR | {"know", "read its decision"}
MAY_CLOSE, HR_READS = LOOKS_ON | {"close"}, LOOKS_ON | {"read", "decide on", "decide", "debrief"}
SEATED, SEALED = {"sit on"}, {"sit on", "read"} | OPEN
PANEL_READS = SEALED | {"amend", "debrief"}

# State → what HR may who is in no panel, and what each may who sits in it. Two rounds are planned.
MAY = {
    "nothing planned": (LOOKS_ON, {}),
    "planned": (LOOKS_ON, {"panellist": SEATED, "second_panellist": SEATED}),
    "planned, of Elsa, who was a manager": (LOOKS_ON, {"panellist": SEATED, "second_panellist": SEATED}),
    "Pia sealed": (MAY_CLOSE, {"panellist": SEALED, "second_panellist": SEATED}),
    "one round sealed": (MAY_CLOSE, {"panellist": SEALED, "second_panellist": SEALED}),
    "one round sealed, the other off": (MAY_CLOSE, {"panellist": SEATED, "second_panellist": SEATED}),
    "one round planned, and off": (LOOKS_ON, {"panellist": SEATED, "second_panellist": SEATED}),
    "all sealed": (HR_READS, {"panellist": PANEL_READS, "second_panellist": PANEL_READS}),
    "all sealed, application ended": (
        HR_READS - {"debrief"},
        {"panellist": PANEL_READS - {"debrief"}, "second_panellist": PANEL_READS - {"debrief"}},
    ),
    "all sealed, restricted": (set(), {}),
    "all sealed, of Hedda": (HR_READS, {"hr": set(), "panellist": PANEL_READS, "second_panellist": PANEL_READS}),
    "Pia sealed, closed": (HR_READS, {"panellist": PANEL_READS, "second_panellist": SEATED}),
    "Pia sealed, closed, and seated again": (HR_READS, {"panellist": SEATED, "second_panellist": SEATED}),
    "Pia sealed, beside Hugo": (MAY_CLOSE, {"panellist": SEALED, "second_hr": SEATED | OWES_AS_HR}),
    "Hugo sealed": (MAY_CLOSE, {"panellist": SEATED, "second_hr": SEATED | MAY_CLOSE}),
    "all sealed, beside Hugo": (HR_READS, {"panellist": PANEL_READS, "second_hr": SEATED | {"amend"} | HR_READS}),
}


@pytest.fixture
def panels(make, cast):
    """State → an application in it, as its name says. Pia and Pablo sit in its panel, or Pia and Hugo."""
    version = make.version()
    people = [cast.panellist, cast.second_panellist, cast.second_hr]
    opening = make.opening(version=version, interviewers=people, posts=99)
    of_elsa = make.opening(version=version, interviewers=people)
    with writing():
        of_elsa.manager = cast.elsewhere
    openings = {state: of_elsa if "Elsa" in state else opening for state in MAY}
    return {state: _panel(make, cast, state, make.application(openings[state], state)) for state in MAY}


def _panel(make, cast, state, application):
    people = [cast.panellist, cast.second_hr if "Hugo" in state else cast.second_panellist]
    sealing = {"Pia": people[:1], "Hug": people[1:], "one": people, "all": people, "pla": [], "not": []}[state[:3]]
    for planned_round in range({"all": 2, "not": 0}.get(state[:3], 1)):
        for seat in make.interview(application, planned_round, people).seats:
            if seat.person in sealing and "sealed" in state:
                make.scorecard(seat)
    if state.endswith("off"):
        interview = make.interview(application, 1, people) if "other" in state else application.interviews[0]
        with writing() as session:
            interview_did_not_happen(session, cast.hr, interview, InterviewState.NO_SHOW)
    if "closed" in state:
        with writing() as session:
            close_panel(session, cast.hr, application, reason="The second interview can't be held this year.")
    if "seated again" in state:
        make.reopened(application)
        make.interview(application, 1, people[:1])
    if "ended" in state:
        make.withdrawn(application)
    with writing():
        if "restricted" in state:
            application.candidate.restricted_at = clock.now()
        if "Hedda" in state:
            application.candidate.email = cast.hr.email
    return application


def test_everyone_may_do_with_a_panel_what_its_state_allows_and_nothing_else(cast, panels):
    db.session.expire_all()
    allowed = cast.allowed(RULES, panels)
    nobody = {name: set() for name in cast.everybody()}
    of_manager = {
        state: {"record grounds"} if not {"restricted", "Elsa,"} & set(state.split()) else set() for state in panels
    }
    assert allowed == {
        state: nobody | {"manager": of_manager[state]} | dict.fromkeys(HR, of_hr) | others
        for state, (of_hr, others) in MAY.items()
    }
