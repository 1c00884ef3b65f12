"""Leaving, ending late, a note that comes while it is read, two windows, check-ins in order, another first day."""

from datetime import date

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.sending import message_of
from hiring.foundation.records.approvals import Approval
from hiring.foundation.records.journal import JournalEntry
from hiring.probation import proposals
from hiring.probation.board.queries import closed_counts
from hiring.probation.check_ins.actions import CheckInOutOfOrder
from hiring.probation.endings import leaving
from hiring.probation.models import Outcome
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act

FORMS = {
    "confirm": {"reason": "Rings back every guest.", "why-last_check_in": "She trains at another branch."},
    "extend": {"reason": "Learns fast.", "goals": "Two weeks at the desk.", "extended_to": "2027-03-30"},
    "end": {
        "ground": "performance",
        "reason": "Left the queue twice.",
        "last_day": "2026-11-20",
        "done-adjustments": "Asked on 2 November: she needs none.",
        "why-marks": "It can't wait for the last check-in.",
    },
    "left": {"reason": "Told me on Monday, in writing.", "leaving_reason": "pay", "last_day": "2026-11-20"},
}
# The last part of each outcome's address.
WAY = {"confirm": "decide/confirm", "extend": "decide/extend", "end": "decide/end", "left": "happened/left"}
FINAL = {"confirm": "Confirm them", "extend": "Extend", "end": "Ask a second person", "left": "Ask for confirmation"}


@pytest.fixture
def probation(make):
    return make.probation()


def outcomes():
    db.session.expire_all()
    return [one.kind for one in db.session.query(Outcome).order_by(Outcome.at)]


def at_check_page(visit, person, probation, way):
    visitor = visit(person).get(f"/probations/{probation.id}/{WAY[way]}")
    return visitor.submit(FORMS[way]).follow()


def proposed(visit, person, probation, way="end"):
    """The path of the page on which a second person answers."""
    at_check_page(visit, person, probation, way).submit(button=FINAL[way])
    db.session.expire_all()
    return f"/approvals/{db.session.query(Approval).filter_by(answered_at=None).one().id}"


def mails():
    return sorted((one.address, one.subject) for one in db.session.scalars(sa.select(OutgoingMail))
                  if one.kind == proposals.ANSWERED)  # fmt: skip


@pytest.mark.parametrize("proposer", ["manager", "hr"])
def test_they_left_once_a_second_person_from_hr_has_confirmed_it(visit, cast, probation, proposer):
    path = proposed(visit, getattr(cast, proposer), probation, "left")
    assert outcomes() == []
    assert probation.is_running
    first = visit(getattr(cast, proposer)).get(path)
    first.post(path, {"answer": "approve", "has_checked": "y"}, expect=403)
    second = visit(cast.second_hr).get(path)
    assert second.page.heading == "Leaving: Amara Osei"
    assert "Acts on record" not in second.text
    second.submit({"answer": "approve"}, expect=422)
    second.submit({"has_checked": "y"}).follow()
    assert outcomes() == ["resigned"]
    assert not probation.is_running
    assert list(closed_counts(db.session, cast.hr)) == ["left"]


def test_the_manager_cannot_confirm_what_hr_proposed_and_hr_can_take_it_back(visit, cast, probation):
    path = proposed(visit, cast.hr, probation, "left")
    visit(cast.manager).get(path).post(path, {"answer": "approve", "has_checked": "y"}, expect=403)
    visit(cast.second_hr).get(path).post(f"{path}/take-back", expect=403)
    visit(cast.hr).get(path).submit(button="Take back proposal")
    assert db.session.query(Approval).one().remark == "taken back"


@pytest.mark.parametrize("way", list(FORMS))
@pytest.mark.parametrize("other", list(FORMS))
def test_the_draft_of_one_outcome_never_fills_the_form_of_another(visit, cast, probation, way, other):
    at_check_page(visit, cast.manager, probation, way)
    held = visit(cast.manager).get(f"/probations/{probation.id}/{WAY[other]}").page.form().held()
    typed = {name: held.get(name, "") for name in FORMS[other]}
    assert typed == (FORMS[way] if way == other else dict.fromkeys(FORMS[other], ""))


@pytest.mark.parametrize(("first", "second"), [(a, b) for a in FORMS for b in FORMS if a not in ("extend", b)])
def test_of_two_windows_the_second_is_told_and_keeps_its_text(visit, cast, probation, first, second):
    windows = [at_check_page(visit, cast.manager, probation, way) for way in (first, second)]
    form = visit(cast.manager).get(f"/probations/{probation.id}/{WAY[second]}")
    windows[0].submit(button=FINAL[first]).follow()
    before = (outcomes(), db.session.query(Approval).count())
    windows[1].submit(button=FINAL[second], expect=422)
    assert windows[1].page.problems() in (
        ["A proposal is waiting for a second person. Take it back first."],
        ["This probation was decided on 3 November 2026. You can't add anything."],
    )
    assert FORMS[second]["reason"] in windows[1].text
    form.submit({"reason": "Written meanwhile."}, expect=422)
    assert form.page.form().held()["reason"] == "Written meanwhile."
    assert (outcomes(), db.session.query(Approval).count()) == before


def test_the_same_outcome_in_two_windows_is_recorded_once_and_the_second_is_told(visit, cast, probation):
    windows = [at_check_page(visit, cast.manager, probation, "confirm") for _ in range(2)]
    windows[0].submit(button=FINAL["confirm"])
    windows[1].submit(button=FINAL["confirm"]).follow()
    assert "You recorded this in another window" in windows[1].text
    assert outcomes() == ["confirmed"]


def note(cast, probation, act="Rang the guest back.", concern=False):
    key = probation.application.opening.criteria[0].key
    with writing() as session:
        note_act(session, cast.manager, probation, Act(key, date(2026, 11, 3), act, concern))


@pytest.mark.parametrize("later", ["note", "check_in"])
def test_whatever_comes_on_record_after_the_text_voids_it(visit, make, cast, probation, later):
    note(cast, probation, "Left the queue.", concern=True)
    path = proposed(visit, cast.manager, probation)
    second = visit(cast.hr).get(path)
    assert "so it's void" not in second.text
    note(cast, probation) if later == "note" else make.check_in(probation)
    second.submit({"answer": "approve", "has_checked": "y"}, expect=422)
    void = "Something was recorded after this text was written, so it's void. Decline it and ask for a new text."
    assert second.page.problems() == [void]
    assert ("Rang the guest back." if later == "note" else "Check-in 1 was filed") in second.text
    second.submit({"answer": "decline", "remark": "Write it again, with what is new."}).follow()
    assert (outcomes(), probation.is_running) == ([], True)


@pytest.mark.parametrize(("answer", "said"), [("approve", "Approved"), ("decline", "Declined")])
def test_the_manager_and_who_proposed_it_get_an_email_that_names_nobody(visit, cast, probation, answer, said):
    path = proposed(visit, cast.hr, probation, "left")
    second = visit(cast.second_hr).get(path)
    second.submit({"answer": answer, "has_checked": "y", "remark": "There's no letter."})
    subject = f"{said}: your proposal on the probation, Front desk host"
    assert mails() == [("hedda@example.org", subject), ("milan@example.org", subject)]
    texts = [one.text for one in db.session.scalars(sa.select(OutgoingMail)) if one.kind == proposals.ANSWERED]
    assert all(path in text and "Amara" not in text and "no letter" not in text for text in texts)


CLOSED = "The probation ran out on 31 January 2027, so it's too late. Record what happened."


@pytest.mark.parametrize("way", ["confirm", "extend", "end"])
def test_from_the_day_after_the_end_nothing_is_decided_but_what_happened_is_recorded(visit, cast, probation, noon, way):
    path = f"/probations/{probation.id}"
    with noon(date(2027, 1, 31)):
        at_check_page(visit, cast.manager, probation, "confirm")
        assert "Record what happened" not in visit(cast.manager).get(path).text
    with noon(date(2027, 2, 1)):
        visitor = visit(cast.manager).get(f"{path}/{WAY[way]}")
        visitor.submit(FORMS[way] | ({"extended_to": "2027-04-30"} if way == "extend" else {}), expect=422)
        assert visitor.page.problems() == [CLOSED]
        visitor.get(path)
        assert "They&#39;re past probation and they stay." in visitor.text or "They're past probation" in visitor.text
        assert {"Record that they stay", "Record that they left"} <= set(visitor.page.links())
        assert not {"Confirm", "Extend", "Propose to end"} & set(visitor.page.links())
        visitor.get(f"{path}/happened/stays").submit(
            {"reason": "Nobody looked at the date."}
        ).follow().submit().follow()
    assert outcomes() == ["ran_out"]
    assert "Recorded late: one day after the term had run out." in visitor.text
    assert db.session.query(JournalEntry).filter_by(verb="ran out recorded").one().payload["late"] is True


def test_an_approval_after_the_end_is_refused_with_what_to_record_instead(visit, cast, probation, noon):
    with noon(date(2027, 1, 31)):
        typed = FORMS["end"] | {"last_day": "2027-02-20"}
        visit(cast.manager).get(f"/probations/{probation.id}/decide/end").submit(typed).follow().submit(
            button=FINAL["end"]
        )
    path = f"/approvals/{db.session.query(Approval).one().id}"
    with noon(date(2027, 2, 1)):
        second = visit(cast.hr).get(path)
        second.submit({"answer": "approve", "has_checked": "y"}, expect=422)
        said = "so it can't end with this. Decline it, then record what happened."
        assert [problem for problem in second.page.problems() if problem.endswith(said)]
        assert "record what happened" in second.page.links()
    assert outcomes() == []


def test_they_confirm_by_their_own_link_that_they_are_leaving(visit, cast, probation, noon):
    path = proposed(visit, cast.manager, probation, "left")
    approval = db.session.query(Approval).one()
    mail = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == leaving.LINK)).one()
    assert mail.address == probation.application.candidate.email
    sent = message_of(mail, leaving.leaving_link_in_mail(db.session, mail)).get_content()
    key = sent.split("/leaving/")[1].split()[0]
    assert "/leaving/" not in mail.text
    assert key not in visit(cast.manager).get(path).text
    assert key not in visit(cast.hr).get(path).text
    hire = visit(None).get(f"/leaving/{key}")
    assert "Friday 20 November 2026" in hire.text
    hire.submit(button="Confirm that I'm leaving").follow()
    assert "It's recorded" in hire.text
    assert outcomes() == ["resigned"]
    outcome = db.session.query(Outcome).one()
    assert (outcome.leaving_reason, outcome.approved_by_id) == ("pay", None)
    assert outcome.confirmed_by_hire_at is not None
    assert approval.answered_by is None
    assert "Confirm that I'm leaving" not in hire.get(f"/leaving/{key}").text
    visit(None).get(f"/leaving/{key[:-2]}xx", expect=404)


def test_a_resignation_nobody_confirms_within_seven_days_never_happened(visit, cast, probation, noon):
    path = proposed(visit, cast.manager, probation, "left")
    key = leaving.leaving_key(db.session.query(Approval).one())
    with noon(date(2026, 11, 10)):  # the link is seven days and three hours old
        assert "This link has expired." in visit(None).get(f"/leaving/{key}").text
        second = visit(cast.hr).get(path)
        assert "it has lapsed" in second.text
        second.post(path, {"answer": "approve", "has_checked": "y", "digest": "x"}, expect=422)
        assert "confirm" in visit(cast.manager).get(f"/probations/{probation.id}").text.casefold()
        at_check_page(visit, cast.manager, probation, "confirm").submit(button=FINAL["confirm"])
    assert outcomes() == ["confirmed"]


def test_check_ins_are_filed_in_order(visit, make, cast, probation):
    from tests.probation.test_check_in_pages import filled, path

    manager = visit(cast.manager).get(f"/probations/{probation.id}")
    assert [link for link in manager.page.links() if link.startswith("Write")] == ["Write check-in 1", "Write it now"]
    manager.get(path(probation, 1)).submit(filled(probation), expect=422)
    assert manager.page.problems() == ["Check-in 1 is still to be filed. File it first."]
    assert manager.page.form().held()["act"] == "Rang back."
    with pytest.raises(CheckInOutOfOrder):
        make.check_in(probation, 1)
    make.check_in(probation)
    db.session.expire_all()
    make.check_in(probation, 1)
    db.session.expire_all()
    assert [one.filed_at is not None for one in probation.check_ins] == [True, True, False]


def test_an_empty_check_in_opens_nothing(visit, cast, probation):
    from tests.probation.test_check_in_pages import path

    manager = visit(cast.manager).get(path(probation, 2))
    typed = {f"level-{one.key}": "not_observed" for one in probation.application.opening.criteria}
    manager.submit(typed | {"take_again": "unsure"}, expect=422)
    assert manager.page.problems() == ["You haven't written anything yet. Write one sentence of what they said."]
    assert "Where were we wrong?" not in manager.get(f"/probations/{probation.id}").text


def test_a_note_at_work_shows_that_they_started(visit, cast, probation):
    hr = visit(cast.hr).get(f"/probations/{probation.id}/changes")
    hr.get(hr.page.links()["Record that they didn't start"])
    note(cast, probation)
    hr.submit({"reason": "Never came."}, expect=422)
    assert hr.page.problems() == ["A check-in is filed or a note is dated at work, so they did start."]
    assert hr.page.form().held()["reason"] == "Never came."
    assert "Record that they didn't start" not in hr.get(f"/probations/{probation.id}/changes").page.links()
    assert probation.is_running


def test_the_candidates_page_leaves_a_running_probation_alone(visit, cast, probation):
    hr = visit(cast.hr).get(f"/applications/{probation.application_id}")
    assert "in probation – day 1" in hr.text
    assert "Record withdrawal" not in hr.text
    typed = {"state": "withdrawn", "on": "2026-11-03", "note": "Rang to say so."}
    hr.post(f"/applications/{probation.application_id}/state", typed, expect=422)
    assert hr.page.problems() == ["This isn't possible now. Look at the application again: something has changed."]
    assert hr.page.form().held()["note"] == "Rang to say so."
    db.session.expire_all()
    assert probation.is_running
