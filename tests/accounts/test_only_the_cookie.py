"""The cookie of a session is the only way in: whatever else the sign-in package would accept is refused."""

import base64
import json

import pytest
from flask_login import encode_cookie
from flask_security import UserMixin
from flask_security import core as package

from hiring.accounts.models import Workplace
from hiring.foundation.database import db
from tests.cast import PASSWORD
from tests.visitor import alone

NAME = "Written without a cookie"


def token_of(app, person):
    """A token as the package makes it for this person; the package still can, but the app neither asks nor reads."""
    with app.test_request_context():
        return str(UserMixin.get_auth_token(person))


def settings_of_package(word):
    """What the package calls a setting whose name holds this word, with its value: whatever version it is."""
    return {key: value for key, value in package._default_config.items() if word in key and isinstance(value, str)}


def ways_in(app, person):
    """Everything beyond the session's cookie that says who asks: (arguments of a request, its name)."""
    token, uniquifier = token_of(app, person), person.fs_uniquifier
    basic = base64.b64encode(f"{person.email}:{PASSWORD}".encode()).decode()
    ways = [({"headers": {"Authorization": value}}, f"authorization {value.split()[0]}") for value in
            (f"Basic {basic}", f"Bearer {token}", f"Token {token}")]  # fmt: skip
    for key, value in settings_of_package("TOKEN").items():
        ways.append(({"headers": {value: token}}, f"header of {key}"))
        ways.append(({"query_string": {value: token}}, f"address of {key}"))
        ways.append(({"cookies": {value: token}}, f"cookie of {key}"))
        ways.append(({"json": {value: token}}, f"body of {key}"))
    with app.test_request_context():
        ways.append(({"cookies": {"remember_token": encode_cookie(uniquifier)}}, "remembered"))
    ways.append(({"cookies": {"session": token, "fs_refresh": token}}, "other cookies"))
    return ways


def sent(app, method, path, cookies=None, **more):
    client = app.test_client()
    for name, value in (cookies or {}).items():
        client.set_cookie(name, value)
    html = alone(lambda: client.get("/sign-in")).get_data(as_text=True)
    csrf = html.split('name="csrf_token" value="')[1].split('"')[0]
    if method == "post" and "json" not in more:
        more["data"] = {"csrf_token": csrf, "name": NAME, "zone": "Europe/London", "jurisdiction": "uk"}
    if "json" in more:
        more["json"] = more["json"] | {"name": NAME, "zone": "Europe/London", "jurisdiction": "uk"}
        more["headers"] = {"X-CSRFToken": csrf}
    return alone(lambda: getattr(client, method)(path, **more))


def test_the_list_knows_what_the_package_reads(app, cast):
    """If a new version reads a token under another setting, this list has to learn of it."""
    names = set(settings_of_package("TOKEN").values())
    assert {"auth_token", "Authentication-Token", "fs_refresh"} <= names
    assert len(token_of(app, cast.administrator)) > 20


@pytest.mark.parametrize("method", ["get", "post"])
def test_nothing_but_the_cookie_reads_or_writes(app, cast, method):
    for way, name in ways_in(app, cast.administrator):
        answer = sent(app, method, "/workplaces/add", **way)
        assert answer.status_code in {302, 401}, f"{method} by {name} answered {answer.status_code}"
        assert answer.headers.get("Location", "/sign-in").startswith("/sign-in"), name
    db.session.rollback()
    assert db.session.query(Workplace).filter_by(name=NAME).count() == 0


@pytest.mark.parametrize("query", ["", "?include_auth_token", "?include_auth_token=1&include_user=1"])
@pytest.mark.parametrize("kind", ["form", "form that accepts JSON", "json"])
def test_signing_in_hands_out_no_token(app, cast, query, kind):
    client = app.test_client()
    html = alone(lambda: client.get("/sign-in")).get_data(as_text=True)
    csrf = html.split('name="csrf_token" value="')[1].split('"')[0]
    typed = {"email": cast.hr.email, "password": PASSWORD}
    headers = {"Accept": "application/json"} if kind != "form" else {}
    if kind == "json":
        sent_as = {"json": typed, "headers": headers | {"X-CSRFToken": csrf}}
    else:
        sent_as = {"data": typed | {"csrf_token": csrf}, "headers": headers}
    answer = alone(lambda: client.post(f"/sign-in{query}", **sent_as))
    text = answer.get_data(as_text=True) + json.dumps(dict(answer.headers))
    assert answer.mimetype == "text/html"
    assert "token" not in text.replace("csrf_token", "").replace("X-CSRFToken", "")
    assert cast.hr.fs_uniquifier not in text


def test_a_token_cannot_be_made_for_a_person(cast):
    with pytest.raises(LookupError):
        cast.hr.get_auth_token()


def test_the_package_adds_no_page_of_its_own(app):
    own = {rule.endpoint for rule in app.url_map.iter_rules() if rule.endpoint.startswith("security")}
    assert own == {"security.login"}


def test_no_second_person_rides_on_the_cookie_of_a_first(visit, cast):
    """A session names its person in a row; another person's name put beside it is worth nothing."""
    visitor = visit(cast.manager)
    with visitor.client.session_transaction() as cookie:
        cookie["_user_id"] = cast.administrator.fs_uniquifier
    visitor.get("/people", expect=302)
