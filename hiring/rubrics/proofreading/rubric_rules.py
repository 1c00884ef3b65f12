"""What a rubric file must hold beyond its shape, and whether the bank has what it names."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, NamedTuple

from hiring.rubrics.plan import MINUTES_AROUND
from hiring.rubrics.proofreading.criterion_rules import question_mistakes, rows, text
from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.reference import Reference, criterion_in
from hiring.rubrics.schema import Criterion, Family, Kind, usual_minutes

Data = dict[str, Any]

CRITERIA = range(4, 7)


class AskableQuestion(NamedTuple):
    """What the rules about rounds need to know of a question."""

    minutes: int
    family: str


def rubric_mistakes(data: Data, bank: Mapping[str, Criterion | None]) -> Iterator[Mistake]:
    """Every broken rule of a rubric. `bank` holds criteria by key, None for one with mistakes."""
    chosen = list(rows(data, "criteria"))
    if isinstance(data.get("criteria"), list) and len(chosen) not in CRITERIA:
        yield Mistake(
            ("criteria",),
            f"A rubric has {CRITERIA.start} to {CRITERIA.stop - 1} criteria; this one has {len(chosen)}.",
        )
    seen: set[str] = set()
    for location, entry in chosen:
        key = text(entry, "criterion")
        if key in seen:
            yield Mistake((*location, "criterion"), f"“{key}” is chosen twice. Keep one of them.")
        seen.add(key)
        yield from _bank_mistakes(location, key, bank)
        yield from _chosen_mistakes(location, entry, bank.get(key))
    if seen and all(bank.get(key) for key in seen):
        yield from _round_mistakes(data, _askable(chosen, bank))


def _bank_mistakes(location: Location, key: str, bank: Mapping[str, Criterion | None]) -> Iterator[Mistake]:
    if not key or key in bank:
        return
    close = get_close_matches(key, bank, n=1, cutoff=0.6)
    advice = f"Did you mean “{close[0]}”?" if close else f"The bank has: {', '.join(sorted(bank)) or 'none yet'}."
    yield Mistake((*location, "criterion"), f"There's no criterion “{key}”. {advice}")


def _chosen_mistakes(location: Location, entry: Data, criterion: Criterion | None) -> Iterator[Mistake]:
    scenes = list(rows(entry, "scenes", location))
    general = [question.key for question in criterion.questions] if criterion else []
    yield from question_mistakes(scenes, general)
    key = text(entry, "criterion")
    if key and not any(scene.get("kind") == Kind.SITUATIONAL for _, scene in scenes):
        yield Mistake(
            location,
            f"“{key}” has no situational scene in this rubric. Write at least one under “scenes”.",
        )
    weighted = isinstance(entry.get("weight"), int | float) and entry["weight"] != 1
    if "why" not in entry and (weighted or "minimum" in entry):
        named = "weight" if weighted else "minimum"
        yield Mistake((*location, named), f"A “{named}” of its own needs its reason. Write it under “why”.")
    if weighted and criterion is not None and criterion.skill_floor:
        yield Mistake((*location, "weight"), f"“{key}” is a skills check and is never averaged. Delete its weight.")


def _askable(chosen: list[tuple[Location, Data]], bank: Mapping[str, Criterion | None]) -> dict[str, AskableQuestion]:
    """Every question the rounds may name."""
    askable: dict[str, AskableQuestion] = {}
    for location, entry in chosen:
        key = text(entry, "criterion")
        for _, scene in rows(entry, "scenes", location):
            minutes = scene.get("minutes", usual_minutes(scene.get("kind")))
            length = minutes if isinstance(minutes, int) else 0
            askable[str(Reference(key, text(scene, "key")))] = AskableQuestion(length, text(scene, "family"))
        criterion = bank.get(key)
        for question in criterion.questions if criterion else ():
            askable[str(Reference(key, question.key))] = AskableQuestion(question.minutes, question.family)
    return askable


def _round_mistakes(data: Data, askable: dict[str, AskableQuestion]) -> Iterator[Mistake]:
    asked: set[str] = set()
    for location, planned_round in rows(data, "rounds"):
        references = planned_round.get("questions")
        named = [ref for ref in references if isinstance(ref, str)] if isinstance(references, list) else []
        for position, reference in enumerate(named):
            yield from _reference_mistakes((*location, "questions", position), reference, askable, asked)
            asked.add(reference)
        needed = MINUTES_AROUND + sum(askable[ref].minutes for ref in named if ref in askable)
        planned = planned_round.get("minutes")
        if isinstance(planned, int) and planned < needed:
            yield Mistake(
                (*location, "minutes"),
                f"This round has {planned} minutes and needs {needed}: its questions, and {MINUTES_AROUND} "
                "around them for the welcome, the candidate's questions and the close.",
            )
    if asked and asked <= set(askable):
        yield from _left_out(asked, askable)


def _reference_mistakes(
    location: Location, reference: str, known: Mapping[str, AskableQuestion], asked: set[str]
) -> Iterator[Mistake]:
    if reference in asked:
        yield Mistake(location, f"“{reference}” is asked twice. Keep one of them.")
    if reference in known or "/" not in reference:
        return
    close = get_close_matches(reference, known, n=1, cutoff=0.6)
    advice = f"Did you mean “{close[0]}”?" if close else "Write criterion/question."
    yield Mistake(location, f"There's no question “{reference}” in this rubric. {advice}")


def _left_out(asked: set[str], askable: dict[str, AskableQuestion]) -> Iterator[Mistake]:
    criteria = {criterion_in(reference) for reference in asked}
    for criterion in dict.fromkeys(criterion_in(reference) for reference in askable):
        if criterion not in criteria:
            yield Mistake(("rounds",), f"No round asks about “{criterion}”. Add one of its questions.")
    for family in Family:
        if family not in {askable[reference].family for reference in asked}:
            yield Mistake(("rounds",), f"No question in the rounds is of the family {family}. Add one.")
