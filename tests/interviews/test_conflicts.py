"""Conflicts of interest: who knows the candidate is asked first, and anybody can decline with a reason HR sees."""

import pytest
import sqlalchemy as sa

from hiring.candidates import actions as candidates
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.web.drafts import draft_of
from hiring.interviews import actions as interview_actions
from hiring.interviews.conflicts import actions, policy
from hiring.interviews.conflicts.models import answers_of
from hiring.interviews.queries import open_seats_of

REASON = "She sold me my car; I would still say what I heard."


@pytest.fixture
def seat(make, cast):
    """Pia's seat at an interview with Pablo beside her; Elsa could be seated too."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    interview = make.interview(make.application(opening))
    return next(one for one in interview.seats if one.person_id == cast.panellist.id)


@pytest.fixture
def related(seat, cast):
    """The same seat, of someone who referred the candidate."""
    note(cast, seat, referred=cast.panellist)
    return seat


def note(cast, seat, referred=None, manages=None):
    with writing() as session:
        candidate = seat.interview.application.candidate
        candidates.note_relations(session, cast.hr, candidate, referred=referred, manages=manages)


def beside(seat):
    return next(one for one in seat.interview.seats if one.id != seat.id)


def test_hr_notes_who_knows_a_candidate_and_can_take_it_back(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/relations")
    visitor.submit({"referred": cast.panellist.id, "manages": cast.manager.id}).follow()
    assert "Pia Park referred them." in visitor.text
    assert "Milan Moor manages them." in visitor.text
    visitor.get(f"/applications/{application.id}/relations").submit({"referred": ""}).follow()
    assert "Pia Park" not in visitor.text
    assert "Milan Moor manages them." in visitor.text


def test_nobody_is_said_to_know_themselves(visit, make, cast):
    application = make.application(name="Pia Park", email="pia@example.org")
    visitor = visit(cast.hr).get(f"/applications/{application.id}/relations")
    visitor.submit({"manages": cast.panellist.id}, expect=422)
    assert visitor.page.problems() == ["Pia Park is this candidate."]


def test_who_referred_the_candidate_is_asked_before_kit_and_card(visit, related, cast):
    visitor = visit(cast.panellist)
    for path in (f"/scorecards/{related.id}/kit", f"/scorecards/{related.id}", f"/scorecards/{related.id}/check"):
        visitor.get(path, expect=302).follow()
        assert visitor.page.heading == "Can you judge Amara Osei fairly?"
        assert "You referred this candidate." in visitor.text
    visitor.post(f"/scorecards/{related.id}/seal", {"revision": "1"}).follow()
    assert visitor.page.heading.startswith("Can you judge")
    visit(cast.second_panellist).get(f"/scorecards/{beside(related).id}/kit")


def test_a_manager_of_the_candidate_is_asked_too(visit, seat, cast):
    note(cast, seat, manages=cast.panellist)
    assert "You manage this candidate." in visit(cast.panellist).get(f"/scorecards/{seat.id}/fairness").text


def test_taking_part_opens_the_card_and_hr_reads_the_sentence(visit, related, cast):
    visitor = visit(cast.panellist).get(f"/scorecards/{related.id}/fairness")
    visitor.submit({}, expect=422)
    assert visitor.page.problems() == ["Write a sentence. HR reads it."]
    visitor.submit({"said": REASON}).follow()
    assert visitor.page.form("Check and seal")
    visitor.get(f"/scorecards/{related.id}/kit").get(f"/scorecards/{related.id}/fairness", expect=302)
    told = visit(cast.hr).get(f"/interviews/{related.interview_id}").text
    assert "Referred the candidate; taking part: “ She sold me my car" in told


def test_declining_there_leaves_the_seat_and_hr_fills_it(visit, related, cast):
    visitor = visit(cast.panellist).get(f"/scorecards/{related.id}/fairness")
    form = visitor.page.form("No, someone else should")
    visitor.post(f"/scorecards/{related.id}/fairness", form.filled({"said": REASON}) | {"then": "decline"}).follow()
    assert "No interview is waiting for you." in visitor.text
    hr = visit(cast.hr).get(f"/openings/{related.interview.application.opening_id}/interviews")
    assert "a seat is empty" in hr.text
    hr.get(f"/interviews/{related.interview_id}")
    assert "declined 3 Nov 2026: She sold me my car" in hr.text
    hr.get(hr.page.links()["Replace Pia Park"]).submit({"by": cast.elsewhere.id}).follow()
    assert "Elsa East takes the seat of Pia Park." in hr.text
    assert "declined 3 Nov 2026: She sold me my car" in hr.text
    assert "Replace Pia Park" not in hr.page.links()


def test_anybody_can_decline_an_unsealed_seat_with_a_reason(visit, seat, cast):
    visitor = visit(cast.panellist).get("/my-interviews")
    visitor.get(visitor.page.links()["I can't do this one: Amara Osei"])
    visitor.submit({"said": " "}, expect=422)
    visitor.submit({"said": "On leave that week."}).follow()
    assert open_seats_of(db.session, cast.panellist) == []
    assert "You were taken off this interview" in visitor.get(f"/scorecards/{seat.id}").text


def test_a_sealed_seat_cannot_be_declined(visit, make, seat, cast):
    make.scorecard(seat)
    visit(cast.panellist).get(f"/scorecards/{seat.id}/decline", expect=403)
    with writing() as session, pytest.raises(interview_actions.ScorecardAlreadySealed):
        actions.decline_seat(session, cast.panellist, seat, "Too late.")


def test_what_was_drafted_before_the_question_is_kept(visit, seat, cast):
    question = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    form = visitor.page.form("Check and seal").filled({f"evidence-{question}": "Rang back at ten."})
    note(cast, seat, referred=cast.panellist)
    visitor.post(f"/scorecards/{seat.id}/draft", form | {"then": "later"})
    visitor.get(f"/scorecards/{seat.id}", expect=302)
    assert draft_of(db.session, cast.panellist.id, seat.id).content[f"evidence-{question}"] == "Rang back at ten."
    visitor.get(f"/scorecards/{seat.id}/decline").submit({"said": "I know her."})
    assert "Rang back at ten." in visitor.get(f"/scorecards/{seat.id}").text


def test_hr_who_is_still_blind_reads_no_sentence_about_the_candidate(visit, make, cast):
    """The sentence may praise or blame: it is something about the others until one's own card is sealed."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=[cast.panellist, cast.second_hr])
    seat = next(one for one in interview.seats if one.person_id == cast.panellist.id)
    with writing() as session:
        actions.decline_seat(session, cast.panellist, seat, REASON)
    path = f"/interviews/{interview.id}"
    assert "She sold me my car" in visit(cast.hr).get(path).text
    blind = visit(cast.second_hr).get(path)
    assert "declined 3 Nov 2026" in blind.text
    assert "She sold me my car" not in blind.page.html


def test_declining_the_only_seat_shows_nobody_the_marks_of_others(visit, make, seat, cast):
    make.scorecard(beside(seat))
    with writing() as session:
        actions.decline_seat(session, cast.panellist, seat, REASON)
    visit(cast.panellist).get(f"/applications/{seat.interview.application_id}/panel", expect=403)


def test_a_card_sealed_before_the_relation_was_noted_is_not_asked_about(either, make, seat, cast):
    make.scorecard(seat)
    note(cast, seat, referred=cast.panellist)
    assert not policy.must_answer_first(seat)


def test_each_answer_is_given_once_and_a_mind_may_change_once(either, related, cast):
    with writing() as session:
        actions.state_fairness(session, cast.panellist, related, REASON)
        with pytest.raises(actions.AnsweredAlready):
            actions.state_fairness(session, cast.panellist, related, REASON)
        actions.decline_seat(session, cast.panellist, related, "On reflection, no.")
    assert [(one.takes_part, one.said) for one in answers_of(related)] == [
        (True, REASON),
        (False, "On reflection, no."),
    ]
    with writing() as session, pytest.raises(interview_actions.SeatWasLeft):
        actions.decline_seat(session, cast.panellist, related, "Again.")


def test_the_journal_tells_of_it_without_the_sentence(either, related, cast):
    with writing() as session:
        actions.state_fairness(session, cast.panellist, related, REASON)
        actions.decline_seat(session, cast.panellist, related, REASON)
    entries = db.session.scalars(sa.select(journal.JournalEntry)).all()
    assert {"relations noted", "fairness stated", "seat declined", "seat left"} <= {one.verb for one in entries}
    assert not any("car" in str(one.payload) for one in entries)
