"""Suggesting something, and HR's answer: you said, we did."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.models import CheckIn, Probation
from hiring.probation.suggestions.models import Suggestion, SuggestionAnswer


class SuggestionRefused(Refused):
    """There is nothing in it, or it was answered already."""


def suggest(
    session: Session, person: Person | None, probation: Probation, words: str, check_in: CheckIn | None = None
) -> Suggestion:
    """Put what customers say, and what we should change, on HR's list. The hire's own come without a person."""
    kept = text.kept(words).strip()
    if not kept:
        raise SuggestionRefused("Write what customers tell you, or what we should change.", "words")
    suggestion = Suggestion(
        probation_id=probation.id,
        check_in_id=check_in.id if check_in is not None else None,
        words=kept,
        by_id=person.id if person is not None else None,
        at=clock.now(),
    )
    session.add(suggestion)
    session.flush()
    actor = person.id if person is not None else None
    journal.record(session, actor, events.SuggestionMade(suggestion.id, probation=probation.id))
    return suggestion


def answer_suggestion(session: Session, person: Person, suggestion: Suggestion, words: str) -> SuggestionAnswer:
    """Say what was done. It's dated, final, and everyone who said something can read it."""
    if suggestion.answer is not None:
        raise SuggestionRefused("Someone has already answered this.")
    kept = text.kept(words).strip()
    if not kept:
        raise SuggestionRefused("Write what was done, or why nothing changes.", "words")
    suggestion.answer = SuggestionAnswer(words=kept, by=person, at=clock.now())
    session.flush()
    journal.record(session, person.id, events.SuggestionAnswered(suggestion.id))
    return suggestion.answer
