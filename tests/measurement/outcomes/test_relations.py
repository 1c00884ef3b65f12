"""Relations of interview marks with what came later, and what each question does: boundaries, loops, sentences."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd
import pytest

from hiring.measurement.outcomes.questions import question_table, verdict
from hiring.measurement.outcomes.relations import (
    LEAST_HIRES,
    NEEDED,
    USUAL_RELATION,
    InterviewRelation,
    mean_gap,
    months_to,
    relation,
    relations,
    spread_lost,
)
from hiring.measurement.outcomes.validity import Validity, hires_needed
from hiring.measurement.ratings import NotEnoughData
from hiring.measurement.sentences import predictions

RNG = np.random.default_rng(4)
LEVEL = RNG.normal(3.4, 0.6, 60)
MARK, WORK = LEVEL + RNG.normal(0, 0.3, 60), LEVEL + RNG.normal(0, 0.3, 60)


def of(n: int, r: float = 0.4, low: float = 0.1, high: float = 0.6) -> InterviewRelation:
    return InterviewRelation("Ownership", n, Validity(r, (low, high), n) if n >= LEAST_HIRES else None)


def test_nothing_is_shown_below_the_least_number_of_people() -> None:
    short = relation("x", [*MARK[: LEAST_HIRES - 1], math.nan], [*WORK[: LEAST_HIRES - 1], 3.0])
    assert (short.n, short.observed, short.missing, short.direction) == (24, None, 1, "unclear")
    just = relation("x", MARK[:LEAST_HIRES].tolist(), WORK[:LEAST_HIRES].tolist())
    assert just.observed is not None
    assert just.observed.r == pytest.approx(np.corrcoef(MARK[:25], WORK[:25])[0, 1])
    assert (just.missing, just.direction) == (0, "with")
    assert relation("x", MARK.tolist(), (-WORK).tolist()).direction == "against"


def test_the_mean_gap_has_students_interval() -> None:
    gap, interval = mean_gap([4.0, 4.0, 5.0], [3.0, 4.0, 3.0])
    assert (gap, interval) == (1.0, pytest.approx((1.0 - 4.302653 / 3**0.5, 1.0 + 4.302653 / 3**0.5)))
    assert predictions.off_by(gap, interval, 3).endswith("(plausibly 1.5 lower to 3.5 higher, 3 people).")
    assert "0.5 lower than the last check-in (plausibly 0.2 to 0.8 lower" in predictions.off_by(-0.5, (-0.8, -0.2), 9)
    assert "marked the same as the last check-in (plausibly 0.2 lower to 0" in predictions.off_by(
        -0.01, (-0.2, 0.04), 9
    )
    with pytest.raises(NotEnoughData):
        mean_gap([4.0], [3.0])


def test_as_many_people_are_asked_for_as_show_the_usual_relation() -> None:
    assert hires_needed(USUAL_RELATION) == NEEDED


def test_marks_that_are_all_alike_tell_nothing_and_say_so() -> None:
    alike = relation("x", [3.0] * 30, WORK[:30].tolist())
    assert (alike.is_alike, alike.observed) == (True, None)
    assert "all alike" in predictions.says(alike)


def test_criteria_are_pulled_to_what_they_have_in_common_and_those_with_too_few_are_not() -> None:
    noise = RNG.normal(0, 1, 60)
    parts = {"a": (MARK, WORK), "b": (MARK, noise), "c": (MARK, WORK + noise / 3), "few": (MARK[:9], WORK[:9])}
    frame = pd.concat(
        pd.DataFrame({"name": name, "score": score, "outcome": outcome}) for name, (score, outcome) in parts.items()
    )
    by_name = {result.name: result for result in relations(frame)}
    seen = [by_name[name].observed.r for name in "abc"]
    pulled = [by_name[name].shrunken for name in "abc"]
    assert max(pulled) < max(seen)
    assert min(pulled) > min(seen)
    assert by_name["few"].shrunken is None


@pytest.mark.parametrize(("enough", "days", "months"), [
    (2, [date(2026, 1, 1)] * 2, 0),
    (25, [], None),
    (25, [date(2026, 11, 20)], None),
    (20, [date(2026, 1, 1)] * 10, 11),
])  # fmt: skip
def test_how_long_it_takes_is_the_pace_so_far(enough: int, days: list[date], months: int | None) -> None:
    assert months_to(enough, days, date(2026, 12, 1)) == months


def test_spread_is_lost_only_where_the_hired_are_closer_together() -> None:
    everyone, hired = MARK.tolist(), sorted(MARK)[-30:]
    assert spread_lost(everyone, hired) == pytest.approx(np.std(everyone, ddof=1) / np.std(hired, ddof=1))
    assert spread_lost(everyone, [*everyone, math.nan]) is None
    assert spread_lost(everyone, hired[:24]) is None
    assert spread_lost(everyone, [3.0] * 30) is None


def test_what_a_question_does_is_what_plain_loops_find() -> None:
    rows = [
        (question, f"c{who}", interviewer, int(np.clip(round(LEVEL[who] + shift), 1, 5)))
        for who in range(60)
        for question in ("p", "q")
        for interviewer, shift in (("i", 0.4 * (who % 3)), ("j", -0.3))
    ]
    marks = pd.DataFrame(rows, columns=["question", "candidate", "interviewer", "score"])
    work = pd.DataFrame({"candidate": [f"c{who}" for who in range(30)], "work": WORK[:30]})
    row = question_table(marks, work).set_index("question").loc["p"]
    scores = [score for question, _, _, score in rows if question == "p"]
    assert [row[f"m{level}"] for level in range(1, 6)] == [scores.count(level) for level in range(1, 6)]
    assert row["sd"] == pytest.approx(np.std(scores, ddof=1))
    assert row["share"] == pytest.approx(max(scores.count(level) for level in range(1, 6)) / len(scores))
    pairs = [[s for q, c, _, s in rows if (q, c) == ("p", f"c{who}")] for who in range(60)]
    assert row["apart"] == pytest.approx(np.mean([max(pair) - min(pair) for pair in pairs]))
    means = [np.mean(pair) for pair in pairs]
    others = [np.mean([s for q, c, _, s in rows if (q, c) == ("q", f"c{who}")]) for who in range(60)]
    assert row["rest"] == pytest.approx(np.corrcoef(means, others)[0, 1])
    assert row["with_work"] == pytest.approx(np.corrcoef(means[:30], WORK[:30])[0, 1])
    assert (row["asked"], row["hires"]) == (60, 30)
    assert question_table(marks, work[:24]).set_index("question").loc["p", "with_work"] != row["with_work"]


@pytest.mark.parametrize(("marks", "share", "sd", "says"), [
    (19, 1.0, 0.0, "too few marks"),
    (20, 0.80, 0.9, "same mark"),
    (20, 0.79, 0.75, "tells apart"),
    (20, 0.79, 0.74, "middling"),
])  # fmt: skip
def test_a_question_is_judged_at_its_boundaries(marks: int, share: float, sd: float, says: str) -> None:
    assert verdict(marks, share, sd) == says


@pytest.mark.parametrize(("result", "strong", "part"), [
    (of(0), "We can't say yet.", "It takes 25 people."),
    (of(24), "We can't say yet.", "24 of 25 people"),
    (of(31), "Probably yes, but it's early.", f"about {NEEDED} people"),
    (of(NEEDED), "Yes, it seems so.", "doing better at work."),
    (of(31, 0.1, -0.2, 0.4), "We can't tell.", "no clear relation"),
    (of(31, -0.4, -0.6, -0.1), "It looks the wrong way round.", "doing worse at work"),
    (InterviewRelation("x", 30, None, is_alike=True), "We can't say.", "all have the same mark"),
])  # fmt: skip
def test_the_answer_says_no_more_than_the_figures(result: InterviewRelation, strong: str, part: str) -> None:
    lead = predictions.predicts(result, "March 2025")
    assert lead.strong == strong
    assert part in str(lead)


def test_criteria_are_put_into_one_sentence() -> None:
    few = InterviewRelation("Integrity", 9, None)
    unclear = InterviewRelation("Listening", 30, Validity(0.1, (-0.2, 0.4), 30))
    assert predictions.carrying([of(30), unclear, few]) == (
        "Ownership goes with later work; for Listening we can't say yet; 1 criterion has too few people."
    )
    assert "No criterion has 25 people" in predictions.carrying([few])
