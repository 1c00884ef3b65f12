"""Leaving, ending late, a note that comes while it is read, two windows, check-ins in order, another first day."""

from datetime import date

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.approvals import Approval
from hiring.foundation.records.journal import JournalEntry
from hiring.probation import proposals, queries
from hiring.probation.check_ins.actions import CheckInOutOfOrder
from hiring.probation.models import EndProposal, Outcome
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act

FORMS = {
    "confirm": {"reason": "Rings back every guest."},
    "extend": {"reason": "Learns fast.", "goals": "Two weeks at the desk.", "extended_to": "2027-03-30"},
    "end": {"reason": "Left the queue twice.", "last_day": "2026-11-20"},
    "left": {"reason": "Told me on Monday, in writing.", "last_day": "2026-11-20"},
}
FINAL = {"confirm": "Confirm them", "extend": "Extend", "end": "Ask a second person", "left": "Ask a second person"}


@pytest.fixture
def probation(make):
    return make.probation()


def outcomes():
    db.session.expire_all()
    return [one.kind for one in db.session.query(Outcome).order_by(Outcome.at)]


def at_check_page(visit, person, probation, way):
    visitor = visit(person).get(f"/probations/{probation.id}/{way}")
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
    assert [line.what for line in queries.all_probations(db.session, cast.hr)] == ["left"]


def test_the_manager_cannot_confirm_what_hr_proposed_and_hr_can_take_it_back(visit, cast, probation):
    path = proposed(visit, cast.hr, probation, "left")
    visit(cast.manager).get(path).post(path, {"answer": "approve", "has_checked": "y"}, expect=403)
    visit(cast.second_hr).get(path).post(f"{path}/take-back", expect=403)
    visit(cast.hr).get(path).submit(button="Take it back")
    assert db.session.query(Approval).one().remark == "taken back"


@pytest.mark.parametrize("way", list(FORMS))
@pytest.mark.parametrize("other", list(FORMS))
def test_the_draft_of_one_outcome_never_fills_the_form_of_another(visit, cast, probation, way, other):
    at_check_page(visit, cast.manager, probation, way)
    held = visit(cast.manager).get(f"/probations/{probation.id}/{other}").page.form().held()
    typed = {name: held[name] for name in FORMS[other]}
    assert typed == (FORMS[way] if way == other else dict.fromkeys(FORMS[other], ""))


@pytest.mark.parametrize(("first", "second"), [(a, b) for a in FORMS for b in FORMS if a not in ("extend", b)])
def test_of_two_windows_the_second_is_told_and_keeps_its_text(visit, cast, probation, first, second):
    windows = [at_check_page(visit, cast.manager, probation, way) for way in (first, second)]
    form = visit(cast.manager).get(f"/probations/{probation.id}/{second}")
    windows[0].submit(button=FINAL[first]).follow()
    before = (outcomes(), db.session.query(Approval).count())
    windows[1].submit(button=FINAL[second], expect=422)
    assert windows[1].page.problems() in (
        ["A proposal is waiting for a second person. Take it back first."],
        ["This probation was decided on 3 November 2026. Nothing can be added."],
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


@pytest.mark.parametrize("answer", [{"answer": "approve", "has_checked": "y"}, {"answer": "decline", "remark": "No."}])
def test_a_note_that_comes_while_it_is_read_is_shown_before_the_answer_counts(visit, cast, probation, answer):
    path = proposed(visit, cast.manager, probation)
    second = visit(cast.hr).get(path)
    note(cast, probation)
    second.submit(answer, expect=422)
    assert second.page.problems() == ["Something has changed since you opened this. Read it again, then answer."]
    assert "Rang the guest back." in second.text
    assert outcomes() == []
    second.submit().follow()
    assert outcomes() == (["ended"] if answer["answer"] == "approve" else [])


def test_a_check_in_that_is_filed_while_it_is_read_is_shown_before_the_answer_counts(visit, make, cast, probation):
    path = proposed(visit, cast.manager, probation)
    second = visit(cast.hr).get(path)
    make.check_in(probation)
    second.submit({"answer": "approve", "has_checked": "y"}, expect=422)
    assert "Check-in 1 was filed" in second.text


def test_a_note_that_was_read_is_kept_in_the_journal_by_its_digest(visit, cast, probation):
    path = proposed(visit, cast.manager, probation)
    note(cast, probation)
    approval = db.session.query(Approval).one()
    read = proposals.digest_to_read(EndProposal(approval, probation))
    assert read != approval.digest
    visit(cast.hr).get(path).submit({"answer": "approve", "has_checked": "y"})
    entry = db.session.query(JournalEntry).filter_by(verb="end approved").one()
    assert (entry.payload["read"], entry.payload["late"]) == (read, False)


@pytest.mark.parametrize(("answer", "said"), [("approve", "Approved"), ("decline", "Declined")])
def test_the_manager_and_who_proposed_it_get_an_email_that_names_nobody(visit, cast, probation, answer, said):
    path = proposed(visit, cast.hr, probation, "left")
    second = visit(cast.second_hr).get(path)
    second.submit({"answer": answer, "has_checked": "y", "remark": "There's no letter."})
    subject = f"{said}: your proposal on a probation, Front desk host"
    assert mails() == [("hedda@example.org", subject), ("milan@example.org", subject)]
    texts = [one.text for one in db.session.scalars(sa.select(OutgoingMail)) if one.kind == proposals.ANSWERED]
    assert all(path in text and "Amara" not in text and "no letter" not in text for text in texts)


@pytest.mark.parametrize(("on", "days"), [(date(2027, 1, 31), 0), (date(2027, 2, 1), 1), (date(2027, 2, 11), 11)])
def test_an_ending_after_the_term_ran_out_is_recorded_as_late_from_the_first_day_on(
    make, cast, probation, noon, on, days
):
    with noon(on), writing() as session:
        told = {"reason": "Left the queue.", "last_day": on}
        asked = proposals.propose_end(session, cast.manager, probation, **told)
        proposal = EndProposal(asked, probation)
        outcome = proposals.approve_end(session, cast.hr, proposal, shown_digest=asked.digest, has_checked=True)
    assert outcome.days_late == days
    assert db.session.query(JournalEntry).filter_by(verb="end approved").one().payload["late"] is (days > 0)
    assert [met for met, said in asked.text["held"] if "term" in said] == [days == 0]


def test_the_page_says_that_it_was_recorded_late(visit, make, cast, probation, noon):
    with noon(date(2027, 2, 11)):
        manager = visit(cast.manager).get(f"/probations/{probation.id}")
        assert "ran out (nobody decided)" in manager.text
        at_check_page(visit, cast.manager, probation, "confirm").submit(button=FINAL["confirm"])
        assert "Recorded late: 11 days after the term had run out." in manager.get(f"/probations/{probation.id}").text


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
    assert manager.page.problems() == ["Nothing is written down yet. Write one sentence of what was said."]
    assert "Where were we wrong?" not in manager.get(f"/probations/{probation.id}").text


def test_a_note_at_work_shows_that_they_started(visit, cast, probation):
    hr = visit(cast.hr).get(f"/probations/{probation.id}")
    hr.get(hr.page.links()["Record that they didn't start"])
    note(cast, probation)
    hr.submit({"reason": "Never came."}, expect=422)
    assert hr.page.problems() == ["A check-in is filed or a note is dated at work, so they did start."]
    assert hr.page.form().held()["reason"] == "Never came."
    assert "Record that they didn't start" not in hr.get(f"/probations/{probation.id}").page.links()
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


def days(probation):
    db.session.expire_all()
    due = [one.due_on for one in probation.check_ins]
    return [probation.starts_on, *due, probation.decide_by, probation.ends_on, probation.first_ends_on]


def test_the_first_day_is_corrected_and_every_day_moves_with_it(visit, cast, probation):
    before = days(probation)
    hr = visit(cast.hr).get(f"/probations/{probation.id}")
    hr.get(hr.page.links()["Correct first day"])
    hr.submit({"starts_on": "2026-11-09", "reason": ""}, expect=422)
    assert hr.page.problems() == ["Write why the first day changes."]
    hr.submit({"reason": "Her notice ran longer."}).follow()
    assert [(now - was).days for now, was in zip(days(probation), before, strict=True)] == [6] * 7
    assert "First day corrected from 3 Nov 2026 to 9 Nov 2026 by Hedda Hart" in hr.text
    assert "Her notice ran longer." in hr.text
    entry = db.session.query(JournalEntry).filter_by(verb="first day corrected").one()
    assert entry.payload == {"was": "2026-11-03", "now": "2026-11-09"}
    visit(cast.manager).get(f"/probations/{probation.id}", expect=404)


@pytest.mark.parametrize(
    ("first_day", "problem"),
    [
        ("2026-11-03", "That's the first day already."),
        ("2026-10-01", "They applied later than that. Check the day."),
        ("2026-11-04", "A note is dated 3 Nov 2026, so they had started by then. Choose that day or an earlier one."),
    ],
)
def test_a_first_day_that_cannot_be_is_refused_at_its_field(visit, cast, probation, first_day, problem):
    before = days(probation)
    note(cast, probation)
    hr = visit(cast.hr).get(f"/probations/{probation.id}/first-day")
    hr.submit({"starts_on": first_day, "reason": "Her notice ran longer."}, expect=422)
    assert hr.page.problems() == [problem]
    assert (days(probation), hr.page.form().held()["reason"]) == (before, "Her notice ran longer.")


def test_after_the_first_check_in_or_while_a_proposal_waits_the_first_day_stays(visit, make, cast, probation):
    hr = visit(cast.hr).get(f"/probations/{probation.id}/first-day")
    typed = {"starts_on": "2026-11-02", "reason": "It was a Monday."}
    path = proposed(visit, cast.manager, probation)
    hr.submit(typed, expect=422)
    assert hr.page.problems()[0].startswith("A proposal is waiting for a second person.")
    visit(cast.manager).get(path).submit(button="Take it back")
    make.check_in(probation)
    hr.submit(typed, expect=422)
    assert hr.page.problems() == ["A check-in is filed, so the first day can't be changed any more."]
    assert "Correct first day" not in hr.get(f"/probations/{probation.id}").page.links()
