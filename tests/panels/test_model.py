"""The model of all finished panels: on the pages where there is enough, assumed and said so where there is not."""

import numpy as np
import pytest

from hiring.foundation.database import db
from hiring.measurement.model.crossed import fit_crossed
from hiring.panels.pooled_model import queries as history
from hiring.panels.pooled_model.model import model_of
from hiring.panels.queries import judged_by
from tests import bulk

MANY = {"candidates": 40, "interviewers": 10, "met": 3}


def weights_of(opening):
    return {one.key: one.weight for one in judged_by(opening)}


def test_below_the_minimums_every_page_says_that_components_are_assumed(visit, make, cast):
    make.panel(3, 4)
    visitor = visit(cast.hr).get("/insights/agreement")
    assert "1 candidate met by two and 0 interviewers who met three; about 30 and 8 would be enough." in visitor.text
    told = visit(cast.panellist).get("/my-marks").text
    assert "so far 1 candidate met by two or more and 0 interviewers who met three or more, of all of you." in told
    assert "About 30 and 8 would be enough." in told


def test_the_fit_is_that_of_every_interviewers_weighted_total(either, make):
    opening = make.opening()
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    model = history.model(db.session)
    totals = model.totals.rename(columns={"application": "candidate", "total": "score"})
    again = fit_crossed(totals.sample(frac=1, random_state=2))
    assert (model.candidates, model.interviewers, len(totals)) == (40, 10, 120)
    assert model.fit.components.candidate == pytest.approx(again.components.candidate, abs=1e-6)
    assert model.fit.components.residual == pytest.approx(bulk.CHANCE**2 / len(opening.criteria), rel=0.5)


def test_adjusted_totals_are_closer_to_the_truth_than_raw_ones(app, make):
    opening = make.opening()
    truth = bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    model = history.model(db.session)
    raw = model.totals.groupby("application")["total"].mean()
    adjusted = model.adjusted(opening.id, weights_of(opening), list(truth))
    assert set(adjusted) == set(truth)
    off = [(raw[one] - truth[one], adjusted[one].level - truth[one]) for one in truth]
    spread = np.array(off).std(axis=0)
    assert spread[1] < spread[0]


def test_where_interviewers_share_the_criteria_out_each_is_fitted_and_combined(app, make):
    opening = make.opening()
    truth = bulk.panels(opening, 40, interviewers=11, met=4, criteria=len(opening.criteria), halves=True)
    model = history.model(db.session)
    assert model.is_split(opening.id)
    adjusted = model.adjusted(opening.id, weights_of(opening), list(truth))
    assert set(adjusted) == set(truth)
    level = np.array([[adjusted[one].level, truth[one]] for one in truth])
    assert np.corrcoef(level.T)[0, 1] > 0.6
    assert set(model.ties(opening.id, weights_of(opening), list(truth))) == set(truth)


def test_a_panel_that_waits_for_a_card_is_in_no_model(app, make, cast):
    opening = make.opening()
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    before = history.model(db.session)
    application = make.application(opening)
    interview = make.interview(application)
    first = next(one for one in interview.seats if one.person_id == cast.panellist.id)
    make.scorecard(first, 5)
    waiting = history.model(db.session)
    assert waiting is not before
    assert waiting.fit.components == before.fit.components
    assert application.id not in set(waiting.marks["application"])
    make.scorecard(next(one for one in interview.seats if one is not first), 4)
    assert application.id in set(history.model(db.session).marks["application"])


def test_the_comparison_says_what_its_ranges_rest_on(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert "so part of a difference may be who marked them." in visitor.text
    assert "spread assumed" not in visitor.text
    assert "estimated from this organisation's own finished panels: 40 candidates met by two" in visitor.text


def test_agreement_leads_with_the_reliability_and_its_range(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    visitor = visit(cast.hr).get("/insights/agreement")
    assert "Reliability of these panels: ." in visitor.text
    assert "(plausibly ." in visitor.text
    assert "Krippendorff's alpha" in visitor.text


def test_an_interviewer_alone_reads_that_they_mark_higher_than_colleagues(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, 60, interviewers=10, met=3, criteria=len(opening.criteria), lenient=(cast.panellist, 1.1))
    told = visit(cast.panellist).get("/my-marks").text
    assert "above colleagues who met the same people (±" in told
    assert "above colleagues" not in visit(cast.second_panellist).get("/my-marks").text


def test_where_rounds_share_the_criteria_out_agreement_is_that_of_scorecards_on_the_same(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, 60, interviewers=11, met=4, criteria=4, halves=True, lenient=(cast.panellist, 1.1))
    model = history.model(db.session)
    assert model.fit is None
    # Two of the four saw each half: as if there were twice as many candidates, each met by two.
    assert len(model.by_card.data.candidates) == 120
    told = visit(cast.hr).get("/insights/agreement").text
    assert "Reliability of these panels: ." in told
    assert "this is of one scorecard beside those of colleagues who rated the same" in told
    assert "too few ratings" not in told
    assert "above colleagues who met the same people (±" in visit(cast.panellist).get("/my-marks").text


def test_nobody_is_told_that_there_are_too_few_ratings_where_only_colleagues_are_missing(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, 60, interviewers=11, met=2, criteria=4, halves=True)
    assert history.model(db.session).by_card is None
    told = visit(cast.hr).get("/insights/agreement").text
    assert "too few interviewers rate the same as a colleague" in told
    assert "too few ratings" not in told
    assert "there's nothing to compare your marks with" in visit(cast.panellist).get("/my-marks").text


def test_two_side_by_side_have_a_chance_that_says_what_it_predicts(visit, make, cast):
    opening = make.opening()
    truth = bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    best, poorest = max(truth, key=truth.get), min(truth, key=truth.get)
    text = visit(cast.hr).get(f"/openings/{opening.id}/compare/side-by-side?of={best}&of={poorest}").text
    assert "would come out higher than" in text
    assert "if other interviewers met both." in text
    assert "truly" not in text


def test_leniency_is_told_of_a_candidate_only_beyond_its_error_and_without_a_name(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, 60, interviewers=10, met=3, criteria=len(opening.criteria), lenient=(cast.panellist, 1.1))
    model, weights = history.model(db.session), weights_of(opening)
    everyone = model.fit.candidates
    adjusted = model.adjusted(opening.id, weights, everyone["candidate"].tolist())
    raw = dict(zip(everyone["candidate"], everyone["mean"], strict=True))
    shifts = {name: (each.level - raw[name]) / each.shift_error for name, each in adjusted.items()}
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare?page=all")
    sentences = visitor.text.count("allowing for it")
    assert sentences == sum(abs(shift) > 1.96 for shift in shifts.values())
    assert 0 < sentences < 60, sorted(shifts.values())
    assert all(each.shift_error < each.error for each in adjusted.values())
    assert cast.panellist.name not in visitor.text


def test_candidates_whom_nobody_links_get_no_chance(visit, make, cast):
    opening, other = make.opening(), make.opening("Night porter")
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    apart = make.panel(4, 4, application=make.application(opening, "Apart Alone"))
    assert other.id != opening.id
    met = history.model(db.session).fit.data.candidates
    linked = next(one for one in met if one != apart.id)
    told = visit(cast.hr).get(f"/openings/{opening.id}/compare/side-by-side?of={apart.id}&of={linked}").text
    assert "nobody in common" in told


def test_the_fold_says_how_much_each_criterion_really_counted(visit, make, cast):
    opening = make.opening()
    bulk.panels(opening, 6, interviewers=2, met=2, criteria=len(opening.criteria))
    told = visit(cast.hr).get(f"/openings/{opening.id}/compare").text
    first = judged_by(opening)[0].title
    assert f"{first} was to count" in told
    assert "of the differences between these candidates." in told


def test_chances_are_there_where_rounds_share_the_criteria_out(visit, make, cast):
    opening = make.opening()
    truth = bulk.panels(opening, 40, interviewers=11, met=4, criteria=len(opening.criteria), halves=True)
    best, poorest = max(truth, key=truth.get), min(truth, key=truth.get)
    model = history.model(db.session)
    [(_, _, better)] = model.chances(opening.id, weights_of(opening), [best, poorest])
    assert better > 0.95
    told = visit(cast.hr).get(f"/openings/{opening.id}/compare/side-by-side?of={best}&of={poorest}").text
    assert "More than 19 chances in 20 that" in told
    assert "Rounds share the criteria out here" in told


def test_neither_the_order_of_marks_nor_what_was_fitted_before_shows_in_a_figure(app, make):
    opening = make.opening()
    bulk.panels(opening, **MANY, criteria=len(opening.criteria))
    first = history.model(db.session)
    weights = {opening.id: weights_of(opening)}
    shuffled = model_of(
        first.marks.sample(frac=1, random_state=5), {opening.id: dict(reversed(weights[opening.id].items()))}
    )
    assert shuffled.each == first.each
    assert shuffled.fit.components == first.fit.components
    everybody = first.fit.data.candidates.tolist()
    assert shuffled.adjusted(opening.id, weights[opening.id], everybody) == first.adjusted(
        opening.id, weights[opening.id], everybody
    )
