"""Second thoughts after the reveal: kept beside the sealed mark, never instead of it."""

import csv
import io

import openpyxl
import pytest
import sqlalchemy as sa

from hiring.decisions.models import decision_of
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.interviews.models import Amendment, interviews_of
from hiring.panels.actions import close_panel
from hiring.panels.amendments import AmendmentRefused, amend
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import proof
from tests.exports import marks_in

WHY = "Pablo heard the end of the story, which I had missed."


def card_of(application, person):
    seats = [seat for interview in interviews_of(application) for seat in interview.seats]
    return next(seat.scorecard for seat in seats if seat.person_id == person.id)


def amended(make, cast, application=None, level=5):
    """A complete panel of a 3 and a 4, in which Pia has amended her first answer."""
    application = application or make.panel(3, 4, rounds=1)
    card = card_of(application, cast.panellist)
    with writing() as session:
        amend(session, cast.panellist, card.ratings[0], level=level, evidence="Rang a third time.", reason=WHY)
    return application


def test_an_interviewer_amends_an_answer_and_both_marks_are_shown(visit, make, cast):
    application = make.panel(3, 4, rounds=1)
    visitor = visit(cast.panellist).get(f"/applications/{application.id}/panel")
    address = next(url for text, url in visitor.page.links().items() if text.startswith("Amend your answer"))
    visitor.get(address)
    assert "The average keeps the mark you sealed." in visitor.text
    assert "Between 3 and 5: more than 3, not all of 5." in visitor.text
    visitor.submit({"level": "5", "evidence": "Rang a third time.", "reason": WHY}).follow()
    assert "Amended to 5" in visitor.text
    panel = visit(cast.hr).get(f"/applications/{application.id}/panel").text
    assert "Pia Park 3 without a licence Rang back twice. Amended to 5 after the reveal" in panel
    assert WHY in panel


def test_no_number_changes_with_an_amendment(make, cast):
    application = make.panel(3, 4, rounds=1)
    before = summary_of(db.session, application)
    amended(make, cast, application)
    after = summary_of(db.session, application)
    assert (after.cells, after.composite, after.interval) == (before.cells, before.composite, before.interval)
    assert after.digest != before.digest


def test_whoever_decides_must_have_seen_the_amendment_and_it_is_frozen(visit, make, cast):
    application = make.panel(3, 4, rounds=1)
    seen = proof(cast.hr, application, summary_of(db.session, application))
    amended(make, cast, application)
    stale = visit(cast.hr).get(f"/applications/{application.id}/decide?seen={seen}")
    assert "Read the panel as it stands now" in stale.text
    make.decision(application)
    kept = decision_of(application).summary["amended"]
    assert [[*one[2:5], one[6]] for one in kept] == [[cast.panellist.id, 3, 5, WHY]]
    decision = visit(cast.hr).get(f"/applications/{application.id}/decision")
    assert "Amended after the reveal by Pia Park, 3 → 5" in decision.text


def test_an_amendment_without_mark_or_reason_says_so_and_keeps_the_text(visit, make, cast):
    card = card_of(make.panel(3, 4, rounds=1), cast.panellist)
    visitor = visit(cast.panellist).get(f"/scorecards/{card.seat_id}/amend/1")
    visitor.submit({"evidence": "Rang a third time."}, expect=422)
    assert visitor.page.problems() == [
        "Choose a mark, or say that it was not observed.",
        "Write why you see it differently now.",
    ]
    assert visitor.page.form().held()["evidence"] == "Rang a third time."
    visitor.submit({"level": "5", "reason": "Because."}, expect=422)
    assert visitor.page.problems() == ["Write why in a sentence, at least 20 characters."]
    visitor.submit({"level": "3", "evidence": "Rang back twice.", "reason": WHY}, expect=422)
    assert visitor.page.problems() == ["That changes nothing. It's the same mark and the same words."]
    assert db.session.query(Amendment).count() == 0


def test_an_answer_can_be_amended_again_and_every_version_stays(either, make, cast):
    application = amended(make, cast)
    amended(make, cast, application, level=None)
    rating = card_of(application, cast.panellist).ratings[0]
    assert ([one.level for one in rating.amendments], rating.level) == ([5, None], 3)
    assert journal.first_bad_sequence(db.session) is None


@pytest.mark.parametrize("statement", ["UPDATE amendment SET level = 1", "DELETE FROM amendment"])
def test_the_database_itself_keeps_an_amendment_as_it_is(either, make, cast, statement):
    amended(make, cast)
    with pytest.raises(sa.exc.DBAPIError, match="an amendment is append-only"), db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def test_nobody_amends_before_the_panel_is_complete_or_an_answer_of_another(visit, make, cast):
    application = make.application(make.plan_of(make.opening(), 1))
    interview = make.interview(application)
    mine, other = sorted(interview.seats, key=lambda seat: seat.person_id != cast.panellist.id)
    make.scorecard(mine, 3)
    visit(cast.panellist).get(f"/scorecards/{mine.id}/amend/1", expect=403)
    with pytest.raises(AmendmentRefused), writing() as session:
        amend(session, cast.panellist, mine.scorecard.ratings[0], level=5, evidence="More.", reason=WHY)
    make.scorecard(other, 4)
    visit(cast.panellist).get(f"/scorecards/{mine.id}/amend/1")
    visit(cast.panellist).get(f"/scorecards/{other.id}/amend/1", expect=404)
    visit(cast.hr).get(f"/scorecards/{mine.id}/amend/1", expect=404)
    visit(cast.panellist).get(f"/scorecards/{mine.id}/amend/99", expect=404)


def test_whoever_owes_another_card_of_the_panel_cannot_amend(visit, make, cast):
    application = make.application()
    first, second = make.interview(application), make.interview(application, 1)
    for seat in [*first.seats, *(one for one in second.seats if one.person_id != cast.panellist.id)]:
        make.scorecard(seat)
    card = card_of(application, cast.panellist)
    visit(cast.panellist).get(f"/scorecards/{card.seat_id}/amend/1", expect=403)
    assert "Amend answer" not in visit(cast.panellist).get(f"/scorecards/{card.seat_id}").text


def test_a_panel_closed_without_a_card_is_revealed_too(visit, make, cast):
    interview = make.interview(make.application())
    mine = next(seat for seat in interview.seats if seat.person_id == cast.panellist.id)
    make.scorecard(mine, 3)
    with writing() as session:
        close_panel(session, cast.hr, interview.application, reason="Pablo left the company before sealing.")
    assert "Amend answer 1" in visit(cast.panellist).get(f"/scorecards/{mine.id}").text


def test_both_marks_are_in_every_export(visit, make, cast):
    application = amended(make, cast)
    visitor = visit(cast.hr).post(f"/openings/{application.opening_id}/compare.csv", expect=200)
    header, row = csv.reader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig")))
    told = dict(zip(header, row, strict=True))
    assert (told["Empathy: mean"], told["Amended after the reveal"]) == ("3.5", "Empathy, Pia Park: 3 → 5")
    visitor.post(f"/openings/{application.opening_id}/marks.csv", expect=200)
    header, rows = marks_in(visitor.answer.get_data())
    mine = next(dict(zip(header, row, strict=True)) for row in rows if "Pia Park" in row)
    assert (mine["Score"], mine["Evidence"]) == ("3", "Rang back twice.")
    assert mine["Amended after the reveal"] == f"3 → 5 on 3 Nov 2026: {WHY}"
    visitor.post(f"/openings/{application.opening_id}/workbook.xlsx", expect=200)
    book = openpyxl.load_workbook(io.BytesIO(visitor.answer.get_data()))
    assert [cell.value for cell in book["Marks"][1]] == header
    assert book["Marks"].max_row == 1 + len(rows)
    assert any(f"3 → 5: {WHY}" in (row[-1] or "") for row in book["Notes"].values)


def test_every_mark_leaves_out_panels_that_cannot_be_read_yet(visit, make, cast):
    opening = make.opening()
    make.scorecard(make.interview(make.application(opening, "Waiting Only")).seats[0], 5)
    make.panel(3, 4, application=make.application(opening, "All Sealed"))
    visitor = visit(cast.hr).post(f"/openings/{opening.id}/marks.csv", expect=200)
    _, rows = marks_in(visitor.answer.get_data())
    assert {row[1] for row in rows} == {"All Sealed"}
