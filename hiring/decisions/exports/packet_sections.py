"""The sections of a candidate's packet: plan, questions, evidence, decision, letters, and who saw what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from hiring.decisions.models import Decision, DecisionReopening, ReferenceCheck, SkillFloor
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock
from hiring.foundation.database import later_side
from hiring.foundation.grammar import counted
from hiring.foundation.printed.documents import PrintedSection, PrintedTable
from hiring.foundation.web.template_filters import day, moment
from hiring.letters.models import CandidateLetter
from hiring.openings.models import Opening
from hiring.panels.evidence.answers import PanelAnswer
from hiring.panels.models import DebriefMark, PanelClosing
from hiring.panels.summary import PanelSummary
from hiring.rubrics.edition import Edition


def plan(opening: Opening, summary: PanelSummary) -> PrintedSection:
    """What was set before anyone was interviewed."""
    rounds = [
        (f"{place}. {planned.title}", f"{planned.minutes} minutes", counted(planned.interviewers, "interviewer"))
        for place, planned in enumerate(opening.rounds, start=1)
    ]
    criteria = [
        (cell.criterion.title, f"{cell.criterion.weight:g}", str(cell.criterion.minimum or "none"))
        for cell in summary.cells
    ]
    lines = [
        f"Each criterion is heard by at least {counted(opening.raters_needed, 'interviewer')}. "
        f"Rounds are at least {counted(opening.days_between, 'day')} apart. "
        f"The opening has {counted(opening.posts, 'post')}."
    ]
    return PrintedSection(
        "Plan",
        lines,
        [
            PrintedTable("Rounds", ("Round", "Length", "Interviewers"), rounds),
            PrintedTable("Criteria", ("Criterion", "Weight", "Minimum"), criteria),
        ],
    )


def questions(opening: Opening, edition: Edition) -> PrintedSection:
    """What was to be asked in each round."""
    rows = [
        (f"{place}. {planned.title}", edition.criterion(asked.split("/")[0]).title, edition.question(asked).text)
        for place, planned in enumerate(opening.rounds, start=1)
        for asked in planned.questions
    ]
    head = ("Round", "Criterion", "Question")
    return PrintedSection("Questions", tables=[PrintedTable("Planned questions", head, rows)])


def evidence(edition: Edition, answers: Sequence[PanelAnswer], summary: PanelSummary, zone: str) -> PrintedSection:
    """Every mark with what was heard, and what they come to."""
    heard: dict[tuple[str, str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for answer in answers:
        mark = "not observed" if answer.level is None else str(answer.level)
        words = "\n".join([answer.evidence, *_beside(answer, zone)]).strip()
        heard[answer.round, answer.criterion, answer.question].append((answer.name, mark, words))
    means = [
        (cell.criterion.title, cell.mean_shown or "not observed", cell.range_shown, " ".join(_says(cell.notes)))
        for cell in summary.cells
    ]
    means.append(("Overall", summary.composite_shown or "no total", summary.range_shown, summary.coverage_says))
    outside = {answer.seat: answer for answer in answers if answer.free_probe}
    return PrintedSection(
        "Evidence",
        [summary.basis, *(f"Outside the plan, {answer.name}: {answer.free_probe}" for answer in outside.values())],
        [
            *(
                PrintedTable(
                    f"{edition.criterion(criterion).title}, in “{title}”",
                    ("Interviewer", "Mark", "Heard"),
                    rows,
                    edition.question(question).text,
                )
                for (title, criterion, question), rows in heard.items()
            ),
            PrintedTable("Means over interviewers", ("Criterion", "Mean", "Plausibly", "Remark"), means),
        ],
    )


def _beside(answer: PanelAnswer, zone: str) -> Iterator[str]:
    """What isn't in the mark itself: that it's late, unlicensed or amended."""
    if answer.is_late:
        yield "Written after the panel was read, so not in any average."
    if answer.level is not None and not answer.is_licensed:
        yield "Marked without a licence."
    for amendment in answer.amended:
        yield f"Amended on {day(clock.in_zone(amendment.at, zone).date())}, {amendment.says}: {amendment.reason}"


def _says(notes: str) -> list[str]:
    return [notes] if notes else []


def talk(edition: Edition, debriefs: Sequence[DebriefMark], closing: PanelClosing | None, zone: str) -> PrintedSection:
    """What the panel settled on in talk, and whether it was closed before all had sealed."""
    rows = [
        (
            edition.criterion(mark.criterion).title,
            "none" if mark.level is None else str(mark.level),
            mark.said,
            f"{mark.recorded_by.name}, {moment(mark.at, zone)}",
        )
        for mark in debriefs
    ]
    table = PrintedTable("Settled in talk", ("Criterion", "Settled mark", "Why", "Recorded by"), rows)
    return PrintedSection("Debrief", _closed(closing, zone), [table] if rows else [], "Nothing was recorded.")


def _closed(closing: PanelClosing | None, zone: str) -> list[str]:
    if closing is None:
        return []
    return [f"{closing.closed_by.name} closed the panel on {moment(closing.at, zone)}: {closing.reason}"]


def grounds(skill: SkillFloor | None, references: ReferenceCheck | None, zone: str) -> PrintedSection:
    """The skills check and references."""
    lines = []
    if skill is not None:
        by = f"judged by {skill.judged_by.name}, {moment(skill.at, zone)}"
        lines.append(f"Skills check, {by}. {Skill(skill.verdict).label}: {skill.evidence}")
    if references is not None:
        kind = "References waived" if references.waived else "References"
        lines.append(f"{kind}, {references.taken_by.name}, {moment(references.at, zone)}.\n{references.said}")
    return PrintedSection("Skills check and references", lines, nothing="Neither was recorded.")


def decisions(made: Sequence[Decision], zone: str) -> PrintedSection:
    """Every decision, the reopened ones too. The note to ourselves stays sealed, so it isn't in here."""
    lines: list[str] = []
    tables: list[PrintedTable] = []
    for decision in made:
        lines.append(
            f"Decision {decision.number}: {Verdict(decision.verdict).label}, by {decision.decided_by.name}, "
            f"{moment(decision.decided_at, zone)}. {decision.reason}".strip()
        )
        if decision.override_reason:
            lines.append(f"Hired although a gate wasn't met: {decision.override_reason}")
        if decision.digest:
            lines.append(f"Digest of what was decided on: {decision.digest}")
        reopening: DecisionReopening | None = later_side(decision, "reopening")
        if reopening is not None:
            lines.append(f"Reopened on {moment(reopening.at, zone)}: {reopening.reason}")
        tables += _gates_then(decision)
    return PrintedSection("Decision", lines, tables, "Nobody has decided yet.")


def _gates_then(decision: Decision) -> list[PrintedTable]:
    rows = [(gate["title"], "met" if gate["met"] else "not met", gate["sentence"]) for gate in decision.gates]
    return [PrintedTable(f"Gates of decision {decision.number}", ("Gate", "Met", "How it was"), rows)] if rows else []


def letters(sent: Sequence[CandidateLetter], zone: str) -> PrintedSection:
    """What went out, as it went out."""
    rows = [
        (letter.subject, f"{letter.end} {moment(letter.done_at, zone)}" if letter.done_at else "", letter.text)
        for letter in sent
    ]
    tables = [PrintedTable("Letters that went out", ("Subject", "When", "Text"), rows)] if rows else []
    return PrintedSection("Letters", tables=tables, nothing="No letter went out.")


def readers(seen: Sequence[Sequence[str]]) -> PrintedSection:
    """Who has met marks, in order of time."""
    tables = [PrintedTable("First readings", ("Who", "What", "When"), seen)] if seen else []
    return PrintedSection("Who saw what", tables=tables, nothing="Nobody has read a mark.")
