"""The library as a list: each rubric once, with who it's for, what it looks for, how long it takes, and its state."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from hiring.foundation.web.base_app import Provided
from hiring.rubrics import queries
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.models import RubricVersion

# Version id → how many running openings use it. Openings are a later room's.
CountOpenings = Callable[[Session], Mapping[str, int]]
COUNT_OPENINGS = Provided[CountOpenings]("openings_by_version")
# Of those we ship: for any post. The others are for one kind of work.
_FOR_ANY_POST = {
    *("service-attitude", "wanting-to-serve", "customer-first-attitude"),
    *("six-elements", "seven-steps", "service-greatness"),
}


class LibraryFilter(StrEnum):
    """What the library can be narrowed to."""

    ALL = "all"
    IN_USE = "in_use"
    EDITED = "edited"
    BY_ROLE = "by_role"
    BY_ATTITUDE = "by_attitude"

    @property
    def label(self) -> str:
        return {
            "all": "All",
            "in_use": "In use",
            "edited": "Being edited",
            "by_role": "By role",
            "by_attitude": "By attitude",
        }[self.value]


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """One rubric: its newest version, or the text we ship where nobody has published it."""

    edition: Edition
    version: RubricVersion | None
    openings: int
    copies: tuple[RubricCopy, ...]
    has_newer_text: bool

    @property
    def key(self) -> str:
        return self.edition.key

    @property
    def criteria(self) -> list[str]:
        return [criterion.title for criterion in self.edition.criteria]

    @property
    def questions(self) -> int:
        return sum(len(planned_round.questions) for planned_round in self.edition.default_rounds())

    @property
    def minutes(self) -> str:
        """60 + 45"""
        return " + ".join(str(planned_round.minutes) for planned_round in self.edition.default_rounds())

    def is_in(self, wanted: LibraryFilter) -> bool:
        if wanted is LibraryFilter.IN_USE:
            return self.openings > 0
        if wanted is LibraryFilter.EDITED:
            return bool(self.copies)
        if wanted is LibraryFilter.ALL:
            return True
        return (self.key in _FOR_ANY_POST) is (wanted is LibraryFilter.BY_ATTITUDE)

    @property
    def can_wait(self) -> bool:
        """For any post, and nobody here uses or edits it: most people look for the work they know."""
        return self.is_in(LibraryFilter.BY_ATTITUDE) and not self.openings and not self.copies

    def matches(self, words: str) -> bool:
        """Whether every word is in its title, summary or criteria."""
        text = " ".join([self.edition.title, self.edition.rubric.summary, *self.criteria]).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class NarrowedLibrary:
    """The rows to show, those of them that are folded away, and how many each filter has."""

    rows: list[LibraryRow]
    folded: list[LibraryRow]
    counts: dict[LibraryFilter, int]


def library(session: Session, copies: Collection[RubricCopy], *, with_unpublished: bool) -> list[LibraryRow]:
    """Every rubric by title; people who don't publish see what is published."""
    latest = {version.key: version for version in queries.latest_versions(session)}
    used = COUNT_OPENINGS.get()(session)
    openings: dict[str, int] = {}
    for version in queries.versions(session):
        openings[version.key] = openings.get(version.key, 0) + used.get(version.id, 0)
    keys = [*latest, *(key for key in queries.shipped() if with_unpublished and key not in latest)]
    rows = [
        _row(key, latest.get(key), openings.get(key, 0), tuple(copy for copy in copies if copy.key == key))
        for key in keys
    ]
    return sorted(rows, key=lambda row: (row.openings == 0, row.version is None, row.edition.title))


def _row(key: str, version: RubricVersion | None, openings: int, copies: tuple[RubricCopy, ...]) -> LibraryRow:
    ours = queries.shipped().get(key)
    if version is None:
        if ours is None:
            raise KeyError(key)
        return LibraryRow(ours, None, openings, copies, has_newer_text=False)
    is_newer = ours is not None and version.number == 1 and content_hash(ours) != version.content_hash
    return LibraryRow(queries.edition_of(version), version, openings, copies, is_newer)


def narrowed(rows: Iterable[LibraryRow], words: str, wanted: LibraryFilter) -> NarrowedLibrary:
    """The rows that match the search, and of these the ones of a filter; the counts are of the search.

    Only the whole library folds anything away: people who search or filter see all they asked for.
    """
    matching = [row for row in rows if row.matches(words)]
    counts = {each: sum(row.is_in(each) for row in matching) for each in LibraryFilter}
    shown = [row for row in matching if row.is_in(wanted)]
    can_fold = wanted is LibraryFilter.ALL and not words and not all(row.can_wait for row in shown)
    folded = [row for row in shown if can_fold and row.can_wait]
    return NarrowedLibrary([row for row in shown if not (can_fold and row.can_wait)], folded, counts)
