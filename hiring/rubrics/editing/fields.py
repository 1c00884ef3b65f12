"""What the form of each part asks: names as they stand in the tree, labels and hints in plain words."""

from collections.abc import Iterable, Mapping
from typing import Any

from hiring.foundation.web.forms import line, lines, radios, select
from hiring.rubrics.editing.form_tree import Tree
from hiring.rubrics.editing.parts import Part, PartKind, called
from hiring.rubrics.reference import Reference
from hiring.rubrics.schema import LEVELS

Fields = dict[str, Any]
Group = tuple[str, Fields]

_NEEDED = "Fill this in."  # says no more than that it is not optional; the proofreader has the sentences
_A_LINE = "One a line."
MARKS = [(str(level), str(level)) for level in LEVELS]
KINDS = [("past_behaviour", "What they did"), ("situational", "What they would do")]
FAMILIES = [
    ("failure", "Something failed"),
    ("special_need", "A customer with a special need"),
    ("unprompted_act", "Doing more than was asked"),
    ("difficult_customer", "A difficult customer"),
]


def _text(label: str, hint: str = "", rows: int = 2) -> Any:
    return lines(label, hint=hint, missing=_NEEDED, rows=rows)


def _anchors(around: str, where: str = "") -> Fields:
    between = "Only where people do something different at this level."
    hints = {1: "What they do to earn it.", 2: between, 3: "Good, ordinary work.", 4: between, 5: ""}
    return {
        f"{around}-{level}": lines(f"A {level}{where}", hint=hint, missing="" if hint == between else _NEEDED, rows=2)
        for level, hint in hints.items()
    }


def _rubric(names: Iterable[str]) -> list[Group]:
    exemplars, reading = _rows(names, "exemplars") + 1, _rows(names, "reading") + 1
    shown = {f"exemplars-{n}-{key}": _text(label.format(n + 1), rows=1) for n in range(exemplars)
             for key, label in (("who", "Example {}: who"), ("borrow", "Example {}: what to borrow"))}  # fmt: skip
    to_read = (("title", "Reading {}: title"), ("by", "Reading {}: author"), ("why", "Reading {}: why"))
    read = {f"reading-{n}-{key}": _text(label.format(n + 1), rows=1) for n in range(reading)
            for key, label in to_read}  # fmt: skip
    return [
        ("What it's for", {
            "title": line("Title", missing=_NEEDED),
            "summary": _text("Who should use it", "In two sentences."),
            "customers-outside": _text("Customers outside", "The people who pay or come."),
            "customers-inside": _text("Customers inside", "The colleagues who depend on this work."),
            "great_service": _text("What great service means here", "Every kit opens with it.", 3),
        }),
        ("Who to learn from", shown),
        ("What to read", read),
    ]  # fmt: skip


def _criterion(content: Tree, part: Part, names: Iterable[str]) -> list[Group]:
    return [
        ("What is judged", {
            "title": line("Title", hint="Two or three words, as a manager would say it.", missing=_NEEDED),
            "definition": _text("What someone who has this does", "One or two sentences."),
            "not_this": _text("What is often mistaken for it"),
        }),
        ("What each mark looks like", _anchors("anchors")),
        ("While listening", {
            "listen_for": _text("Listen for", _A_LINE, 4),
            "red_flags": _text("Red flags", _A_LINE, 3),
            "rater_mistake": _text("The usual mistake in marking"),
        }),
        ("At work", {
            "probation_mirror-look_for": _text("What a manager looks for"),
            **_anchors("probation_mirror", " at work"),
            "probation_mirror-ways_to_teach": _text("Ways to teach it", _A_LINE, 3),
        }),
        ("Criteria that judge much the same habit", _overlaps(content, part, names)),
    ]  # fmt: skip


def _overlaps(content: Tree, part: Part, names: Iterable[str]) -> Fields:
    """A list for each criterion it overlaps, and one more while the rubric has others."""
    others = {key: called(other) for other in content["criteria"] if (key := str(other["key"])) != part.criterion}
    held = [str(key) for key in part.own.get("overlaps", ())]
    elsewhere = {key: f"{key} (not in this rubric)" for key in held}
    slots = max(len(held), _rows(names, "overlaps")) + (1 if others.keys() - set(held) else 0)
    hint = "A plan that has three of them counts one habit three times, so the plan check warns you."
    return {
        f"overlaps-{n}": select(
            f"Overlaps {n + 1}",
            [("", "None"), *(elsewhere | others).items()],
            hint=hint if n == 0 else "",
        )
        for n in range(slots)
    }  # fmt: skip


def _use() -> list[Group]:
    weight = "Most criteria have 1. Leave it unless you can write a reason."
    return [("", {
        "weight": line("Weight", hint=weight, inputmode="decimal", missing=_NEEDED),
        "minimum": radios("Minimum: hiring below it needs a reason", [("", "No minimum"), *MARKS], missing=_NEEDED),
        "why": lines("Reason", hint="For a weight other than 1, or a minimum.", rows=2),
    })]  # fmt: skip


def _question() -> list[Group]:
    return [
        ("What is asked", {
            "text": _text("The question, as you read it out", rows=4),
            "kind": radios("What it asks about", KINDS, missing=_NEEDED),
            "family": radios("The kind of story", FAMILIES, missing=_NEEDED),
            "dilemma": lines("Dilemma", hint="For questions about what they would do: what pulls both ways?", rows=2),
            "probes": _text("Probes", "One a line, the same for everyone.", 4),
            "why_it_hangs": lines("Why it stops where it does", hint="So nobody adds a helpful ending.", rows=2),
        }),
        ("What answers contain", {"poor": _text("Poor"), "middling": _text("Middling"), "good": _text("Good")}),
        ("How it is planned", {
            "minutes": line("Minutes", inputmode="numeric",
                            hint="7 for past behaviour, 5 for situational, unless you write another number."),
            "key": line("Key", missing=_NEEDED,
                        hint="A short name that stays when the words are improved: small letters, digits, hyphens."),
        }),
    ]  # fmt: skip


def _practice(content: Tree, part: Part) -> list[Group]:
    rows = next(criterion["questions"] for criterion in content["criteria"] if criterion["key"] == part.criterion)
    named = [question for question in rows if question["key"].strip()]
    keys = {question["key"]: f"{question['key']} – {_short(question.get('text', ''))}" for question in named}
    return [("", {
        "question": _one_of("The question it answers", keys, str(part.own.get("question", "")), "Choose"),
        "answer": _text("The answer, as a candidate would say it", "80 to 120 words.", 7),
        "agreed": radios("Our mark", MARKS, missing=_NEEDED),
        "carried_by": _text("The words that carry the mark", "Copied exactly. Join parts with …"),
        "why": _text("Why this mark and not the next"),
        "usual_mistake": _text("What misleads people here"),
    })]  # fmt: skip


def _round(content: Tree, names: Iterable[str], part: Part) -> list[Group]:
    asked = dict(references(content))
    held = part.own["questions"]
    slots = {
        f"questions-{n}": _one_of(f"Question {n + 1}", asked, held[n] if n < len(held) else "", "None")
        for n in range(_rows(names, "questions") + 2)
    }
    return [
        ("", {
            "title": line("Title", missing=_NEEDED),
            "minutes": line("Minutes", hint="Time for its questions, plus 15.", inputmode="numeric", missing=_NEEDED),
            "interviewers": line("Interviewers", hint="2 unless you write another number.", inputmode="numeric"),
        }),
        ("What is asked, in this order", slots),
    ]  # fmt: skip


def references(content: Tree) -> Iterable[tuple[str, str]]:
    """Each question a round may name, as criterion/question, and how a list shows it."""
    for criterion, use in zip(content["criteria"], content["rubric"]["criteria"], strict=True):
        for question in (*use["scenes"], *criterion["questions"]):
            if question["key"].strip():
                shown = f"{called(criterion)}: {question['key']} – {_short(question.get('text', ''))}"
                yield str(Reference(criterion["key"], question["key"])), shown


def _one_of(label: str, known: Mapping[str, str], held: str, nothing: str) -> Any:
    """A list that also holds what is chosen and not there any more, so that showing it never changes it."""
    gone = {} if not held or held in known else {held: f"{held} (no longer there)"}
    return select(label, [("", nothing), *known.items(), *gone.items()], missing=_NEEDED)


def _short(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= 60 else f"{plain[:59]}…"


def _rows(names: Iterable[str], around: str) -> int:
    """How many rows of a list the names of a form speak of."""
    steps = [name.split("-") for name in names]
    taken = [int(step[1]) for step in steps if step[0] == around and len(step) > 1 and step[1].isdecimal()]
    return min(max(taken, default=-1) + 1, 40)


def groups_of(content: Tree, part: Part, names: Iterable[str]) -> list[Group]:
    """The fields of a part under their headings; `names` are those that hold something."""
    known = list(names)
    match part.kind:
        case PartKind.RUBRIC:
            return _rubric(known)
        case PartKind.CRITERION:
            return _criterion(content, part, known)
        case PartKind.USE:
            return _use()
        case PartKind.PRACTICE:
            return _practice(content, part)
        case PartKind.ROUND:
            return _round(content, known, part)
        case _:
            return _question()
