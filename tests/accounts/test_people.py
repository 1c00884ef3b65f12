"""People and workplaces, through the administrator's pages."""

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
    assert visitor.page.problems() == ["Someone with this address is here already."]
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
    assert visitor.page.problems() == ["'Mars/Olympus' is not a zone. Zones look like Europe/London."]
    visitor.submit({"zone": "Europe/Paris"}).follow()
    assert "Europe/Paris" in visitor.text


def test_two_workplaces_cannot_share_a_name(visit, cast):
    visitor = visit(cast.administrator).get("/workplaces/add")
    visitor.submit({"name": "Harbour branch", "zone": "Europe/London"}, expect=422)
    assert visitor.page.problems() == ["There is a workplace with this name already."]


def test_everybody_changes_their_own_password_and_is_signed_out(visit, cast):
    visitor = visit(cast.hr).get("/me")
    visitor.submit({"current": "not this one at all", "password": "a new one of good length"}, expect=422)
    assert visitor.page.problems() == ["This is not your present password."]
    visitor.submit({"current": "correct horse battery staple", "password": "a new one of good length"}).follow()
    assert visitor.page.heading == "Sign in"
    visitor.sign_in(cast.hr.email, "a new one of good length")
