"""The board, reminders, the mails as days come near, what was closed, and the export."""

import io
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.probation import outcomes
from hiring.probation.board.due_mails import DUE_MAIL, queue_due_mails
from hiring.probation.board.queries import BoardFilter, board_of
from hiring.probation.notes.actions import note_act
from hiring.probation.notes.worries import CALL_ME, ask_hr_to_call
from hiring.probation.values import Act, OutcomeKind
from tests import databases
from tests.make import NOT_FILED


@pytest.fixture
def three(make):
    """One past its decide-by, one with a late check-in, one that has just begun, by name."""
    opening = make.opening(posts=9)
    starts = {"Amara Osei": date(2026, 8, 20), "Cem Can": date(2026, 10, 1), "Zoe Zahn": date(2026, 11, 2)}
    made = {}
    for name, starts_on in starts.items():
        hired = make.hire(make.application(opening, name, applied_on=date(2026, 6, 1)))
        made[name] = make.probation(hired, starts_on=starts_on)
    return made


def test_the_board_is_sorted_by_need_and_says_so_in_one_sentence(visit, cast, three):
    hr = visit(cast.hr).get("/probations")
    assert "Three people in one workplace are on probation." in hr.text
    assert "<strong>One person needs someone to act today</strong>." in hr.answer.get_data(as_text=True)
    assert hr.text.index("Amara Osei") < hr.text.index("Check-in late") < hr.text.index("Cem Can")
    assert "4 days past the day to decide" in hr.text
    assert "On course: one person" in hr.text
    found = visit(cast.hr).get("/probations?q=zoe").page.text
    assert ("Zoe Zahn" in found or "On course" in found) and "Amara Osei" not in found
    assert "Nobody matches." in visit(cast.hr).get("/probations?q=nobody").text
    assert "Zoe Zahn" in visit(cast.hr).get("/probations?need=course").text
    assert "Amara" not in visit(cast.stranger).get("/probations").text


def test_the_board_takes_as_many_statements_for_many_as_for_few(make, cast, three):
    def statements():
        with databases.statements() as sent:
            db.session.expire_all()
            board_of(db.session, cast.hr, BoardFilter())
        return len(sent)

    statements()
    few = statements()
    for n in range(3):
        make.probation(make.hire(make.application(name=f"Person {n}")))
    assert statements() <= max(few, 6)


def test_a_manager_is_reminded_once_a_day_and_the_line_says_so(visit, cast, three, noon):
    path = f"/probations/{three['Cem Can'].id}/remind"
    hr = visit(cast.hr).get("/probations")
    hr.post(path, {}).follow()
    assert "Milan Moor gets an email." in hr.text
    assert "Reminded today" in hr.text
    hr.post(path, {}).follow()
    assert "Milan Moor has already been reminded of this today." in hr.text
    hr.post("/probations/remind-late", {}).follow()
    assert "Everyone has already been reminded today." in hr.text
    with noon(date(2026, 11, 4)):
        again = visit(cast.hr).get("/probations")
        assert "Reminded yesterday" in again.text
        again.post("/probations/remind-late", {}).follow()
        assert "1 reminded." in again.text
    mails = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.about == three["Cem Can"].id)).all()
    assert len(mails) == 2
    assert not any("Cem" in mail.subject or "Cem" in mail.text for mail in mails)


def mailed():
    """Address → how many mails of this kind it has been sent."""
    number = sa.select(OutgoingMail.address, sa.func.count()).where(OutgoingMail.kind == DUE_MAIL)
    rows = db.session.execute(number.group_by(OutgoingMail.address))
    return dict(rows.all())


def queued():
    with writing() as session:
        return queue_due_mails(session)


def test_one_mail_a_person_lists_everything_and_none_goes_out_twice(cast, three, noon):
    assert queued() == 4
    everyone = dict.fromkeys(["milan@example.org", "hedda@example.org", "hugo@example.org", "lena@example.org"], 1)
    assert mailed() == everyone
    manager = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.address == "milan@example.org")).first()
    assert manager.text.count("Front desk host") == 2
    assert "Amara" not in manager.text + manager.subject
    assert queued() == 0
    with noon(date(2026, 11, 4)):
        assert queued() == 0
    with noon(date(2026, 11, 18)):  # Amara's term ran out yesterday: everyone, each day anew
        assert queued() == 4
        assert queued() == 0
    with noon(date(2026, 11, 19)):
        assert queued() == 4
    with writing() as session, noon(date(2026, 11, 20)):
        amara = three["Amara Osei"]
        outcomes.record_what_happened(session, cast.hr, amara, kind=OutcomeKind.RAN_OUT, reason="Nobody looked.")
    with noon(date(2026, 11, 20)):
        assert queued() == 0
    assert mailed()["lena@example.org"] == 3


def test_what_is_closed_is_apart_and_the_export_has_it_all(visit, cast, three):
    amara = three["Amara Osei"]
    with writing() as session:
        amara.application.candidate.name = "=1+1"
        outcomes.confirm(session, cast.manager, amara, reason="Ready.", whys=NOT_FILED)
    hr = visit(cast.hr).get("/probations")
    assert "1 confirmed" in hr.text
    assert "=1+1" in hr.get("/probations/closed").text
    answer = hr.post("/probations/export", {}, expect=200)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.answer.data)).active
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    by_name = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert set(by_name) == {"=1+1", "Cem Can", "Zoe Zahn"}
    assert by_name["=1+1"]["Outcome"] == "confirmed"
    assert by_name["=1+1"]["First day"].date() == date(2026, 8, 20)
    assert by_name["Cem Can"]["Outcome"] is None


def test_a_manager_who_is_worried_reaches_everyone_in_hr_at_once(make, cast, three):
    zoe = three["Zoe Zahn"]
    key = zoe.application.opening.criteria[0].key
    with writing() as session:
        worried = Act(key, date(2026, 11, 3), "Cried at the till.", is_concern=True, wants_call=True)
        note = note_act(session, cast.manager, zoe, worried)
        assert ask_hr_to_call(session, cast.manager, note) == 3
        note_act(session, cast.manager, zoe, replace(worried, wants_call=False))
    mails = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == CALL_ME)).all()
    assert {mail.address for mail in mails} == {"hedda@example.org", "hugo@example.org", "lena@example.org"}
    assert not any("Zoe" in mail.text + mail.subject or "Cried" in mail.text for mail in mails)
