"""Letters: a template → drafts → edited → sent or printed → kept; singly or ticked, and nobody gets half of one."""

import pytest
import sqlalchemy as sa

from hiring.decisions.actions import reject_before_panel
from hiring.decisions.values import Verdict
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.digest import content_digest
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.values import InterviewState
from hiring.letters import actions, queries
from hiring.letters.kinds import kind_called, kinds
from hiring.letters.models import CandidateLetter
from hiring.letters.policy import is_hidden
from hiring.openings.public_page import keep_page
from hiring.probation.endings.hire_letters import PROBATION_LETTERS
from tests import databases
from tests.make import IN_AN_HOUR


@pytest.fixture
def opening(make, cast):
    return make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])


@pytest.fixture
def trio(make, opening):
    """Noor has left no email address."""
    amara, bo = (make.application(opening, name) for name in ("Amara Osei", "Bo Li"))
    return amara, bo, make.application(opening, "Noor Haddad", email="")


def mails():
    return list(db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "letter")))


def letters():
    return list(db.session.scalars(sa.select(CandidateLetter).order_by(CandidateLetter.id)).unique())


def write_page(kind, *applications):
    query = "&".join(f"application={application.id}" for application in applications)
    return f"/openings/{applications[0].opening_id}/letters/write/{kind}?{query}"


def draft(person, kind, application, **typed):
    given = {"subject": "Parking", "text_typed": "Hello {candidate}"} | typed
    with writing() as session:
        return actions.write_letters(session, person, kind_called(kind), [application], **given)[0]


def test_ticked_candidates_get_drafts_which_are_changed_sent_and_kept(visit, cast, opening, trio):
    amara, bo, noor = trio
    hr = visit(cast.hr).get(write_page("message", amara, bo))
    assert "Noor Haddad" not in hr.text
    hr.post(write_page("message", amara, bo), hr.page.form("Write drafts").held() | {
        "subject": "Parking", "text": "Hello {candidate}, park behind the {workplace}.",
    }).follow()  # fmt: skip
    assert "Two drafts ready. Nothing has been sent yet." in hr.text
    assert (mails(), [letter.is_draft for letter in letters()]) == ([], [True, True])
    before = content_digest(db.session)
    hr.get(hr.page.links()["Change this letter to Bo Li (message)"])
    assert content_digest(db.session) == before
    hr.submit({"text": "Hello Bo, park {anywhere}."}, button="Save letter").follow()
    hr.get(f"/openings/{opening.id}/letters").submit(button="Send emails").follow()
    sent = {mail.address: (mail.subject, mail.text) for mail in mails()}
    assert sent == {
        "amara.osei@candidates.example": ("Parking", "Hello Amara Osei, park behind the Harbour branch."),
        "bo.li@candidates.example": ("Parking", "Hello Bo, park {anywhere}."),
    }
    hr.get(f"/applications/{bo.id}/letters")
    assert "Emailed by Hedda Hart" in hr.text and "waiting to go out" in hr.text
    hr.get(hr.page.links()["Message"])
    assert "park {anywhere}" in hr.text and not [form for form in hr.page.forms() if "Send email" in form.buttons]
    hr.post(f"/letters/{letters()[0].id}", {"subject": "Other", "text": "Other", "step": "send"}).follow()
    assert "has gone out" in hr.text
    assert len(mails()) == 2
    verbs = db.session.scalars(sa.select(JournalEntry.verb).order_by(JournalEntry.sequence)).all()
    assert list(verbs[-5:]) == ["letter written", "letter written", "letter changed", "letter sent", "letter sent"]
    assert noor.candidate.name not in str(sent)


REFUSED = [
    ("text", "Hello {candidat}", "no placeholder {candidat}. Did you mean {candidate}?"),
    ("text", "Hello {zzz}", "no placeholder {zzz}. Use {candidate}, {opening}, "),
    ("text", "Hello {candidate", "One { or } is on its own."),
    ("text", "See {page}", "This opening has no page for candidates. Make one under Plan"),
    ("subject", "For {candidate}", "Leave {candidate} out of the subject"),
    ("subject", "Dear Osei", "Leave the name (osei) out of the subject"),
    ("subject", "", "Write a subject."),
    ("text", " ", "Write the text."),
]


def test_what_cannot_be_written_is_refused_in_its_place_and_what_was_typed_stays(visit, cast, trio):
    hr = visit(cast.hr)
    for field, typed, sentence in REFUSED:
        hr.get(write_page("message", *trio))
        given = {"subject": "Parking", "text": "Hello", field: typed}
        hr.post(write_page("message", *trio), hr.page.form("Write drafts").held() | given, expect=422)
        problems = " ".join(hr.page.problems())
        assert sentence in problems, (typed, problems)
        assert hr.page.form("Write drafts").held()[field].strip() == typed.strip()
        assert letters() == []


def test_if_one_of_several_cannot_be_written_to_nobody_is_and_they_are_named(visit, make, cast, trio):
    amara, bo, _ = trio
    make.interview(amara, starts_at=IN_AN_HOUR)
    hr = visit(cast.hr).get(write_page("change", amara, bo))
    hr.post(write_page("change", amara, bo), hr.page.form("Write drafts").held(), expect=422)
    assert "Bo Li has no interview ahead. Set one, or take {interviews} out." in hr.page.problems()[-1]
    assert letters() == []
    hr.post(write_page("change", amara), hr.page.form("Write drafts").held() | {"applications": [amara.id]}).follow()
    assert "Tuesday 3 November 2026, 10:00 (Europe/London): " in hr.text and "Room Birch" in hr.text


def test_without_an_address_nothing_of_the_lot_is_sent_and_the_letter_is_printed(visit, cast, opening, trio):
    amara, _, noor = trio
    for application in (amara, noor):
        draft(cast.hr, "message", application)
    hr = visit(cast.hr).get(f"/openings/{opening.id}/letters")
    hr.submit(button="Send emails", expect=422)
    assert "Noor Haddad has no email address we can use, so nothing was sent." in hr.page.problems()[0]
    assert mails() == []
    hr.get(f"/openings/{opening.id}/letters/print")
    assert "Hello Noor Haddad" in hr.text and "Hello Amara" not in hr.text
    noors = next(letter for letter in letters() if letter.application_id == noor.id)
    hr.get(f"/letters/{noors.id}")
    assert "Send email" not in [button for form in hr.page.forms() for button in form.buttons]
    hr.submit(button="Record as printed")
    assert (noors.end, noors.address, mails()) == ("printed", "", [])


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is(make, cast, opening):
    application = make.application(opening, "Ann {opening} {sender")
    assert draft(cast.hr, "message", application).text == "Hello Ann {opening} {sender"


def test_words_of_a_name_that_the_opening_has_too_may_be_in_a_subject(make, cast, opening):
    application = make.application(opening, "Al Host")
    assert draft(cast.hr, "message", application, subject="Front desk host, al").subject == "Front desk host, al"


def test_every_kind_has_our_wording_which_can_be_written_to_who_it_is_for(make, cast, opening):
    application = make.application(opening)
    with writing() as session:
        keep_page(session, cast.hr, opening, adjustments="Hedda, 01", contact="Hedda, 02")
    make.interview(application, starts_at=IN_AN_HOUR)
    gone = make.interview(application, 1, starts_at=IN_AN_HOUR)
    with writing() as session:
        interview_did_not_happen(session, cast.hr, gone, InterviewState.CANCELLED)
        reject_before_panel(session, cast.hr, [application], reason="Two shifts a week is all they can do.")
    elsewhere = {"invitation", "change", "offer", *(kind.key for kind in PROBATION_LETTERS)}
    for kind in kinds():
        if kind.key in elsewhere:
            continue  # rejecting has called the interview off, and leaves no offer and no probation
        wording = queries.wording_of(db.session, kind)
        letter = draft(cast.hr, kind.key, application, subject=wording.subject, text_typed=wording.text)
        assert "{" not in letter.subject + letter.text
        assert "Amara" not in letter.subject and "Amara Osei" in letter.text


def test_a_rejection_is_written_only_to_who_is_rejected_and_kept_from_who_owes_a_scorecard(visit, make, cast, opening):
    decided = make.first_round_only(3, 3, application=make.application(opening))
    make.interview(decided, 1, people=[cast.panellist, cast.second_hr])
    assert kind_called("rejection").why_not(db.session, cast.hr, [decided]) == {
        decided.id: "{name} hasn't been rejected. Record the rejection first."
    }
    make.decision(decided, Verdict.REJECT)
    letter = draft(cast.hr, "rejection", decided)
    with writing() as session:
        actions.send_letters(session, cast.hr, [letter])
    lena, hugo = visit(cast.hr_lead), visit(cast.second_hr)
    pages = [f"/letters/{letter.id}", f"/letters/{letter.id}/print", f"/mailbox/{letter.mail_id}"]
    for page in pages:
        lena.get(page)
    for page in pages:
        hugo.get(page, expect=404)
    for page in (f"/applications/{decided.id}/letters", f"/openings/{opening.id}/letters", "/mailbox"):
        assert "Parking" in lena.get(page).text
        assert "Parking" not in hugo.get(page).text
    hugo.get(write_page("rejection", decided))
    hugo.post(write_page("rejection", decided), hugo.page.form("Write drafts").held(), expect=422)
    assert "You still owe a scorecard for Amara Osei. Seal it first." in hugo.page.problems()[0]


def test_who_owes_a_scorecard_is_kept_from_letters_that_tell_the_verdict_or_whose_kind_is_gone(app):
    hidden = {key: is_hidden(key, is_blind=True) for key in ("message", "rejection", "a kind that's gone")}
    assert hidden == {"message": False, "rejection": True, "a kind that's gone": True}
    assert not any(is_hidden(key, is_blind=False) for key in hidden)


def test_a_template_is_previewed_on_a_candidate_used_once_saved_and_can_be_given_up(visit, cast, trio):
    amara, bo, _ = trio
    hr = visit(cast.hr).get("/letter-templates")
    hr.get(hr.page.links()["Message"])
    hr.get(f"/letter-templates/message?application={bo.id}")
    assert "Hello Bo Li," in hr.text
    hr.submit({"text": "Good day {candidat}"}, expect=422)
    assert "Did you mean {candidate}?" in hr.page.problems()[0]
    token = hr.page.form("Save template").held()
    hr.post("/drafts/letter-templates/message", token | {"text": "Good day {candidate}", "then": "keep"})
    assert "Good day Bo Li" in hr.get(f"/letter-templates/message?application={bo.id}").text
    assert queries.wording_of(db.session, kind_called("message")).own is None
    hr.submit({"text": "Good day {candidate}", "subject": "News"})
    assert hr.get(write_page("message", amara)).page.form("Write drafts").held()["text"] == "Good day {candidate}"
    hr.get("/letter-templates/message").submit(button="Use the original wording").follow()
    assert "Hello" in hr.page.form("Save template").held()["text"]


def test_a_list_of_letters_asks_as_often_for_many_as_for_few(make, cast, opening):
    def statements():
        db.session.expire_all()
        with databases.statements() as sent:
            queries.letters_of_opening(db.session, cast.hr, opening)
            applications = queries.listed_to_write(db.session, cast.hr, kind_called("invitation"), opening)
            queries.prepared(db.session, cast.hr, kind_called("invitation"), applications, "News", "{interviews}")
        return len(sent)

    def more(names):
        for name in names:
            letter = draft(cast.hr, "message", make.application(opening, name))
            with writing() as session:
                actions.send_letters(session, cast.hr, [letter])

    more(["Amara Osei", "Bo Li"])
    few = statements()
    more(f"Candidate {chr(97 + number)}" for number in range(6))
    assert statements() == few
