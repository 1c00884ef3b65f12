"""Letters to hires: drafted from the record, and only once there is something on record."""

from datetime import date

import pytest

from hiring.foundation.database import writing
from hiring.letters import actions
from hiring.letters.kinds import kind_called, our_wording
from hiring.probation import outcomes
from hiring.probation.conditions import Ground
from hiring.probation.end_proposals import EndProposal
from hiring.probation.endings import leaving
from hiring.probation.endings.hire_letters import PROBATION_LETTERS
from hiring.probation.proposals import approve_end, propose_end
from hiring.probation.values import LeavingReason, OutcomeKind
from tests.make import NOT_FILED

LAST_DAY = date(2026, 11, 20)


@pytest.fixture
def hires(make, cast):
    """Letter → the probation that it's written about: confirmed, extended, ended by two people, left by their link."""
    names = {"confirmation": "Amara Osei", "extension": "Zoe Zahn", "ending": "Bo Li", "leaving": "Cleo Quist"}
    probations = {kind: make.probation(make.hire(make.application(name=name))) for kind, name in names.items()}
    manager = cast.manager
    with writing() as session:
        outcomes.confirm(session, manager, probations["confirmation"], reason="Rings back every guest.", whys=NOT_FILED)
        longer = {"reason": "Learns fast.", "goals": "Two weeks at the desk.", "extended_to": date(2027, 3, 30)}
        outcomes.extend(session, manager, probations["extension"], **longer)
        done = {"adjustments": "Asked on 2 November: none."}
        text = {"reason": "Left the till open.", "last_day": LAST_DAY, "ground": Ground.CONDUCT, "done": done}
        asked = propose_end(session, manager, probations["ending"], **text)
        proposal = EndProposal(asked, probations["ending"])
        approve_end(session, cast.hr, proposal, shown_digest=asked.digest, has_checked=True)
        why = {"reason": "Told me on Monday.", "last_day": LAST_DAY, "leaving_reason": LeavingReason.PAY}
        asked = propose_end(session, manager, probations["leaving"], kind=OutcomeKind.RESIGNED, **why)
        leaving.confirm_leaving(session, EndProposal(asked, probations["leaving"]))
    return probations


SAYS = {
    "confirmation": ["Rings back every guest."],
    "extension": [
        "your probation until Tuesday 30 March 2027. We'll decide by Friday 12 March 2027.",
        "Two weeks at the desk.",
    ],
    "ending": ["Left the till open.", "Friday 20 November 2026"],
    "leaving": ["Friday 20 November 2026"],
}


def test_each_letter_says_what_is_on_record_and_none_is_written_before(cast, hires):
    applications = [probation.application for probation in hires.values()]
    with writing() as session:
        for kind in PROBATION_LETTERS:
            about = hires[kind.key].application
            assert set(kind.why_not(session, cast.hr, applications)) == {a.id for a in applications} - {about.id}
            subject, words = our_wording(kind.key)
            given = {"subject": subject, "text_typed": words}
            [letter] = actions.write_letters(session, cast.hr, kind_called(kind.key), [about], **given)
            assert "{" not in letter.subject + letter.text
            assert about.candidate.name in letter.text
            for words in SAYS[kind.key]:
                assert words in letter.text
