"""People and workplaces, through the administrator's pages."""

import pytest

from hiring.accounts import zones
from hiring.accounts.models import Workplace
from hiring.accounts.queries import person_by_email
from hiring.foundation.database import db


def test_an_administrator_adds_somebody_who_then_chooses_a_password(visit, cast):
    visitor = visit(cast.administrator).get("/people/add")
    visitor.submit({"name": "  Noor\u202e  Haddad 😀 ", "email": "Noor@Example.org", "roles": ["manager"]}).follow()
    assert visitor.page.heading == "Noor Haddad 😀"
    visitor.submit(button="Make password link").follow()
    link = next(e.get("value") for e in visitor.page.elements if e.get("id") == "password-address")
    visit().get(link.removeprefix("http://localhost:8000")).submit({"password": "a password of some length"})
    visit().sign_in("noor@example.org", "a password of some length")


def test_an_address_that_is_taken_says_so_at_its_field(visit, cast):
    visitor = visit(cast.administrator).get("/people/add")
    visitor.submit({"name": "Other", "email": cast.hr.email.upper(), "roles": ["hr"]}, expect=422)
    assert visitor.page.problems() == ["Someone with this address already has an account."]
    assert visitor.page.form().held()["name"] == "Other"


def test_a_role_that_does_not_exist_is_refused(visit, cast):
    visitor = visit(cast.administrator).get("/people/add")
    data = visitor.page.form().filled({"name": "Eve", "email": "eve@example.org"}) | {"roles": ["owner"]}
    visitor.post("/people/add", data, expect=422)
    assert visitor.page.problems() == ["Choose from these."]
    assert person_by_email(db.session, "eve@example.org") is None


def test_the_last_administrator_cannot_be_switched_off(visit, cast):
    visitor = visit(cast.administrator).get(f"/people/{cast.administrator.id}")
    typed = visitor.page.form("Save").held()
    typed.pop("active", None)
    visitor.post(f"/people/{cast.administrator.id}", typed, expect=422)
    assert visitor.page.problems() == ["This is the last administrator. Make someone else an administrator first."]


def test_a_zone_that_is_none_is_refused_at_its_field(visit, cast):
    visitor = visit(cast.administrator).get("/workplaces/add")
    visitor.submit({"name": "North", "zone": "Mars/Olympus"}, expect=422)
    assert visitor.page.problems() == ["Choose one from the list."]
    visitor.submit({"zone": "Europe/Paris"}).follow()
    assert "Europe/Paris" in visitor.text


def test_the_list_of_workplaces_names_whose_law_applies(visit, cast):
    assert "Europe/London United Kingdom" in " ".join(visit(cast.administrator).get("/workplaces").text.split())


def test_two_workplaces_cannot_share_a_name(visit, cast):
    visitor = visit(cast.administrator).get("/workplaces/add")
    visitor.submit({"name": "Harbour branch", "zone": "Europe/London"}, expect=422)
    assert visitor.page.problems() == ["There's already a workplace with this name."]


def test_everyone_changes_their_own_password_and_stays_signed_in_here_alone(visit, cast):
    elsewhere, visitor = visit(cast.hr), visit(cast.hr).get("/me")
    visitor.submit({"current": "not this one at all", "password": "a new one of good length"}, expect=422)
    assert visitor.page.problems() == ["This isn't your current password."]
    visitor.submit({"current": "correct horse battery staple", "password": "a new one of good length"}).follow()
    assert "You're still signed in here, and signed out everywhere else." in visitor.text
    assert elsewhere.get("/", expect=302).answer.headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize(
    ("kept", "languages", "zone", "likely"),
    [
        ([], ["en", "en-GB"], "UTC", ("uk", "Europe/London")),
        ([], ["de_DE"], "UTC", ("de", "Europe/Berlin")),
        ([], ["en"], "America/New_York", ("us", "America/New_York")),
        ([], ["fr-FR"], "Europe/Paris", ("other", "Europe/Paris")),
        ([("ie", "Europe/Dublin")], ["en-GB"], "UTC", ("ie", "Europe/Dublin")),
        ([("ie", "Europe/Dublin"), ("uk", "Europe/London")], ["en-US"], "UTC", ("us", "America/New_York")),
    ],
)
def test_a_new_workplace_is_offered_a_likely_country_and_zone(kept, languages, zone, likely):
    places = [Workplace(name="", jurisdiction=jurisdiction, zone=of) for jurisdiction, of in kept]
    assert zones.likely(places, languages, zone) == likely
    assert likely[1] in dict(zones.offered())
