"""Who meets who: people for many interviews at once, evenly and linked, the same proposal every time.

Nobody is seated where they must not be. Then loads are as even as they can be. Then, among equally even proposals,
interviewers are linked through candidates they share, because only then can strict marking be told from weak answers.
"""

from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

Pair = tuple[str, str]

# Linking is a search, and each look at it costs as much as there are seats. Many interviews link by themselves; where
# a few do not at first, two exchanges at once are tried as well.
LOOKS_AT_SEATS = 100_000
FEW_SEATS = 30


@dataclass(frozen=True, slots=True)
class Task:
    """Who to meet, in this order, and who can meet them. A pair is (application, interviewer)."""

    applications: Sequence[str]
    interviewers: Sequence[str]
    needed: int
    loads: Mapping[str, int] = field(default_factory=dict)  # seats held already, over everything
    seated: frozenset[Pair] = frozenset()  # the seats of this opening that exist already
    forbidden: frozenset[Pair] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    people: dict[str, tuple[str, ...]]
    loads: dict[str, int]  # with what was held already
    missing: dict[str, int]  # how many seats of an application nobody is left for
    islands: tuple[tuple[str, ...], ...]  # interviewers linked by shared candidates, the largest group first


def propose(task: Task) -> Proposal:
    """Deterministic: the same task gives the same people."""
    seating = _Seating(task)
    for application in task.applications:
        seating.fill(application)
    while seating.even_out():
        pass
    seating.link()
    order = {interviewer: place for place, interviewer in enumerate(task.interviewers)}
    people = {
        application: tuple(sorted(seating.people[application], key=order.__getitem__))
        for application in task.applications
    }
    return Proposal(
        people=people,
        loads=seating.load,
        missing={
            application: task.needed - len(seats) for application, seats in people.items() if len(seats) < task.needed
        },
        islands=islands(task.seated, people),
    )


def islands(seated: frozenset[Pair], people: Mapping[str, Collection[str]]) -> tuple[tuple[str, ...], ...]:
    """Groups of interviewers who are linked by a chain of shared candidates; one group where all are."""
    panels: dict[str, set[str]] = {}
    for application, person in sorted(seated):
        panels.setdefault(application, set()).add(person)
    for application, seats in people.items():
        panels.setdefault(application, set()).update(seats)
    leader: dict[str, str] = {}
    for panel in panels.values():
        first, *others = sorted(panel) or [""]
        for other in others:
            leader[_leader(leader, other)] = _leader(leader, first)
        if first:
            leader.setdefault(first, first)
    groups: dict[str, list[str]] = {}
    for person in sorted(leader):
        groups.setdefault(_leader(leader, person), []).append(person)
    return tuple(sorted((tuple(group) for group in groups.values()), key=lambda group: (-len(group), group)))


def _leader(leader: dict[str, str], person: str) -> str:
    while leader.setdefault(person, person) != person:
        leader[person] = leader[leader[person]]
        person = leader[person]
    return person


class _Seating:
    """The people of each application while they are still being moved about."""

    def __init__(self, task: Task) -> None:
        self.task = task
        self.load = {interviewer: task.loads.get(interviewer, 0) for interviewer in task.interviewers}
        self.people: dict[str, set[str]] = {application: set() for application in task.applications}
        self.met: dict[str, set[str]] = {}
        for application, person in task.seated:
            self.met.setdefault(application, set()).add(person)
        self.together = Counter(
            pair for panel in self.met.values() for pair in combinations(sorted(panel), 2)
        )  # how often two people share a candidate
        self.leader: dict[str, str] = {}
        for one, other in sorted(self.together):
            self.leader[_leader(self.leader, one)] = _leader(self.leader, other)
        bits = {application: 1 << place for place, application in enumerate(task.applications)}
        self.allowed = {
            person: sum(
                bits[application] for application in task.applications if (application, person) not in task.forbidden
            )
            for person in task.interviewers
        }
        self.bits, self.holds = bits, dict.fromkeys(task.interviewers, 0)

    def _can(self, person: str, application: str) -> bool:
        return bool(self.allowed[person] & ~self.holds[person] & self.bits[application])

    def _seat(self, person: str, application: str) -> None:
        self.people[application].add(person)
        self.holds[person] |= self.bits[application]
        self.load[person] += 1

    def _unseat(self, person: str, application: str) -> None:
        self.people[application].remove(person)
        self.holds[person] &= ~self.bits[application]
        self.load[person] -= 1

    def fill(self, application: str) -> None:
        """Who has least to do; among them, the one who links most and has not met these people or this candidate."""
        met = self.met.get(application, set())
        for _ in range(self.task.needed):
            beside = self.people[application] | met
            free = [interviewer for interviewer in self.task.interviewers if self._can(interviewer, application)]
            if not free:
                return
            leaders = {_leader(self.leader, other) for other in beside}

            def rank(
                person: str, beside: set[str] = beside, leaders: set[str] = leaders
            ) -> tuple[int, bool, bool, int]:
                often = sum(self.together[_pair(person, other)] for other in beside)
                return self.load[person], _leader(self.leader, person) in leaders, person in met, often

            chosen = min(free, key=rank)
            for other in beside - {chosen}:
                self.together[_pair(chosen, other)] += 1
                self.leader[_leader(self.leader, chosen)] = _leader(self.leader, other)
            self._seat(chosen, application)

    def even_out(self) -> bool:
        """Hand one seat down a chain of people, from someone with two more than the last; False once none can be."""
        for busiest in sorted(self.load, key=lambda interviewer: -self.load[interviewer]):
            chain = self._chain_from(busiest)
            if chain:
                for giver, application, taker in chain:
                    self._unseat(giver, application)
                    self._seat(taker, application)
                return True
        return False

    def _chain_from(self, busiest: str) -> list[tuple[str, str, str]]:
        came: dict[str, tuple[str, str, str]] = {}
        waiting, known = deque([busiest]), {busiest}
        while waiting:
            giver = waiting.popleft()
            for taker in self.task.interviewers:
                possible = self.holds[giver] & self.allowed[taker] & ~self.holds[taker]
                if taker in known or not possible:
                    continue
                known.add(taker)
                came[taker] = (giver, self.task.applications[(possible & -possible).bit_length() - 1], taker)
                if self.load[taker] <= self.load[busiest] - 2:
                    return _unwound(came, taker, busiest)
                waiting.append(taker)
        return []

    def link(self) -> None:
        """Exchange people until all are linked or no exchange helps; loads stay as even as they are."""
        seats = sum(len(people) for people in self.people.values())
        looks = iter(range(LOOKS_AT_SEATS // (seats + 1)))
        while len(islands(self.task.seated, self.people)) > 1:
            if not (self._links(looks, 1) or (seats <= FEW_SEATS and self._links(looks, 2))):
                return

    def _links(self, looks: Iterator[int], steps: int) -> bool:
        """Do so many exchanges after which fewer groups stand apart; False, and nothing done, where none do."""
        apart = islands(self.task.seated, self.people)
        group = {person: place for place, people in enumerate(apart) for person in people}
        for exchange in list(self._exchanges()):
            if steps == 1 and all(group.get(goes) == group.get(comes) for _, goes, comes in exchange):
                continue
            if next(looks, None) is None:
                return False
            self._do(exchange)
            done = self._links(looks, steps - 1) if steps > 1 else False
            if done or len(islands(self.task.seated, self.people)) < len(apart):
                return True
            self._undo(exchange)
        return False

    def _exchanges(self) -> Iterator[list[tuple[str, str, str]]]:
        """Steps (application, who goes, who comes) after which the same loads are held, if by others."""
        seats = [
            (application, person)
            for application in self.task.applications
            for person in sorted(self.people[application])
        ]
        for application, goes in seats:
            for comes in self.task.interviewers:
                if self._can(comes, application) and self.load[goes] == self.load[comes] + 1:
                    yield [(application, goes, comes)]
        for (here, goes), (there, comes) in combinations(seats, 2):
            if here != there and self._can(comes, here) and self._can(goes, there):
                yield [(here, goes, comes), (there, comes, goes)]

    def _do(self, steps: list[tuple[str, str, str]]) -> None:
        for application, goes, comes in steps:
            self._unseat(goes, application)
            self._seat(comes, application)

    def _undo(self, steps: list[tuple[str, str, str]]) -> None:
        for application, goes, comes in steps:
            self._unseat(comes, application)
            self._seat(goes, application)


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _unwound(came: dict[str, tuple[str, str, str]], last: str, first: str) -> list[tuple[str, str, str]]:
    chain = []
    while last != first:
        chain.append(came[last])
        last = came[last][0]
    return chain
