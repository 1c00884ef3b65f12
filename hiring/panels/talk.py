"""The debrief page: one criterion at a time, evidence before marks, who speaks when, and what moved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from hiring.measurement.sentences.panel_patterns import inside_sentence
from hiring.panels.evidence.answers import PanelAnswer
from hiring.panels.models import DebriefMark
from hiring.panels.panel_page import Sign, signs_of
from hiring.panels.queries import CriterionSection
from hiring.panels.summary import Cell, PanelSummary


@dataclass(frozen=True, slots=True)
class Speaker:
    """One interviewer's turn, with what they heard on this criterion."""

    turn: str
    answers: Sequence[PanelAnswer]


@dataclass(frozen=True, slots=True)
class TalkStep:
    """One criterion of the debrief, in the order of the talk."""

    key: str
    title: str
    is_settled: bool
    is_now: bool


@dataclass(frozen=True, slots=True)
class Moved:
    """What the talk settled on one criterion, beside the mean of the independent marks, which stays."""

    cell: Cell
    mark: DebriefMark


@dataclass(frozen=True, slots=True)
class TalkPage:
    """`also` are the criteria on which nothing asks for a talk."""

    section: CriterionSection
    steps: Sequence[TalkStep]
    also: Sequence[TalkStep]
    speakers: Sequence[Speaker]
    signs: dict[str, Sign]
    moved: Sequence[Moved]

    @property
    def settled(self) -> int:
        return sum(step.is_settled for step in self.steps)

    @property
    def next_title(self) -> str:
        """What is to be talked about after this one; nothing where this is the last."""
        waits = [step.title for step in self.steps if not step.is_settled and not step.is_now]
        return inside_sentence(waits[0]) if waits else ""


def first_to_discuss(summary: PanelSummary) -> str:
    """The criterion a debrief opens with: the widest to discuss, else the widest there is."""
    return (summary.to_discuss or summary.widest_first)[0].criterion.key


def talk_page(
    summary: PanelSummary, sections: Sequence[CriterionSection], marks: Sequence[DebriefMark], key: str
) -> TalkPage:
    section = next(section for section in sections if section.key == key)
    steps = [
        TalkStep(
            cell.criterion.key, cell.criterion.title, cell.criterion.key in summary.settled, cell.criterion.key == key
        )
        for cell in summary.widest_first
    ]
    asking = {cell.criterion.key for cell in summary.cells if cell.is_apart} | summary.settled | {key}
    answers = [answer for each in sections if each.cell for answer in each.answers if not answer.is_late]
    return TalkPage(
        section=section,
        steps=[step for step in steps if step.key in asking],
        also=[step for step in steps if step.key not in asking],
        speakers=speakers_of(section),
        signs={sign.person: sign for sign in signs_of(answers)},
        moved=moved_of(summary, marks),
    )


def speakers_of(section: CriterionSection) -> list[Speaker]:
    """The newest interviewer first, so that nobody long here sets the tone; only who observed something."""
    heard: dict[str, list[PanelAnswer]] = {}
    for answer in section.answers:
        if answer.level is not None and not answer.is_late:
            heard.setdefault(answer.interviewer, []).append(answer)
    turns = sorted(heard.values(), key=lambda answers: (answers[0].added_at, answers[0].interviewer), reverse=True)
    return [Speaker(_turn(answers[0].name, place, len(turns)), answers) for place, answers in enumerate(turns)]


def _turn(name: str, place: int, people: int) -> str:
    if place == 0:
        return f"{name} speaks first (newest interviewer)" if people > 1 else f"{name} heard this alone"
    return f"{name} last" if place == people - 1 else f"Then {name}"


def moved_of(summary: PanelSummary, marks: Sequence[DebriefMark]) -> list[Moved]:
    """In the order of the opening's criteria."""
    settled = {mark.criterion: mark for mark in marks}
    return [Moved(cell, settled[cell.criterion.key]) for cell in summary.cells if cell.criterion.key in settled]
