"""The page of an opening for its candidates: public by its address, and silent about everybody."""

import pytest
import sqlalchemy as sa

from hiring.app import create_app
from hiring.foundation import jurisdictions
from hiring.foundation.database import db, writing
from hiring.foundation.records import journal
from hiring.foundation.web.request_limits import limiter
from hiring.openings import public_page
from hiring.rubrics.queries import edition_of
from tests import databases

CONTACT = "Ring 0117 496 0000 between nine and five"
ANSWERS = "Data protection officer, data@example.org"


def made(cast, opening):
    with writing() as session:
        page = public_page.keep_page(session, cast.hr, opening, adjustments=CONTACT, contact=ANSWERS)
    return f"/for-candidates/{page.token}"


def test_hr_makes_the_page_and_anybody_reads_it_at_the_address_shown(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/page-for-candidates")
    visitor.submit({"adjustments": CONTACT, "contact": ANSWERS}, button="Make the page").follow()
    shown = next(e.get("value") for e in visitor.page.elements if e.get("id") == "public-address")
    assert shown.startswith("http://localhost:8000/for-candidates/")
    stranger = visit().get(shown.removeprefix("http://localhost:8000"))
    assert stranger.page.heading == "Front desk host: how we choose"
    assert CONTACT in stranger.text


def test_the_page_says_what_is_judged_and_how_long_notes_are_kept(visit, make, cast):
    opening = make.opening(great_service="Nobody asks twice.")
    text = visit().get(made(cast, opening)).text
    edition = edition_of(opening.version)
    for one in opening.criteria:
        criterion = edition.criterion(one.key)
        assert criterion.title in text
        assert criterion.anchors.at(5) in text
    assert "Nobody asks twice." in text
    assert "for 300 days after the decision" in text
    assert f"{opening.rounds[0].minutes} minutes with two people" in text
    assert "required by law" not in text


def test_the_page_says_who_is_responsible_and_which_rights_candidates_have_at_the_place(visit, make, cast):
    opening = make.opening()
    path = made(cast, opening)
    places = {"uk": "Information Commissioner", "de": "BDSG, section 26", "us": "CCPA"}
    for place, law in places.items():
        with writing():
            opening.workplace.jurisdiction = place
        text = visit().get(path).text
        assert "is responsible for what is kept about you" in text
        assert "see what we keep about you, have mistakes corrected, have it erased and object" in text
        assert law in text
        assert f"Write to: {ANSWERS}" in text
        assert [other for other in places.values() if other != law and other in text] == []


def test_every_place_tells_candidates_their_rights_dated_and_with_a_source(app):
    for place in jurisdictions.known().values():
        told = place.facts["candidates"]
        assert set(told) == {"basis", "rights", "complain", "source"}
        assert len(told["rights"]) == 4
        assert all(told.values())
        assert place.as_of


def test_the_page_names_nobody_asks_nothing_and_counts_nobody(visit, make, cast):
    opening = make.opening()
    path = made(cast, opening)
    before = visit().get(path).page.html
    make.panel(5, 1, application=make.application(opening, name="Amara Osei"))
    after = visit(cast.hr).get(path).page.html
    assert after == before
    edition = edition_of(opening.version)
    for word in ("Amara", "Osei", "Pia Park", "Pablo", "Hedda", "Milan"):
        assert word not in after
    for reference in edition.references():
        assert edition.question(reference).text not in after


def test_the_page_asks_search_engines_to_stay_away(visit, make, cast):
    visitor = visit().get(made(cast, make.opening()))
    assert visitor.answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert '<meta name="robots" content="noindex, nofollow">' in visitor.page.html


def test_wrong_renewed_and_closed_addresses_are_one_and_the_same_page(visit, make, cast):
    opening, other = make.opening(), make.opening("Night porter")
    renewed, closed = made(cast, opening), made(cast, other)
    with writing() as session:
        public_page.renew_page(session, cast.hr, opening)
        public_page.close_page(session, cast.hr, other)
    visitor = visit()
    pages = {visitor.get(path, expect=404).page.html for path in (renewed, closed, "/for-candidates/guessed")}
    assert len(pages) == 1
    assert visitor.get(f"/for-candidates/{public_page.page_of(db.session, opening).token}").text


def test_a_page_without_a_contact_for_adjustments_is_not_made(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/page-for-candidates")
    missing = ["Write who a candidate asks for an adjustment.", "Write who candidates write to about what you keep."]
    visitor.submit({"adjustments": "  ", "contact": ""}, button="Make the page", expect=422)
    assert visitor.page.problems() == missing
    for lacking, sentence in zip(("adjustments", "contact"), missing, strict=True):
        given = {"adjustments": CONTACT, "contact": ANSWERS} | {lacking: " "}
        with pytest.raises(public_page.ContactMissing, match=sentence):
            public_page.keep_page(db.session, cast.hr, opening, **given)
    assert public_page.page_of(db.session, opening) is None


def test_renewing_and_closing_are_one_tap_each(visit, make, cast):
    opening = make.opening()
    first = made(cast, opening)
    visitor = visit(cast.hr).get(f"/openings/{opening.id}")
    visitor.submit(button="Make a new address").follow()
    visitor.get(first, expect=404)
    second = f"/for-candidates/{public_page.page_of(db.session, opening).token}"
    visitor.get(second).get(f"/openings/{opening.id}").submit(button="Close page").follow()
    assert "Make page for candidates" in visitor.text
    visitor.get(second, expect=404)


def test_the_page_outlives_the_opening_until_hr_closes_it(visit, make, cast):
    opening = make.opening()
    path = made(cast, opening)
    visitor = visit(cast.hr).get(f"/openings/{opening.id}")
    visitor.get(f"/openings/{opening.id}/close").submit(button="Close opening").follow()
    assert "this post is closed" in visit().get(path).text
    visitor.submit(button="Close page").follow()
    visit().get(path, expect=404)


def test_the_address_cannot_be_guessed_and_opening_again_gives_another(either, make, cast):
    opening = make.opening()
    first = made(cast, opening)
    assert len(first.rsplit("/", 1)[1]) == 32  # letters of an alphabet of 27: 152 bits
    with writing() as session:
        public_page.close_page(session, cast.hr, opening)
        with pytest.raises(public_page.NoPage):
            public_page.renew_page(session, cast.hr, opening)
    assert made(cast, opening) != first


def test_the_journal_tells_of_the_page_without_its_address(either, make, cast):
    opening = make.opening()
    token = made(cast, opening).rsplit("/", 1)[1]
    entries = db.session.scalars(sa.select(journal.JournalEntry)).all()
    assert "page made" in [one.verb for one in entries]
    assert not any(token in str(one.payload) for one in entries)


def test_one_source_cannot_try_addresses_without_end(app, tmp_path):
    limited = create_app(databases.settings(tmp_path), TESTING=True, RATELIMIT_ENABLED=True)
    client = limited.test_client()
    told = [client.get(f"/for-candidates/try{n}").status_code for n in range(130)]
    limiter.reset()
    limiter.enabled = False
    assert (set(told[:120]), set(told[120:])) == ({404}, {429})
