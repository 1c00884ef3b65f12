"""Groups of people who are due, and several erasures that one second person answers at once."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from hiring.candidates.models import AccountLink
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.privacy import erasures, holds, several_erasures
from hiring.privacy.models import Erasure, ErasureProposal
from hiring.privacy.values import ErasureReason
from tests.page import Page

NAMES = ["Anna Birch", "Bea Cole", "Cem Dunn", "Dora Ezra"]


@pytest.fixture
def due(make):
    """Four people who withdrew; all are due to be forgotten. Name → application."""
    opening = make.opening(posts=9)
    applications = {name: make.application(opening, name) for name in NAMES}
    for application in applications.values():
        make.withdrawn(application)
    with clock.standing_at(datetime(2027, 9, 30, 9, tzinfo=UTC)):
        yield applications


@pytest.fixture
def proposals(due, cast, app):
    """Henrike asks for each of the four. Name → proposal."""
    with app.test_request_context(), writing() as session:
        return {
            name: erasures.propose(session, cast.hr, application.candidate, ErasureReason.DUE)
            for name, application in due.items()
        }


def _number(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def _erased(due) -> list[str]:
    gone = set(db.session.scalars(sa.select(Erasure.candidate_id)))
    return [name for name, application in due.items() if application.candidate_id in gone]


def _group(page: Page) -> str:
    """What the checkbox of the page's one group sends."""
    (value,) = (e.get("value") for e in page.elements if e.get("name") == "groups")
    return value


def _several(proposals, *names: str) -> str:
    return "/erasures?" + "&".join(f"of={proposals[name].id}" for name in names or proposals)


def _link(candidate, person) -> None:
    with writing() as session:
        session.add(AccountLink(candidate_id=candidate.id, person_id=person.id, linked_at=clock.now()))
    db.session.expire_all()


def test_a_group_is_everyone_shown_in_it_and_nobody_who_joined_since(due, make, cast, visit):
    browser = visit(cast.hr).get("/privacy")
    assert "Front desk host, Harbour branch · 4 people, due since 30 Aug 2027" in browser.text
    make.withdrawn(make.application(due["Anna Birch"].opening, "Ezra Finn"))
    browser.submit({"groups": _group(browser.page)}, expect=422, button="Ask a second person")
    assert (
        "The names under “Front desk host, Harbour branch” have changed since you opened this page."
        in browser.page.problems()[0]
    )
    assert (_number(ErasureProposal), browser.page.form("Ask a second person").held().get("groups")) == (0, None)
    browser.submit({"groups": _group(browser.page)}, button="Ask a second person")
    assert "You've asked a second person to agree to five erasures." in browser.follow().text
    assert _number(ErasureProposal) == 5


def test_ticking_nobody_or_someone_who_has_been_asked_about_since_is_said(due, cast, visit, app):
    browser = visit(cast.hr).get("/privacy")
    form = browser.page.form("Ask a second person")
    browser.submit({}, expect=422, button="Ask a second person")
    assert browser.page.problems() == ["Tick at least one name."]
    anna = due["Anna Birch"].candidate
    with app.test_request_context(), writing() as session:
        erasures.propose(session, cast.hr_lead, anna, ErasureReason.DUE)
    browser.post("/privacy", form.filled({"people": [anna.id, due["Bea Cole"].candidate_id]}), expect=422)
    assert "Someone you ticked is no longer on this list." in browser.page.problems()[0]
    assert _number(ErasureProposal) == 1


def test_one_of_a_group_who_cannot_be_erased_is_named_with_the_reason_and_the_others_are_asked_about(due, cast, visit):
    _link(due["Bea Cole"].candidate, cast.elsewhere)
    browser = visit(cast.hr).get("/privacy")
    text = browser.submit({"groups": _group(browser.page)}, button="Ask a second person").follow().text
    assert "agree to three erasures. Nothing is erased yet." in text
    assert "One person can't be erased now. The reason is beside the name." in text
    (reason,) = ("".join(e.itertext()) for e in browser.page.elements if e.get("id", "").startswith("why-not-"))
    assert reason == "Elsa East can still sign in as elsa@example.org. Switch that account off first."
    assert [kept.name for kept in erasures.due_for(db.session, cast.hr)] == ["Bea Cole"]
    asked = {proposal.candidate.name for proposal in db.session.scalars(sa.select(ErasureProposal)).unique()}
    assert asked == set(NAMES) - {"Bea Cole"}
    assert "can still sign in" not in browser.get("/privacy").text


def test_a_second_person_ticks_a_job_as_the_first_did_and_reads_every_name_of_it(due, make, cast, visit, app):
    elsewhere = make.opening("Night porter", version=due["Anna Birch"].opening.version)
    with clock.standing_at(datetime(2026, 11, 3, 9, tzinfo=UTC)):
        make.withdrawn(due.setdefault("Ezra Finn", make.application(elsewhere, "Ezra Finn")))
    with app.test_request_context(), writing() as session:
        for application in due.values():
            erasures.propose(session, cast.hr, application.candidate, ErasureReason.DUE)
    browser = visit(cast.hr_lead).get("/privacy")
    assert "Front desk host, Harbour branch · 4 for you to answer" in browser.text
    assert "Night porter, Harbour branch · 1 for you to answer" in browser.text
    (value,) = (e.get("value") for e in browser.page.elements if e.get("name") == "group")
    (bea,) = db.session.scalars(
        sa.select(ErasureProposal.id).where(ErasureProposal.candidate_id == due["Bea Cole"].candidate_id)
    )
    browser.get(f"/erasures?group={value}&of={bea}")
    assert (browser.page.heading, "Ezra Finn" in browser.text) == ("Erase 4 people?", False)
    browser.submit({"answer": "yes"}).follow()
    assert _erased(due) == NAMES


def test_someone_who_was_added_twice_is_asked_about_once(due, make, cast, visit):
    anna, bea = (due[name].candidate for name in NAMES[:2])
    with writing():
        bea.name, bea.sort_name, bea.email = anna.name, anna.sort_name, anna.email
    browser = visit(cast.hr).get("/privacy")
    browser.submit({"people": [anna.id, bea.id]}, button="Ask a second person")
    text = browser.follow().text
    assert ("agree to one erasure." in text, "can't be erased" in text) == (True, False)
    assert [kept.name for kept in erasures.due_for(db.session, cast.hr)] == NAMES[2:]


def test_one_that_changed_is_held_or_was_answered_is_left_alone_and_named(due, proposals, cast, visit, app):
    browser = visit(cast.hr_lead).get(_several(proposals))
    assert browser.page.heading == "Erase 4 people?"
    browser.submit({}, expect=422)
    assert browser.page.problems() == ["Choose an answer."]
    first = browser.page.form().filled({"answer": "yes"})
    with app.test_request_context(), writing() as session:
        due["Bea Cole"].candidate.name = "Bea Cole-Hart"
        told = {"reviewer": cast.hr, "review_on": date(2028, 1, 3), "today": clock.today("UTC")}
        holds.place_hold(session, cast.hr, due["Cem Dunn"].candidate, reason="They brought a claim.", **told)
        dora = proposals["Dora Ezra"]
        shown = erasures.digest_shown(session, dora)
        erasures.answer(session, cast.second_hr, dora, approved=False, shown_digest=shown)
    text = browser.post("/erasures", first).follow().text
    assert _erased(due) == ["Anna Birch"]
    for sentence in (
        "Everything about 1 person is erased.",
        "Something has changed about Bea Cole-Hart since you opened this.",
        "Cem Dunn is under a legal hold",
        "Someone has answered about Dora Ezra in the meantime: they're kept.",
    ):
        assert sentence in text
    assert "Everything about 1 person is erased." in browser.post("/erasures", first).follow().text
    browser.get(_several(proposals, "Bea Cole")).submit({"answer": "yes"}).follow()
    assert (_erased(due), browser.path) == (["Anna Birch", "Bea Cole"], "/privacy")


class Crash(str):
    """A digest that the server dies over."""

    def __ne__(self, other):
        raise MemoryError


def test_what_was_erased_before_a_crash_stays_erased_and_nothing_is_half_done(due, proposals, cast, app):
    with app.test_request_context():
        ids = [proposals[name].id for name in NAMES[:3]]
        digests = [erasures.digest_shown(db.session, proposals[name]) for name in NAMES[:3]]
        shown = dict(zip(ids, [digests[0], Crash(), digests[2]], strict=True))
        with pytest.raises(MemoryError):
            several_erasures.answer_each(cast.hr_lead, shown, approved=True)
        assert (_erased(due), proposals["Bea Cole"].ended_at) == (["Anna Birch"], None)
        again = several_erasures.answer_each(cast.hr_lead, dict(zip(ids, digests, strict=True)), approved=True)
    assert (_erased(due), again.done) == (NAMES[:3], 3)


def test_several_are_kept_where_the_second_person_says_so(due, proposals, cast, visit):
    browser = visit(cast.hr_lead).get("/erasures?first=50")
    assert "You've kept 4 people." in browser.submit({"answer": "no"}).follow().text
    ended = db.session.scalars(sa.select(ErasureProposal.ended_by_id)).all()
    assert (_erased(due), set(ended)) == ([], {cast.hr_lead.id})


def test_what_someone_asked_for_or_what_is_their_own_they_answer_nowhere(due, proposals, cast, visit, app):
    _link(due["Anna Birch"].candidate, cast.hr_lead)
    asker, subject = visit(cast.hr), visit(cast.hr_lead)
    assert "You asked for these, so someone else answers." in asker.get("/privacy").text
    assert "of" not in {e.get("name") for e in asker.page.elements}
    assert "You asked to erase Bea Cole, so someone else answers." in asker.get(_several(proposals, "Bea Cole")).text
    assert "Anna Birch" not in subject.get(_several(proposals)).text
    assert "Tick at least one name" in asker.get("/erasures?first=50").text
    with app.test_request_context():
        anna, bea = (f"shown-{proposals[name].id}" for name in NAMES[:2])
        shown = [erasures.digest_shown(db.session, proposals[name]) for name in NAMES[:2]]
    asker.post("/erasures", {bea: shown[1], "answer": "yes"})
    subject.post("/erasures", {anna: shown[0], "answer": "yes"})
    assert subject.answer.headers["Location"] == "/privacy"
    assert (_erased(due), _number(ErasureProposal)) == ([], 4)


def test_no_more_than_fifty_are_read_and_answered_at_once(due, proposals, cast, visit, app):
    nobody = [f"nobody{number:010}" for number in range(50)]
    browser = visit(cast.hr_lead)
    text = browser.get(
        _several(proposals, "Anna Birch").replace("?", "?" + "".join(f"of={key}&" for key in nobody))
    ).text
    assert "You can answer 50 at once, so 1 of those you ticked isn't here." in text
    assert "Anna Birch" not in text
    with app.test_request_context():
        shown = erasures.digest_shown(db.session, proposals["Anna Birch"])
    typed = {f"shown-{key}": "x" for key in nobody} | {f"shown-{proposals['Anna Birch'].id}": shown}
    browser.post("/erasures", typed | {"answer": "yes"})
    assert _erased(due) == []


def test_nobody_answers_about_someone_they_still_owe_a_scorecard(make, cast, visit, app):
    application = make.application(make.opening(interviewers=[cast.panellist, cast.hr_lead]), "Anna Birch")
    make.interview(application, people=[cast.hr_lead])
    make.withdrawn(application)
    with clock.standing_at(datetime(2027, 9, 30, 9, tzinfo=UTC)):
        with app.test_request_context(), writing() as session:
            proposal = erasures.propose(session, cast.hr, application.candidate, ErasureReason.DUE)
            shown = erasures.digest_shown(session, proposal)
        browser = visit(cast.hr_lead).get("/erasures?first=50")
        assert "You still have a scorecard to seal for Anna Birch." in browser.text
        browser.post("/erasures", {f"shown-{proposal.id}": shown, "answer": "yes"})
    assert _number(Erasure) == 0
