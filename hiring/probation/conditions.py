"""What each outcome rests on, what of it the record holds, and what a jurisdiction asks for. Pure.

A condition is required, advised or not asked. A required one that isn't met is overridden with a reason, which prints.
Nothing here is legal advice: each line says where it comes from and of which day it is.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from hiring.foundation.grammar import counted
from hiring.probation.values import OutcomeKind

DAYS_TO_IMPROVE = 14
# Known from the record. The others are only known to the people who did them, so the form asks.
ON_RECORD = ("expectations", "taught", "examples", "concern", "support", "reply", "follow_up")
ASKED = {
    "adjustments": "Adjustments considered",
    "companion": "A companion offered for the meeting",
    "works_council": "The works council heard",
    "whistleblowing": "A check that it isn't because they reported something wrong",
    "appeal": "How to appeal explained",
}
# What conduct or safety may skip. The record itself is never skipped.
LADDER = frozenset({"taught", "concern", "support", "follow_up"})


class HowStrong(StrEnum):
    REQUIRED = "required"
    ADVISED = "advised"
    NOT_ASKED = "not_asked"

    @property
    def label(self) -> str:
        return self.value.replace("_", " ")


class Ground(StrEnum):
    """What an ending is about."""

    PERFORMANCE = "performance"
    CONDUCT = "conduct"
    SAFETY = "safety"

    @property
    def label(self) -> str:
        return {
            "performance": "How they do the work",
            "conduct": "Conduct: what they did, or wouldn't do",
            "safety": "Safety: someone was or could have been hurt",
        }[self.value]


@dataclass(frozen=True, slots=True)
class ProbationRecord:
    """What the record of one probation holds, as plain values. `concerns` are the days of concerns that count."""

    today: date
    concerns: tuple[date, ...] = ()
    acts: int = 0
    held_on: tuple[date, ...] = ()
    last_is_filed: bool = False
    has_marks: bool = False
    is_last_late_by: int = 0
    open_concerns: int = 0
    has_support: bool = False
    has_reply: bool = False
    is_extended: bool = False
    agreed_on: date | None = None
    never_shown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRules:
    """Key → how strongly a place asks for it, the source and the day of the entry."""

    place: str
    entries: Mapping[str, tuple[HowStrong, str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, as_of: str, facts: Mapping[str, Any]) -> "PlaceRules":
        """From an entry of the jurisdictions file; what an organisation's own file leaves out is advised."""
        given = facts.get("ending") or {}
        return cls(
            name,
            {
                key: (HowStrong(entry["ask"]), str(entry.get("source", "")), str(entry.get("as_of", as_of)))
                for key, entry in given.items()
            },
        )

    def entry(self, key: str) -> tuple[HowStrong, str, str]:
        return self.entries.get(key, (HowStrong.ADVISED, "", ""))


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing an outcome rests on, and whether the record holds it. `source` and `as_of` are of the place's file."""

    key: str
    met: bool
    sentence: str
    strength: HowStrong = HowStrong.REQUIRED
    source: str = ""
    as_of: str = ""

    @property
    def needs_reason(self) -> bool:
        return not self.met and self.strength is HowStrong.REQUIRED


def conditions_of(
    kind: OutcomeKind,
    record: ProbationRecord,
    rules: PlaceRules,
    ground: Ground = Ground.PERFORMANCE,
    done: Mapping[str, str] | None = None,
) -> list[Condition]:
    """Everything this outcome rests on, what is missing first. `done` says when and how, for what the form asks."""
    if kind is OutcomeKind.CONFIRMED:
        conditions = list(_of_confirming(record))
    elif kind is OutcomeKind.EXTENDED:
        conditions = list(_of_extending(record))
    elif kind is OutcomeKind.ENDED:
        conditions = list(_of_ending(record, rules, ground, done or {}))
    else:
        conditions = []
    return sorted(conditions, key=lambda condition: (condition.met, condition.strength is not HowStrong.REQUIRED))


def _of_confirming(record: ProbationRecord) -> Iterator[Condition]:
    yield Condition("last_check_in", record.last_is_filed and record.has_marks, _last_check_in(record))
    number = record.open_concerns
    what = f"{counted(number, 'concern')} {'has' if number == 1 else 'have'} had no word since."
    sentence = "No concern is open." if not number else what[0].upper() + what[1:]
    yield Condition("open_concerns", not number, sentence)
    if record.agreed_on is not None:
        yield Condition("expectations", True, f"Expectations were agreed on {_day(record.agreed_on)}.")


def _last_check_in(record: ProbationRecord) -> str:
    if record.last_is_filed:
        return "The last check-in is filed." if record.has_marks else "No check-in has marks yet."
    late = f", {counted(record.is_last_late_by, 'day')} late" if record.is_last_late_by > 0 else ""
    return f"The last check-in isn't filed{late}."


def _of_extending(record: ProbationRecord) -> Iterator[Condition]:
    once = "Not extended before." if not record.is_extended else "It has been extended once, so you can't do it again."
    yield Condition("once", not record.is_extended, once)


def _of_ending(
    record: ProbationRecord, rules: PlaceRules, ground: Ground, done: Mapping[str, str]
) -> Iterator[Condition]:
    if ground is Ground.PERFORMANCE:
        sentence = "The last check-in's marks are filed." if record.has_marks else "No check-in has marks yet."
        yield Condition("marks", record.has_marks, sentence)
    for key in (*ON_RECORD, *ASKED):
        strength, source, as_of = rules.entry(key)
        if strength is HowStrong.NOT_ASKED or (ground is not Ground.PERFORMANCE and key in LADDER):
            continue
        met, sentence = _asked(key, done) if key in ASKED else _ON_RECORD[key](record, ground)
        yield Condition(key, met, sentence, strength, source, as_of)


def _asked(key: str, done: Mapping[str, str]) -> tuple[bool, str]:
    how = done.get(key, "").strip()
    return bool(how), f"{ASKED[key]}: {how}" if how else f"{ASKED[key]}: not yet."


def _expectations(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    if record.agreed_on is None:
        return False, "They haven't agreed to everything that's expected."
    return True, f"Expectations were agreed on {_day(record.agreed_on)}."


def _taught(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    if record.never_shown:
        return False, f"They were never shown: {', '.join(record.never_shown)}."
    return True, "They were shown everything they're judged on."


def _examples(record: ProbationRecord, ground: Ground) -> tuple[bool, str]:
    needed, number = (2 if ground is Ground.PERFORMANCE else 1), len(record.concerns)
    sentence = f"{counted(number, 'dated concern')} {'is' if number == 1 else 'are'} on record"
    less = "" if number >= needed else f", and it takes {counted(needed, 'dated example')}"
    return number >= needed, f"{sentence[0].upper()}{sentence[1:]}{less}."


def _concern(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    early = [on for on in record.concerns if on <= record.today - timedelta(days=DAYS_TO_IMPROVE)]
    if not early:
        return False, f"No concern was raised at least {DAYS_TO_IMPROVE} days ago: there was little time to improve."
    days = (record.today - min(early)).days
    return True, f"The first concern was raised {days} days ago, on {_day(min(early))}."


def _support(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    return record.has_support, "Support is on record." if record.has_support else "No support is on record."


def _reply(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    return record.has_reply, "Their reply is on record." if record.has_reply else "Their reply isn't on record."


def _follow_up(record: ProbationRecord, _ground: Ground) -> tuple[bool, str]:
    is_met = bool(record.concerns) and any(on > min(record.concerns) for on in record.held_on)
    return is_met, "A check-in followed the first concern." if is_met else "No check-in followed the first concern."


_ON_RECORD = {
    "expectations": _expectations,
    "taught": _taught,
    "examples": _examples,
    "concern": _concern,
    "support": _support,
    "reply": _reply,
    "follow_up": _follow_up,
}


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
