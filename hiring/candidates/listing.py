"""The list of an opening's candidates: a row each with status, rounds and next act; searched, filtered and sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import queries
from hiring.candidates.facts import ApplicationFacts, facts_for
from hiring.candidates.models import Application
from hiring.candidates.next_act import NextAct, next_act
from hiring.candidates.round_progress import InterviewProgress, interviews_with
from hiring.candidates.status import ApplicationStatus, StatusCounts, StatusGroup, status_of
from hiring.foundation import text
from hiring.openings.models import Opening

PAGE = 50
SORTS = {"needs": "What needs you", "name": "Name", "applied": "Date applied"}
_ORDER = [
    *(StatusGroup.LATE, StatusGroup.READY, StatusGroup.OFFER, StatusGroup.NO_DATE, StatusGroup.WAITING),
    *(StatusGroup.PLANNED, StatusGroup.NEW, StatusGroup.HIRED, StatusGroup.REJECTED, StatusGroup.WITHDRAWN),
]


@dataclass(frozen=True, slots=True)
class RoundCell:
    """What a row says of one round: nothing, that it has no date, or how far its latest interview is."""

    title: str
    interview: InterviewProgress | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class ListedCandidate:
    application: Application
    facts: ApplicationFacts
    status: ApplicationStatus
    act: NextAct | None
    cells: tuple[RoundCell, ...]
    before: tuple[tuple[Application, ApplicationStatus | None], ...] = ()

    @property
    def needs(self) -> tuple[int, bool, int]:
        """Sorts what needs someone first: by status, an empty seat before none, the longest late first."""
        late = max((card.days for card in self.facts.late), default=0)
        return _ORDER.index(self.status.group), not self.facts.vacant, -late


@dataclass(frozen=True, slots=True)
class ListSearch:
    """What the address asks for; what it doesn't know is left out of it."""

    words: str = ""
    group: StatusGroup | None = None
    sort: str = "needs"
    page: int = 1

    @classmethod
    def of(cls, arguments: Mapping[str, str]) -> "ListSearch":
        group, sort, page = arguments.get("status", ""), arguments.get("sort", ""), arguments.get("page", "")
        return cls(
            words=text.tidy(arguments.get("q", ""))[:200],
            group=StatusGroup(group) if group in set(StatusGroup) else None,
            sort=sort if sort in SORTS else "needs",
            page=max(1, int(page)) if page.isascii() and page.isdecimal() and len(page) < 6 else 1,
        )

    def arguments(self, **changes: object) -> dict[str, str]:
        """The address of this search with something changed; what is usual stays out of it."""
        other = replace(self, **changes)  # type: ignore[arg-type]  # the fields' own types
        told = {"q": other.words, "status": other.group or "", "sort": other.sort, "page": str(other.page)}
        return {name: str(value) for name, value in told.items() if value not in ("", "needs", "1")}

    def pick(self, rows: Sequence[ListedCandidate]) -> list[ListedCandidate]:
        key = text.sort_key(self.words)
        shown = [
            row
            for row in rows
            if (self.group is None or row.status.group == self.group) and self._is_named(row.application, key)
        ]
        if self.sort == "needs":
            shown.sort(key=lambda row: row.needs)
        elif self.sort == "applied":
            shown.sort(key=lambda row: row.application.applied_on, reverse=True)
        return shown

    @staticmethod
    def _is_named(application: Application, key: str) -> bool:
        candidate = application.candidate
        return key in candidate.sort_name or key in candidate.email or key == str(application.number)


@dataclass(frozen=True, slots=True)
class CandidateList:
    """A page of the list. `counts` are of everyone, whatever is searched for."""

    search: ListSearch
    counts: StatusCounts
    everyone: int
    matching: int
    rows: tuple[ListedCandidate, ...]
    sentence: tuple[str, str]

    @property
    def left(self) -> int:
        return max(0, self.matching - self.search.page * PAGE)


def candidate_list(session: Session, reader: Person, opening: Opening, search: ListSearch) -> CandidateList:
    """The list as this reader may know it, in the same number of queries for any number of candidates."""
    applications = queries.applications_of(session, opening, seen_by=reader)
    facts = facts_for(session, reader, queries.of_candidates_of(opening))
    progress = interviews_with(session, reader, Application.opening_id == opening.id)
    by_application: dict[str, list[InterviewProgress]] = {}
    for interview in progress:
        by_application.setdefault(interview.application_id, []).append(interview)
    before = queries.applications_before(session, opening)
    rows = []
    for application in applications:
        of = facts.get(application.id)
        if of is not None:
            earlier = before.get(application.candidate_id, [])
            others = tuple((other, _status(facts.get(other.id))) for other in earlier)
            rows.append(_row(opening, application, of, by_application.get(application.id, []), others))
    shown = search.pick(rows)
    counts = StatusCounts.of((of, 1) for of in facts.values() if of.opening == opening.id)
    page = tuple(shown[(search.page - 1) * PAGE : search.page * PAGE])
    return CandidateList(search, counts, len(rows), len(shown), page, sentence_of(rows))


def _status(facts: ApplicationFacts | None) -> ApplicationStatus | None:
    return None if facts is None else status_of(facts)


def _row(opening: Opening, application: Application, facts: ApplicationFacts, interviews: Sequence[InterviewProgress],
         before: tuple[tuple[Application, ApplicationStatus | None], ...]) -> ListedCandidate:  # fmt: skip
    status = status_of(facts)
    cells = []
    is_said = False
    for planned_round in opening.rounds:
        held = [interview for interview in interviews if interview.round_id == planned_round.id]
        latest = next((interview for interview in reversed(held) if interview.is_on), held[-1] if held else None)
        says = ""
        if (latest is None or not latest.is_on) and status.group == StatusGroup.NO_DATE and not is_said:
            says, is_said = "no date yet", True
        cells.append(RoundCell(planned_round.title, latest, says))
    act = next_act(facts, application.id, is_open=opening.closed_on is None)
    return ListedCandidate(application, facts, status, act, tuple(cells), before)


def sentence_of(rows: Sequence[ListedCandidate]) -> tuple[str, str]:
    """What to do first, and what is waited for most: the line above the list."""
    groups = {group: sum(row.status.group == group for row in rows) for group in StatusGroup}
    late = max((row for row in rows if row.facts.late), key=lambda row: row.facts.late[0].days, default=None)
    second = ""
    if late is not None:
        card, name = late.facts.late[0], late.application.candidate.name
        second = f"{name}'s panel is waiting for {card.first_name}, who's {card.by}."
    asks = [
        (StatusGroup.READY, "Decide on {}."),
        (StatusGroup.OFFER, "Set the first day of {}."),
        (StatusGroup.NO_DATE, "Set a date for {}."),
        (StatusGroup.NEW, "Set a first interview for {}."),
    ]
    for group, sentence in asks:
        if groups[group]:
            number = groups[group]
            return sentence.format(f"{number} candidate{'' if number == 1 else 's'}"), second
    if second:
        return "", second
    running = groups[StatusGroup.WAITING] + groups[StatusGroup.PLANNED]
    return ("Nothing to do here now." if running or rows else "Nobody has applied yet."), ""
