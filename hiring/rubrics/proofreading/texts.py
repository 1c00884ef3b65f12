"""Refuses what a text must not be, whatever it says: the same at two levels, or turned around by a hidden character."""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

from hiring.rubrics.proofreading.criterion_rules import rows, text
from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.schema import LEVELS

Data = dict[str, Any]

GUIDES = ("poor", "middling", "good")
TURNS_AROUND = re.compile("[\u202a-\u202e\u2066-\u2069]")


def text_mistakes(data: Data) -> Iterator[Mistake]:
    """Every text of a file that equals its neighbour on the scale or hides the order of its letters."""
    for name in ("anchors", "probation_mirror"):
        levels = data.get(name)
        if isinstance(levels, dict):
            yield from _equal((name,), levels, tuple(map(str, LEVELS)))
    for location, question in _questions(data):
        yield from _equal(location, question, GUIDES)
    yield from _turned_around(data, ())


def _questions(data: Data) -> Iterator[tuple[Location, Data]]:
    yield from rows(data, "questions")
    for location, entry in rows(data, "criteria"):
        yield from rows(entry, "scenes", location)


def _equal(location: Location, texts: Data, names: tuple[str, ...]) -> Iterator[Mistake]:
    plain = {name: " ".join(text(texts, name).casefold().split()).rstrip(".") for name in names}
    for first, second in combinations(names, 2):
        if plain[first] and plain[first] == plain[second]:
            yield Mistake(
                (*location, second),
                f"“{first}” and “{second}” say the same. Write what tells them apart, so that two people mark alike.",
            )


def _turned_around(value: Any, location: Location) -> Iterator[Mistake]:
    if isinstance(value, str) and TURNS_AROUND.search(value):
        yield Mistake(location, "An invisible character here makes text read backwards. Type the text again.")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _turned_around(inner, (*location, str(key)))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _turned_around(inner, (*location, position))
