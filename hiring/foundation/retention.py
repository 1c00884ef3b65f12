"""How long something may be kept: floors that law sets, ceilings that law or policy sets, and holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hiring.foundation.jurisdictions import Jurisdiction


@dataclass(frozen=True, slots=True)
class KeepingLimit:
    """A number of days after the end, and who says so."""

    days: int
    source: str


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """What a place says: kept at least for each floor, and at most for each ceiling."""

    floors: tuple[KeepingLimit, ...] = ()
    ceilings: tuple[KeepingLimit, ...] = ()

    @property
    def purge_after(self) -> KeepingLimit | None:
        """The latest floor; where there is none, the lowest ceiling. Nothing where neither is set."""
        if self.floors:
            return max(self.floors, key=lambda limit: limit.days)
        return self.restrict_after

    @property
    def restrict_after(self) -> KeepingLimit | None:
        return min(self.ceilings, key=lambda limit: limit.days) if self.ceilings else None

    @property
    def is_conflict(self) -> bool:
        """Law asks to keep it for longer than law or policy lets it be used."""
        purge, restrict = self.purge_after, self.restrict_after
        return purge is not None and restrict is not None and purge.days > restrict.days


@dataclass(frozen=True, slots=True)
class KeepingDays:
    """From which day nobody sees it, and on which day it goes. None: not yet known, or on hold."""

    restrict_on: date | None
    purge_on: date | None
    is_conflict: bool = False
    is_held: bool = False


def keeping_days(ends: Sequence[tuple[date | None, KeepingRule]], *, is_held: bool) -> KeepingDays:
    """The days of what is kept for several reasons, each with the day it ended and its rule: the latest of them.

    Nothing that still runs has a day. A hold stops the purge, and not the restriction.
    """
    purges, restricts = [], []
    for ended, rule in ends:
        if ended is None or rule.purge_after is None:
            return KeepingDays(None, None, is_held=is_held)
        purges.append(_after(ended, rule.purge_after))
        restricts.append(_after(ended, rule.restrict_after if rule.is_conflict else rule.purge_after))
    if not purges:
        return KeepingDays(None, None, is_held=is_held)
    purge_on, restrict_on = max(purges), max(restricts)
    is_conflict = restrict_on < purge_on
    return KeepingDays(
        restrict_on=restrict_on if is_conflict or is_held else None,
        purge_on=None if is_held else purge_on,
        is_conflict=is_conflict,
        is_held=is_held,
    )


def _after(ended: date, limit: KeepingLimit | None) -> date:
    assert limit is not None  # noqa: S101 - a conflict has both
    try:
        return ended + timedelta(days=limit.days)
    except OverflowError:
        return date.max


def rule_of(jurisdiction: Jurisdiction, *, has_consent: bool = False) -> KeepingRule:
    """What the file says of a place. With the person's consent a longer ceiling can take the place of the usual."""
    facts = jurisdiction.facts.get("keep")
    facts = facts if isinstance(facts, dict) else {}
    ceilings = facts.get("with_consent") if has_consent and facts.get("with_consent") else facts.get("ceilings")
    return KeepingRule(_limits(facts.get("floors")), _limits(ceilings))


def _limits(rows: object) -> tuple[KeepingLimit, ...]:
    return tuple(KeepingLimit(int(row["days"]), str(row["source"])) for row in rows) if isinstance(rows, list) else ()
