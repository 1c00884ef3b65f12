"""A card filled in on paper: typed in by HR who has no part in the panel, with both names on everything."""

from datetime import date

import pytest

from hiring.candidates import actions as candidates
from hiring.decisions.models import decision_of
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal, view_log
from hiring.foundation.web.drafts import draft_of
from hiring.interviews.actions import ScorecardIncomplete, save_scorecard_draft
from hiring.interviews.conflicts.actions import FairnessUnanswered, state_fairness
from hiring.interviews.conflicts.models import answers_of
from hiring.interviews.models import Scorecard
from hiring.interviews.paper import PaperRefused, seal_paper_card
from hiring.interviews.queries import seatable
from hiring.interviews.readings import PAPER
from hiring.interviews.values import Answer
from tests.exports import marks_in


def seat_of(make, cast, application=None):
    interview = make.interview(application or make.application(name="Amara Osei"))
    return next(seat for seat in interview.seats if seat.person_id == cast.panellist.id)


def filled(seat, level="4", evidence="Rang the depot, then the guest."):
    fields = [reference.replace("/", "--") for reference in seat.interview.round.questions]
    return {f"evidence-{one}": evidence for one in fields} | {f"level-{one}": level for one in fields}


def typed_in(make, cast, seat, level=3):
    answers = [Answer(question, level, "From the paper.") for question in seat.interview.round.questions]
    with writing() as session:
        return seal_paper_card(session, cast.hr, seat, answers, paper_on=date(2026, 11, 2))


def test_hr_types_in_a_paper_card_from_the_interview(visit, make, cast):
    seat = seat_of(make, cast)
    visitor = visit(cast.hr).get(f"/interviews/{seat.interview_id}")
    visitor.get(visitor.page.links()["Type in a paper card of Pia Park"])
    assert "You type for Pia Park ." in visitor.text
    visitor.submit(filled(seat) | {"free_probe": "Would you do it again?"}, button="Check and seal")
    visitor.get(f"/seats/{seat.id}/paper/check")
    assert visitor.page.form("Seal for Pia Park").held()["on"] == "2026-11-02"
    visitor.submit(button="Seal for Pia Park").follow()
    assert "Sealed for Pia Park, who finds it under My interviews with your name next to it." in visitor.text
    card = db.session.query(Scorecard).one()
    assert (card.typed_by_id, card.paper_on, card.seat_id) == (cast.hr.id, date(2026, 11, 2), seat.id)
    assert {(one.level, one.evidence) for one in card.ratings} == {(4, "Rang the depot, then the guest.")}
    assert draft_of(db.session, cast.hr.id, seat.id) is None


def test_the_interviewer_reads_what_was_typed_in_and_by_whom(visit, make, cast):
    seat = seat_of(make, cast)
    typed_in(make, cast, seat)
    visitor = visit(cast.panellist).get("/my-interviews")
    assert "typed in from paper by Hedda Hart" in visitor.text
    visitor.get(f"/scorecards/{seat.id}")
    assert "Your paper card of 2 Nov 2026 was typed in and sealed for you by Hedda Hart" in visitor.text
    assert "From the paper." in visitor.text


def test_the_interviewer_amends_a_paper_card_after_the_reveal(visit, make, cast):
    seat = seat_of(make, cast)
    make.plan_of(seat.interview.application.opening, 1)
    typed_in(make, cast, seat)
    make.scorecard(next(one for one in seat.interview.seats if one.id != seat.id), 4)
    visit(cast.hr).get(f"/scorecards/{seat.id}/amend/1", expect=404)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}/amend/1")
    visitor.submit({"level": "5", "reason": "The typist could not read my hand."}).follow()
    assert "Amended to 5" in visitor.text


def test_both_names_stand_wherever_the_card_is_shown(visit, make, cast):
    seat = seat_of(make, cast)
    make.plan_of(seat.interview.application.opening, 1)
    typed_in(make, cast, seat)
    make.scorecard(next(one for one in seat.interview.seats if one.id != seat.id), 4)
    application = seat.interview.application
    both = "Pia Park, typed in from paper by Hedda Hart"
    assert both in visit(cast.second_hr).get(f"/applications/{application.id}/panel").text
    assert "typed in from paper by Hedda Hart" in visit(cast.second_hr).get(f"/interviews/{seat.interview_id}").text
    make.decision(application, by=cast.second_hr)
    assert decision_of(application).summary["typed"] == [[cast.panellist.id, cast.hr.id]]
    assert f"{both}: 3.0" in visit(cast.second_hr).get(f"/applications/{application.id}/decision").text
    visitor = visit(cast.second_hr).post(f"/openings/{application.opening_id}/marks.csv", expect=200)
    header, rows = marks_in(visitor.answer.get_data())
    mine = next(dict(zip(header, row, strict=True)) for row in rows if "Pia Park" in row)
    assert (mine["Typed in by"], mine["Day of the paper"]) == ("Hedda Hart", "2026-11-02")


def test_whoever_typed_marks_in_cannot_be_seated_for_the_candidate(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.hr, cast.second_hr])
    seat = seat_of(make, cast, make.application(opening))
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper")
    assert cast.hr in seatable(db.session, seat.interview.application)
    visitor.submit(filled(seat), button="Check and seal")
    assert cast.hr not in seatable(db.session, seat.interview.application)
    assert view_log.has_seen(db.session, cast.hr.id, seat.interview.application_id, PAPER)


def test_the_licence_that_counts_is_the_interviewers(either, make, cast):
    opening = make.opening()
    make.licensed(opening, cast.panellist)
    card = typed_in(make, cast, seat_of(make, cast, make.application(opening)))
    assert {one.is_licensed for one in card.ratings} == {True}
    assert journal.first_bad_sequence(db.session) is None


def test_evidence_is_asked_for_as_on_any_card(either, make, cast):
    seat = seat_of(make, cast)
    answers = [Answer(question, 3, "") for question in seat.interview.round.questions]
    with pytest.raises(ScorecardIncomplete), writing() as session:
        seal_paper_card(session, cast.hr, seat, answers, paper_on=date(2026, 11, 2))
    assert db.session.query(Scorecard).count() == 0


def test_what_is_missing_is_said_at_its_question_and_what_was_typed_stays(visit, make, cast):
    seat = seat_of(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper")
    data = visitor.page.form("Check and seal").filled(filled(seat) | {f"evidence-{first}": ""}) | {"then": "check"}
    visitor.post(f"/seats/{seat.id}/paper/draft", data).follow()
    assert visitor.page.problems() == ["Question 1, Empathy: write what the candidate said or did."]
    assert visitor.page.form("Check and seal").held()[f"level-{first}"] == "4"


def test_a_day_that_is_missing_or_still_to_come_is_refused_at_its_field(visit, make, cast):
    seat = seat_of(make, cast)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper").submit(filled(seat), button="Check and seal")
    visitor.get(f"/seats/{seat.id}/paper/check")
    visitor.submit({"on": ""}, button="Seal for Pia Park", expect=422)
    assert visitor.page.problems() == ["Write the day that's on the paper."]
    visitor.submit({"on": "2026-12-24"}, button="Seal for Pia Park", expect=422)
    assert visitor.page.problems() == ["That day is still to come. Write the day that's on the paper."]
    assert db.session.query(Scorecard).count() == 0


def test_sealing_a_paper_card_twice_seals_it_once(visit, make, cast):
    seat = seat_of(make, cast)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper").submit(filled(seat), button="Check and seal")
    sent = visitor.get(f"/seats/{seat.id}/paper/check").page.form("Seal for Pia Park").held()
    answers = [visitor.send_raw(f"/seats/{seat.id}/paper/seal", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 303]
    assert db.session.query(Scorecard).count() == 1


def test_an_interviewer_who_seals_first_is_told_of_and_the_typed_text_is_kept(visit, make, cast):
    seat = seat_of(make, cast)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper").submit(filled(seat), button="Check and seal")
    checked = visit(cast.hr).get(f"/seats/{seat.id}/paper/check")
    make.scorecard(seat, 2)
    checked.submit(button="Seal for Pia Park").follow()
    for told in (checked, visitor.get(f"/seats/{seat.id}/paper")):
        assert "Pia Park has sealed this card already, so you can't type in a paper card." in told.text
        assert "Rang the depot, then the guest." in told.text
    assert {one.level for one in seat.scorecard.ratings} == {2}
    assert seat.scorecard.typed_by_id is None


def test_the_interviewers_own_draft_is_theirs_to_read_after_the_paper_card(visit, make, cast):
    seat = seat_of(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    with writing() as session:
        save_scorecard_draft(session, cast.panellist, seat, {f"evidence-{first}": "Typed on the train."}, 0)
    typed_in(make, cast, seat)
    assert "Typed on the train." in visit(cast.panellist).get(f"/scorecards/{seat.id}").text


def test_only_hr_without_a_part_in_the_panel_types_in(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening, email=cast.hr_lead.email), people=opening.interviewers)
    seat = next(one for one in interview.seats if one.person_id == cast.panellist.id)
    visit(cast.hr).get(f"/seats/{seat.id}/paper")
    for person in (cast.second_hr, cast.hr_lead, cast.panellist, cast.administrator, cast.stranger):
        visit(person).get(f"/seats/{seat.id}/paper", expect=404)
    answers = [Answer(question, 3, "From the paper.") for question in seat.interview.round.questions]
    with pytest.raises(PaperRefused), writing() as session:
        seal_paper_card(session, cast.second_hr, seat, answers, paper_on=date(2026, 11, 2))


def test_the_kit_has_lines_and_boxes_for_the_paper(visit, make, cast):
    seat = seat_of(make, cast)
    html = visit(cast.panellist).get(f"/scorecards/{seat.id}/kit").page.html
    assert html.count('class="boxes"') == len(seat.interview.round.questions)
    assert visit(cast.hr).get(f"/seats/{seat.id}/paper/kit").page.heading == "Kit: Amara Osei"


def knowing(make, cast):
    """The seat of someone who referred the candidate and was not asked yet."""
    seat = seat_of(make, cast)
    with writing() as session:
        known = seat.interview.application.candidate
        candidates.note_relations(session, cast.hr, known, referred=cast.panellist, manages=None)
    return seat


def test_what_an_interviewer_who_knows_the_candidate_said_on_paper_is_asked_for_and_kept(visit, make, cast):
    seat = knowing(make, cast)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper")
    assert "Pia Park referred the candidate, and hasn't said whether they can judge fairly." in visitor.text
    visitor.submit(filled(seat), button="Check and seal").get(f"/seats/{seat.id}/paper/check")
    visitor.submit({"said": "  "}, button="Seal for Pia Park", expect=422)
    assert visitor.page.problems() == ["Write what they said about judging fairly. If the paper doesn't say, ask them."]
    assert db.session.query(Scorecard).count() == 0
    visitor.submit({"said": "I only know her from the shop."}, button="Seal for Pia Park").follow()
    [kept] = answers_of(seat)
    assert (kept.said, kept.takes_part, kept.typed_by_id) == ("I only know her from the shop.", True, cast.hr.id)
    told = visit(cast.second_hr).get(f"/interviews/{seat.interview_id}").text
    assert "“ I only know her from the shop. ”, written down from paper by Hedda Hart" in told


def test_a_paper_card_of_somebody_who_knows_the_candidate_is_not_sealed_without_it(either, make, cast):
    seat = knowing(make, cast)
    with pytest.raises(FairnessUnanswered):
        typed_in(make, cast, seat)
    assert db.session.query(Scorecard).count() == 0


def test_who_has_answered_already_is_not_asked_on_paper_again(visit, make, cast):
    seat = knowing(make, cast)
    with writing() as session:
        state_fairness(session, cast.panellist, seat, "We never worked together.")
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper")
    assert "hasn't said whether" not in visitor.text
    visitor.submit(filled(seat), button="Check and seal").get(f"/seats/{seat.id}/paper/check")
    assert "said" not in visitor.page.form("Seal for Pia Park").names()
    visitor.submit(button="Seal for Pia Park").follow()
    assert [one.typed_by_id for one in answers_of(seat)] == [None]


def test_a_text_changed_since_it_was_looked_at_is_shown_again_and_what_was_said_stays(visit, make, cast):
    seat = knowing(make, cast)
    visitor = visit(cast.hr).get(f"/seats/{seat.id}/paper").submit(filled(seat), button="Check and seal")
    visitor.get(f"/seats/{seat.id}/paper/check")
    again = visit(cast.hr).get(f"/seats/{seat.id}/paper")
    again.submit(filled(seat, level="2"), button="Check and seal")
    visitor.submit({"said": "Only from the shop."}, button="Seal for Pia Park", expect=422)
    assert visitor.page.problems() == ["The text has changed since you looked at it. Check it again, then seal."]
    assert visitor.page.form("Seal for Pia Park").held()["said"] == "Only from the shop."
    visitor.submit(button="Seal for Pia Park").follow()
    assert {one.level for one in seat.scorecard.ratings} == {2}
