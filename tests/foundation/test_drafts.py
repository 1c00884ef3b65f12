"""Drafts of any form: kept as typed behind the form's own guard, shown again, never merged, gone once sent."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.web.browser_keys import whose_browser
from hiring.foundation.web.drafts import Draft, draft_of, drop_draft, save_draft
from hiring.interviews.models import interviews_of

TEXT = "Rang back twice. \n\nThen Ame\u0301lie came.\u200b "


def drafts() -> list[Draft]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Draft)))


def held(visitor, path, button=None):
    return visitor.get(path).page.form(button).held()


@pytest.fixture
def complete(make):
    return make.panel(4, 3)


@pytest.fixture
def places(visit, make, cast, complete):
    """Name → who writes there, the page, the form's address, a button of it, and the field for their words."""
    probation, sealed = make.probation(), interviews_of(complete)[0].seats
    seat = next(one for one in sealed if one.person_id == cast.panellist.id)
    followed, of = f"/probations/{probation.id}", f"/applications/{complete.id}"
    confirm, extend, end = (f"{followed}/decide/{decision}" for decision in ("confirm", "extend", "end"))
    amend = f"/scorecards/{seat.id}/amend/1"
    check_in = f"/check-ins/{probation.check_ins[0].id}"
    panel = visit(cast.hr).get(f"{of}/panel").page
    decide = next(link for link in panel.links().values() if "/decide?" in link)
    other = make.application(make.opening(title="Harbour guide"))
    state = f"/applications/{other.id}/state"
    return {
        "check-in": (cast.manager, check_in, check_in, "Check and file", "hire_said"),
        "confirm": (cast.manager, confirm, confirm, None, "reason"),
        "extend": (cast.manager, extend, extend, None, "goals"),
        "proposal": (cast.manager, end, end, None, "reason"),
        "note": (cast.manager, followed, f"{followed}/note", "Good", "act"),
        "note page": (cast.manager, f"{followed}/note", f"{followed}/note", "Good", "act"),
        "decision": (cast.hr, decide, f"{of}/decide", "Save draft", "reason"),
        "references": (cast.hr, f"{of}/references", f"{of}/references", "Save draft", "said"),
        "skills check": (cast.hr, f"{of}/skill-floor", f"{of}/skill-floor", "Save draft", "evidence"),
        "debrief": (cast.hr, f"{of}/debrief/empathy", f"{of}/debrief/empathy", "Save draft", "said-empathy"),
        "amendment": (cast.panellist, amend, amend, None, "reason"),
        "candidate": (cast.hr, f"/openings/{other.opening_id}/candidates/add",
                      f"/openings/{other.opening_id}/candidates/add", "Save draft", "note"),
        "state": (cast.hr, state, state, "Save draft", "note"),
        "opening": (cast.hr, "/openings/open", "/openings/open", "Save draft", "exemplar"),
    }  # fmt: skip


PLACES = [
    *("check-in", "confirm", "extend", "proposal", "note", "note page", "decision", "references", "skills check"),
    *("debrief", "amendment", "candidate", "state", "opening"),
]


@pytest.mark.parametrize("name", PLACES)
def test_what_is_typed_is_kept_as_typed_and_shown_again_on_the_page_it_was_typed_on(visit, places, name):
    person, page, address, _button, field = places[name]
    visitor = visit(person).get(page)
    _save(visitor, page, address, {field: TEXT})
    assert held(visit(person), page, "Save draft")[field] == TEXT
    [draft] = drafts()
    assert (draft.person_id, draft.about, draft.content[field]) == (person.id, address, TEXT)
    assert not {"csrf_token", "form_id", "revision", "who", "then"} & set(draft.content)
    assert visitor.answer.headers["Location"].endswith(page)


def _save(visitor, page, address, typed, expect=302):
    """Press the button that works without scripts; a browser says which page it was on."""
    sent = visitor.page.form("Save draft").filled(typed) | {"then": "keep"}
    return visitor.post(f"/drafts{address}", sent, expect=expect, headers={"Referer": f"http://localhost{page}"})


@pytest.mark.parametrize("name", PLACES)
def test_an_emptied_field_comes_back_empty_and_a_deleted_draft_not_at_all(visit, places, name):
    person, page, address, _button, field = places[name]
    before = held(visit(person), page, "Save draft")[field]
    visitor = visit(person).get(page)
    _save(visitor, page, address, {field: TEXT})
    _save(visitor.get(page), page, address, {field: ""})
    assert held(visitor, page, "Save draft")[field] == ""
    sent = visitor.page.form("Delete draft").held() | {"then": "discard"}
    visitor.post(f"/drafts{address}", sent)
    assert drafts() == []
    assert held(visitor, page, "Save draft")[field] == before


@pytest.mark.parametrize("name", PLACES)
def test_two_windows_are_never_merged_silently(visit, places, name):
    person, page, address, _button, field = places[name]
    first, second = visit(person).get(page), visit(person).get(page)
    _save(first, page, address, {field: "From the first window."})
    _save(second, page, address, {field: "From the second window."}, expect=422)
    assert second.page.problems() == [
        "You saved a newer version of this in another window. Both are shown below, so keep the right one."
    ]
    assert "From the first window." in second.text
    assert second.page.form("Save draft").held()[field] == "From the second window."
    assert second.page.form("Save draft").action == address
    assert drafts()[0].content[field] == "From the first window."
    _save(second, page, address, {})
    assert drafts()[0].content[field] == "From the second window."


@pytest.mark.parametrize("name", PLACES)
def test_sending_an_older_text_over_a_newer_draft_asks_first(visit, places, name):
    person, page, address, button, field = places[name]
    first, second = visit(person).get(page), visit(person).get(page)
    _save(first, page, address, {field: "From the first window."})
    second.submit({field: "From the second window."}, button=button or "Save draft", expect=422)
    assert [
        one for one in second.page.problems() if one.startswith("You saved a newer version of this in another window.")
    ]
    assert "From the first window." in second.text
    assert drafts()[0].content[field] == "From the first window."


@pytest.mark.parametrize("name", PLACES)
def test_who_may_not_send_the_form_may_keep_no_draft_of_it(visit, places, cast, name):
    person, _page, address, _button, field = places[name]
    others = [one for one in (cast.manager, cast.hr, cast.elsewhere, cast.stranger) if one.id != person.id]
    for other in others:
        visitor = visit(other)
        refused = visitor.send_raw(address, {"csrf_token": visitor.token(), field: "x"}).status_code
        kept = visitor.send_raw(f"/drafts{address}", {"csrf_token": visitor.token(), field: "x"}).status_code
        is_refused = refused in {403, 404}
        assert kept == (refused if is_refused else 302), other.name
        assert (draft_of(db.session, other.id, address) is None) == is_refused
    assert visit().send_raw(f"/drafts{address}", {field: "x"}).status_code == 401


def test_what_another_person_typed_in_this_browser_is_refused(visit, places, cast):
    person, page, address, _button, field = places["proposal"]
    visitor = visit(person).get(page)
    sent = visitor.page.form("Save draft").filled({field: TEXT})
    visitor.post(f"/drafts{address}", sent | {"who": whose_browser(cast.hr.id)}, expect=403)
    assert drafts() == []


@pytest.mark.parametrize(
    "address", ["/nothing/here", "/sign-in", "/openings", "/drafts/openings/open", "/guest/cannot/x"]
)
def test_where_no_form_of_a_person_is_sent_nothing_is_kept(visit, cast, address):
    visit(cast.hr).post(f"/drafts{address}", {"x": "y"}, expect=404)
    assert drafts() == []


def test_a_page_saves_as_often_as_it_likes_with_the_same_form_id(visit, places):
    person, page, address, _button, field = places["note"]
    visitor = visit(person).get(page)
    sent = visitor.page.form("Save draft").filled({field: "One."})
    quiet = {"Accept": "application/json"}
    for revision, words in enumerate(("One.", "One. Two.", "One. Two. Three.")):
        visitor.post(f"/drafts{address}", sent | {field: words, "revision": revision}, expect=200, headers=quiet)
        assert visitor.answer.json["revision"] == revision + 1
    visitor.post(f"/drafts{address}", sent | {field: "Late.", "revision": 1}, expect=409, headers=quiet)
    assert drafts()[0].content[field] == "One. Two. Three."


def test_a_draft_is_gone_once_its_form_is_sent_and_not_before(visit, make, cast, places):
    person, page, address, button, field = places["note"]
    visitor = visit(person).get(page)
    _save(visitor, page, address, {field: TEXT})
    visitor.get(page).submit({"on": "yesterday"}, button=button, expect=422)
    assert len(drafts()) == 1
    visitor.submit({"on": "2026-11-03"}, button=button)
    assert drafts() == []


def test_a_draft_that_is_checked_first_goes_with_what_is_recorded(visit, places):
    person, page, address, _button, _field = places["confirm"]
    visitor = visit(person).get(page)
    visitor.submit({"reason": "Rings back every guest.", "why-last_check_in": "She trains elsewhere."}).follow()
    assert [one.about for one in drafts()] == [address]
    visitor.submit()
    assert drafts() == []


def test_the_draft_of_one_outcome_never_fills_the_form_of_another(visit, places):
    person, page, address, _button, field = places["confirm"]
    visitor = visit(person).get(page)
    _save(visitor, page, address, {field: TEXT})
    assert held(visitor, places["proposal"][1])["reason"] == ""
    assert held(visitor, places["extend"][1])["reason"] == ""


def test_what_the_page_puts_into_a_form_is_not_taken_from_an_older_draft(visit, places):
    person, page, address, _button, field = places["decision"]
    visitor = visit(person).get(page)
    _save(visitor, page, address, {field: TEXT})
    [draft] = drafts()
    with writing():
        draft.content = draft.content | {"seen": "an older one"}
    assert held(visitor, page, "Save draft")["seen"] != "an older one"


def test_going_back_and_saving_the_same_page_again_saves_the_newer_text(visit, places):
    person, page, address, _button, field = places["proposal"]
    visitor = visit(person).get(page)
    sent = visitor.page.form("Save draft").filled({field: "One."})
    visitor.post(f"/drafts{address}", sent)
    visitor.post(f"/drafts{address}", sent | {field: "One. Two.", "revision": "1"})
    assert drafts()[0].content[field] == "One. Two."


def test_a_draft_is_gone_however_it_is_held_by_the_write_that_drops_it(either):
    with writing() as session:
        save_draft(session, "writer", "not sent yet", {"said": "one"}, 0)
        drop_draft(session, "writer", "not sent yet")
        save_draft(session, "writer", "kept", {"said": "two"}, 0)
    with writing() as session:
        draft = draft_of(session, "writer", "kept")
        draft.content = {"said": "changed"}
        drop_draft(session, "writer", "kept")
        assert draft_of(session, "writer", "kept") is None
        save_draft(session, "writer", "kept", {"said": "anew"}, 0)
    assert [draft.content for draft in drafts()] == [{"said": "anew"}]
