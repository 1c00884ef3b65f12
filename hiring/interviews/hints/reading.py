"""Reads the list of words from a data file an organisation can lay its own over, and says where it cannot be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from flask import current_app

from hiring.foundation import paths
from hiring.foundation.web.errors import Refused
from hiring.interviews.hints.matching import hints, plain, words_of
from hiring.interviews.hints.values import HintTopic, Phrase, PhraseEntry, PhraseRole, WordList
from hiring.rubrics.proofreading.values import Location
from hiring.rubrics.proofreading.yaml_source import YamlSource, read_source

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
    return {name: field_hints for name, text in notes.items() if (field_hints := hints(text, known))}


class _WordListReader:
    """One pass over the file; the first thing that cannot be used ends it, with its place."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.source: YamlSource = read_source(path.read_bytes())
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
        for position, topic_data in enumerate(self._list(("topics",), whole["topics"])):
            at: Location = ("topics", position)
            topic = self._keys(at, topic_data, ("name", "instead", "words", "quiet"))
            name = self._text((*at, "name"), topic["name"])
            instead = self._text((*at, "instead"), topic["instead"])
            says, several = (f"({name}) {verb} for nothing here. {instead}" for verb in ("counts", "count"))
            topics.append(HintTopic(says, several))
            entries += self._of_topic(at, topic, position)
        instead = self._text(("traits", "instead"), traits["instead"])
        entries += self._of_topic(("traits",), traits, len(topics))
        entries += self._entries(("traits", "acts"), traits["acts"], PhraseRole.ACT)
        seems = self._list(("traits", "seems"), traits["seems"])
        says, several = (f"{verb} what someone is. {instead}" for verb in ("says", "say"))
        topics.append(HintTopic(says, several, unless_act=True))
        stative = frozenset(plain(self._text(("traits", "seems", at), word)) for at, word in enumerate(seems))
        return WordList(tuple(topics), _by_word(entries), stative)

    def _of_topic(self, at: Location, topic: Mapping[str, Any], number: int) -> Iterator[PhraseEntry]:
        yield from self._entries((*at, "words"), topic["words"], PhraseRole.WORD, number)
        yield from self._entries((*at, "quiet"), topic["quiet"], PhraseRole.QUIET, number)

    def _entries(self, at: Location, data: Any, role: PhraseRole, topic: int = -1) -> Iterator[PhraseEntry]:
        for position, phrase in enumerate(self._list(at, data)):
            yield PhraseEntry(self._phrase((*at, position), phrase), role, topic)

    def _phrase(self, at: Location, data: Any) -> Phrase:
        words = [word.split("/") for word in self._text(at, data).replace("-", " ").split()]
        for alternative in (part for word in words for part in word):
            if words_of(alternative) != [plain(alternative)]:
                self._refuse(
                    at, f"“{data}” isn't made of words. Write words, with “/” between those that can be either."
                )
        if len(words) > LONGEST or max(map(len, words)) > _MOST_ALTERNATIVES:
            self._refuse(
                at, f"A phrase holds {LONGEST} words at most, {_MOST_ALTERNATIVES} at one place. Make two of it."
            )
        return tuple(frozenset(map(plain, word)) for word in words)

    def _keys(self, at: Location, data: Any, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(data, dict) or set(data) != set(keys):
            there = sorted(set(data) - set(keys)) if isinstance(data, dict) else []
            self._refuse((*at, *there[:1]), f"There should be {', '.join(keys)} here, and nothing else.")
        return data

    def _list(self, at: Location, data: Any) -> list[Any]:
        if not isinstance(data, list):
            self._refuse(at, f"“{at[-1]}” should be a list in brackets: [one, another].")
        return data

    def _text(self, at: Location, data: Any) -> str:
        if not isinstance(data, str) or not data.strip():
            self._refuse(at, "There should be words here. Put a number in quotes.")
        return data.strip()

    def _refuse(self, at: Location, sentence: str) -> NoReturn:
        place = self.source.place_of(at)
        raise WordListUnclear(f"{self.path}:{place.line}:{place.column}: {sentence}")


def _by_word(entries: Iterable[PhraseEntry]) -> dict[str, tuple[tuple[int, PhraseEntry], ...]]:
    by_word: defaultdict[str, list[tuple[int, PhraseEntry]]] = defaultdict(list)
    for entry in entries:
        for word in entry.phrase[entry.rarest]:
            by_word[word].append((entry.rarest, entry))
    return {word: tuple(phrases) for word, phrases in by_word.items()}
