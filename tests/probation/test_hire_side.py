"""A hire's own page: what opens it, what is on it, and what they can say there."""

import re
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.sending import message_of
from hiring.foundation.records.journal import JournalEntry
from hiring.mail_checks import secrets_in
from hiring.probation import outcomes
from hiring.probation.actions import ProbationIsOver
from hiring.probation.endings.end_text import what_is_on_record
from hiring.probation.hire_side import actions, links, queries
from hiring.probation.hire_side.mailing import OWN_PAGE, link_still_opens
from hiring.probation.hire_side.models import HireLink, HireWord
from hiring.probation.hire_side.values import QUESTIONS, HireWordKind, ManagerAnswerLevel
from tests.make import NOT_FILED

OPEN = "/my-start/open/"


@pytest.fixture
def probation(make):
    return make.probation()


@pytest.fixture
def link(cast, probation) -> HireLink:
    with writing() as session:
        return actions.make_link(session, cast.hr, probation)


def path_of(link: HireLink) -> str:
    return OPEN + links.address_of(link).split(OPEN)[1]


def test_the_link_opens_the_page_in_one_browser_and_forwarded_it_opens_nothing(visit, link):
    own = visit(None).get(path_of(link))
    assert "Amara" not in own.text
    own.submit().follow()
    assert own.page.heading == "Amara Osei"
    other = visit(None).get(path_of(link))
    assert "Amara" not in other.text
    other.submit().follow()
    assert "This link has been opened in another browser." in other.text
    other.get("/my-start/page", expect=404)
    assert "Amara" not in other.text
    own.get("/my-start/page")


def test_whoever_hands_the_link_out_cannot_open_it_where_they_are_signed_in(visit, cast, link):
    manager = visit(cast.manager).get(path_of(link))
    manager.submit().follow()
    assert "Sign out first" in manager.text
    manager.submit({"code": links.code_of(link.id, link.renewals)}, expect=422)
    manager.get("/my-start/page", expect=404)


def test_the_printed_code_opens_it_in_any_browser_and_a_wrong_one_is_a_sentence(visit, link):
    visitor = visit(None).get("/my-start")
    visitor.submit({"code": "abcd-efgh"}, expect=422)
    assert visitor.page.problems() == ["This code doesn't work. Check it, or ask the person who gave it to you."]
    code = links.code_of(link.id, link.renewals)
    visitor.submit({"code": f"{code[:4]}-{code[4:]} ".upper()}).follow()
    assert visitor.page.heading == "Amara Osei"


def test_an_altered_renewed_revoked_or_expired_link_opens_nothing(visit, make, cast, probation, link, noon):
    stale, code = path_of(link), links.code_of(link.id, link.renewals)
    visit(None).get(stale[:-2] + "xx", expect=404)
    with writing() as session:
        actions.make_link(session, cast.manager, probation)
    visit(None).get(stale, expect=404)
    visit(None).get("/my-start").submit({"code": code}, expect=422)
    fresh = path_of(link)
    with writing() as session:
        actions.take_link_back(session, cast.hr, link)
    visit(None).get(fresh, expect=404)
    with writing() as session:
        fresh = path_of(actions.make_link(session, cast.hr, probation))
    with noon(probation.ends_on + timedelta(days=30)):
        visit(None).get(fresh)
    with noon(probation.ends_on + timedelta(days=33)):
        visit(None).get(fresh, expect=404)


def test_a_hire_reads_only_their_own_and_nothing_of_the_interview(visit, make, probation, link):
    other = make.probation(make.hire(make.application(probation.application.opening, name="Linus Farrow")))
    make.check_in(other)
    make.check_in(probation)
    visitor = visit(None).get(path_of(link)).submit().follow()
    assert "Rang back." in visitor.text
    assert not re.search(r"Linus|nterview said|plausibly", visitor.text)
    for check_in in other.check_ins:
        visitor.get(f"/my-start/check-ins/{check_in.id}", expect=404)
        visitor.post(f"/my-start/check-ins/{check_in.id}/read", expect=404)
    assert db.session.query(HireWord).count() == 0


def test_in_the_us_a_hire_reads_that_agreeing_promises_no_length_of_time(visit, probation, link):
    visitor = visit(None).get(path_of(link)).submit().follow()
    assert "at will" not in visitor.text
    with writing():
        probation.workplace.jurisdiction = "us"
    visitor.get("/my-start/page")
    assert "Employment here is at will: you or we can end it at any time, for any lawful reason." in visitor.text
    assert "United States, as of 2026-11-01: At-will employment" in visitor.text


def test_a_hire_agrees_prepares_replies_acknowledges_suggests_and_answers(visit, make, cast, probation, link):
    make.check_in(probation)
    filed, ahead = probation.check_ins[:2]
    visitor = visit(None).get(path_of(link)).submit().follow()
    visitor.submit(button="Agree to this").follow()
    assert "You've agreed to this." in visitor.text
    visitor.get(f"/my-start/check-ins/{filed.id}").submit({"words": "I did ring back. 🙂"}).follow()
    visitor.get(f"/my-start/check-ins/{ahead.id}").submit({"words": "The late shift."}).follow()
    visitor.submit(button="I've read check-in 1").follow()
    visitor.get("/my-start/suggest").submit({"words": "They ask for holiday hours."}).follow()
    visitor.get("/my-start/about-my-manager").submit(dict.fromkeys(QUESTIONS, "no")).follow()
    assert "Answer three questions" not in visitor.page.links()
    told = [(word.kind, word.words) for word in db.session.query(HireWord).order_by(HireWord.at, HireWord.id)]
    assert sorted(told) == [("acknowledged", ""), ("prepared", "The late shift."), ("replied", "I did ring back. 🙂")]
    assert queries.says_not_shown(probation)
    record = what_is_on_record(probation)
    assert (record["says_not_shown"], [words for _day, words in record["replies"]]) == (True, ["I did ring back. 🙂"])
    assert {shown for _title, _words, shown in record["expectations"]} == {"never shown, agreed"}
    shown = visit(cast.manager).get(f"/probations/{probation.id}").text
    assert ("I did ring back. 🙂" in shown, "The late shift." in shown) == (True, True)
    hr = visit(cast.hr)
    hr.get("/suggestions").get(hr.page.links()["Answer: They ask for holiday hours."])
    hr.submit({"words": "They're on the door."})
    assert "They're on the door." in visitor.get("/my-start/page").text
    verbs = {entry.verb for entry in db.session.query(JournalEntry)}
    assert {"hire said", "manager answered", "expectations agreed", "suggestion answered"} <= verbs


def test_after_the_outcome_a_reply_is_refused_with_a_sentence_and_keeps_its_text(visit, make, cast, probation, link):
    make.check_in(probation)
    visitor = visit(None).get(path_of(link)).submit().follow()
    visitor.get(f"/my-start/check-ins/{probation.check_ins[0].id}")
    with writing() as session:
        outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
    visitor.submit({"words": "One more thing."}, expect=422)
    assert visitor.page.problems() == ["This probation was decided on 3 November 2026. You can't add anything."]
    assert visitor.page.form().held()["words"] == "One more thing."
    with pytest.raises(ProbationIsOver), writing() as session:
        actions.make_link(session, cast.hr, probation)


def test_a_manager_sees_answers_together_from_the_fifth_hire_on(visit, make, cast, probation):
    opening = probation.application.opening
    hires = [probation, *(make.probation(make.hire(make.application(opening, name=f"Hire {n}"))) for n in "ABCD")]
    for place, hire in enumerate(hires, start=1):
        level = ManagerAnswerLevel.NO if place == 5 else ManagerAnswerLevel.YES
        with writing() as session:
            actions.answer_about_manager(session, hire, dict.fromkeys(QUESTIONS, level), words="Shy of speaking up.")
        tallies = queries.tally_about(db.session, cast.manager)
        assert bool(tallies) is (place >= 5)
    assert list(tallies[0].counts.values()) == [4, 0, 1]
    assert "Shy of speaking up." not in visit(cast.manager).get("/probations/answers").text
    assert visit(cast.hr).get("/probations/answers").text.count("Shy of speaking up.") == 5
    assert visit(cast.stranger).get("/probations/answers").text.count("Shy of") == 0


def test_a_reply_after_a_moment_is_told_apart_from_one_before(make, cast, probation):
    make.check_in(probation)
    with writing() as session:
        actions.say(session, probation, HireWordKind.REPLIED, "Earlier.", probation.check_ins[0])
    moment = clock.now()
    with clock.standing_at(moment + timedelta(hours=1)), writing() as session:
        actions.say(session, probation, HireWordKind.REPLIED, "Later.", probation.check_ins[0])
    db.session.expire_all()
    assert [word.words for word in queries.replies_since(probation, moment)] == ["Later."]
    assert probation.starts_on == date(2026, 11, 3)


def test_the_link_is_mailed_by_a_person_and_kept_in_no_mail_that_waits(visit, make, cast, probation, link, noon):
    page = f"/probations/{probation.id}/own-page"
    manager = visit(cast.manager).get(page).submit(button="Email link to Amara").follow()
    assert "Amara gets the link by email." in manager.text and "last emailed" in manager.text
    [mail] = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == OWN_PAGE))
    assert mail.address == probation.application.candidate.email
    assert OPEN not in mail.text
    code = links.code_of(link.id, link.renewals)
    sent = message_of(mail, secrets_in(db.session, mail)).get_content()
    assert path_of(link) in sent.replace("=\n", "") and code not in sent
    manager.submit(button="Email link to Amara").follow()
    assert "Amara has already been sent this link today." in manager.text
    assert link_still_opens(db.session, mail) == ""
    manager.submit(button="Take link back").follow()
    assert link_still_opens(db.session, mail) == "the link was taken back"
    manager.post(f"{page}/mail", {}).follow()
    assert "The link was taken back. Make a new one first." in manager.text
    with writing():
        probation.application.candidate.email = ""
    manager.submit(button="Make link").follow()
    assert "Email link to Amara" not in manager.text and "Amara has no email address here." in manager.text
    manager.post(f"{page}/mail", {}).follow()
    assert "Amara Osei has no email address here. Print the code instead." in manager.text
