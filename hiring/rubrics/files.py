"""Reads rubric files: a bank of criteria, the rubrics that name them, and every mistake at its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hiring.rubrics.edition import Edition
from hiring.rubrics.proofreading.check import proofread
from hiring.rubrics.proofreading.values import FileProblem, Place
from hiring.rubrics.proofreading.yaml_source import YamlSource, read_source
from hiring.rubrics.schema import Criterion, FileKind, Rubric

BANK = "criteria"
ENDINGS = (".yaml", ".yml")
MOST_TOLD = 100  # mistakes a file; nobody mends more at a time, and an upload must not fill a page with them
# Keys that only one of the two kinds of file has; what a file says goes before where it lies.
_ONLY_IN_A_RUBRIC = {"criteria", "rounds", "exemplars", "customers"}
_ONLY_IN_A_CRITERION = {"anchors", "questions", "practice", "definition", "probation_mirror"}


@dataclass(frozen=True)
class Document:
    """A file before it is understood: its name, as problems should call it, and its bytes."""

    path: str
    raw: bytes


@dataclass(frozen=True)
class RubricLibrary:
    """What was read. A file with a problem is in neither of the two mappings."""

    criteria: Mapping[str, Criterion]
    rubrics: Mapping[str, Rubric]
    problems: tuple[FileProblem, ...]

    def edition(self, key: str) -> Edition:
        """The rubric with its criteria inside. KeyError where it is not there or has problems."""
        rubric = self.rubrics[key]
        return Edition(rubric=rubric, criteria=tuple(self.criteria[chosen.criterion] for chosen in rubric.criteria))


def read(paths: Iterable[Path | str], bank: Mapping[str, Criterion] | None = None) -> RubricLibrary:
    """Read files, and of folders the rubrics in them with their bank.

    A rubric named alone is held against the bank beside it (`criteria/` in its folder), whose files are read
    too, and against `bank`, the criteria known from elsewhere.
    """
    documents: list[Document] = []
    problems: list[FileProblem] = []
    for path in _with_their_banks(_files(paths)):
        try:
            documents.append(Document(str(path), path.read_bytes()))
        except FileNotFoundError:
            problems.append(FileProblem(str(path), 1, 1, "There's no such file or folder. Check the path."))
        except OSError as error:
            problems.append(FileProblem(str(path), 1, 1, f"This file cannot be opened: {error.strerror}."))
    library = read_documents(documents, bank)
    return RubricLibrary(library.criteria, library.rubrics, tuple(sorted({*problems, *library.problems})))


def read_documents(documents: Iterable[Document], bank: Mapping[str, Criterion] | None = None) -> RubricLibrary:
    """Read what is already in memory, such as an upload; `bank` holds criteria known from elsewhere."""
    reader = _LibraryReader(bank or {})
    opened = [_ParsedFile(document, read_source(document.raw)) for document in documents]
    for file in (file for file in opened if file.kind == "criterion"):
        reader.take_criterion(file)
    for file in (file for file in opened if file.kind == "rubric"):
        reader.take_rubric(file)
    for file in (file for file in opened if file.kind is None):
        reader.refuse(file)
    return RubricLibrary(reader.criteria, reader.rubrics, tuple(sorted(set(reader.problems))))


def _files(paths: Iterable[Path | str]) -> list[Path]:
    files: list[Path] = []
    for path in map(Path, paths):
        if path.is_dir():
            folders = [path, path / BANK] if (path / BANK).is_dir() else [path]
            files += sorted(
                file for folder in folders for file in folder.iterdir() if file.suffix in ENDINGS and file.is_file()
            )
        else:
            files.append(path)
    return files


def _with_their_banks(files: list[Path]) -> list[Path]:
    banks = {file.parent / BANK for file in files if (file.parent / BANK).is_dir()}
    return list(dict.fromkeys([*files, *_files(sorted(banks))]))


@dataclass(frozen=True)
class _ParsedFile:
    document: Document
    source: YamlSource

    @property
    def data(self) -> dict[str, Any]:
        return self.source.data if isinstance(self.source.data, dict) else {}

    @property
    def kind(self) -> FileKind | None:
        if not self.data:
            return None
        in_rubric = len(_ONLY_IN_A_RUBRIC & self.data.keys())
        in_criterion = len(_ONLY_IN_A_CRITERION & self.data.keys())
        if in_rubric == in_criterion:
            return "criterion" if Path(self.document.path).parent.name == BANK else "rubric"
        return "rubric" if in_rubric > in_criterion else "criterion"

    @property
    def key(self) -> str:
        key = self.data.get("key")
        return key if isinstance(key, str) else Path(self.document.path).stem


class _LibraryReader:
    """One pass over the files: criteria first, because rubrics are held against them."""

    def __init__(self, bank: Mapping[str, Criterion]) -> None:
        self.bank: dict[str, Criterion | None] = dict(bank)
        self.rubrics: dict[str, Rubric] = {}
        self.problems: list[FileProblem] = []
        self._first: dict[tuple[FileKind, str], _ParsedFile] = {}

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {key: criterion for key, criterion in self.bank.items() if criterion is not None}

    def take_criterion(self, file: _ParsedFile) -> None:
        if self._repeats(file, "criterion"):
            return
        sound = self._proofread(file, "criterion")
        self.bank[file.key] = Criterion.model_validate(file.data) if sound else None

    def take_rubric(self, file: _ParsedFile) -> None:
        if not self._repeats(file, "rubric") and self._proofread(file, "rubric"):
            rubric = Rubric.model_validate(file.data)
            if all(self.bank.get(chosen.criterion) for chosen in rubric.criteria):
                self.rubrics[rubric.key] = rubric

    def refuse(self, file: _ParsedFile) -> None:
        """A file that holds no keys at all, because it is no YAML or no rubric."""
        if not file.source.mistakes:
            sentence = "This isn't a rubric file: it should start with “key:” and “title:”, one key a line."
            self._add(file, Place(1, 1), sentence)
        for place, sentence in file.source.mistakes:
            self._add(file, place, sentence)

    def _repeats(self, file: _ParsedFile, kind: FileKind) -> bool:
        first = self._first.setdefault((kind, file.key), file)
        if first is file:
            return False
        sentence = f"There's already a {kind} “{file.key}” in {first.document.path}. Give one of them another key."
        self._add(file, file.source.place_of(("key",)), sentence)
        return True

    def _proofread(self, file: _ParsedFile, kind: FileKind) -> bool:
        mistakes = [*file.source.mistakes, *map(file.source.placed, proofread(kind, file.data, self.bank))]
        name = Path(file.document.path).stem
        if isinstance(file.data.get("key"), str) and file.key != name:
            sentence = f"The key is “{file.key}” and the file is called “{name}”. Make them the same."
            mistakes.append((file.source.place_of(("key",)), sentence))
        mistakes.sort()
        for place, sentence in mistakes[:MOST_TOLD]:
            self._add(file, place, sentence)
        if left := mistakes[MOST_TOLD:]:
            sentence = f"There are {len(left):,} more mistakes in this file. Mend those above first."
            self._add(file, left[-1][0], sentence)
        return not mistakes

    def _add(self, file: _ParsedFile, place: Place, sentence: str) -> None:
        self.problems.append(FileProblem(file.document.path, place.line, place.column, sentence))
