"""A pasted list of people: each line is read, put right in its row, or left out with the reason."""

import re

import pytest
import sqlalchemy as sa

from hiring.accounts.models import PasswordLink, Person
from hiring.accounts.pasted_people import MOST_LINES, read_people
from hiring.accounts.values import Role
from hiring.foundation.config import MailServer
from hiring.foundation.database import db
from hiring.foundation.outbox.mails import OutgoingMail

LIST = """Name, Email, Role
Ida Marsh, ida@brightwater.example, interviewer
Ivo Renn; Ivo@Brightwater.example; interviewer, manager
Petra Vance\tpetra@brightwater.example\tHR
Jon Amery, jon@brightwater.example, recepion lead
Ada Admin, ada@example.org, admin
I. Marsh, ida@brightwater.example, interviewer
"""


@pytest.mark.parametrize(
    ("line", "email", "roles", "remark"),
    [
        ("Ida Marsh, ida@b.example, interviewer", "ida@b.example", [Role.INTERVIEWER], "new"),
        ("Ida Marsh <ida@b.example> HR lead and manager", "ida@b.example", [Role.HR_LEAD, Role.MANAGER], "new"),
        ("Marsh, Ida; IDA@b.example; Admin / HR", "ida@b.example", [Role.ADMINISTRATOR, Role.HR], "new"),
        ("Ida\tida@b.example\thr_lead", "ida@b.example", [Role.HR_LEAD], "new"),
        ("Ida, ida@b.example, chef", "ida@b.example", [], "“chef” isn't a role. Choose one."),
        ("Ida, ida@b.example", "ida@b.example", [], "There's no role. Choose one."),
        ("Ida Marsh, interviewer", "", [], "there's no email address in this line"),
        ("ida@b.example, interviewer", "ida@b.example", [], "there's no name before the email"),
        ("Ada, ada@example.org, HR", "ada@example.org", [Role.HR], "already here: Ada Admin"),
    ],
)
def test_a_line_is_read_however_it_is_written(line, email, roles, remark):
    (person,) = read_people(line, {"ada@example.org": "Ada Admin"}, {})
    assert (person.email, list(person.roles), person.remark) == (email, roles, remark)


def test_a_list_is_checked_put_right_in_the_row_and_added_with_links_to_copy(visit, cast):
    visitor = visit(cast.administrator).get("/people/add-several")
    visitor.submit({"people": LIST}, button="Check list", expect=200)
    assert "We'll add 3 people. 1 more needs a role. 2 lines are left out" in visitor.text
    assert "same email as Ida Marsh, line 2" in visitor.text
    assert "already here: Ada Admin" in visitor.text
    before = db.session.scalar(sa.select(sa.func.count(Person.id)))
    visitor.submit(button="Add 4 people", expect=422)
    assert visitor.page.problems() == ["Jon Amery: “recepion lead” isn't a role. Choose one."]
    assert db.session.scalar(sa.select(sa.func.count(Person.id))) == before
    assert visitor.page.form("Add 4 people").held()["people"].strip() == LIST.strip()
    visitor.submit({"role of jon@brightwater.example": "interviewer"}, button="Add 4 people").follow()
    assert visitor.page.heading == "Links to choose a password"
    added = {person.email: person for person in db.session.scalars(sa.select(Person))}
    assert added["ivo@brightwater.example"].roles == {Role.INTERVIEWER, Role.MANAGER}
    assert added["jon@brightwater.example"].roles == {Role.INTERVIEWER}
    links = re.findall(r'value="http://localhost:8000(/password/[^"]+)"', visitor.page.html)
    assert len(links) == 4
    visit().get(links[0]).submit({"password": "a new one of good length"}).follow()
    assert visitor.get("/people/links", expect=302)


def test_whoever_is_unticked_is_left_out_and_links_go_by_mail(app, visit, cast):
    app.config["MAIL_SERVER"] = MailServer("mail.example.org", 25, "none", "", "")
    visitor = visit(cast.administrator).get("/people/add-several")
    visitor.submit({"people": LIST}, button="Check list", expect=200)
    visitor.submit({"add": ["petra@brightwater.example"]}, button="Add 4 people").follow()
    assert "1 person was added. Each gets a link by email" in visitor.text
    assert [mail.address for mail in db.session.scalars(sa.select(OutgoingMail))] == ["petra@brightwater.example"]
    assert db.session.scalars(sa.select(PasswordLink.delivery)).all() == ["mailed"]


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("", "Paste at least one line."),
        ("Ada Admin, ada@example.org, HR", "There's nobody to add."),
        ("Ida, ida@brightwäter.example, HR", "Line 1: “ida@brightwäter.example” isn't an address we can send to."),
        ("\n".join(f"P{n}, p{n}@b.example, HR" for n in range(MOST_LINES + 1)), f"These are {MOST_LINES + 1} people."),
    ],
)
def test_nothing_is_added_from_a_list_that_cannot_be(visit, cast, pasted, says):
    visitor = visit(cast.administrator).get("/people/add-several")
    visitor.post("/people/add-several", {"people": pasted, "link": "copy", "then": "add"}, expect=422)
    assert visitor.page.problems()[0].startswith(says)
