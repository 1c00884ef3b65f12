"""Letters that follow a decision: a rejection with plain reasons from the record, and an offer."""

import re
from collections.abc import Collection, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_for
from hiring.candidates.models import Application, Candidate
from hiring.candidates.state_table import Position, position_of
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.offers.queries import latest_terms
from hiring.decisions.queries import people_in_frozen
from hiring.foundation.web.template_filters import day_in_full
from hiring.letters.kinds import who_is_not_rejected
from hiring.letters.values import LetterKind, LetterValues, Placeholder

# How many criteria a letter speaks of: those below their minimum first, then the lowest.
CRITERIA = 2
# How much of what was heard is quoted for each criterion.
QUOTES = 2
_MARKS = re.compile(r"\b(marks?|scores?|levels?|points?|rated|rating)\b|\b[1-5]\s*(/|of|out of)\s*5\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


def rejection_values(session: Session, applications: Sequence[Application]) -> LetterValues:
    """Their reasons: what was heard on the criteria that fell short, or the reason itself where no panel was read."""
    ids = [application.id for application in applications]
    decisions = session.scalars(sa.select(Decision).where(Decision.application_id.in_(ids), IN_FORCE)).all()
    names = _names(session, decisions, {application.opening_id for application in applications})
    own = {application.id: _words(application.candidate.name) for application in applications}
    return {
        decision.application_id: {"reasons": _reasons(decision, names - own[decision.application_id])}
        for decision in decisions
    }


def _names(session: Session, decisions: Sequence[Decision], openings: Collection[str]) -> set[str]:
    """Every word of a name that a letter must not hold: of those on the panels, and of the other candidates."""
    people = {person for decision in decisions if decision.summary for person in people_in_frozen(decision.summary)}
    interviewers = session.scalars(sa.select(Person.name).where(Person.id.in_(people)))
    others = sa.select(Candidate.name).join(Application).where(Application.opening_id.in_(openings))
    return {word for name in [*interviewers, *session.scalars(others)] for word in _words(name)}


def _words(name: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", name) if len(word) > 1}


def _reasons(decision: Decision, names: AbstractSet[str]) -> str:
    if not decision.summary:
        return decision.reason
    return "\n\n".join(_criterion_reasons(decision.summary, names))


def _criterion_reasons(summary: dict[str, Any], names: AbstractSet[str]) -> Iterator[str]:
    """A paragraph for each criterion that fell short and of which something can be quoted."""
    marked = [cell for cell in summary["criteria"] if cell["mean"] is not None]
    lowest = sorted(marked, key=lambda cell: (not cell["is_below"], cell["mean"]))
    paragraphs = 0
    for cell in lowest:
        quotes = _quotes(summary.get("evidence", []), cell["key"], names)
        if quotes and paragraphs < CRITERIA:
            paragraphs += 1
            yield f"{cell['title']}: we heard less of this than the work needs. What we noted: " + " ".join(quotes)


def _quotes(evidence: list[list[Any]], key: str, names: AbstractSet[str]) -> list[str]:
    heard = [sentence.strip() for of, _, _, _, text in evidence if of == key for sentence in _SENTENCE.split(text)]
    fit = [sentence for sentence in heard if sentence and not _MARKS.search(sentence) and not _words(sentence) & names]
    return [f"“{sentence}”" for sentence in dict.fromkeys(fit)][:QUOTES]


def who_has_no_offer(session: Session, reader: Person, applications: Sequence[Application]) -> dict[str, str]:
    """Why no offer can be written to them. People who still owe a scorecard learn nothing from the sentence."""
    facts = facts_for(session, reader, Application.id.in_([application.id for application in applications]))
    why = {}
    for application in applications:
        known = facts.get(application.id)
        if known is None or known.is_blind:
            why[application.id] = "You still owe a scorecard for {name}. Seal it first."
        elif position_of(known) not in {Position.OFFER_MADE, Position.IN_PROBATION}:
            why[application.id] = "{name} has no offer. Record the decision to hire first."
    return why


def offer_values(session: Session, applications: Sequence[Application]) -> LetterValues:
    """The first day and the terms, as the latest steps of each offer have them."""
    ids = [application.id for application in applications]
    made = sa.select(Decision.id, Decision.application_id).where(Decision.application_id.in_(ids), IN_FORCE)
    decisions = {row.id: row.application_id for row in session.execute(made)}
    return {
        decisions[key]: {"start": day_in_full(start.starts_on) if start.starts_on else "", "terms": terms.words}
        for key, (terms, start) in latest_terms(session, list(decisions)).items()
    }


_REASONS = Placeholder(
    "reasons",
    "what was heard on the criteria that fell short, without marks or names",
    "Nothing on record can be quoted to {name}. Write the reasons yourself, or take {reasons} out.",
)

_START = Placeholder(
    "start",
    "the first day at work, from the steps of the offer",
    "No first day is recorded for {name}. Record the terms of the offer, or take {start} out.",
)
_TERMS = Placeholder(
    "terms",
    "the terms, from the steps of the offer",
    "No terms are recorded for {name}. Record the terms of the offer, or take {terms} out.",
)

LETTER_KINDS = [
    LetterKind(
        "rejection",
        "Rejection",
        "After you've recorded a rejection.",
        (_REASONS,),
        rejection_values,
        why_not=who_is_not_rejected,
        tells_verdict=True,
    ),
    LetterKind(
        "offer",
        "Offer",
        "After you've decided to hire.",
        (_START, _TERMS),
        offer_values,
        why_not=who_has_no_offer,
        tells_verdict=True,
    ),
]
