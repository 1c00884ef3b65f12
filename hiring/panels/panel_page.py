"""The page of one panel: its sentence, who marked what, and what they heard. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.foundation import figures
from hiring.foundation.grammar import listed
from hiring.measurement.sentences.panel_patterns import CriterionMarks, panel_pattern
from hiring.measurement.sentences.told_apart import LeadSentence
from hiring.panels.evidence.answers import PanelAnswer
from hiring.panels.queries import CriterionSection
from hiring.panels.summary import Cell, PanelSummary
from hiring.rubrics.edition import Edition

# As many shapes as the drawings have; from the fifth interviewer on the letter alone tells them apart.
SHAPES = 4


@dataclass(frozen=True, slots=True)
class Sign:
    """How one interviewer is drawn: a letter in a shape. `first` is the name used in sentences."""

    person: str
    name: str
    first: str
    order: int
    is_newest: bool = False

    @property
    def letter(self) -> str:
        return self.first[:1].upper()


@dataclass(frozen=True, slots=True)
class GridRow:
    """One criterion of the grid, with a mark for each sign in their order."""

    cell: Cell
    flag: str
    marks: tuple[float | None, ...]

    @property
    def marks_shown(self) -> list[str]:
        return ["not observed" if mark is None else figures.short(mark) for mark in self.marks]


@dataclass(frozen=True, slots=True)
class PanelPage:
    summary: PanelSummary
    signs: tuple[Sign, ...]
    rows: tuple[GridRow, ...]
    sections: Sequence[CriterionSection]
    stories: int

    @property
    def verdict(self) -> LeadSentence:
        settled = self.summary.settled
        criteria = [
            CriterionMarks(row.cell.criterion.title, row.marks, row.cell.is_apart, row.cell.criterion.key in settled)
            for row in self.rows
        ]
        return panel_pattern([sign.first for sign in self.signs], criteria)

    @property
    def sign_of(self) -> dict[str, Sign]:
        return {sign.person: sign for sign in self.signs}

    @property
    def coverage_says(self) -> str:
        """How many criteria two people or more have marked."""
        twice = [row.cell for row in self.rows if row.cell.raters > 1]
        once = [row.cell.criterion.title for row in self.rows if row.cell.raters < 2]
        if not once:
            return f"All {len(twice)} criteria"
        return f"{len(twice)} of {len(self.rows)} criteria; not {listed(once)}"

    @property
    def licences_say(self) -> str:
        """Who marked what without a licence for it."""
        lacking: dict[str, list[str]] = {}
        marked: dict[str, set[str]] = {}
        for section in self.sections:
            for answer in section.answers:
                if answer.level is not None:
                    marked.setdefault(answer.interviewer, set()).add(section.title)
                    if not answer.is_licensed and section.title not in lacking.setdefault(answer.interviewer, []):
                        lacking[answer.interviewer].append(section.title)
        for person, titles in lacking.items():
            if len(titles) > 1 and len(titles) == len(marked[person]):
                lacking[person] = ["everything"]
        names = {sign.person: sign.first for sign in self.signs}
        if lacking and all(lacking.get(person) == ["everything"] for person in marked):
            return "Nobody is licensed for what they marked"
        says = [f"{names.get(person, 'someone')}, on {listed(titles)}" for person, titles in lacking.items() if titles]
        return f"All licensed but {'; '.join(says)}" if says else "Everyone is licensed for what they marked"

    @property
    def late_say(self) -> list[str]:
        """Who wrote a card after the panel was read."""
        late = {
            answer.interviewer: answer.name for section in self.sections for answer in section.answers if answer.is_late
        }
        return list(late.values())


def signs_of(answers: Sequence[PanelAnswer]) -> tuple[Sign, ...]:
    """The interviewers of one candidate or several, the longest here first; the last of several is the newest."""
    joined = {answer.interviewer: (answer.added_at, answer.name) for answer in answers}
    people = sorted(joined, key=lambda person: (joined[person][0], person))
    names = {person: joined[person][1].split(", typed in")[0] for person in people}
    short = [name.split()[0] for name in names.values()]
    return tuple(
        Sign(
            person,
            names[person],
            first if short.count(first) == 1 else names[person],
            place % SHAPES,
            len(people) > 1 and place == len(people) - 1,
        )
        for place, (person, first) in enumerate(zip(people, short, strict=True))
    )


def panel_page(summary: PanelSummary, sections: Sequence[CriterionSection], edition: Edition) -> PanelPage:
    counted = [answer for section in sections if section.cell for answer in section.answers if not answer.is_late]
    signs = signs_of(counted)
    rows = []
    for cell in summary.cells:
        marks = dict(cell.marks)
        rows.append(GridRow(cell, summary.flag(cell), tuple(marks.get(sign.person) for sign in signs)))
    heard = {edition.question(answer.question).family for answer in counted if answer.level is not None}
    return PanelPage(summary, signs, tuple(rows), sections, len(heard))
