"""The page "Do our interviews predict anything?": the answer, the pictures with their sentences, and how it's known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.figures import coefficient
from hiring.insights.finished import rows_of, unknown_to
from hiring.insights.hires.corrections import corrections
from hiring.insights.hires.drawings import RelationLane, ScatterDot, relation_lane, scatter_dot
from hiring.insights.hires.outcomes import CriterionOutcome, OutcomeRow, criterion_outcomes, outcome_rows
from hiring.insights.hires.reading import HiresRead, hires_read
from hiring.insights.hires.speed import Speed, speed_of
from hiring.insights.questions.reading import QuestionFinding, question_findings, questions_say
from hiring.measurement.libraries import pd
from hiring.measurement.number_format import count, number
from hiring.measurement.outcomes.relations import LEAST_HIRES, NEEDED, InterviewRelation, months_to, relation, relations
from hiring.measurement.sentences import predictions
from hiring.measurement.sentences.told_apart import LeadSentence
from hiring.probation.values import OutcomeKind

# The shape of a hire's dot, and the word beside it in the key and the table.
SHAPES = (("stayed", "confirmed, or still here"), ("ended", "ended"), ("left", "left by themselves"))
_SHAPE = {OutcomeKind.ENDED: "ended", OutcomeKind.RESIGNED: "left"}
MOST_QUESTIONS = 5


@dataclass(frozen=True, slots=True)
class CriterionLane:
    """One criterion's relation with the same criterion at work."""

    relation: InterviewRelation
    lane: RelationLane
    figure: str
    says: str
    plausibly: str
    pulled: str


@dataclass(frozen=True)
class PredictionPage:
    """All of it, in words and places; nothing is computed after this."""

    lead: LeadSentence
    overall: InterviewRelation
    scatter_says: str
    dots: list[ScatterDot]
    table: list[tuple[str, str, str, str]]
    facts: list[tuple[str, str, bool]]
    lanes: list[CriterionLane]
    lanes_say: str
    outcomes: list[OutcomeRow]
    criterion_outcomes: list[CriterionOutcome]
    remarks: list[str]
    questions: list[QuestionFinding]
    questions_asked: int
    questions_say: str
    speed: Speed
    corrections: list[str]
    workplaces: list[tuple[str, str]]
    chosen: str


def prediction_page(session: Session, reader: Person, workplace: str, today: date) -> PredictionPage:
    """As this reader may know it, of everyone or of one workplace, in a fixed number of statements."""
    unknown = unknown_to(session, reader)
    panels, every_hire = hires_read(session)
    everyone = every_hire.without(unknown)
    read = everyone.at(workplace)
    hires = read.hires
    overall = relation("overall", hires["interview"].tolist(), hires["work"].tolist())
    both = hires.dropna(subset=["interview", "work"])
    questions = question_findings(panels, read, unknown)
    lanes = criterion_lanes(read, today)
    places = everyone.hires[["workplace", "place"]].drop_duplicates().sort_values(["place", "workplace"])
    return PredictionPage(
        lead=predictions.predicts(overall, f"{min(both['starts_on']):%B %Y}" if len(both) else ""),
        overall=overall,
        scatter_says=_scatter_says(overall, both),
        dots=[scatter_dot(row.interview, row.work, _SHAPE.get(row.outcome, "stayed")) for row in rows_of(both)],
        table=_table(both),
        facts=_facts(overall, hires, both, today),
        lanes=lanes,
        lanes_say=predictions.carrying([lane.relation for lane in lanes]) if lanes else "",
        outcomes=outcome_rows(read),
        criterion_outcomes=criterion_outcomes(read),
        remarks=_remarks(read, both, is_known=not workplace or workplace in set(places["workplace"])),
        questions=questions[:MOST_QUESTIONS],
        questions_asked=len(questions),
        questions_say=questions_say(questions),
        speed=speed_of(session, hires),
        corrections=corrections(overall, read),
        workplaces=list(places.itertuples(index=False, name=None)),
        chosen=workplace,
    )


def criterion_lanes(read: HiresRead, today: date) -> list[CriterionLane]:
    """Those with a figure first, the clearest on top; then by how many people are still missing."""
    pairs = read.pairs.rename(columns={"interview": "score", "work": "outcome"})
    pairs = pairs.assign(name=pairs["criterion"].map(read.titles))
    marked_on = read.hires.set_index("application")["marked_on"]
    lanes = []
    for result in relations(pairs):
        days = [day for day in marked_on.loc[pairs.loc[pairs["name"] == result.name, "application"]].tolist() if day]
        to_go = predictions.to_go(months_to(LEAST_HIRES, days, today)) if result.missing else ""
        says = predictions.says(result)
        low, high = result.observed.interval if result.observed else (0.0, 0.0)
        lanes.append(
            CriterionLane(
                relation=result,
                lane=relation_lane(result),
                figure=coefficient(result.observed.r) if result.observed else "",
                says=f"{says}, {to_go}" if to_go else says,
                plausibly=f"{coefficient(low)} to {coefficient(high)}" if result.observed else "",
                pulled=coefficient(result.shrunken) if result.shrunken is not None else "",
            )
        )
    return sorted(lanes, key=_clearest_first)


def _clearest_first(lane: CriterionLane) -> tuple[bool, float, str]:
    result = lane.relation
    return result.observed is None, -result.observed.r if result.observed else -float(result.n), result.name


def _scatter_says(overall: InterviewRelation, both: pd.DataFrame) -> str:
    words = [f"{predictions.person_by_person(overall)}{'' if overall.observed else '.'}"]
    ended = both[both["outcome"] == OutcomeKind.ENDED]
    if overall.observed and len(ended):
        low, above = int((ended["work"] < 2.5).sum()), int((ended["interview"] > 3).sum())
        words.append(f"Of {count(len(ended), 'probation')} that ended, {low} had a last check-in below 2.5.")
        words.append(f"The interview had been above 3 in {above} of them.")
    return " ".join(words)


def _table(both: pd.DataFrame) -> list[tuple[str, str, str, str]]:
    """One row a hire, without a name: the page is of interviews, not of people."""
    return [
        (f"Hire {place}", number(row.interview), number(row.work), _outcome_word(row.outcome))
        for place, row in enumerate(rows_of(both), 1)
    ]


def _outcome_word(kind: str) -> str:
    return OutcomeKind(kind).label if kind else "in probation"


def _facts(
    overall: InterviewRelation, hires: pd.DataFrame, both: pd.DataFrame, today: date
) -> list[tuple[str, str, bool]]:
    """(What, in words or figures, whether it's shown large)."""
    months = months_to(NEEDED, [day for day in both["marked_on"].tolist() if day], today)
    blind, seated = (hires[hires["blind"] == was_blind] for was_blind in (True, False))
    return [
        ("People with both marks", str(overall.n), True),
        ("Needed for a relation of .40", str(NEEDED), True),
        *([("At the current pace", predictions.pace(months), False)] if months else []),
        ("Manager hadn't seen the interview", _apart(blind), False),
        ("Manager had sat on the panel", _apart(seated), False),
    ]


def _apart(hires: pd.DataFrame) -> str:
    return predictions.with_range(relation("", hires["interview"].tolist(), hires["work"].tolist()))


def _remarks(read: HiresRead, both: pd.DataFrame, *, is_known: bool) -> list[str]:
    """What to know before believing any of it. `is_known` says that someone was hired at the chosen workplace."""
    if not is_known:
        return ["We know of no hire at that workplace. One would be enough to list it here again."]
    remarks = []
    if impossible := len(read.impossible):
        remarks.append(
            f"Left out: {count(impossible, 'hire')} whose outcome is dated before the first day. With the right date "
            "on record we can count them."
        )
    without = int(read.hires["interview"].isna().sum())
    if without:
        remarks.append(f"Left out: {count(without, 'hire')} without an interview mark on every criterion.")
    raters = both["manager"].value_counts()
    alone = int((raters == 1).sum())
    if alone and len(both):
        who = "One manager has" if alone == 1 else f"Of the managers, {alone} have"
        remarks.append(f"{who} marked one person only, so nobody can tell how strictly they mark. It takes several.")
    if sum(" (from " in title for title in read.pairs["criterion"].map(read.titles).unique()):
        remarks.append(
            "A criterion whose meaning changed between versions is shown once for each meaning. Each needs "
            f"{LEAST_HIRES} people of its own."
        )
    decided = read.hires["confirmed"].dropna()
    if len(decided) and decided.nunique() == 1:
        was = "confirmed" if decided.iloc[0] else "ended"
        remarks.append(
            f"Everyone decided on was {was}, so that outcome can't tell anyone apart. It takes some of each."
        )
    return remarks


def today_for(reader: Person) -> date:
    return clock.today(reader.workplace.zone if reader.workplace is not None else "UTC")
