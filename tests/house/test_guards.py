"""The guard table: every endpoint × every person of the cast, by real requests."""

import re
from dataclasses import dataclass

import pytest

from hiring.foundation.access import guard_of
from tests.cast import ADDRESSES, PASSWORD, Cast
from tests.house import scene

_TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')
EVERYBODY = frozenset(name for name in Cast.__annotations__ if name != "harbour")
HR = {"hr", "hr_lead", "second_hr"}
INTERVIEWERS = {"panellist", "second_panellist", "elsewhere"}
MANAGERS = {"manager", "stranger"}


@dataclass(frozen=True)
class Row:
    """Who may; what the others are told: 403 where the page is no secret, 404 where the thing is."""

    allowed: frozenset[str]
    others: int = 403


def _row(*allowed: set[str], others: int = 403) -> Row:
    return Row(frozenset().union(*allowed), others)


ADMIN = _row({"administrator"})
ACCOUNT = _row({"administrator"}, others=404)
PLACES = _row({"administrator", "hr_lead"})
PLACE = _row({"administrator", "hr_lead"}, others=404)
OF_HR = _row(HR)
OF_HR_HIDDEN = _row(HR, others=404)
OWN_CARD = _row({"panellist"}, others=404)

PUBLIC = {
    *("GET static", "GET bootstrap.static", "GET home.healthz", "GET security.login", "POST security.login"),
    *("GET accounts.choose_password", "POST accounts.choose_password"),
    *("GET accounts.first_run", "POST accounts.first_run"),
}
SIGNED_IN = {"GET home.show", "GET accounts.me", "POST accounts.me", "POST accounts.sign_out"}

TABLE: dict[str, Row] = {
    "GET accounts.people": ADMIN,
    "GET accounts.add_person": ADMIN,
    "POST accounts.add_person": ADMIN,
    "GET accounts.show_person": ACCOUNT,
    "POST accounts.show_person": ACCOUNT,
    "GET accounts.workplaces": PLACES,
    "GET accounts.add_workplace": PLACES,
    "POST accounts.add_workplace": PLACES,
    "GET accounts.show_workplace": PLACE,
    "POST accounts.show_workplace": PLACE,
    "GET rubrics.library": _row(HR, INTERVIEWERS, MANAGERS),
    "GET rubrics.show": _row(HR, INTERVIEWERS, MANAGERS, others=404),
    "GET rubrics.show_shipped": OF_HR_HIDDEN,
    "POST rubrics.publish": OF_HR_HIDDEN,
    "GET openings.index": OF_HR,
    "GET openings.open_opening": OF_HR,
    "POST openings.open_opening": OF_HR,
    "GET openings.show": OF_HR_HIDDEN,
    "GET openings.change": OF_HR_HIDDEN,
    "POST openings.change": OF_HR_HIDDEN,
    "GET openings.plan": OF_HR_HIDDEN,
    "POST openings.plan": OF_HR_HIDDEN,
    "POST openings.close": OF_HR_HIDDEN,
    "GET meetings.index": OF_HR_HIDDEN,
    "GET meetings.set_meeting": OF_HR_HIDDEN,
    "POST meetings.set_meeting": OF_HR_HIDDEN,
    "GET meetings.show": OF_HR_HIDDEN,
    "GET meetings.move": OF_HR_HIDDEN,
    "POST meetings.move": OF_HR_HIDDEN,
    "POST meetings.no_show": OF_HR_HIDDEN,
    "POST meetings.call_off": OF_HR_HIDDEN,
    "GET meetings.replace": OF_HR_HIDDEN,
    "POST meetings.replace": OF_HR_HIDDEN,
    "GET interviews.mine": _row(INTERVIEWERS),
    "GET interviews.kit": OWN_CARD,
    "GET interviews.scorecard": OWN_CARD,
    "POST interviews.save": OWN_CARD,
    "GET interviews.check": OWN_CARD,
    "POST interviews.seal": OWN_CARD,
}


@pytest.fixture
def furnished(tmp_path, now):
    app, ids = scene.copied(tmp_path)
    return app, ids


def _endpoints(app) -> dict[str, str]:
    """METHOD endpoint → rule"""
    return {
        f"{method} {rule.endpoint}": rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }


def _url(rule, ids):
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: ids[part.group(1)], rule.rule)


def _signed_in(app, name):
    client = app.test_client()
    client.get("/sign-in")
    with client.session_transaction() as cookie:
        cookie.setdefault("csrf_token", "x" * 40)
    token = _token(client)
    data = {"email": ADDRESSES[name], "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=data).status_code == 302
    return client


def _token(client):
    html = client.get("/me", follow_redirects=True).get_data(as_text=True)
    return html.split('name="csrf_token" value="')[1].split('"')[0]


def _ask(client, key, url):
    if key.startswith("GET"):
        return client.get(url).status_code
    return client.post(url, data={"csrf_token": _token(client)}).status_code


def test_the_table_and_the_house_name_the_same_endpoints(furnished):
    app, _ = furnished
    assert set(_endpoints(app)) == set(TABLE) | PUBLIC | SIGNED_IN


def test_what_is_public_says_so_and_nothing_else_does(furnished):
    app, _ = furnished
    said = {key for key, rule in _endpoints(app).items() if guard_of(app, rule.endpoint) == "public"}
    assert said == PUBLIC


@pytest.mark.parametrize("key", sorted(TABLE))
def test_each_person_gets_the_answer_of_the_table(furnished, tmp_path, key):
    app, ids = furnished
    url, row = _url(_endpoints(app)[key], ids), TABLE[key]
    told = {name: _ask(_signed_in(app, name), key, url) for name in sorted(EVERYBODY - row.allowed)}
    assert told == dict.fromkeys(told, row.others)
    for name in sorted(row.allowed):
        (tmp_path / name).mkdir()
        untouched, _ = scene.copied(tmp_path / name)
        answered = _ask(_signed_in(untouched, name), key, url)
        assert answered in {200, 302, 303, 422}, f"{name} was told {answered} by {key}"


@pytest.mark.parametrize("key", sorted(TABLE.keys() | SIGNED_IN))
def test_nobody_signed_in_is_asked_to_sign_in_whatever_the_address(furnished, key):
    app, ids = furnished
    client, rule = app.test_client(), _endpoints(app)[key]
    nothing = dict.fromkeys(ids, "bbbbbbbbbbbbbbbb")
    for known in (ids, nothing):
        assert _ask(client, key, _url(rule, known)) == (302 if key.startswith("GET") else 401)


@pytest.mark.parametrize("key", sorted(key for key, row in TABLE.items() if row.others == 404))
def test_a_forbidden_id_looks_like_one_that_never_was(furnished, key):
    app, ids = furnished
    rule = _endpoints(app)[key]
    client = _signed_in(app, "stranger" if "stranger" not in TABLE[key].allowed else "administrator")
    real, never = _url(rule, ids), _url(rule, dict.fromkeys(ids, "bbbbbbbbbbbbbbbb"))
    if key.startswith("GET"):
        forbidden, unknown = (_TOKEN.sub("", client.get(url).get_data(as_text=True)) for url in (real, never))
        assert forbidden == unknown
    assert _ask(client, key, real) == _ask(client, key, never) == 404


def test_an_endpoint_without_a_guard_stops_the_house_from_opening(furnished):
    from hiring.foundation.access import Unguarded, refuse_unguarded

    app, _ = furnished
    app.add_url_rule("/forgotten", "forgotten", lambda: "hello")
    with pytest.raises(Unguarded, match="forgotten"):
        refuse_unguarded(app)
