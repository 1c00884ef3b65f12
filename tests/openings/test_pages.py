"""Opening a post, through its pages."""

from hiring.foundation.database import db
from hiring.openings.queries import openings
from hiring.rubrics.queries import edition_of


def test_a_post_is_open_after_title_workplace_and_people(visit, make, cast):
    make.version()
    visitor = visit(cast.hr).get("/openings/open")
    visitor.submit({"title": "Front desk host", "workplace": cast.harbour.id, "interviewers": [cast.panellist.id]})
    visitor.follow()
    assert visitor.page.heading == "Front desk host"
    assert "Plan check" in visitor.text


def test_what_is_missing_is_said_at_its_field_and_what_was_typed_is_kept(visit, make, cast):
    make.version()
    visitor = visit(cast.hr).get("/openings/open")
    visitor.submit({"great_service": "Nobody asks twice."}, expect=422)
    assert visitor.page.problems() == [
        "Write the title of the opening.",
        "Choose at least one interviewer.",
    ]
    assert visitor.page.form("Add the opening").held()["great_service"] == "Nobody asks twice."
    assert openings(db.session) == []


def test_an_opening_starts_from_the_brief_of_the_organisation_and_keeps_its_words(visit, make, cast):
    earlier = make.opening()
    hr = visit(cast.hr).get("/openings")
    hr.get(hr.page.links()["Our brief"]).submit({"great_service": "Nobody asks twice."}).follow()
    hr.get("/openings/brief").submit({"great_service": "Nobody waits alone.", "exemplar": " "}).follow()
    assert f"by {cast.hr.name}" in hr.get("/openings/brief").text
    later, own = make.opening(version=earlier.version), make.opening(version=earlier.version, great_service="Our own.")
    rubric = edition_of(earlier.version).rubric
    assert earlier.great_service == rubric.great_service
    assert (later.great_service, own.great_service) == ("Nobody waits alone.", "Our own.")
    assert later.customers_outside == rubric.customers.outside  # where the brief says nothing
    assert later.exemplar == earlier.exemplar


def test_two_who_write_the_brief_at_once_lose_nothing(visit, make, cast):
    hedda, hugo = visit(cast.hr).get("/openings/brief"), visit(cast.second_hr).get("/openings/brief")
    hugo.submit({"great_service": "Nobody waits alone."}).follow()
    hedda.submit({"great_service": "Nobody asks twice."}, expect=422)
    assert f"{cast.second_hr.name} wrote this in the meantime." in hedda.text
    assert "Nobody waits alone." in hedda.text
    assert hedda.page.form().held()["great_service"] == "Nobody asks twice."
    assert make.opening().great_service == "Nobody waits alone."
    hedda.submit().follow()
    assert make.opening().great_service == "Nobody asks twice."


def test_a_form_sent_twice_opens_one_post(visit, make, cast):
    make.version()
    visitor = visit(cast.hr).get("/openings/open")
    form = visitor.page.form("Add the opening")
    typed = form.filled({"title": "Host", "workplace": cast.harbour.id, "interviewers": [cast.panellist.id]})
    first = visitor.send_raw("/openings/open", typed)
    second = visitor.send_raw("/openings/open", typed)
    assert (first.status_code, second.status_code) == (302, 303)
    assert first.headers["Location"] == second.headers["Location"]
    assert len(openings(db.session)) == 1


def test_changing_a_post_begins_with_what_it_is(visit, make, cast):
    opening = make.opening(owner=cast.second_hr)
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/change")
    visitor.submit({"title": "Night porter"})
    db.session.refresh(opening)
    assert (opening.title, opening.owner, opening.manager) == ("Night porter", cast.second_hr, cast.manager)
    assert set(opening.interviewers) == {cast.panellist, cast.second_panellist}
    assert opening.needs_licence


def test_a_weight_that_differs_needs_its_reason(visit, make, cast):
    opening = make.opening()
    key = opening.criteria[0].key
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/plan")
    visitor.submit({f"weight-{key}": "2.0"}, expect=422)
    assert len(visitor.page.problems()) == 1
    assert visitor.page.problems()[0].startswith("Say why ")
