"""Turns the bytes of a YAML file into plain values and the place of each, refusing what could do harm."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from hiring.foundation import figures
from hiring.rubrics.proofreading.values import Location, Mistake, Place
from hiring.rubrics.proofreading.yaml_sentences import explained

LARGEST = 256 * 1024  # twenty times the longest criterion; a parser in pure Python needs seconds for more
DEEPEST = 12  # the format itself nests five deep

_OPENED = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")
_NULL = {"", "~", "null", "Null", "NULL"}
_TRUTH = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]{1,18}\.[0-9]{0,18}|\.[0-9]{1,18})")


@dataclass
class YamlSource:
    """What a file says: its values, where each stands, and what kept it from being read properly."""

    data: Any = None
    places: dict[Location, Place] = field(default_factory=dict)
    mistakes: list[tuple[Place, str]] = field(default_factory=list)

    def place_of(self, location: Location) -> Place:
        """The place of a value, or of the nearest thing around it that is written down."""
        while location and location not in self.places:
            location = location[:-1]
        return self.places.get(location, Place(1, 1))

    def placed(self, mistake: Mistake) -> tuple[Place, str]:
        return self.place_of(mistake.location), mistake.sentence


def read_source(raw: bytes) -> YamlSource:
    """Never raises: whatever the bytes are, the answer is values, mistakes, or both."""
    if len(raw) > LARGEST:
        size = f"{figures.whole(len(raw) / 1024):,} kB; at most {LARGEST // 1024} kB are read"
        return _refused(Place(1, 1), f"This file is too large for a rubric file: {size}. Is it the right file?")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = Place(raw.count(b"\n", 0, error.start) + 1, 1)
        return _refused(place, "This file isn't UTF-8 text. Save it again with the encoding UTF-8.")
    if not text.strip():
        return _refused(Place(1, 1), "This file is empty. Start it with “key:” and “title:”.")
    try:
        return _Composition(text).source()
    except _RefusedError as stop:
        return _refused(stop.place, stop.sentence)
    except MarkedYAMLError as error:
        # Where something was opened and never closed, its opening is what the author has to look at.
        opened = error.context is not None and error.context.startswith(_OPENED)
        mark = error.context_mark if opened else error.problem_mark or error.context_mark
        place = Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)
        return _refused(place, explained(error.problem, error.context))
    except ReaderError as error:
        place = Place(text.count("\n", 0, error.position) + 1, 1)
        return _refused(place, "There's a control character here. Delete it.")
    # ruamel raises plain Python errors on some malformed documents; an author must get a sentence.
    except (YAMLError, ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError):
        return _refused(Place(1, 1), "We can't read this file as YAML. Compare it with a file that is.")


def _refused(place: Place, sentence: str) -> YamlSource:
    return YamlSource(mistakes=[(place, sentence)])


class _RefusedError(Exception):
    def __init__(self, event: Event, sentence: str) -> None:
        super().__init__(sentence)
        self.place = _place(event)
        self.sentence = sentence


def _no_tag(tag: object) -> str:
    short = str(tag).replace("tag:yaml.org,2002:", "!!")
    return f"The tag “{short}” isn't allowed. Delete it. Plain text doesn't need one."


def _place(event: Event) -> Place:
    return Place(event.start_mark.line + 1, event.start_mark.column + 1)


class _Composition:
    """Builds values straight from the parser's events: no tag is resolved, no alias followed, no code run."""

    def __init__(self, text: str) -> None:
        self._result = YamlSource()
        self._events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)

    def source(self) -> YamlSource:
        documents = 0
        for event in self._events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise _RefusedError(event, "A second document starts here. Put it into a file of its own.")
                self._result.data = self._value(next(self._events), ())
        return self._result

    def _value(self, event: Event, location: Location) -> Any:
        if isinstance(event, AliasEvent):
            raise _RefusedError(event, "This file can't use aliases (“*”). Write the text out again.")
        if isinstance(event, ScalarEvent | CollectionStartEvent) and event.tag is not None:
            raise _RefusedError(event, _no_tag(event.tag))
        if len(location) > DEEPEST:
            raise _RefusedError(event, "This is nested too deeply for a rubric file. Compare it with the README.")
        self._result.places.setdefault(location, _place(event))
        if isinstance(event, MappingStartEvent):
            return self._mapping(location)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(location)
        return _scalar(event)

    def _sequence(self, location: Location) -> list[Any]:
        values: list[Any] = []
        while isinstance(event := next(self._events), NodeEvent):
            values.append(self._value(event, (*location, len(values))))
        return values

    def _mapping(self, location: Location) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while isinstance(event := next(self._events), NodeEvent):
            if not isinstance(event, ScalarEvent):
                raise _RefusedError(event, "A key must be a plain word, followed by a colon.")
            if event.tag is not None:
                raise _RefusedError(event, _no_tag(event.tag))
            inner = (*location, event.value)
            first = self._result.places.get(inner)
            if first is None:
                self._result.places[inner] = _place(event)
                values[event.value] = self._value(next(self._events), inner)
            else:
                self._repeat(event, first, location)
        return values

    def _repeat(self, event: ScalarEvent, first: Place, location: Location) -> None:
        """Report a key written twice, and read past its second value without keeping it."""
        sentence = f"“{event.value}” is written twice; the first is on line {first.line}. Keep one of them."
        self._result.mistakes.append((_place(event), sentence))
        kept = dict(self._result.places)
        self._value(next(self._events), (*location, f"{event.value} (again)"))
        self._result.places = kept


def _scalar(event: Event) -> Any:
    """YAML 1.2: only true and false are truth values; NO, yes and off are text, and so is a date."""
    if not isinstance(event, ScalarEvent):
        raise _RefusedError(event, "A value is expected here.")
    text = str(event.value)
    if not event.implicit[0]:
        return text
    if text in _NULL:
        return None
    if text in _TRUTH:
        return _TRUTH[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text
