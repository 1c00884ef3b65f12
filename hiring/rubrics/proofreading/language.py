"""Refuses questions about protected topics and anchors that mark what someone is instead of what they do."""

import re
from collections.abc import Iterator
from typing import Any

from hiring.rubrics.proofreading.criterion_rules import rows, text
from hiring.rubrics.proofreading.topics import MANNER, PROTECTED, TRAITS
from hiring.rubrics.proofreading.values import Location, Mistake
from hiring.rubrics.schema import LEVELS

Data = dict[str, Any]

LONGEST_SENTENCE = 40
_SENTENCE = re.compile(r"[^.!?;]+[.!?;]?")
_CLAUSE = re.compile(r",|;|–|\b(?:and|but|or|then)\b")
# Verbs that say how someone is or seems. After them a trait is all there is; any other verb is an act.
_STATES = frozenset(
    re.findall(
        r"\w+",
        "is are was has shows seems appears remains stays feels comes behaves displays demonstrates exudes "
        "possesses radiates lacks sounds acts",
    )
)
_PLURALS = frozenset(["customers", "guests", "colleagues", "others", "callers", "manners", "always", "this", "his"])
_SEARCHES = frozenset(["after", "again", "at", "for", "in", "into", "over", "through", "up", "whether"])
_ADVERB = re.compile(r"\w+ly|always|often|mostly|usually|also|never|sometimes|not|very|does|do")


def language_mistakes(data: Data) -> Iterator[Mistake]:
    """Every refused wording of a criterion, or of a rubric's scenes."""
    for location, question in _questions(data):
        for where, words in _read_out(location, question):
            yield from _protected(where, words)
        yield from _too_long((*location, "text"), text(question, "text"))
    for around in ("anchors", "probation_mirror"):
        levels = data.get(around)
        for level in LEVELS if isinstance(levels, dict) else ():
            yield from _not_an_act((around, str(level)), text(levels or {}, str(level)))


def _questions(data: Data) -> Iterator[tuple[Location, Data]]:
    yield from rows(data, "questions")
    for location, entry in rows(data, "criteria"):
        yield from rows(entry, "scenes", location)


def _read_out(location: Location, question: Data) -> Iterator[tuple[Location, str]]:
    """What the candidate hears: the question and its probes."""
    yield (*location, "text"), text(question, "text")
    probes = question.get("probes")
    for position, probe in enumerate(probes if isinstance(probes, list) else ()):
        if isinstance(probe, str):
            yield (*location, "probes", position), probe


def _protected(location: Location, words: str) -> Iterator[Mistake]:
    plain = " ".join(words.split()).replace("’", "'")
    for topic in PROTECTED:
        if match := topic.pattern.search(plain):
            yield Mistake(
                location,
                f"“{match.group()}” asks about {topic.name}. Ask everybody about the work: “{topic.instead}”",
            )


def _too_long(location: Location, words: str) -> Iterator[Mistake]:
    for sentence in _SENTENCE.findall(words):
        length = len(sentence.split())
        if length > LONGEST_SENTENCE:
            yield Mistake(
                location,
                f"A sentence here has {length} words. It is read aloud: use at most {LONGEST_SENTENCE}.",
            )


def _not_an_act(location: Location, anchor: str) -> Iterator[Mistake]:
    for topic in MANNER:
        if match := topic.pattern.search(anchor):
            yield Mistake(location, f"“{match.group()}” marks {topic.name}. {topic.instead}")
            return
    for sentence in _SENTENCE.findall(anchor):
        match = TRAITS.search(sentence)
        if match and not _has_act(sentence):
            yield Mistake(
                location,
                f"“{match.group()}” says what someone is. Write what they say or do, so that two people "
                "would mark it alike.",
            )


def _has_act(sentence: str) -> bool:
    """Whether a clause starts with a verb, as clauses of anchors do, that is more than being or seeming."""
    for clause in _CLAUSE.split(sentence):
        words = [word.casefold() for word in re.findall(r"[\w'-]+", clause)]
        while words and _ADVERB.fullmatch(words[0]):
            words.pop(0)
        if words[:1] == ["looks"] and not _SEARCHES & set(words[1:2]):
            continue
        if words and words[0] not in _STATES and _is_verb(words[0]):
            return True
    return False


def _is_verb(word: str) -> bool:
    """In anchors verbs stand in the third person; few nouns in the plural open a clause."""
    return word.endswith("s") and not word.endswith(("ss", "us")) and word not in _PLURALS
