"""Who waits for whom in an opening: candidates by what comes next for them, and which interviewers are late."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.status import StatusGroup, statuses
from hiring.foundation.grammar import listed
from hiring.openings.models import Opening
from hiring.panels.opening_panels import late_cards

# As many names as a line bears; more of them are counted.
MOST_NAMES = 4
_FOR = {
    StatusGroup.READY: "for a decision",
    StatusGroup.WAITING: "while scorecards are still due, or the decision is on hold",
    StatusGroup.NO_DATE: "for an interview date",
    StatusGroup.NEW: "to be invited",
    StatusGroup.OFFER: "to start, or to answer our offer",
}


@dataclass(frozen=True, slots=True)
class WaitingLine:
    """One sentence, and the filter of the list of candidates that shows who is meant."""

    says: str
    group: str


def waits_in(session: Session, reader: Person, opening: Opening) -> list[WaitingLine]:
    """The latest first, as far as this reader may know: nothing of how far a panel is that they owe a card of."""
    here = Application.opening_id == opening.id
    grouped: dict[StatusGroup, list[str]] = defaultdict(list)
    known = statuses(session, reader, here)
    chosen = sa.select(Application.id, Candidate.name).join(Candidate, Application.candidate_id == Candidate.id)
    chosen = chosen.where(here, SHOWN).order_by(Candidate.sort_name, Candidate.id)
    names = {row.id: row.name for row in session.execute(chosen)}
    for key in names:
        if key in known:
            grouped[known[key].group].append(key)
    people = {group: [names[key] for key in grouped[group]] for group in _FOR if grouped[group]}
    others = [WaitingLine(f"{_named(people[group])} {_FOR[group]}.", str(group)) for group in people]
    return [*_late(late_cards(session, grouped[StatusGroup.LATE]), names), *others]


def _late(cards: Mapping[str, Sequence[tuple[str, int]]], names: Mapping[str, str]) -> list[WaitingLine]:
    """A line for each interviewer who is late, the latest first."""
    waiting: dict[str, list[str]] = defaultdict(list)
    days: dict[str, int] = defaultdict(int)
    for application, behind in cards.items():
        for interviewer, late in behind:
            waiting[interviewer].append(names[application])
            days[interviewer] = max(days[interviewer], late)
    return [
        WaitingLine(
            f"{_named(sorted(set(waiting[interviewer])))} for {interviewer}’s scorecard, "
            f"{days[interviewer]} {'day' if days[interviewer] == 1 else 'days'} late.",
            str(StatusGroup.LATE),
        )
        for interviewer in sorted(waiting, key=lambda who: (-days[who], who))
    ]


def _named(people: list[str]) -> str:
    verb = "waits" if len(people) == 1 else "wait"
    if len(people) > MOST_NAMES + 1:
        return f"{', '.join(people[:MOST_NAMES])} and {len(people) - MOST_NAMES} others {verb}"
    return f"{listed(people)} {verb}"
