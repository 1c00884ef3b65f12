"""A referee who answers by a link, once; and an offer from its terms to its first day."""

from datetime import date, timedelta

import pytest

from hiring.decisions.candidate_letters import offer_values
from hiring.decisions.models import decision_of
from hiring.decisions.offers.queries import offer_steps
from hiring.decisions.queries import references_of
from hiring.decisions.referees.actions import ask_referee, referee_link
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from tests.conftest import NOW
from tests.interviews.test_guests import BASE
from tests.visitor import Visitor

ANSWERS = {"answer_0": "She waited with a lost child.", "answer_1": "She said so.", "answer_2": "I can't say."}


def link_of(cast, application, name="Nora Nash, her shift lead"):
    with writing() as session:
        return referee_link(ask_referee(session, cast.hr, application, name)).removeprefix(BASE)


def test_a_referee_answers_three_questions_once_by_a_link_that_is_shown_once(app, visit, make, cast):
    application = make.panel(3, 4)
    page = f"/applications/{application.id}/references/ask"
    visitor = visit(cast.manager if application.opening.manager_id == cast.manager.id else cast.hr).get(page)
    visitor.submit({"name": application.candidate.name}, expect=422)
    assert visitor.page.problems() == ["This is the candidate. Ask someone who saw them at work."]
    visitor.submit({"name": "Nora Nash, her shift lead"}).follow()
    shown = next(text for text in visitor.text.split() if "/reference/" in text)
    assert "/reference/" not in visitor.get(page).text
    referee = Visitor(app).get(shown.removeprefix(BASE))
    assert application.candidate.name in referee.text
    in_another_tab = Visitor(app).get(shown.removeprefix(BASE))
    referee.submit(ANSWERS | {"answer_2": " "}, expect=422)
    assert referee.page.problems() == ["Write what they said, or that they couldn't say."]
    assert "lost child" in referee.text
    referee.submit({"answer_2": "I can't say.", "more": "I'd take her back."}).follow()
    assert "Your answers are kept" in referee.text
    kept = references_of(db.session, application)
    assert (kept.referee, kept.waived, len(kept.answers)) == ("Nora Nash, her shift lead", False, 3)
    assert "lost child" in kept.said and "take her back" in kept.said
    in_another_tab.submit(ANSWERS, expect=422)
    assert in_another_tab.page.problems() == ["You've answered already. Thank you."]
    assert len(references_of(db.session, application).answers) == 3
    assert "You've answered already" in referee.get(shown.removeprefix(BASE)).text
    assert "answered on" in visitor.get(page).text


def test_a_second_referee_stands_beside_the_first_and_a_waiver_gives_way(app, make, cast):
    application = make.panel(3, 4)
    for name in ("Nora Nash", "Otto Orr"):
        Visitor(app).get(link_of(cast, application, name)).submit(ANSWERS).follow()
    kept = references_of(db.session, application)
    assert (kept.referee, len(kept.answers)) == ("Nora Nash; Otto Orr", 6)
    assert kept.said.count("lost child") == 2


@pytest.mark.parametrize("ends", ["altered", "late", "decided"])
def test_a_link_opens_nothing_once_it_is_altered_late_or_not_needed(app, make, cast, ends):
    application = make.panel(3, 4)
    link = link_of(cast, application)
    if ends == "decided":
        make.decision(application)
    if ends == "late":
        with clock.standing_at(NOW + timedelta(days=14) - timedelta(minutes=1)):
            assert "three questions" in Visitor(app).get(link).text
    address = f"{link[:-4]}AAAA" if ends == "altered" else link
    with clock.standing_at(NOW + timedelta(days=14, minutes=5) if ends == "late" else NOW):
        Visitor(app).get(address, expect=404)


def test_an_offer_has_dated_steps_and_its_letter_says_the_start_and_the_terms(visit, make, cast):
    application = make.panel(4, 4)
    make.decision(application)
    page, today = f"/applications/{application.id}/offer", clock.today(application.opening.workplace.zone)
    visitor = visit(cast.hr).get(page)
    for typed, problem in (
        ({"kind": "postponed", "starts_on": "2026-12-01", "words": "A"}, "No first day is recorded yet"),
        ({"kind": "terms", "starts_on": "2026-12-01", "words": ""}, "Write the terms"),
        ({"kind": "terms", "starts_on": "", "words": "30 hours."}, "Write the first day at work."),
        ({"kind": "terms", "starts_on": "2026-10-01", "words": "30 hours."}, "can't be before the day it was agreed"),
        ({"kind": "accepted", "on": f"{today + timedelta(days=1)}"}, "still to come"),
        ({"kind": "accepted", "on": "2026-01-01"}, "Nobody had decided to hire on that day yet"),
    ):
        visitor.submit({"on": f"{today}"} | typed, expect=422)
        assert any(problem in said for said in visitor.page.problems()), problem
    assert not offer_steps(db.session, decision_of(application))
    for typed in (
        {"kind": "terms", "starts_on": "2026-12-01", "words": "30 hours, 14 an hour."},
        {"kind": "accepted", "starts_on": "", "words": ""},
        {"kind": "postponed", "starts_on": "2026-12-14", "words": "Notice runs longer."},
    ):
        visitor.submit({"on": f"{today}"} | typed).follow()
    shown = visitor.get(f"/applications/{application.id}/decision").text
    assert shown.index("terms were set") < shown.index("candidate accepted") < shown.index("postponed to 14 Dec 2026")
    assert [step.starts_on for step in offer_steps(db.session, decision_of(application))][-1] == date(2026, 12, 14)
    told = offer_values(db.session, [application])[application.id]
    assert told == {"start": "Monday 14 December 2026", "terms": "30 hours, 14 an hour."}
    make.probation(application)
    assert "nothing more can be recorded" in visitor.get(page).text
