"""Two plain rules: when they ask for a conversation, and when they don't."""

from datetime import date, timedelta

import pytest

from hiring.foundation.database import db, writing
from hiring.probation import outcomes, proposals
from hiring.probation.early.history import RuleHistory, early_firings
from hiring.probation.early.signs import EarlyRule, FollowedSoFar, early_signs, ever_fired
from hiring.probation.end_proposals import EndProposal
from hiring.probation.values import Going, OutcomeKind
from tests.make import NOT_FILED

DAY = date(2026, 11, 3)
WORRIED, FINE = Going.WORRIED, Going.ON_TRACK


@pytest.mark.parametrize(
    ("words", "criteria"),
    [
        ([], ()),
        ([{"a": WORRIED, "b": FINE}], ()),
        ([{"a": WORRIED, "b": WORRIED}], ("a", "b")),
        ([{"a": WORRIED}, {"a": FINE, "b": WORRIED}], ()),
        ([{"a": WORRIED}, {"a": WORRIED}], ("a",)),
        ([{"a": WORRIED}, {"a": FINE}, {"a": WORRIED}], ("a",)),
        # A later check-in without a worry is the conversation that was asked for.
        ([{"a": WORRIED, "b": WORRIED}, {"a": FINE, "b": FINE}], ()),
        ([{"a": WORRIED, "b": WORRIED}, {}], ()),
    ],
)
def test_worried_twice_on_one_criterion_or_on_two_at_once(words, criteria):
    found = [sign.criteria for sign in early_signs(FollowedSoFar(words, [], []), DAY)]
    assert found == ([criteria] if criteria else [])


@pytest.mark.parametrize(
    ("days", "talked_after", "fires"),
    [(14, None, False), (15, None, True), (15, 0, False), (15, -1, True), (30, 20, False)],
)
def test_a_concern_older_than_14_days_without_a_talk_or_a_promise(days, talked_after, fires):
    talks = [DAY + timedelta(days=talked_after)] if talked_after is not None else []
    found = early_signs(FollowedSoFar([], [(DAY, "a"), (DAY, "")], talks), DAY + timedelta(days=days))
    expected = [(EarlyRule.UNTALKED, ("a",), DAY)] if fires else []
    assert [(sign.rule, sign.criteria, sign.since) for sign in found] == expected


def test_insights_can_ask_whether_a_rule_ever_fired():
    closed = DAY + timedelta(days=60)
    assert ever_fired(FollowedSoFar([{"a": WORRIED, "b": WORRIED}, {"a": FINE}], [], []), closed)
    late, soon = DAY + timedelta(days=15), DAY + timedelta(days=14)
    assert ever_fired(FollowedSoFar([], [(DAY, "a")], [late]), closed)
    assert not ever_fired(FollowedSoFar([], [(DAY, "a")], [soon]), closed)
    assert not ever_fired(FollowedSoFar([], [(DAY, "a")], []), soon)


def test_the_history_counts_both_mistakes_of_the_rules(either, make, cast):
    opening = make.opening()
    made = [make.probation(make.hire(make.application(opening, name=f"Hire {n}"))) for n in "ABC"]
    assert "nobody knows how often" in RuleHistory.of(early_firings(db.session)).says
    make.check_in(made[0], going=WORRIED)
    for probation in made[:2]:
        with writing() as session:
            outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
    told = {"kind": OutcomeKind.RESIGNED, "reason": "Another job.", "last_day": DAY + timedelta(days=30)}
    with writing() as session:
        asked = proposals.propose_end(session, cast.manager, made[2], **told)
        proposal = EndProposal(asked, made[2])
        proposals.approve_end(session, cast.hr, proposal, shown_digest=asked.digest, has_checked=True)
    assert RuleHistory.of(early_firings(db.session)) == RuleHistory(
        confirmed=2, fired_and_confirmed=1, left=1, missed_and_left=1
    )
