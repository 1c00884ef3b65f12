"""Every page and mail about a hire calls their first months as the place where they work does."""

import re
from datetime import date
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.approvals import Approval
from hiring.openings.period_words import common_period, on_period
from hiring.probation.board.due_mails import queue_due_mails
from hiring.probation.board.reminders import remind_manager
from hiring.probation.hire_side.actions import make_link
from hiring.probation.hire_side.links import address_of
from hiring.probation.notes.actions import note_act
from hiring.probation.notes.worries import ask_hr_to_call
from hiring.probation.queries import end_proposal
from hiring.probation.values import Act

ADDRESS = re.compile(r"https?://\S+")
OTHER_WORD = re.compile(r"\bprobations?\b", re.IGNORECASE)


@pytest.fixture
def probation(make, cast):
    with writing():
        cast.harbour.jurisdiction = "de"
        cast.manager.workplace = cast.hr.workplace = cast.harbour
    return make.probation()


def reads_german(visitor, *paths):
    for path in paths:
        words = visitor.get(path).text
        assert OTHER_WORD.findall(words) == [], path
        yield path, "Probezeit" in words


def propose(visit, cast, probation):
    """The page of a proposed end, whose text asks for a works council here."""
    typed = {"ground": "conduct", "reason": "Left.", "last_day": "2026-11-20", "why-works_council": "There's no page."}
    manager = visit(cast.manager).get(f"/probations/{probation.id}/decide/end")
    manager.submit(typed | {"done-adjustments": "Asked."}).follow().submit()
    return f"/approvals/{db.session.scalar(sa.select(Approval.id))}"


def test_no_page_of_a_german_hire_says_probation(visit, make, cast, probation):
    other = make.hire(make.application(name="Bo Lind"))
    of, application = f"/probations/{probation.id}", f"/applications/{probation.application_id}"
    written = [f"{of}/decide/{way}" for way in ("confirm", "extend", "end")]
    manager, hr = visit(cast.manager), visit(cast.hr)
    pages = dict(reads_german(manager, "/", "/probations", "/probations/closed", of, f"{of}/note", *written))
    pages |= dict(reads_german(hr, "/", "/probations", of, f"{of}/changes", f"{of}/own-page", application))
    pages |= dict(reads_german(hr, f"/applications/{other.id}/probation/open", f"/applications/{other.id}"))
    assert all(pages.values()), [path for path, says in pages.items() if not says]
    manager.get(of).submit({"on": "2026-11-01"}, button="Good", expect=422)
    assert OTHER_WORD.findall(manager.text) == []
    assert all(says for _, says in reads_german(hr, propose(visit, cast, probation)))
    with writing() as session:
        link = make_link(session, cast.hr, probation)
    hire = visit(None).get(urlsplit(address_of(link)).path).submit().follow()
    assert OTHER_WORD.findall(hire.text) == []
    hire.get("/my-start/about-my-manager")
    assert "to end your Probezeit" in hire.text


def test_no_mail_about_a_german_hire_says_probation(visit, cast, probation, noon):
    path = propose(visit, cast, probation)
    with writing() as session:
        proposal = end_proposal(session, path.rsplit("/", 1)[1])
        worry = Act("", date(2026, 11, 3), "Cried at the till.", is_concern=True, wants_call=True)
        ask_hr_to_call(session, cast.manager, note_act(session, cast.manager, probation, worry))
        remind_manager(session, cast.hr, probation)
    with noon(date(2027, 1, 6)), writing() as session:
        assert queue_due_mails(session)
    assert db.session.scalar(sa.select(Approval.id)) == proposal.approval.id
    mails = list(db.session.scalars(sa.select(OutgoingMail)))
    assert len({mail.kind for mail in mails}) == 3
    texts = [ADDRESS.sub("", f"{mail.subject} {mail.text}") for mail in mails]
    assert [OTHER_WORD.findall(text) for text in texts] == [[]] * len(texts)


def test_a_list_of_places_that_differ_uses_the_usual_word(app):
    assert (common_period(["de", "de"]), common_period(["de", "uk"])) == ("Probezeit", "probation")
    assert (on_period("probation"), on_period("Probezeit")) == ("on probation", "in their Probezeit")
