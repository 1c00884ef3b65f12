"""The log: a line for each request, refusal and mail, and never a word that someone typed."""

import json
import re

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from hiring.foundation.database import db, writing
from hiring.foundation.web import access
from hiring.interviews.actions import save_scorecard_draft
from tests.foundation.test_outbox import queue

TYPED = "Zanzibar"


@pytest.fixture
def log(capsys):
    """What was written to standard output and error so far, one object a line."""
    written = []

    def lines():
        written.extend("".join(capsys.readouterr()).splitlines())
        return [json.loads(line) for line in written]

    return lines


def test_a_request_is_a_line_with_who_and_what_and_how_long(visit, cast, log):
    visitor = visit(cast.hr)
    visitor.get("/me?q=" + TYPED)
    line = log()[-1]
    assert (line["event"], line["method"], line["endpoint"], line["status"]) == ("request", "GET", "accounts.me", 200)
    assert (line["person"], isinstance(line["ms"], int)) == (cast.hr.id, True)
    visitor.get(f"/nowhere/{TYPED}", expect=404)
    assert (log()[-1]["endpoint"], log()[-1]["status"]) == (None, 404)


def test_without_a_person_there_is_none(visit, cast, log):
    visit().get("/sign-in")
    assert log()[-1]["person"] is None


def test_a_refusal_is_a_line(visit, cast, log):
    form = visit(cast.administrator).get("/people/add")
    form.submit({"name": TYPED, "email": cast.hr.email, "roles": ["hr"]}, expect=422)
    refusals = [(line["refusal"], line["field"]) for line in log() if line["event"] == "refused"]
    assert refusals == [("AddressTaken", "email")]


def test_a_mail_is_a_line(app, log):
    from hiring.foundation.outbox import sending
    from tests.foundation.mail_server import mail_server

    mail_id = queue(subject=TYPED, text=TYPED)
    with mail_server() as (_post, server):
        app.config["MAIL_SERVER"] = server
        sending.send_due()
    lines = [line for line in log() if line["event"] == "mail"]
    assert [(line["mail"], line["kind"], line["outcome"]) for line in lines] == [(mail_id, "test", "sent")]


def test_a_fault_says_where_and_not_what_about(app, visit, cast, log):
    """An exception may quote what was typed, a database's the whole row."""

    @app.get("/breaks")
    @access.public
    def breaks():
        raise ValueError(TYPED)

    app.config["PROPAGATE_EXCEPTIONS"] = False
    visit().get("/breaks", expect=500)
    (line,) = [line for line in log() if line["event"] == "broke"]
    assert (line["exception"], line["endpoint"]) == ("ValueError", "breaks")
    assert line["frames"][-1].endswith(" breaks")
    assert TYPED not in json.dumps(log())


def test_an_error_of_the_database_does_not_quote_the_row(app):
    with pytest.raises(DBAPIError) as failed:
        db.session.execute(sa.text("INSERT INTO nowhere (name) VALUES (:name)"), {"name": TYPED})
    db.session.rollback()
    assert TYPED not in str(failed.value)


def test_no_typed_text_name_or_address_gets_into_the_log(app, visit, make, cast, log):
    """Whatever is typed on the way to a sealed card, right or wrong, in a form, an address or a head."""
    application = make.application(name=f"{TYPED} Osei", email=f"{TYPED}@candidates.example")
    seat = make.interview(application, people=[cast.panellist]).seats[0]
    with writing() as session:
        save_scorecard_draft(session, cast.panellist, seat, {"free_probe": TYPED}, 0)
    visitor = visit(cast.panellist)
    visitor.get(f"/scorecards/{seat.id}?{TYPED}={TYPED}")
    visitor.send_raw(f"/scorecards/{seat.id}/seal", {"free_probe": TYPED, "csrf_token": visitor.token(), TYPED: TYPED})
    visitor.send_raw(f"/scorecards/{TYPED}/seal", {TYPED: TYPED})
    visitor.client.open("/me", method=TYPED.upper(), headers={"User-Agent": TYPED, "Referer": f"http://x/{TYPED}"})
    hr = visit(cast.hr)
    hr.get(f"/applications/{application.id}")
    hr.get(f"/{TYPED}", expect=404)
    visit().get("/sign-in").submit({"email": f"{TYPED}@example.org", "password": TYPED * 4}, expect=200)
    lines = log()
    assert len([line for line in lines if line["event"] == "request"]) > 10
    assert len({line["status"] for line in lines if line["event"] == "request"}) > 3
    names = [TYPED, *(word for person in cast.everybody().values() for word in person.name.split()), "@"]
    written = json.dumps(lines)
    assert [name for name in names if re.search(name, written, re.IGNORECASE)] == []
