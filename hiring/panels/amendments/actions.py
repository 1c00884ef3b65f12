"""Amending a sealed answer, with a reason."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, journal, text
from hiring.foundation.errors import Refused
from hiring.interviews.models import Amendment, Rating
from hiring.panels.actions import SHORTEST_REASON
from hiring.panels.amendments.policy import can_amend
from hiring.panels.amendments.values import MarkAmended
from hiring.rubrics.schema import LEVELS


class AmendmentRefused(Refused):
    """Not theirs, not revealed yet, or nothing that could be kept."""


def standing_of(rating: Rating) -> Rating | Amendment:
    """What an answer stands at for its interviewer: the latest amendment, else what was sealed."""
    return rating.amendments[-1] if rating.amendments else rating


def amend(
    session: Session, person: Person, rating: Rating, *, level: int | None, evidence: str, reason: str
) -> Amendment:
    """Keep a second thought beside the sealed mark. No average changes, on any page."""
    if not can_amend(person, rating):
        raise AmendmentRefused("An answer can be amended once the panel is revealed to you.")
    if level is not None and level not in LEVELS:
        raise AmendmentRefused("Choose a mark from 1 to 5, or not observed.", "level")
    heard, why = text.kept(evidence), text.kept(reason)
    if level is not None and not heard.strip():
        raise AmendmentRefused("Write what the candidate said or did.", "evidence")
    if len(why.strip()) < SHORTEST_REASON:
        raise AmendmentRefused(f"Write why in a sentence, at least {SHORTEST_REASON} characters.", "reason")
    stands = standing_of(rating)
    if (stands.level, stands.evidence) == (level, heard):
        raise AmendmentRefused("This is what stands already: the same mark and the same words.", "level")
    amendment = Amendment(rating=rating, level=level, evidence=heard, reason=why, by_id=person.id, at=clock.now())
    session.add(amendment)
    session.flush()
    event = MarkAmended(amendment.id, scorecard=rating.scorecard_id, question=rating.question)
    journal.record(session, person.id, event)
    return amendment
