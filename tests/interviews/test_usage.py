"""How often questions were asked: counted by candidates and words, and silent about who has sealed."""

import re
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from hiring.candidates import identity
from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.foundation.records import append_only
from hiring.interviews import actions as interview_actions
from hiring.interviews.usage import asked_before
from hiring.interviews.values import InterviewState
from hiring.openings.actions import plan_opening
from hiring.openings.queries import plan_of
from hiring.openings.question_exposure import TOO_OFTEN, QuestionExposure
from hiring.rubrics.queries import edition_of
from hiring.rubrics.retiring import retired_in
from tests import bulk, databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.make import Make
from tests.rubrics.test_retiring import ASKED, published_with, retire
from tests.visitor import Visitor

NEVER = QuestionExposure()
TOKENS = re.compile(r'name="(csrf_token|form_id)" value="[^"]+"|[\w-]{8,}\.[\w-]{6}\.[\w-]{27}')


def asked(version, reader=None, reference=ASKED):
    return asked_before(db.session, edition_of(version), reader)[reference]


def numbers(one):
    return one.candidates, one.lately, one.last_on


def test_two_interviewers_who_hear_one_answer_have_asked_once(either, make, cast):
    opening = make.opening()
    assert asked(opening.version, cast.hr) == NEVER
    make.panel(4, 3, application=make.application(opening))
    assert numbers(asked(opening.version, cast.hr)) == (1, 1, date(2026, 11, 2))
    assert numbers(asked(opening.version, cast.hr, "empathy/not-home-yet")) == (1, 1, date(2026, 11, 3))
    assert asked(opening.version, cast.hr, "empathy/nobody-wanted") == NEVER
    make.panel(1, 1, application=make.application(opening, "Bela Bach"))
    assert numbers(asked(opening.version, cast.hr)) == (2, 2, date(2026, 11, 2))


def test_an_answer_counts_whatever_its_mark(either, make, cast):
    opening = make.opening()
    for seat in make.interview(make.application(opening)).seats:
        make.scorecard(seat, [None] * len(seat.interview.round.questions))
    assert asked(opening.version, cast.hr).candidates == 1


def test_the_same_words_in_another_rubric_and_version_count_together(either, make, cast):
    opening = make.opening()
    edition = edition_of(opening.version)
    text = edition.question(ASKED).text
    probed = published_with(cast.hr, edition, text, probes=["And then?", "What did they say?"])
    other = make.version("customer-first-attitude")
    for one in (opening, make.opening("Night porter", version=probed)):
        make.panel(4, 3, application=make.application(one), rounds=1)
    assert {numbers(asked(one, cast.hr)) for one in (opening.version, probed, other)} == {(2, 2, date(2026, 11, 2))}


def test_changed_words_are_another_question_and_it_says_since_when(either, make, cast):
    opening = make.opening()
    make.panel(4, 3, application=make.application(opening), rounds=1)
    with clock.standing_at(NOW + timedelta(days=1)):
        changed = published_with(cast.hr, edition_of(opening.version), "Tell me of a need you saw too late. Why late?")
    assert asked(changed, cast.hr) == QuestionExposure(reworded_on=date(2026, 11, 4))
    assert asked(changed, cast.hr).says == "never asked, in these words since 4 Nov 2026"
    assert asked(opening.version, cast.hr).says == "asked of one candidate, last on 2 Nov 2026"


def test_an_interview_that_did_not_take_place_asked_nothing(either, make, cast):
    opening = make.opening()
    interview = make.interview(make.application(opening))
    with writing() as session:
        interview_actions.interview_did_not_happen(session, cast.hr, interview, InterviewState.NO_SHOW)
    assert asked(opening.version, cast.hr) == NEVER


def test_nobody_s_own_application_is_among_what_they_read(either, make, cast):
    opening = make.opening()
    by_address = make.application(opening, "Hugo Hill", email=cast.second_hr.email)
    linked = make.application(opening, "Lena Lead")
    with writing() as session:
        identity.link_person(session, cast.hr, linked.candidate, cast.hr_lead)
    for one in (by_address, linked):
        make.panel(4, 3, application=one, rounds=1)
    read = {who: asked(opening.version, who).candidates for who in (cast.hr, cast.second_hr, cast.hr_lead, None)}
    assert read == {cast.hr: 2, cast.second_hr: 1, cast.hr_lead: 1, None: 2}


def test_who_owes_a_card_reads_nothing_of_that_application_until_it_is_sealed_or_left(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    mine, other = sorted(interview.seats, key=lambda seat: seat.person_id != cast.second_hr.id)
    make.scorecard(other)
    assert asked(opening.version, cast.hr).candidates == 1
    assert asked(opening.version, cast.second_hr) == asked(opening.version) == NEVER
    with writing() as session:
        interview_actions.leave_seat(session, cast.hr, mine, on=date(2026, 11, 3), why="Is ill.")
    assert asked(opening.version, cast.second_hr) == asked(opening.version, cast.hr) == asked(opening.version)
    assert asked(opening.version).candidates == 1


def test_a_seat_at_an_interview_to_be_moved_still_keeps_its_holder_blind(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    application = make.application(opening)
    make.scorecard(make.interview(application, people=[cast.panellist]).seats[0])
    later = make.interview(application, 1, people=[cast.second_hr])
    with writing() as session:
        interview_actions.interview_did_not_happen(session, cast.hr, later, InterviewState.CANCELLED)
    assert asked(opening.version, cast.second_hr) == NEVER
    assert asked(opening.version, cast.hr).candidates == 1


@pytest.mark.parametrize(("candidates", "days", "warned"), [(20, 89, True), (19, 89, False), (20, 91, False)])
def test_many_candidates_in_a_short_time_are_worth_a_sentence(either, make, cast, candidates, days, warned):
    opening = make.opening()
    bulk.panels(opening, candidates, interviewers=3, met=2)
    # One question is asked of all of them, and nothing else.
    with writing() as session, append_only.lifted(session, "marks made in bulk"):
        session.execute(sa.text("UPDATE rating SET question = :asked WHERE criterion = 'empathy'"), {"asked": ASKED})
        session.execute(sa.text("DELETE FROM rating WHERE criterion <> 'empathy'"))
    with clock.standing_at(NOW + timedelta(days=days)):
        found = asked(opening.version, cast.hr)
    assert (found.candidates, bool(found.warns)) == (candidates, warned)
    assert not warned or found.warns.startswith(f"Asked of 20 candidates within {TOO_OFTEN.days} days.")


def test_it_takes_as_many_statements_for_many_versions_and_candidates_as_for_few(app, make, cast, visit):
    opening = make.opening()
    make.panel(4, 3, application=make.application(opening))
    retire(cast.hr, opening.version)
    visitor, statements, told = visit(cast.hr), [], []
    worn = ["lost-it", "frightened", "she-is-right"]
    sa.event.listen(db.engine, "before_cursor_execute", lambda *sent: statements.append(sent[2]))
    for more in ((), ("front-desk", "six-elements", "retail-floor")):
        for key in more:
            make.panel(4, 3, application=make.application(make.opening(key, version=make.version(key)), key))
            retire(cast.second_hr, opening.version, f"composure/{worn.pop()}")
        statements.clear()
        visitor.get(f"/rubrics/{opening.version_id}/questions")
        told.append(len(statements))
    assert told[0] == told[1] <= 10


def test_hr_goes_from_the_rubric_to_its_questions_retires_one_and_brings_it_back(visit, make, cast):
    opening = make.opening()
    make.panel(4, 3, application=make.application(opening))
    visitor = visit(cast.hr).get(f"/rubrics/{opening.version_id}")
    visitor.get(visitor.page.links()["How often questions were asked"])
    assert visitor.text.count("– asked of one candidate, last on 2 Nov 2026.") == 5
    assert visitor.text.count("– asked of one candidate, last on 3 Nov 2026.") == 4
    assert visitor.text.count("– never asked.") == 14
    words = edition_of(opening.version).question(ASKED).text
    visitor.get(visitor.page.links()[f"Retire: {words}"])
    visitor.submit({"reason": "It is on a website."}).follow()
    assert "by Hedda Hart: It is on a website." in visitor.text
    visitor.get(visitor.page.links()[f"Bring back: {words}"])
    visitor.submit(button="Bring back question").follow()
    assert "Brought back." in visitor.text
    assert f"Retire: {words}" in visitor.page.links()


def test_without_a_reason_it_says_so_and_a_reason_typed_too_late_is_kept(visit, make, cast):
    version = make.version()
    page = f"/rubrics/{version.id}/questions/{ASKED}"
    visitor = visit(cast.hr).get(page)
    visitor.submit({"reason": " "}, expect=422)
    assert visitor.page.problems() == ["Write why nobody should ask this question any more."]
    retire(cast.second_hr, version, reason="Posted by a candidate.")
    visitor.submit({"reason": "Heard <b>twice</b> this week."}, expect=422)
    assert visitor.page.problems() == ["This question is already retired."]
    assert "by Hugo Hill: Posted by a candidate." in visitor.text
    assert visitor.page.form().held()["reason"] == "Heard <b>twice</b> this week."
    visitor.post(f"{page}/bring-back").follow()
    visitor.post(f"{page}/bring-back").follow()
    assert "This question isn't retired." in visitor.text
    assert retired_in(db.session, edition_of(version)) == {}


def test_a_question_that_is_not_of_the_version_is_not_there(visit, make, cast):
    version = make.version()
    for reference in ("empathy/none", "none/understood-late", "empathy%2Funderstood-late/x"):
        visit(cast.hr).get(f"/rubrics/{version.id}/questions/{reference}", expect=404)


def test_the_plan_shows_beside_each_question_how_often_it_was_asked(visit, make, cast):
    opening = make.opening()
    make.panel(4, 3, application=make.application(opening), rounds=1)
    later = make.opening("Night porter", version=opening.version)
    visitor = visit(cast.hr).get(f"/openings/{later.id}/plan")
    assert visitor.text.count("asked of one candidate, last on 2 Nov 2026") == 5
    assert visitor.text.count("never asked") == 18


@contextmanager
def world(folder, *, sealed):
    """Amara is met by Pablo and by Hugo, who is of HR, and asked of a third visit. Pablo has sealed, or has not; Hugo
    has not. Then another situation is retired, and a post opened: which question comes instead could tell."""
    folder.mkdir()
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
        cast = Cast.arrive()
        make = Make(cast)
        opening = make.opening(interviewers=[cast.second_panellist, cast.second_hr])
        plan = plan_of(opening)
        plan.rounds[0].questions[0] = "empathy/third-visit"
        with writing() as session:
            plan_opening(session, cast.hr, opening, plan)
        interview = make.interview(make.application(opening), people=[cast.second_panellist, cast.second_hr])
        if sealed:
            make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.second_panellist.id))
        retire(cast.hr, opening.version, "empathy/not-home-yet")
        # The ids of Pablo's card must not make the later ones differ between the worlds.
        with ids.repeatable(8):
            later = make.opening("Night porter", version=opening.version)
        assert later.rounds[1].questions[0] == "empathy/third-visit", "somebody owes a card on who was asked it"
        yield app, cast, opening, later
        db.session.close()
        db.engine.dispose()


def shown(app, person, opening, later):
    """What the pages with counts, and a plan made by counts, say to this person: to the letter, but for tokens."""
    visitor, of_version = Visitor(app, person), f"/rubrics/{opening.version_id}/questions"
    looks = [
        of_version,
        f"{of_version}/empathy/third-visit",
        f"{of_version}/empathy/not-home-yet",
        f"/openings/{later.id}/plan",
    ]
    looks += [f"/openings/{later.id}", f"/rubrics/{opening.version_id}"]
    answers = [visitor.client.get(look) for look in looks]
    return [(one.status_code, TOKENS.sub("", one.get_data(as_text=True))) for one in answers]


@pytest.mark.parametrize("name", ["second_hr", "second_panellist", "panellist", "manager", "administrator"])
def test_who_owes_a_card_or_is_not_of_hr_cannot_tell_whether_somebody_has_sealed(tmp_path, name):
    seen = []
    for sealed in (False, True):
        with world(tmp_path / str(sealed), sealed=sealed) as (app, cast, opening, later):
            seen.append(shown(app, getattr(cast, name), opening, later))
    assert seen[0] == seen[1]
    assert [code for code, _ in seen[0]] == ([200] * 6 if name == "second_hr" else [404] * 5 + [seen[0][5][0]])


def test_what_could_tell_it_does_differ_for_hr_who_may_know(tmp_path):
    seen = []
    for sealed in (False, True):
        with world(tmp_path / str(sealed), sealed=sealed) as (app, cast, opening, later):
            seen.append(shown(app, cast.hr, opening, later))
    differ = [one != other for one, other in zip(*seen, strict=True)]
    assert differ == [True, True, False, True, False, True]
