"""The page of one hire: the same few statements whatever is on record, and who it shows what."""

from datetime import date, timedelta

import pytest

from hiring.foundation.database import db, writing
from hiring.probation.first_weeks.actions import ExpectationWritten, look_back, write_expectations
from hiring.probation.notes.actions import note_act
from hiring.probation.policy import can_see_interview_marks
from hiring.probation.promises.actions import PromiseRefused, add_promise, close_promise
from hiring.probation.promises.queries import overdue_promises
from hiring.probation.values import Act, ActSource, Going, PromiseBy, PromiseFate, PromiseMade
from tests.bench.hire import filled, statements

DAY = date(2026, 11, 3)


@pytest.mark.parametrize("name", ["manager", "hr"])
def test_a_full_record_takes_no_more_statements_than_a_short_one_and_twelve_at_most(app, visit, make, cast, name):
    opening = make.opening()
    few, many = (make.probation(make.hire(make.application(opening, name=name))) for name in ("Few Few", "Many Many"))
    make.marked(few)
    filled(make, 12, many)
    visitor = visit(getattr(cast, name))
    sent = []
    for probation in (few, many):
        visitor.get(f"/probations/{probation.id}")
        sent.append(statements(visitor, f"/probations/{probation.id}"))
    assert (sent[0] == sent[1], max(sent) <= 12) == (True, True), sent


def test_marks_of_the_interview_open_with_the_last_check_in_and_stay_open(make, cast):
    probation = make.probation()
    seen = [can_see_interview_marks(who, probation) for who in (cast.manager, cast.hr, cast.stranger)]
    assert seen == [False, True, False]
    make.check_in(probation)
    assert not can_see_interview_marks(cast.manager, probation)
    make.marked(probation)
    assert can_see_interview_marks(cast.manager, probation)
    probation.check_ins[2].position = 9
    assert can_see_interview_marks(cast.manager, probation)
    db.session.rollback()


def test_words_notes_promises_and_the_never_shown_are_told_in_sentences(visit, make, cast):
    probation = make.probation()
    key = probation.application.opening.criteria[0].key
    with writing() as session:
        told = Act(key, DAY, "A guest wrote.", is_concern=True, source=ActSource.UNCHECKED)
        note_act(session, cast.hr, probation, told)
        add_promise(session, cast.hr, probation, PromiseMade("Sit in.", PromiseBy.MANAGER, DAY))
    make.check_in(probation, going=Going.WORRIED)
    visitor = visit(cast.manager).get(f"/probations/{probation.id}")
    assert "At check-in 1, of four criteria: 4 worried." in visitor.text
    assert "Worried. 1 good note, 1 concern." in visitor.text
    assert "Several worries: Empathy, Listening, Ownership, Composure under provocation." in visitor.text
    assert "They miss people who leave without a concern on record." in visitor.text
    assert "plausibly" not in visitor.text
    visitor.get(visitor.page.links()["Check this story: A guest wrote."])
    visitor.submit({"words": "Rang her."}).follow()
    assert "Checked by Milan Moor: Rang her." in visitor.text
    make.marked(probation, level=2)
    visitor.get(f"/probations/{probation.id}")
    assert visitor.text.count("never shown") == 4 + 1
    assert "They were never shown: Empathy, Listening" in visitor.text
    assert "Amara is behind what the interview led us to expect on 4 of 4 criteria." in visitor.text
    assert "Write one sentence" not in visit(cast.area).get(f"/probations/{probation.id}").page.links()
    visitor.get(visitor.page.links()["Write one sentence"]).submit({"words": "Too kind on listening."}).follow()
    assert "Too kind on listening." in visitor.text


def test_an_expectation_that_is_reworded_is_no_longer_agreed_and_shown_it_marks_nothing(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/first-weeks")
    visitor.submit(button="Shown today: Empathy").follow()
    assert visitor.page.form("Save expectations").held()["shown_by-empathy"] == "Milan Moor"
    visitor.submit({"shown_on-listening": "2026-11-04"}, expect=422, button="Save expectations")
    assert visitor.page.problems() == ["This day is still to come."]
    with writing() as session:
        [empathy] = probation.expectations
        empathy.agreed_at = probation.opened_at
        same = {"empathy": ExpectationWritten(empathy.words, DAY, "Pia")}
        write_expectations(session, cast.manager, probation, same)
        assert (empathy.agreed_at is not None, empathy.shown_by) == (True, "Pia")
        other = {"empathy": ExpectationWritten("Asks first.", None, "")}
        write_expectations(session, cast.manager, probation, other)
        assert (empathy.agreed_at, empathy.shown_on, empathy.shown_by) == (None, None, "")
        with pytest.raises(Exception, match="File the last check-in's marks first"):
            look_back(session, cast.manager, probation, "Too early.")


def test_a_promise_is_on_the_list_of_whoever_made_it_from_the_day_after(visit, make, cast, noon):
    probation = make.probation()
    with writing() as session:
        mine, hr, hires = [
            add_promise(session, cast.manager, probation, PromiseMade("Sit in.", by, DAY))
            for by in (PromiseBy.MANAGER, PromiseBy.HR, PromiseBy.HIRE)
        ]
    late = DAY + timedelta(days=1)
    overdue = {who.name: set(overdue_promises(db.session, who, late)) for who in (cast.manager, cast.hr, cast.stranger)}
    assert list(overdue.values()) == [{mine}, {hr}, set()]
    assert overdue_promises(db.session, cast.manager, DAY) == []
    with noon(late):
        home = visit(cast.manager).get("/").text
        assert ("Keep a promise to Amara Osei" in home, "1 day late" in home, home.count("Sit in.")) == (True, True, 1)
    assert (hires.by_name, hr.by_name, mine.by_name, mine.days_late(late)) == ("Amara", "HR", "Milan", 1)
    with writing() as session:
        with pytest.raises(PromiseRefused, match="what was done and what's missing"):
            close_promise(session, cast.manager, mine, became=PromiseFate.PARTLY, on=DAY, words=" ")
        with pytest.raises(PromiseRefused, match="still to come"):
            close_promise(session, cast.manager, mine, became=PromiseFate.DONE, on=late, words="")
        close_promise(session, cast.manager, mine, became=PromiseFate.DONE, on=DAY, words="")
        with pytest.raises(PromiseRefused, match="already"):
            close_promise(session, cast.manager, mine, became=PromiseFate.DONE, on=DAY, words="")
    assert overdue_promises(db.session, cast.manager, late) == []


def test_a_colleague_answers_once_by_a_link_and_names_themselves(visit, make, cast):
    probation = make.probation()
    visitor = visit(cast.manager).get(f"/probations/{probation.id}/ask-colleague")
    visitor.submit({"name": probation.hire}, expect=422)
    assert visitor.page.problems() == ["This is the new starter. They have their own page."]
    visitor.submit({"name": "Connie"}).follow()
    address = next(word for word in visitor.text.split() if "/seen/" in word)
    assert "/seen/" not in visitor.get(f"/probations/{probation.id}/ask-colleague").text
    colleague = visit(None).get(address[address.index("/seen/") :])
    colleague.submit({"act": "Calmed a queue.", "kind": "good", "on": "2026-11-02"}, expect=422)
    assert colleague.page.problems() == ["They started on 3 November 2026. A note can't be dated before that."]
    sent = colleague.page.form().filled({"on": "2026-11-03"})
    colleague.submit({"on": "2026-11-03"}).follow()
    colleague.post(address[address.index("/seen/") :], sent | {"form_id": "another"}, expect=422)
    [note] = probation.observations
    assert (note.source, note.told_by, note.counts) == ("colleague", "Connie", True)
    assert "A colleague saw it: Connie" in visitor.get(f"/probations/{probation.id}").text
