"""Restriction: what's kept on someone is still there, and nobody meets it in a search, a list or a figure by name."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.privacy.due import kept_candidates
from hiring.privacy.gathering import same_person
from hiring.privacy.values import CandidateRestricted, RestrictionLifted


class RestrictionRefused(Refused):
    """They still take part somewhere, or it's as asked already."""


def restrict(session: Session, person: Person, candidate: Candidate) -> None:
    """Take them out of every list, because they asked or because it isn't clear whether we're right."""
    if candidate.restricted_at is not None:
        raise RestrictionRefused("They're already restricted.")
    for each in same_person(session, candidate):
        each.restricted_at = each.restricted_at or clock.now()
        session.flush()
        journal.record(session, person.id, CandidateRestricted(each.id, by_rule=False))


def lift(session: Session, person: Person, candidate: Candidate) -> None:
    """Show them in lists again; not where the rule of the place restricts them."""
    if candidate.restricted_at is None:
        raise RestrictionRefused("They aren't restricted any more.")
    same = same_person(session, candidate)
    for kept in kept_candidates(session, Candidate.id.in_([each.id for each in same])):
        if kept.days.restrict_on is not None and kept.days.restrict_on <= kept.today:
            raise RestrictionRefused("We may no longer use their record, so they stay restricted.")
    for each in same:
        each.restricted_at = None
        session.flush()
        journal.record(session, person.id, RestrictionLifted(each.id))


def restrict_due(session: Session) -> int:
    """Restrict everyone whose lowest ceiling has passed while law asks to keep them; returns how many. No event of a
    person: the rule does it."""
    due = [kept.id for kept in kept_candidates(session) if kept.is_to_restrict]
    for candidate in session.scalars(sa.select(Candidate).where(Candidate.id.in_(due))) if due else ():
        candidate.restricted_at = clock.now()
        session.flush()
        journal.record(session, None, CandidateRestricted(candidate.id, by_rule=True))
    return len(due)
