"""Letters that follow a decision: reasons without marks or names, and an offer only where one was made."""

from datetime import date

from hiring.decisions.actions import reject_before_panel
from hiring.decisions.candidate_letters import _quotes
from hiring.decisions.offers.actions import record_offer_step
from hiring.decisions.offers.values import OfferStepKind
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.letters.kinds import kind_called
from hiring.letters.queries import prepared, wording_of


def letter(cast, kind, *applications):
    wording = wording_of(db.session, kind_called(kind))
    return prepared(db.session, cast.hr, kind_called(kind), applications, wording.subject, wording.text)


def test_a_rejection_quotes_what_was_heard_and_nothing_else():
    heard = [
        ["empathy", "q1", "p1", 2, "She let the customer wait. Nora would have gone over. A 2 of 5."],
        ["empathy", "q1", "p2", 1, "She let the customer wait. Level 1 for me."],
        ["empathy", "q2", "p1", 2, "He said it wasn't his till."],
        ["composure", "q3", "p1", 4, "Stayed calm."],
    ]
    assert _quotes(heard, "empathy", {"nora"}) == ["“She let the customer wait.”", "“He said it wasn't his till.”"]


def test_each_decision_has_its_letter_and_no_other(make, cast):
    opening = make.opening(posts=2)
    hired, rejected = (
        make.panel(3, 4, application=make.application(opening, name)) for name in ("Ada Alder", "Bea Birch")
    )
    early = make.application(opening, "Cem Can")
    make.decision(hired)
    make.decision(rejected, Verdict.REJECT)
    with writing() as session:
        reject_before_panel(session, cast.hr, [early], reason="Two shifts a week is all they can do.")
    assert [problem[:24] for problem in letter(cast, "offer", hired)[0].problems] == [
        "No first day is recorded",
        "No terms are recorded fo",
    ]
    with writing() as session:
        terms = {"starts_on": date(2026, 12, 14), "words": "30 hours a week."}
        record_offer_step(session, cast.hr, hired, OfferStepKind.TERMS, clock.today("Europe/London"), **terms)
    offers = letter(cast, "offer", hired, rejected, early)
    assert "Monday 14 December 2026" in offers[0].text and "30 hours a week." in offers[0].text
    assert [bool(offer.problems) for offer in offers] == [False, True, True]
    assert offers[1].problems[:1] == ("Bea Birch has no offer. Record the decision to hire first.",)
    rejections = letter(cast, "rejection", hired, rejected, early)
    assert rejections[0].problems[0] == "Ada Alder hasn't been rejected. Record the rejection first."
    assert not rejections[1].problems and "we heard less of this" in rejections[1].text
    assert "Two shifts a week" in rejections[2].text
    assert not any(name in rejections[1].text for name in ("Ada", "Cem", cast.panellist.name))
