"""Holds plain values against the shape of a rubric file and says every difference in a sentence."""

from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.schema import SHAPES, FileKind

Data = dict[str, Any]


def shape_mistakes(kind: FileKind, data: Data) -> list[Mistake]:
    """Everything in `data` that does not fit; an empty list means that the model accepts it.

    A missing key is named where it should be: a file shows it at the group it is missing in, a form at its field.
    """
    empty = list(_empty_values(data, ()))
    mistakes = [Mistake(place, f"{_called(place)} is empty. Write it, or delete the line.") for place in empty]
    try:
        SHAPES[kind].model_validate(data)
    except ValidationError as error:
        mistakes += [
            Mistake(tuple(detail["loc"]), _sentence(detail, kind))
            for detail in error.errors(include_url=False)
            if tuple(detail["loc"]) not in empty
        ]
    return mistakes


def _empty_values(value: Any, location: Location) -> Iterator[Location]:
    if value is None or (isinstance(value, str) and not value.strip()):
        yield location
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _empty_values(inner, (*location, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _empty_values(inner, (*location, position))


def _name(location: Location) -> str:
    """The key nearest to a value: what an author would call it."""
    keys = [step for step in location if isinstance(step, str)]
    return keys[-1] if keys else "This file"


def _called(location: Location) -> str:
    name = f"“{_name(location)}”"
    return f"An entry of {name}" if location and isinstance(location[-1], int) else name


def _sentence(detail: ErrorDetails, kind: FileKind) -> str:
    location, value, context = tuple(detail["loc"]), detail["input"], detail.get("ctx", {})
    name = _name(location)
    if detail["type"] == "missing":
        return _missing(location)
    if detail["type"] == "extra_forbidden":
        return _unknown_key(location, kind)
    if detail["type"] == "string_pattern_mismatch":
        return _misspelt(name, str(value))
    if detail["type"] == "enum":
        known = str(context["expected"]).replace("'", "")
        return f"“{name}” cannot be {_said(value)}. Write one of: {known}."
    limits = {
        "too_short": f"“{name}” needs {_entries(context.get('min_length'))}; here {_are(context)}.",
        "string_too_long": f"“{name}” is longer than {context.get('max_length')} characters. Shorten it.",
        "string_type": f"“{name}” should be text, but is {_said(value)}. {_as_text(value)}",
        "bool_type": f"“{name}” should be true or false, but is {_said(value)}. Write true or false.",
        "int_type": f"“{name}” should be a whole number, but is {_said(value)}.",
        "float_type": f"“{name}” should be a number, but is {_said(value)}.",
        "greater_than": f"“{name}” must be more than {context.get('gt', 0):g}, but is {value}.",
        "greater_than_equal": f"“{name}” must be at least {context.get('ge')}, but is {value}.",
        "less_than_equal": f"“{name}” must be at most {context.get('le', 0):g}, but is {value}.",
        "tuple_type": f"“{name}” should be a list, one entry a line, each starting with “- ”; it is {_said(value)}.",
        "model_type": f"“{name}” should hold keys of its own, each on an indented line; it is {_said(value)}.",
    }
    return limits.get(detail["type"], f"“{name}” cannot be used as it is: {detail['msg']}.")


def _entries(least: int | None) -> str:
    return "an entry" if least == 1 else f"{least} entries or more"


def _are(context: dict[str, Any]) -> str:
    there = context.get("actual_length", 0)
    return {0: "are none", 1: "is one"}.get(there, f"are {there}")


def _as_text(value: Any) -> str:
    return "Write one text." if isinstance(value, list | dict) else "Put it in quotes."


def _missing(location: Location) -> str:
    key, around = str(location[-1]), location[:-1]
    if key in {"1", "3", "5"}:
        return f"There is no anchor at {key}. Levels 1, 3 and 5 each need the act that earns them."
    return f"“{key}” is missing{f' in “{_name(around)}”' if around else ''}. Add it."


def _unknown_key(location: Location, kind: FileKind) -> str:
    key = str(location[-1])
    known = _keys_at(SHAPES[kind], location[:-1])
    close = get_close_matches(key, known, n=1, cutoff=0.6)
    if close:
        return f"“{key}” isn't a key here. Did you mean “{close[0]}”?"
    return f"“{key}” isn't a key here. Known keys are: {', '.join(known)}."


def _misspelt(name: str, value: str) -> str:
    if name == "questions":
        return f"“{value}” doesn't name a question. Write criterion/question, as in ownership/went-wrong-after."
    return f"“{value}” can't be a key. Use small letters, digits and single hyphens, as in warm-opening."


def _said(value: Any) -> str:
    """How a value was read, for an author who meant something else."""
    if isinstance(value, bool):
        return f"the truth value {str(value).lower()}"
    if isinstance(value, int | float):
        return f"the number {value}"
    if isinstance(value, str):
        return f"the text “{value if len(value) <= 40 else value[:39] + '…'}”"
    return "a list" if isinstance(value, list) else "a group of keys"


def _keys_at(model: type[BaseModel], location: Location) -> list[str]:
    """The keys that may stand at a place, as they are written in a file."""
    for step in location:
        if isinstance(step, str):
            model = _model_of(model, step)
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_of(model: type[BaseModel], key: str) -> type[BaseModel]:
    annotation: Any = next(field.annotation for name, field in model.model_fields.items() if key in (name, field.alias))
    while not (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        annotation = get_args(annotation)[0]
    return annotation
