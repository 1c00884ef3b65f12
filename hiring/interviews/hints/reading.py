"""Reads the list of words from a data file an organisation can lay its own over, and says where it cannot be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from flask import current_app

from hiring.foundation import paths
from hiring.foundation.errors import Refused
from hiring.interviews.hints.matching import hints, plain, words_of
from hiring.interviews.hints.values import HintTopic, Phrase, PhraseEntry, PhraseRole, WordList
from hiring.rubrics.proofreading.values import Location
from hiring.rubrics.proofreading.yaml_source import Source, read_source

NAME = "notes.yaml"
LONGEST = 8  # words a phrase
_MOST_ALTERNATIVES = 40  # words that can stand for one another at one place of it


class WordListUnclear(Refused):
    """The data file cannot be used. The house does not open with it."""


@cache
def read(organisation: Path | None) -> WordList:
    path = paths.data(NAME, organisation)
    return _WordListReader(path).word_list()


def hints_of(typed: Mapping[str, Any]) -> dict[str, list[str]]:
    """Field of a scorecard → the hints on what is written there; fields without any are left out."""
    known = read(current_app.config["DATA_DIR"])
    notes = {name: text for name, text in typed.items() if name.startswith("evidence-") or name == "free_probe"}
    return {name: told for name, text in notes.items() if (told := hints(text, known))}


class _WordListReader:
    """One pass over the file; the first thing that cannot be used ends it, with its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.source: Source = read_source(path.read_bytes())
        except OSError as error:
            raise WordListUnclear(f"{path} cannot be opened: {error.strerror}.") from None
        for place, sentence in self.source.mistakes:
            raise WordListUnclear(f"{path}:{place.line}:{place.column}: {sentence}")

    def word_list(self) -> WordList:
        whole = self._keys((), self.source.data, ("topics", "traits", "others"))
        traits = self._keys(("traits",), whole["traits"], ("instead", "words", "quiet", "acts", "seems"))
        others = self._keys(("others",), whole["others"], ("one", "many"))
        topics, entries = [], list(self._entries(("others", "one"), others["one"], PhraseRole.ONE))
        entries += self._entries(("others", "many"), others["many"], PhraseRole.MANY)
        for position, said in enumerate(self._list(("topics",), whole["topics"])):
            at: Location = ("topics", position)
            topic = self._keys(at, said, ("name", "instead", "words", "quiet"))
            name = self._text((*at, "name"), topic["name"])
            instead = self._text((*at, "instead"), topic["instead"])
            topics.append(HintTopic(f"({name}) counts for nothing here. {instead}"))
            entries += self._of_topic(at, topic, position)
        instead = self._text(("traits", "instead"), traits["instead"])
        entries += self._of_topic(("traits",), traits, len(topics))
        entries += self._entries(("traits", "acts"), traits["acts"], PhraseRole.ACT)
        seems = self._list(("traits", "seems"), traits["seems"])
        topics.append(HintTopic(f"says what somebody is. {instead}", unless_act=True))
        stative = frozenset(plain(self._text(("traits", "seems", at), word)) for at, word in enumerate(seems))
        return WordList(tuple(topics), _by_word(entries), stative)

    def _of_topic(self, at: Location, topic: Mapping[str, Any], number: int) -> Iterator[PhraseEntry]:
        yield from self._entries((*at, "words"), topic["words"], PhraseRole.WORD, number)
        yield from self._entries((*at, "quiet"), topic["quiet"], PhraseRole.QUIET, number)

    def _entries(self, at: Location, said: Any, role: PhraseRole, topic: int = -1) -> Iterator[PhraseEntry]:
        for position, phrase in enumerate(self._list(at, said)):
            yield PhraseEntry(self._phrase((*at, position), phrase), role, topic)

    def _phrase(self, at: Location, said: Any) -> Phrase:
        words = [word.split("/") for word in self._text(at, said).replace("-", " ").split()]
        for alternative in (one for word in words for one in word):
            if words_of(alternative) != [plain(alternative)]:
                self._refuse(
                    at, f"“{said}” is not made of words. Write words, with “/” between those that can be either."
                )
        if len(words) > LONGEST or max(map(len, words)) > _MOST_ALTERNATIVES:
            self._refuse(
                at, f"A phrase holds {LONGEST} words at most, {_MOST_ALTERNATIVES} at one place. Make two of it."
            )
        return tuple(frozenset(map(plain, word)) for word in words)

    def _keys(self, at: Location, said: Any, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(said, dict) or set(said) != set(keys):
            there = sorted(set(said) - set(keys)) if isinstance(said, dict) else []
            self._refuse((*at, *there[:1]), f"There should be {', '.join(keys)} here, and nothing else.")
        return said

    def _list(self, at: Location, said: Any) -> list[Any]:
        if not isinstance(said, list):
            self._refuse(at, f"“{at[-1]}” should be a list in brackets: [one, another].")
        return said

    def _text(self, at: Location, said: Any) -> str:
        if not isinstance(said, str) or not said.strip():
            self._refuse(at, "There should be words here. Put a number in quotes.")
        return said.strip()

    def _refuse(self, at: Location, sentence: str) -> NoReturn:
        place = self.source.place_of(at)
        raise WordListUnclear(f"{self.path}:{place.line}:{place.column}: {sentence}")


def _by_word(entries: Iterable[PhraseEntry]) -> dict[str, tuple[tuple[int, PhraseEntry], ...]]:
    found: defaultdict[str, list[tuple[int, PhraseEntry]]] = defaultdict(list)
    for entry in entries:
        for word in entry.phrase[entry.rarest]:
            found[word].append((entry.rarest, entry))
    return {word: tuple(phrases) for word, phrases in found.items()}
