"""Who may read and change a letter, in every state that a rule tells apart: HR, and nobody else."""

import pytest

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.letters import policy
from hiring.letters.actions import record_printed, write_letters
from hiring.letters.kinds import kind_called

RULES = {"read": policy.can_read_letter, "change": policy.can_change_letter}
HR = ("hr", "hr_lead", "second_hr")

# State → what HR may, but for Hedda or Hugo where the state is about them.
MAY = {
    "draft": ({"read", "change"}, {}),
    "printed": ({"read"}, {}),
    "of a kind that's gone": ({"read"}, {}),
    "of a kind that's gone, Hugo owes a card": ({"read"}, {"second_hr": set()}),
    "draft, Hugo owes a card": ({"read", "change"}, {}),
    "draft, to Hedda": ({"read", "change"}, {"hr": set()}),
    "draft, restricted": (set(), {}),
}


@pytest.fixture
def letters(make, cast):
    """State → a letter in it, as its name says."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    return {state: _letter(make, cast, state, make.application(opening, state)) for state in MAY}


def _letter(make, cast, state, application):
    if "Hugo" in state:
        make.interview(application, people=[cast.second_hr])
    with writing() as session:
        told = {"subject": "Parking", "text_typed": "Park behind the shed."}
        letter = write_letters(session, cast.hr, kind_called("message"), [application], **told)[0]
        letter.kind = "parking" if "gone" in state else letter.kind
        if state == "printed":
            record_printed(session, cast.hr, [letter])
        if "Hedda" in state:
            application.candidate.email = cast.hr.email
        if "restricted" in state:
            application.candidate.restricted_at = clock.now()
    return letter


def test_hr_may_do_with_a_letter_what_its_state_allows_and_nobody_else_anything(cast, letters):
    db.session.expire_all()
    allowed = cast.allowed(RULES, letters)
    nobody = {name: set() for name in cast.everybody()}
    assert allowed == {state: nobody | dict.fromkeys(HR, of_hr) | others for state, (of_hr, others) in MAY.items()}
