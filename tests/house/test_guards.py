"""The guard table: every endpoint × every person of the cast, by real requests."""

import re

import pytest

from hiring.foundation import clock
from hiring.foundation.web.access import guard_of
from tests.cast import ADDRESSES, NOW, PASSWORD
from tests.house import scene
from tests.house.guard_table import BEARER, CHANGING, PUBLIC, SIGNED_IN, TABLE
from tests.house.guards.who import EVERYBODY

NEVER = "bbbbbbbbbbbbbbbb"
_TOKEN = re.compile(r'name="csrf_token" value="[^"]+"')


@pytest.fixture
def furnished(tmp_path, now):
    return scene.copied(tmp_path)


class Looking:
    """One scene for every request that changes nothing, with a browser for each person who looks at it."""

    def __init__(self, app, ids):
        self.app, self.ids, self.endpoints = app, ids, _endpoints(app)
        self.clients = {}

    def ask(self, name, key, ids=None):
        return _ask(self.client(name), key, self.url(key, ids))

    def url(self, key, ids=None):
        return _url(self.endpoints[key], self.ids if ids is None else ids)

    def client(self, name):
        if name not in self.clients:
            self.clients[name] = _signed_in(self.app, name) if name else self.app.test_client()
        return self.clients[name]


@pytest.fixture(scope="module")
def looking(tmp_path_factory):
    with clock.standing_at(NOW):
        yield Looking(*scene.copied(tmp_path_factory.mktemp("guards")))


def _endpoints(app) -> dict[str, str]:
    """METHOD endpoint → rule"""
    return {
        f"{method} {rule.endpoint}": rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST", "PUT", "PATCH", "DELETE"}
    }


def _url(rule, ids):
    names = {"kind"} if "<kind>" in rule.rule else {"application_id", "interview_id", "seat_id", "probation_id"}
    further_on = dict.fromkeys(names, ids[rule.endpoint]) if rule.endpoint in ids else {}
    known = ids | further_on
    return re.sub(r"<(?:(\w+):)?(\w+)>", lambda part: _argument(part.group(1), known[part.group(2)]), rule.rule)


def _argument(converter, value):
    """A number that never was, where an address takes only numbers."""
    return "999" if converter == "int" and value == NEVER else value


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


def test_the_table_and_the_house_name_the_same_endpoints(looking):
    assert set(looking.endpoints) == set(TABLE) | PUBLIC | SIGNED_IN | BEARER


def test_what_is_public_says_so_and_nothing_else_does(looking):
    said = {key for key, rule in looking.endpoints.items() if guard_of(looking.app, rule.endpoint) == "public"}
    assert said == PUBLIC


def test_what_is_open_to_a_key_says_so_and_nothing_else_does(looking):
    said = {key for key, rule in looking.endpoints.items() if guard_of(looking.app, rule.endpoint) == "bearer"}
    assert said == BEARER


@pytest.mark.parametrize("name", [*sorted(EVERYBODY), None])
def test_without_the_key_everybody_is_told_the_same_and_with_it_let_in(furnished, name):
    app, ids = furnished
    client, endpoints = _signed_in(app, name) if name else app.test_client(), _endpoints(app)
    tokens = ("token", "feed_key", "hire_token", "colleague_token", "leaving_token", "referee_token", "fairness_token")
    for key in sorted(BEARER):
        for wrong in (NEVER, ids["guest_key"], ids["hire_key"]):
            assert _ask(client, key, _url(endpoints[key], ids | dict.fromkeys(tokens, wrong))) == 404, key
    client.set_cookie("guest", ids["guest_key"], path="/guest/card")
    client.set_cookie("hire", ids["hire_key"], path="/my-start")
    for key in sorted(BEARER, key=lambda key: (key in CHANGING, key)):
        assert _ask(client, key, _url(endpoints[key], ids)) in {200, 302, 422}, key


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_whoever_may_not_is_told_what_the_table_says(looking, name):
    denied = [key for key, row in sorted(TABLE.items()) if name not in row.allowed]
    told = {key: looking.ask(name, key) for key in denied}
    assert told == {key: TABLE[key].told(name) for key in denied}


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_whoever_may_look_is_shown(looking, name):
    allowed = [key for key, row in sorted(TABLE.items()) if name in row.allowed and key.startswith("GET")]
    told = {key: looking.ask(name, key) for key in allowed}
    assert {key: answer for key, answer in told.items() if answer not in {200, 302}} == {}


@pytest.mark.parametrize("key", sorted(key for key in TABLE if not key.startswith("GET")))
def test_whoever_may_is_answered(furnished, tmp_path, key):
    app, ids = furnished
    url = _url(_endpoints(app)[key], ids)
    for name in sorted(TABLE[key].allowed):
        if key in CHANGING:  # each person meets the scene untouched
            (tmp_path / name).mkdir()
            app, _ = scene.copied(tmp_path / name)
        answered = _ask(_signed_in(app, name), key, url)
        assert answered in {200, 302, 303, 422}, f"{name} was told {answered} by {key}"


def test_nobody_signed_in_is_asked_to_sign_in_whatever_the_address(looking):
    for key in sorted(TABLE.keys() | SIGNED_IN):
        for known in (looking.ids, dict.fromkeys(looking.ids, NEVER)):
            assert looking.ask(None, key, known) == (302 if key.startswith("GET") else 401), key


@pytest.mark.parametrize("name", ["stranger", "administrator", "panellist"])
def test_a_forbidden_id_looks_like_one_that_never_was(looking, name):
    client = looking.client(name)
    for key in sorted(key for key, row in TABLE.items() if name not in row.allowed and row.told(name) == 404):
        real, never = looking.url(key), looking.url(key, dict.fromkeys(looking.ids, NEVER))
        if key.startswith("GET"):
            forbidden, unknown = (_TOKEN.sub("", client.get(url).get_data(as_text=True)) for url in (real, never))
            assert forbidden == unknown, key
        assert _ask(client, key, real) == _ask(client, key, never) == 404, key


def test_an_endpoint_without_a_guard_stops_the_house_from_opening(furnished):
    from hiring.foundation.web.access import Unguarded, refuse_unguarded

    app, _ = furnished
    app.add_url_rule("/forgotten", "forgotten", lambda: "hello")
    with pytest.raises(Unguarded, match="forgotten"):
        refuse_unguarded(app)
