"""Reads the list of words from a data file an organisation can lay its own over, and says where it cannot be used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import product
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
_MOST_ALTERNATIVES = 300  # words that can stand for one another at one place of it
_MOST_PHRASES = 100  # that one line can stand for
_ANY_WORD = "…"


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
        whole = self._keys((), self.source.data, ("sets", "topics", "traits", "others"))
        self._read_sets(whole["sets"])
        traits = self._keys(("traits",), whole["traits"], ("instead", "words", "quiet", "acts", "seems"))
        others = self._keys(("others",), whole["others"], ("one", "many"))
        topics, entries = [], list(self._entries(("others", "one"), others["one"], PhraseRole.ONE))
        entries += self._entries(("others", "many"), others["many"], PhraseRole.MANY)
        for position, topic_data in enumerate(self._list(("topics",), whole["topics"])):
            at: Location = ("topics", position)
            topic = self._keys(at, topic_data, ("name", "instead", "words", "weak", "quiet"))
            name = self._text((*at, "name"), topic["name"])
            instead = self._text((*at, "instead"), topic["instead"])
            says, several = (f"({name}) {verb} for nothing here. {instead}" for verb in ("counts", "count"))
            topics.append(HintTopic(says, several))
            entries += self._of_topic(at, topic, position)
        instead = self._text(("traits", "instead"), traits["instead"])
        entries += self._entries(("traits", "words"), traits["words"], PhraseRole.WEAK, len(topics))
        entries += self._entries(("traits", "quiet"), traits["quiet"], PhraseRole.QUIET, len(topics))
        entries += self._entries(("traits", "acts"), traits["acts"], PhraseRole.ACT)
        seems = self._list(("traits", "seems"), traits["seems"])
        says, several = (f"{verb} what someone is. {instead}" for verb in ("says", "say"))
        topics.append(HintTopic(says, several))
        stative = frozenset(plain(self._text(("traits", "seems", at), word)) for at, word in enumerate(seems))
        return WordList(tuple(topics), _by_word(entries), stative)

    def _of_topic(self, at: Location, topic: Mapping[str, Any], number: int) -> Iterator[PhraseEntry]:
        yield from self._entries((*at, "words"), topic["words"], PhraseRole.WORD, number)
        yield from self._entries((*at, "weak"), topic["weak"], PhraseRole.WEAK, number)
        yield from self._entries((*at, "quiet"), topic["quiet"], PhraseRole.QUIET, number)

    def _entries(self, at: Location, data: Any, role: PhraseRole, topic: int = -1) -> Iterator[PhraseEntry]:
        for place, written in self._lines(at, data):
            for phrase in self._phrases(place, written):
                yield PhraseEntry(phrase, role, topic)

    def _lines(self, at: Location, data: Any) -> Iterator[tuple[Location, Any]]:
        """The lines of a list in brackets, or of a text with commas: a long text is read ten times as fast."""
        if isinstance(data, str):
            yield from ((at, line) for line in data.rstrip().removesuffix(",").split(","))
        else:
            yield from (((*at, position), line) for position, line in enumerate(self._list(at, data)))

    def _read_sets(self, data: Any) -> None:
        """Words that can stand for one another, by name; members of several words stand for themselves."""
        self._sets: dict[str, list[Phrase]] = {}
        for name in self._keys(("sets",), data, tuple(data) if isinstance(data, dict) else ()):
            at: Location = ("sets", name)
            members = [self._phrases(place, member) for place, member in self._lines(at, data[name])]
            self._sets[name] = [phrase for phrases in members for phrase in phrases]

    def _phrases(self, at: Location, data: Any) -> list[Phrase]:
        """Every phrase a line stands for: with and without what is in brackets."""
        places = [self._alternatives(at, word) for word in self._text(at, data).replace("-", " ").split()]
        phrases = [sum(chosen, ()) for chosen in product(*places)]
        if len(phrases) > _MOST_PHRASES or max(map(len, phrases), default=0) > LONGEST:
            self._refuse(at, f"A phrase holds {LONGEST} words at most, and stands for {_MOST_PHRASES}. Make two of it.")
        if any(not any(phrase) for phrase in phrases):
            self._refuse(at, f"“{data}” can stand for nothing at all. Write at least one word that must be there.")
        return phrases

    def _alternatives(self, at: Location, word: str) -> list[Phrase]:
        """What can stand at one place, by its number of words. Members of several words lend theirs to one another."""
        is_optional = word.startswith("(") and word.endswith(")")
        nothing: list[Phrase] = [()] if is_optional else []
        written = word[1:-1] if is_optional else word
        if written == _ANY_WORD:
            return [(frozenset(),), *nothing]
        by_length: dict[int, list[Phrase]] = defaultdict(list)
        for part in written.split("/"):
            is_set = part.startswith("<") and part.endswith(">")
            for phrase in self._of_set(at, part[1:-1]) if is_set else [(frozenset([self._word(at, part)]),)]:
                by_length[len(phrase)].append(phrase)
        alternatives = [
            tuple(words[0].union(*words) for words in zip(*phrases, strict=True)) for phrases in by_length.values()
        ]
        if any(len(words) > _MOST_ALTERNATIVES for phrase in alternatives for words in phrase):
            self._refuse(at, f"A phrase holds {_MOST_ALTERNATIVES} words at most at one place. Make two of it.")
        return [*alternatives, *nothing]

    def _of_set(self, at: Location, name: str) -> list[Phrase]:
        if name not in self._sets:
            self._refuse(at, f"There's no set “{name}”. Name one of those above.")
        return self._sets[name]

    def _word(self, at: Location, word: str) -> str:
        if words_of(word) != [plain(word)]:
            self._refuse(at, f"“{word}” isn't a word. Write words, with “/” between those that can be either.")
        return plain(word)

    def _keys(self, at: Location, data: Any, keys: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(data, dict) or set(data) != set(keys):
            there = sorted(set(data) - set(keys)) if isinstance(data, dict) else []
            self._refuse((*at, *there[:1]), f"There should be {', '.join(keys)} here, and nothing else.")
        return data

    def _list(self, at: Location, data: Any) -> list[Any]:
        if not isinstance(data, list):
            self._refuse(at, f"“{at[-1]}” should be a list in brackets, [one, another], or a text with commas.")
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
        rarest = entry.rarest
        for word in entry.phrase[rarest]:
            by_word[word].append((rarest, entry))
    return {word: tuple(phrases) for word, phrases in by_word.items()}
