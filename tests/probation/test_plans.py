"""The light plan of a fixed term or season, contractors, and what the board says of people who are gone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from hiring.foundation.database import db
from hiring.probation.board.history import FinishedProbation
from hiring.probation.models import Outcome

SEASON_ENDS = date(2027, 1, 10)


def opened(visit, make, cast, plan):
    application = make.hire()
    hr = visit(cast.hr).get(f"/applications/{application.id}/probation/open")
    days = {"starts_on": "2026-11-03", "contract_ends_on": SEASON_ENDS.isoformat()}
    hr.submit(days | {"manager": cast.manager.id, "plan": plan}).follow()
    db.session.expire_all()
    return application.probation


def test_a_season_has_one_check_in_with_marks_and_a_decision_before_its_end(visit, make, cast, noon):
    light = opened(visit, make, cast, "light")
    assert [check_in.asks_marks for check_in in light.check_ins] == [True]
    # The term ends with the season; a week's notice, one to call a meeting, and four days for a second person.
    assert (light.ends_on, light.decide_by) == (SEASON_ENDS, SEASON_ENDS - timedelta(days=18))
    manager = visit(cast.manager).get(f"/probations/{light.id}")
    assert "Propose to end" in manager.text and "Write the last check-in" in manager.text
    ended = f"/probations/{light.id}/happened/contract-ended"
    for day, problem in ((9, ["The contract runs until 10 January 2027. Record its end from that day."]), (10, [])):
        with noon(date(2027, 1, day)):
            manager = visit(cast.manager).get(ended)
            manager.submit({"reason": "The season is over."}, expect=422 if problem else 302)
            assert manager.page.problems() == problem
    with noon(SEASON_ENDS):
        manager.follow().submit().follow()
        assert "Contract ended" in manager.text and not light.is_running


@pytest.mark.parametrize("way", ["confirm", "extend", "end"])
def test_nobody_decides_on_a_contractor(visit, make, cast, way):
    contractor = opened(visit, make, cast, "contractor")
    assert len(contractor.check_ins) == 3
    manager = visit(cast.manager).get(f"/probations/{contractor.id}")
    assert "Propose to end" not in manager.text and "Write check-in 1" in manager.text
    forms = {
        "confirm": {"reason": "Ready.", "why-last_check_in": "Trains."},
        "extend": {"reason": "Learns.", "goals": "Till.", "extended_to": "2027-03-30"},
        "end": {"ground": "safety", "reason": "Left.", "last_day": "2026-11-20", "done-adjustments": "Asked."},
    }
    manager.get(f"/probations/{contractor.id}/decide/{way}").submit(forms[way], expect=422)
    assert manager.page.problems() == [
        "Nobody decides on a contractor. Record it when they leave or the contract ends."
    ]
    assert db.session.query(Outcome).count() == 0


START = date(2026, 11, 3)
GONE = FinishedProbation(
    *("1", "2", "Amara Osei", "Host", "Harbour", "Milan Moor", ""),
    *(START, START, START, "left", START, 0, START + timedelta(days=89), "Pay", START, START + timedelta(days=6)),
)


def test_an_early_leaver_left_within_90_days_of_their_own_accord():
    assert GONE.has_left_early
    assert not replace(GONE, last_day=START + timedelta(days=90)).has_left_early
    assert replace(GONE, outcome="confirmed").has_left_early  # stayed, and gave a reason when they left soon after
    assert not replace(GONE, outcome="ended", leaving_reason="").has_left_early
    assert (GONE.days_to_talk, GONE.days_to_decision) == (6, 0)
    assert (replace(GONE, first_talk=None).days_to_talk, replace(GONE, first_concern=None).days_to_decision) == (
        None,
    ) * 2
