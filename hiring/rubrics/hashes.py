"""Tells whether two editions are the same text, and whether two texts of a criterion mean the same.

Licences, learning and probation pool by the structure hash of a criterion, so it must neither break by
a comma nor merge two meanings. It covers what a mark stands for: key, definition, anchors, and whether
the criterion is a floor of skill. Questions are left out, because every rubric adds its own scenes to
the same criterion.

A hash alone cannot forgive a misspelt word. So a corrected typo keeps its hash by inheritance: a
criterion that was published before, in words that differ by typos alone, takes over the hash of that
publication. Everything else is a new meaning, even one added "not".
"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from hiring.rubrics.edition import Edition
from hiring.rubrics.schema import Criterion
from hiring.rubrics.word_runs import TextRun, word_runs

_ARTICLES = {"a", "an", "the"}
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|\w+")
_APOSTROPHES = re.compile(r"['’]")
# In shorter words one letter more or less is too often another word: "can" and "cant", "safe" and "same".
_SHORTEST_WRONG_LETTER = 5
_SHORTEST_SWAP = 3
# Words on which a sentence turns, and pairs of real words that a slip would join.
_NEVER_A_SLIP = frozenset(
    _WORD.findall(
        "after again always before cannot could couldnt doesnt eight every first from form how later least "
        "might never nobody nothing often other ought own quiet quite saw seldom seven should shouldnt "
        "sometimes sue three tow trail trial two under unless until untied united use was who without won "
        "would wouldnt"
    )
)


def content_hash(edition: Edition) -> str:
    """SHA-256 of the stored content: the same for the same text, whatever the order of keys in a file."""
    return _sha256(edition.content())


def structure_hash(criterion: Criterion, published: Iterable[tuple[Criterion, str]] = ()) -> str:
    """SHA-256 of what a mark on this criterion stands for.

    `published` holds earlier publications with their structure hashes, the oldest first. The hash of the
    first that differs by typos alone is taken over.
    """
    for earlier, its_hash in published:
        if means_the_same(earlier, criterion):
            return its_hash
    return _sha256({where: "".join(_spoken(_words(text))) for where, text in _meaning(criterion)})


def means_the_same(criterion: Criterion, other: Criterion) -> bool:
    """Whether the two differ, in what a mark stands for, by nothing but typos."""
    texts, others = dict(_meaning(criterion)), dict(_meaning(other))
    return texts.keys() == others.keys() and all(same_but_for_typos(texts[where], others[where]) for where in texts)


@dataclass(frozen=True)
class Change:
    """A text that differs; where it does `in_meaning`, marks from before and after cannot be pooled."""

    where: str
    before: str | None
    after: str | None
    in_meaning: bool

    @property
    def runs(self) -> tuple[list[TextRun], list[TextRun]]:
        return word_runs(self.before or "", self.after or "")


def changes(before: Criterion, after: Criterion) -> tuple[Change, ...]:
    """What changed from one text of a criterion to the next, in the order of the file."""
    texts, others = (dict(_texts(side.model_dump(by_alias=True, mode="json"))) for side in (before, after))
    meaning = {where for where, _ in (*_meaning(before), *_meaning(after))}
    return tuple(
        Change(
            where,
            texts.get(where),
            others.get(where),
            in_meaning=where in meaning and not same_but_for_typos(texts.get(where, ""), others.get(where, "")),
        )
        for where in dict.fromkeys([*texts, *others])
        if texts.get(where) != others.get(where)
    )


def texts_of(part: BaseModel) -> dict[str, str]:
    """Every single text of a rubric or criterion by its way in the file, such as "customers.outside"."""
    return dict(_texts(part.model_dump(by_alias=True, mode="json", exclude_none=True)))


def same_but_for_typos(text: str, other: str) -> bool:
    """Whether two texts say the same but for case, spaces, punctuation, articles and slips of the pen."""
    words, others = _words(text), _words(other)
    return (
        "".join(_spoken(words)) == "".join(_spoken(others))
        or _word_for_word(words, others)
        or _word_for_word(_spoken(words), _spoken(others))
    )


def _word_for_word(words: list[str], others: list[str]) -> bool:
    return len(words) == len(others) and all(
        word == changed or _is_slip(word, changed) for word, changed in zip(words, others, strict=True)
    )


def _meaning(criterion: Criterion) -> Iterator[tuple[str, str]]:
    yield "key", criterion.key
    yield "skill_floor", str(criterion.skill_floor).lower()
    yield "definition", criterion.definition
    for level, text in criterion.anchors.written():
        yield f"anchors.{level}", text


def _texts(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every single value with its way, as "questions.went-wrong-after.text"; keys go before positions."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, f"{where}.{key}" if where else key)
    elif isinstance(value, list):
        for position, inner in enumerate(value, start=1):
            name = inner.get("key", position) if isinstance(inner, dict) else position
            yield from _texts(inner, f"{where}.{name}")
    elif value is not None:
        yield where, str(value).lower() if isinstance(value, bool) else str(value)


def _words(text: str) -> list[str]:
    return _WORD.findall(_APOSTROPHES.sub("", unicodedata.normalize("NFKC", text).casefold()))


def _spoken(words: list[str]) -> list[str]:
    return [word for word in words if word not in _ARTICLES]


def _is_slip(word: str, other: str) -> bool:
    """Two letters swapped, or in a long word one letter wrong, missing or doubled."""
    if {word, other} & _NEVER_A_SLIP or any(letter.isdigit() for letter in word + other):
        return False
    if _is_swap(word, other):
        return True
    if min(len(word), len(other)) < _SHORTEST_WRONG_LETTER or word[0] != other[0]:
        return False
    if len(word) == len(other):
        return sum(left != right for left, right in zip(word, other, strict=True)) == 1
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _is_swap(word: str, other: str) -> bool:
    return len(word) >= _SHORTEST_SWAP and any(
        word[:place] + word[place + 1] + word[place] + word[place + 2 :] == other for place in range(len(word) - 1)
    )


def _sha256(value: Any) -> str:
    canonical = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
