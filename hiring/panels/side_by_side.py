"""Two or three candidates side by side: where they differ, what was heard, and what comes before a hire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.measurement.number_format import listed
from hiring.measurement.scoring.bands import NotComparable
from hiring.measurement.sentences import told_apart
from hiring.measurement.sentences.panel_patterns import inside_sentence
from hiring.openings.models import Opening
from hiring.panels.comparison import Comparison, compared
from hiring.panels.comparison_page import with_gates
from hiring.panels.comparison_table import ComparisonRow, rows_of
from hiring.panels.evidence.answers import QuestionAnswers, answers_in, asked_in, ratings_in
from hiring.panels.opening_panels import OpeningPanels, panels_for
from hiring.panels.panel_page import Sign, signs_of
from hiring.panels.summary import Cell, Judged
from hiring.rubrics.queries import edition_of

LEAST, MOST = 2, 3
# Where means are less apart than this, a criterion is folded; and so are all but the widest few.
WORTH_OPENING, MOST_OPEN = 0.5, 3


@dataclass(frozen=True, slots=True)
class CandidateCell:
    """One candidate on one criterion, with every answer that was heard."""

    name: str
    cell: Cell
    flag: str
    asked: Sequence[QuestionAnswers]


@dataclass(frozen=True, slots=True)
class CriterionBeside:
    criterion: Judged
    cells: tuple[CandidateCell, ...]
    is_open: bool = False

    @property
    def apart(self) -> float:
        """How far the candidates' means are apart, in points."""
        means = [cell.cell.mean for cell in self.cells if cell.cell.mean is not None]
        return max(means) - min(means) if len(means) > 1 else 0.0

    @property
    def means_say(self) -> str:
        return listed([cell.cell.mean_shown or "not observed" for cell in self.cells])


@dataclass(frozen=True, slots=True)
class SideBySide:
    """`refusal` says why nothing is shown: the address names too few or too many, or someone of another opening."""

    rows: Sequence[ComparisonRow] = ()
    criteria: Sequence[CriterionBeside] = ()
    signs: Mapping[str, Sign] | None = None
    sentence: str = ""
    chances: Sequence[str] = ()
    no_chance: str = ""
    basis: str = ""
    is_split: bool = False
    refusal: str = ""


def side_by_side(session: Session, person: Person, opening: Opening, chosen: Sequence[str]) -> SideBySide:
    """The candidates that an address names, as this person, being HR, may see them."""
    wanted = list(dict.fromkeys(chosen))
    panels = panels_for(session, person, opening)
    rows = [row for row in rows_of(panels) if row.named.application in wanted]
    if refusal := _refusal(wanted, rows):
        return SideBySide(refusal=refusal)
    names = [row.named.application for row in rows]
    rows = with_gates(session, panels, rows)
    edition, answers = edition_of(opening.version), answers_in(session, names)
    asked = {name: asked_in(edition, [answer for answer in answers if answer.application == name]) for name in names}
    criteria = _criteria(panels.criteria, rows, asked)
    among = compared(ratings_in(answers), panels.criteria, panels.pooled.of(opening.id))
    chances, no_chance = _chances(panels, rows)
    return SideBySide(
        rows=rows,
        criteria=criteria,
        signs={sign.person: sign for sign in signs_of(answers)},
        sentence=f"{_overall(among, rows)} {_differences(criteria)}".strip(),
        chances=chances,
        no_chance=no_chance,
        basis=panels.comparison.basis,
        is_split=panels.pooled.is_split(opening.id),
    )


def _refusal(wanted: Sequence[str], rows: Sequence[ComparisonRow]) -> str:
    if not LEAST <= len(wanted) <= MOST:
        return "Tick two or three candidates to put them side by side."
    if len(rows) < len(wanted):
        return "One of these candidates isn't in this opening. Tick two or three who are."
    waiting = [row.named.name for row in rows if row.summary is None]
    if waiting:
        return f"You can't read the marks of {listed(waiting)} yet. Choose candidates whose scorecards are all sealed."
    return ""


def _criteria(
    judged: Sequence[Judged],
    rows: Sequence[ComparisonRow],
    asked: Mapping[str, Mapping[str, Sequence[QuestionAnswers]]],
) -> list[CriterionBeside]:
    """Those on which the candidates differ most first."""
    beside = []
    for criterion in judged:
        cells = []
        for row in rows:
            assert row.summary is not None  # noqa: S101 - a row without one was refused
            cell, heard = row.summary.cell(criterion.key), asked[row.named.application].get(criterion.key, ())
            cells.append(CandidateCell(row.named.name, cell, row.summary.flag(cell), heard))
        beside.append(CriterionBeside(criterion, tuple(cells)))
    widest = sorted(beside, key=lambda criterion: -criterion.apart)
    return [
        CriterionBeside(each.criterion, each.cells, place < MOST_OPEN and each.apart >= WORTH_OPENING)
        for place, each in enumerate(widest)
    ]


def _overall(among: Comparison, rows: Sequence[ComparisonRow]) -> str:
    """Who can't be told apart overall, of these alone."""
    tied = [row.named.name for row in rows if among.ties.get(row.named.application) == 1]
    lower = [row.named.name for row in rows if among.ties.get(row.named.application, 1) > 1]
    return told_apart.overall_of_few(tied, lower, len(rows), is_linked=among.is_linked)


def _differences(criteria: Sequence[CriterionBeside]) -> str:
    widest = [beside for beside in criteria if beside.is_open][:2]
    if not widest:
        return "On no criterion are their means as much as half a level apart."
    where = listed([f"on {inside_sentence(beside.criterion.title)}" for beside in widest])
    disagreeing = {cell.name for beside in widest for cell in beside.cells if cell.cell.is_apart}
    behind = f", and there it's {listed(sorted(disagreeing))}'s interviewers who disagree" if disagreeing else ""
    return f"They differ most {where}{behind}."


def _chances(panels: OpeningPanels, rows: Sequence[ComparisonRow]) -> tuple[list[str], str]:
    """For each two of them who would come out higher with other interviewers; else why that can't be said."""
    names = {row.named.application: row.named.name for row in rows}
    weights = {criterion.key: criterion.weight for criterion in panels.criteria}
    try:
        pairs = panels.pooled.chances(panels.opening.id, weights, list(names))
    except NotComparable as refusal:
        return [], str(refusal)
    if not pairs:
        return [], f"Who would come out higher with other interviewers can't be said yet. {panels.pooled.basis}"
    return [told_apart.higher_again(names[first], names[second], chance) for first, second, chance in pairs], ""
