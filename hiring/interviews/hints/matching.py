"""Finds the words of the list in a note, and lets those pass that an innocent phrase or a story explains. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hiring.foundation.grammar import listed
from hiring.foundation.text import LONGEST_TEXT
from hiring.interviews.hints.values import HintTopic, PhraseEntry, PhraseRole, WordList

_SENTENCE = re.compile(r"[.!?\n]+")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BREAK = re.compile(r"[,;:()–—]")
_QUOTED = re.compile(r"[“”„«»\"]")
_HINTED = frozenset([PhraseRole.WORD, PhraseRole.WEAK])
# How many words a person in a story covers after the one that names them; before it, two.
_AFTER = {PhraseRole.ONE: 8, PhraseRole.MANY: 2}
_BEFORE = 2
# Where the reach of a person in a story ends: “the guest, but she is …”, “rude to guests”.
_TURNS = frozenset(["but", "although", "though", "however", "while", "whereas"])
_JOINTS = frozenset(
    [
        "to",
        "with",
        "for",
        "at",
        "of",
        "by",
        "from",
        "in",
        "on",
        "and",
        "or",
        "but",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
    ]
)


@dataclass(frozen=True, slots=True)
class _Found:
    entry: PhraseEntry
    start: int
    end: int


def plain(word: str) -> str:
    """As words are compared: without capitals and without the ending of “guest's”."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def words_of(text: str) -> list[str]:
    return [plain(word) for word in _WORD.findall(text)]


def hints(text: str, known: WordList) -> list[str]:
    """One sentence a topic, with everything that was found of it. A text longer than can be sealed is read so far."""
    found_by_topic: dict[int, dict[str, str]] = defaultdict(dict)
    for sentence in _SENTENCE.split(text[:LONGEST_TEXT]):
        words = words_of(sentence)
        phrases = list(_found(words, known))
        if not any(phrase.entry.role in _HINTED for phrase in phrases):
            continue
        for topic, start, end in _spans(_guilty(sentence, words, phrases, known)):
            quoted = _quoted(sentence, start, end)
            found_by_topic[topic].setdefault(quoted.casefold(), f"“{quoted}”")
    return [_said(known.topics[topic], list(found_by_topic[topic].values())) for topic in sorted(found_by_topic)]


def _spans(guilty: Iterable[_Found]) -> list[tuple[int, int, int]]:
    """Topic, start and end of what was found, in the order of the sentence; phrases of a topic that overlap are one."""
    spans: list[tuple[int, int, int]] = []
    for phrase in sorted(guilty, key=lambda phrase: (phrase.entry.topic, phrase.start)):
        topic, start, end = spans[-1] if spans else (-1, 0, 0)
        if topic == phrase.entry.topic and phrase.start < end:
            spans[-1] = (topic, start, max(end, phrase.end))
        else:
            spans.append((phrase.entry.topic, phrase.start, phrase.end))
    return spans


def _found(words: Sequence[str], known: WordList) -> Iterator[_Found]:
    for at, word in enumerate(words):
        for place, entry in known.by_word.get(word, ()):
            start, end = at - place, at - place + len(entry.phrase)
            if start >= 0 and end <= len(words) and all(map(_fits, words[start:end], entry.phrase)):
                yield _Found(entry, start, end)


def _fits(word: str, alternatives: frozenset[str]) -> bool:
    return not alternatives or word in alternatives


def _guilty(sentence: str, words: Sequence[str], phrases: Sequence[_Found], known: WordList) -> Iterator[_Found]:
    longest_quiet: dict[tuple[int, int], int] = defaultdict(int)
    for phrase in phrases:
        if phrase.entry.role is PhraseRole.QUIET:
            for at in range(phrase.start, phrase.end):
                place = phrase.entry.topic, at
                longest_quiet[place] = max(longest_quiet[place], len(phrase.entry.phrase))
    of_others = set(_of_others(_breaks(sentence), words, phrases))
    acts = _acts(sentence, words, phrases, known)
    for phrase in phrases:
        own = range(phrase.start, phrase.end)
        if phrase.entry.role not in _HINTED or (phrase.entry.role is PhraseRole.WEAK and acts.difference(own)):
            continue
        length = len(phrase.entry.phrase)
        is_innocent = any(longest_quiet.get((phrase.entry.topic, at), 0) >= length for at in own)
        if not is_innocent and not {phrase.start, phrase.end - 1} & of_others:
            yield phrase


def _breaks(sentence: str) -> set[int]:
    """The places of words after which there is a comma or the like."""
    written = list(_WORD.finditer(sentence))
    gaps = (sentence[word.end() : after.start()] for word, after in pairwise(written))
    return {place for place, gap in enumerate(gaps) if _BREAK.search(gap)}


def _of_others(breaks: set[int], words: Sequence[str], phrases: Iterable[_Found]) -> Iterator[int]:
    """The places at which a sentence speaks of someone in a story."""
    for phrase in phrases:
        if phrase.entry.role in _AFTER:
            for at in range(phrase.end, min(phrase.end + _AFTER[phrase.entry.role], len(words))):
                if words[at] in _TURNS:
                    break
                yield at
            yield from range(phrase.start, phrase.end)
            for at in range(phrase.start - 1, max(phrase.start - 1 - _BEFORE, -1), -1):
                if words[at] in _JOINTS or at in breaks:
                    break
                yield at


def _acts(sentence: str, words: Sequence[str], phrases: Iterable[_Found], known: WordList) -> set[int]:
    """Where words tell an act; a quotation is an act wherever it stands, at -1."""
    if _QUOTED.search(sentence):
        return {-1}
    acts = {phrase.start for phrase in phrases if phrase.entry.role is PhraseRole.ACT}
    past = (at for at, word in enumerate(words) if len(word) > 3 and word.endswith("ed") and word not in known.seems)
    return acts.union(past)


def _quoted(sentence: str, start: int, end: int) -> str:
    written = list(_WORD.finditer(sentence))[start:end]
    return " ".join(sentence[written[0].start() : written[-1].end()].split())


def _said(topic: HintTopic, quoted: list[str]) -> str:
    return f"{listed(quoted)} {topic.says if len(quoted) == 1 else topic.says_of_several}"
