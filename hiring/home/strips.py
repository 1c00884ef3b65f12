"""Running openings as strips: how far candidates have come, who is waited for, and which are held up."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Workplace
from hiring.candidates.status import StatusCounts, StatusGroup
from hiring.foundation import clock
from hiring.foundation.grammar import listed
from hiring.home.others_turn import Address
from hiring.home.values import HomeLink, LateColleague, OpeningStrip, days_late
from hiring.openings.models import Opening

_UNDECIDED = (
    *(StatusGroup.NEW, StatusGroup.NO_DATE, StatusGroup.PLANNED),
    *(StatusGroup.WAITING, StatusGroup.LATE, StatusGroup.READY),
)
_NOBODY = StatusCounts.of(())
MOST, MOST_REASONS = 12, 2


@dataclass(frozen=True, slots=True)
class RunningOpening:
    """What a start page says of an opening that isn't closed."""

    id: str
    title: str
    posts: int
    opened_at: datetime
    workplace_id: str
    workplace: str
    zone: str


Counts = Mapping[str, StatusCounts]


def running_openings(session: Session, which: sa.ColumnElement[bool]) -> list[RunningOpening]:
    running = (
        sa.select(
            *(Opening.id, Opening.title, Opening.posts, Opening.opened_at, Opening.workplace_id),
            *(Workplace.name, Workplace.zone),
        )
        .join(Workplace, Opening.workplace_id == Workplace.id)
        .where(Opening.closed_on.is_(None), which)
        .order_by(Opening.title, Opening.id)
    )
    return [RunningOpening(*row) for row in session.execute(running)]


@dataclass(frozen=True, slots=True)
class RunningStrips:
    """The strips of the openings that need someone most, how many run in all, and what holds them up."""

    shown: list[OpeningStrip]
    number: int
    says: str

    @property
    def left_out(self) -> int:
        return self.number - len(self.shown)


def strips(
    openings: Sequence[RunningOpening], counts: Counts, late: Iterable[LateColleague], address: Address
) -> RunningStrips:
    """Those that are held up first, then by title; only what is shown is written out."""
    cards: dict[str, Counter[str]] = {}
    days: dict[str, int] = {}
    for colleague in late:
        for thing in colleague.things:
            if thing.seat:
                cards.setdefault(thing.opening, Counter())[colleague.first_name] += 1
                days[thing.opening] = max(days.get(thing.opening, 0), thing.days)
    held = [
        (*_held_up(opening, counts.get(opening.id, _NOBODY), cards.get(opening.id, Counter())), opening)
        for opening in openings
    ]
    held.sort(key=lambda of: (-of[1], of[2].title, of[2].id))
    shown = [
        _strip(opening, counts.get(opening.id, _NOBODY), cards.get(opening.id, Counter()), days, address)
        for _, _, opening in held[:MOST]
    ]
    return RunningStrips(shown, len(held), sentence([clause for clause, _, _ in held if clause], len(held)))


def _strip(
    opening: RunningOpening, counts: StatusCounts, cards: Counter[str], days: Mapping[str, int], address: Address
) -> OpeningStrip:
    posts = f"{opening.posts} post{'' if opening.posts == 1 else 's'}"
    zone = opening.zone
    since = (clock.today(zone) - clock.in_zone(opening.opened_at, zone).date()).days + 1
    return OpeningStrip(
        title=opening.title,
        url=address("candidates.index", opening_id=opening.id),
        about=f"{opening.workplace} · {posts} · day {since}",
        workplace_id=opening.workplace_id,
        stages=tuple((str(stage), number) for stage, number in counts.stages),
        waits=tuple(_waits(opening, counts, cards, days.get(opening.id, 0), address)),
    )


def _held_up(opening: RunningOpening, counts: StatusCounts, cards: Counter[str]) -> tuple[str, int]:
    """Why an opening doesn't move, in a clause; and how much it needs someone."""
    ready = counts.groups[StatusGroup.READY]
    if ready:
        return f"{opening.title} is waiting for your decision on {ready} candidate{'' if ready == 1 else 's'}", 3
    if cards:
        number = cards.total()
        return f"{opening.title} is waiting for {number} scorecard{'' if number == 1 else 's'}", 2
    if _is_dry(opening, counts):
        return f"{opening.title} has {'nobody left to invite' if counts.total else 'no candidates yet'}", 1
    return "", 0


def _is_dry(opening: RunningOpening, counts: StatusCounts) -> bool:
    """Nobody is under way and posts are still free."""
    taken = counts.groups[StatusGroup.HIRED] + counts.groups[StatusGroup.OFFER]
    return taken < opening.posts and not any(counts.groups[group] for group in _UNDECIDED)


def _waits(
    opening: RunningOpening, counts: StatusCounts, cards: Counter[str], days: int, address: Address
) -> Iterator[HomeLink]:
    groups = counts.groups
    at = {"opening_id": opening.id}
    if groups[StatusGroup.READY]:
        yield HomeLink(f"You: decide on {groups[StatusGroup.READY]}", address("panels.compare", **at))
    if cards:
        who = listed([f"{name}: {number}" for name, number in cards.most_common(2)])
        noun = "scorecard" if cards.total() == 1 else "scorecards"
        yield HomeLink(f"{who} {noun}, {days_late(days)}", address("interviews.index", **at))
    if groups[StatusGroup.NO_DATE]:
        yield HomeLink(f"You: set a date for {groups[StatusGroup.NO_DATE]}", address("candidates.index", **at))
    if groups[StatusGroup.NEW]:
        yield HomeLink(f"You: look at {groups[StatusGroup.NEW]} new", address("candidates.index", **at))
    if groups[StatusGroup.PLANNED]:
        yield HomeLink(f"{groups[StatusGroup.PLANNED]} planned", address("interviews.index", **at))
    if not counts.total:
        yield HomeLink("You: add candidates", address("candidates.index", **at))
    elif _is_dry(opening, counts):
        yield HomeLink("Nobody left to invite: advertise again, or close it", address("openings.show", **at))
    elif groups[StatusGroup.HIRED] + groups[StatusGroup.OFFER] >= opening.posts:
        left = sum(groups[group] for group in _UNDECIDED)
        act = f"Every post is filled: answer {left} and close it" if left else "Every post is filled: close it"
        yield HomeLink(act, address("openings.show", **at))


def sentence(held: Sequence[str], number: int) -> str:
    """What holds openings up, in one sentence made from their counts."""
    if not held:
        return "Nothing is held up." if number else ""
    more = f", and {len(held) - MOST_REASONS} more" if len(held) > MOST_REASONS else ""
    reasons = ", ".join(held[:MOST_REASONS]) if more else listed(list(held))
    subject = "The one" if number == 1 else f"{len(held)} of {number}"
    return f"{subject} {'is' if len(held) == 1 else 'are'} held up: {reasons}{more}."
