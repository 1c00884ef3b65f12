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
    insiders: frozenset[str] = frozenset()  # who know that it exists, and are told 403 where others are told 404

    def told(self, name: str) -> int:
        return 403 if name in self.insiders else self.others


def _row(*allowed: set[str], others: int = 403, insiders: set[str] = frozenset()) -> Row:
    return Row(frozenset().union(*allowed), others, frozenset(insiders))


ADMIN = _row({"administrator"})
ACCOUNT = _row({"administrator"}, others=404)
PLACES = _row({"administrator", "hr_lead"})
PLACE = _row({"administrator", "hr_lead"}, others=404)
OF_HR = _row(HR)
OF_HR_HIDDEN = _row(HR, others=404)
OWN_CARD = _row({"panellist"}, others=404)
PANEL = {"panellist", "second_panellist"}
OF_PANEL = _row(HR, PANEL, others=404)
OF_DECISION = _row(HR, others=404, insiders=PANEL)
FOLLOWED = _row(HR, {"manager"}, others=404)
BY_MANAGER = _row({"manager"}, others=404, insiders=HR)
OVERSEEN = _row(HR, others=404, insiders={"manager"})

NEVER = "bbbbbbbbbbbbbbbb"
# One tap changes the scene, so that a second person would meet another one.
CHANGING = {
    *("POST rubrics.publish", "POST openings.close", "POST meetings.no_show", "POST meetings.call_off"),
    *("POST imports.take", "POST imports.discard", "POST endings.take_back", "POST guest_links.take_back"),
}

PUBLIC = {
    *("GET static", "GET bootstrap.static", "GET home.healthz", "GET security.login", "POST security.login"),
    *("GET accounts.choose_password", "POST accounts.choose_password"),
    *("GET accounts.first_run", "POST accounts.first_run", "GET public_pages.show"),
    "GET guests.done",
}
# Whoever carries the key is let in and nobody else is, whoever they are.
BEARER = {
    *("GET guests.enter", "POST guests.enter", "GET guests.kit", "GET guests.scorecard", "POST guests.save"),
    *("GET guests.check", "POST guests.seal", "POST guests.leave"),
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
    "GET exchange.compare": _row(HR, INTERVIEWERS, MANAGERS),
    "POST exchange.download": OF_HR_HIDDEN,
    "GET exchange.upload": OF_HR,
    "POST exchange.look": OF_HR,
    "POST exchange.publish": OF_HR,
    "GET rubrics.show": _row(HR, INTERVIEWERS, MANAGERS, others=404),
    "GET rubrics.show_shipped": OF_HR_HIDDEN,
    "GET usage.index": OF_HR_HIDDEN,
    "GET usage.question": OF_HR_HIDDEN,
    "POST usage.question": OF_HR_HIDDEN,
    "POST usage.bring_back": OF_HR_HIDDEN,
    "POST rubrics.publish": OF_HR_HIDDEN,
    "GET editing.start": OF_HR_HIDDEN,
    "POST editing.start": OF_HR_HIDDEN,
    "GET editing.start_shipped": OF_HR_HIDDEN,
    "POST editing.start_shipped": OF_HR_HIDDEN,
    "GET editing.overview": OF_HR_HIDDEN,
    "GET editing.discard": OF_HR_HIDDEN,
    "POST editing.discard": OF_HR_HIDDEN,
    "GET editing.publish": OF_HR_HIDDEN,
    "POST editing.publish": OF_HR_HIDDEN,
    "GET editing_parts.show": OF_HR_HIDDEN,
    "POST editing_parts.save": OF_HR_HIDDEN,
    "POST editing_parts.add": OF_HR_HIDDEN,
    "POST editing_parts.move_up": OF_HR_HIDDEN,
    "POST editing_parts.remove": OF_HR_HIDDEN,
    "GET preview.of_version": _row(HR, INTERVIEWERS, MANAGERS, others=404),
    "GET preview.of_shipped": OF_HR_HIDDEN,
    "GET preview.of_copy": OF_HR_HIDDEN,
    "GET openings.index": OF_HR,
    "GET openings.open_opening": OF_HR,
    "POST openings.open_opening": OF_HR,
    "GET openings.show": OF_HR_HIDDEN,
    "GET openings.change": OF_HR_HIDDEN,
    "POST openings.change": OF_HR_HIDDEN,
    "GET openings.plan": OF_HR_HIDDEN,
    "POST openings.plan": OF_HR_HIDDEN,
    "POST openings.close": OF_HR_HIDDEN,
    "GET public_pages.keep": OF_HR_HIDDEN,
    "POST public_pages.keep": OF_HR_HIDDEN,
    "POST public_pages.renew": OF_HR_HIDDEN,
    "POST public_pages.close": OF_HR_HIDDEN,
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
    "GET reminders.of_opening": OF_HR_HIDDEN,
    "POST reminders.of_opening": OF_HR_HIDDEN,
    "GET reminders.of_meeting": OF_HR_HIDDEN,
    "POST reminders.of_meeting": OF_HR_HIDDEN,
    "GET invitations.of_seat": OWN_CARD,
    "GET invitations.of_meeting": OF_HR_HIDDEN,
    "GET mailbox.index": _row(HR, {"administrator"}),
    "GET mailbox.show": _row(HR, {"administrator"}, others=404),
    "GET seating.ask": OF_HR_HIDDEN,
    "GET seating.proposal": OF_HR_HIDDEN,
    "POST seating.proposal": OF_HR_HIDDEN,
    "GET guest_links.invite": OF_HR_HIDDEN,
    "POST guest_links.invite": OF_HR_HIDDEN,
    "GET guest_links.show": OF_HR_HIDDEN,
    "POST guest_links.renew": OF_HR_HIDDEN,
    "POST guest_links.take_back": OF_HR_HIDDEN,
    "GET conflicts.fill": OF_HR_HIDDEN,
    "POST conflicts.fill": OF_HR_HIDDEN,
    "GET conflicts.answer": OWN_CARD,
    "POST conflicts.answer": OWN_CARD,
    "GET conflicts.decline": OWN_CARD,
    "POST conflicts.decline": OWN_CARD,
    "GET interviews.mine": _row(INTERVIEWERS),
    "GET interviews.practice": _row(INTERVIEWERS),
    "GET practice.criterion": _row(INTERVIEWERS, others=404),
    "POST practice.begin": _row(INTERVIEWERS, others=404),
    "GET practice.answer": OWN_CARD,
    "POST practice.answer": OWN_CARD,
    "POST practice.save": OWN_CARD,
    "GET practice.result": OWN_CARD,
    "GET interviews.kit": OWN_CARD,
    "GET interviews.scorecard": OWN_CARD,
    "POST interviews.save": OWN_CARD,
    "GET interviews.check": OWN_CARD,
    "POST interviews.seal": OWN_CARD,
    "GET paper.kit": OF_HR_HIDDEN,
    "GET paper.scorecard": OF_HR_HIDDEN,
    "POST paper.save": OF_HR_HIDDEN,
    "GET paper.check": OF_HR_HIDDEN,
    "POST paper.seal": OF_HR_HIDDEN,
    "GET candidates.index": OF_HR_HIDDEN,
    "GET candidates.add": OF_HR_HIDDEN,
    "POST candidates.add": OF_HR_HIDDEN,
    "GET candidates.show": OF_HR_HIDDEN,
    "POST candidates.change_state": OF_HR_HIDDEN,
    "GET candidates.change": OF_HR_HIDDEN,
    "POST candidates.change": OF_HR_HIDDEN,
    "GET candidates.account": OF_HR_HIDDEN,
    "POST candidates.account": OF_HR_HIDDEN,
    "GET candidates.relations": OF_HR_HIDDEN,
    "POST candidates.relations": OF_HR_HIDDEN,
    "GET imports.upload": OF_HR_HIDDEN,
    "POST imports.upload": OF_HR_HIDDEN,
    "GET imports.show": OF_HR_HIDDEN,
    "POST imports.choose_days": OF_HR_HIDDEN,
    "POST imports.take": OF_HR_HIDDEN,
    "POST imports.refused": OF_HR_HIDDEN,
    "POST imports.discard": OF_HR_HIDDEN,
    "GET panels.compare": OF_HR_HIDDEN,
    "POST panels.export_csv": OF_HR_HIDDEN,
    "POST panels.export_xlsx": OF_HR_HIDDEN,
    "GET learning.shortlist": OF_HR_HIDDEN,
    "GET learning.agreement": OF_HR,
    "GET learning.own_marks": _row(INTERVIEWERS),
    "GET panels.show": OF_PANEL,
    "POST panels.close": OF_HR_HIDDEN,
    "GET panels.debrief": OF_PANEL,
    "POST panels.debrief": OF_PANEL,
    "POST marks.export_csv": OF_HR_HIDDEN,
    "POST marks.export_xlsx": OF_HR_HIDDEN,
    "GET amendments.amend": OWN_CARD,
    "POST amendments.amend": OWN_CARD,
    "GET decisions.skill_floor": OF_HR_HIDDEN,
    "POST decisions.skill_floor": OF_HR_HIDDEN,
    "GET decisions.references": OF_HR_HIDDEN,
    "POST decisions.references": OF_HR_HIDDEN,
    "GET decisions.decide": OF_DECISION,
    "POST decisions.decide": OF_DECISION,
    "GET decisions.show": OF_DECISION,
    "POST decisions.after_hire": OF_DECISION,
    "GET probation.index": _row(HR, MANAGERS),
    "GET probation.open_probation": OF_HR_HIDDEN,
    "POST probation.open_probation": OF_HR_HIDDEN,
    "GET probation.show": FOLLOWED,
    "GET probation.note_act": BY_MANAGER,
    "POST probation.note_act": BY_MANAGER,
    "GET probation.check_in": BY_MANAGER,
    "POST probation.check_in": BY_MANAGER,
    "GET probation.check_check_in": BY_MANAGER,
    "POST probation.check_check_in": BY_MANAGER,
    "GET probation.change_manager": OVERSEEN,
    "POST probation.change_manager": OVERSEEN,
    "GET probation.did_not_start": OVERSEEN,
    "POST probation.did_not_start": OVERSEEN,
    "GET endings.confirm": BY_MANAGER,
    "POST endings.confirm": BY_MANAGER,
    "GET endings.extend": BY_MANAGER,
    "POST endings.extend": BY_MANAGER,
    "GET endings.end": BY_MANAGER,
    "POST endings.end": BY_MANAGER,
    "GET endings.check": BY_MANAGER,
    "POST endings.check": BY_MANAGER,
    "GET endings.proposal": FOLLOWED,
    "POST endings.answer": OVERSEEN,
    "POST endings.take_back": BY_MANAGER,
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
    further_on = dict.fromkeys({"application_id", "seat_id"}, ids[rule.endpoint]) if rule.endpoint in ids else {}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: (ids | further_on)[part.group(1)], rule.rule)


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
    assert set(_endpoints(app)) == set(TABLE) | PUBLIC | SIGNED_IN | BEARER


def test_what_is_public_says_so_and_nothing_else_does(furnished):
    app, _ = furnished
    said = {key for key, rule in _endpoints(app).items() if guard_of(app, rule.endpoint) == "public"}
    assert said == PUBLIC


def test_what_is_open_to_a_key_says_so_and_nothing_else_does(furnished):
    app, _ = furnished
    assert {key for key, rule in _endpoints(app).items() if guard_of(app, rule.endpoint) == "bearer"} == BEARER


@pytest.mark.parametrize("name", [*sorted(EVERYBODY), None])
def test_without_the_key_everybody_is_told_the_same_and_with_it_let_in(furnished, name):
    app, ids = furnished
    client, endpoints = _signed_in(app, name) if name else app.test_client(), _endpoints(app)
    for key in sorted(BEARER):
        told = {_ask(client, key, _url(endpoints[key], ids | {"token": wrong})) for wrong in (NEVER, ids["guest_key"])}
        assert told == {404}, key
    client.set_cookie("guest", ids["guest_key"], path="/guest/card")
    for key in sorted(BEARER):
        assert _ask(client, key, _url(endpoints[key], ids)) in {200, 302, 422}, key


@pytest.mark.parametrize("name", sorted(EVERYBODY))
def test_whoever_may_not_is_told_what_the_table_says(furnished, name):
    app, ids = furnished
    client, endpoints = _signed_in(app, name), _endpoints(app)
    denied = [key for key, row in sorted(TABLE.items()) if name not in row.allowed]
    told = {key: _ask(client, key, _url(endpoints[key], ids)) for key in denied}
    assert told == {key: TABLE[key].told(name) for key in denied}


@pytest.mark.parametrize("key", sorted(TABLE))
def test_whoever_may_is_answered(furnished, tmp_path, key):
    app, ids = furnished
    url = _url(_endpoints(app)[key], ids)
    for name in sorted(TABLE[key].allowed):
        if key in CHANGING:  # each person meets the scene untouched
            (tmp_path / name).mkdir()
            app, _ = scene.copied(tmp_path / name)
        answered = _ask(_signed_in(app, name), key, url)
        assert answered in {200, 302, 303, 422}, f"{name} was told {answered} by {key}"


def test_nobody_signed_in_is_asked_to_sign_in_whatever_the_address(furnished):
    app, ids = furnished
    client, endpoints = app.test_client(), _endpoints(app)
    for key in sorted(TABLE.keys() | SIGNED_IN):
        for known in (ids, dict.fromkeys(ids, NEVER)):
            assert _ask(client, key, _url(endpoints[key], known)) == (302 if key.startswith("GET") else 401), key


@pytest.mark.parametrize("name", ["stranger", "administrator", "panellist"])
def test_a_forbidden_id_looks_like_one_that_never_was(furnished, name):
    app, ids = furnished
    client, endpoints = _signed_in(app, name), _endpoints(app)
    for key in sorted(key for key, row in TABLE.items() if name not in row.allowed and row.told(name) == 404):
        real, never = _url(endpoints[key], ids), _url(endpoints[key], dict.fromkeys(ids, NEVER))
        if key.startswith("GET"):
            forbidden, unknown = (_TOKEN.sub("", client.get(url).get_data(as_text=True)) for url in (real, never))
            assert forbidden == unknown, key
        assert _ask(client, key, real) == _ask(client, key, never) == 404, key


def test_an_endpoint_without_a_guard_stops_the_house_from_opening(furnished):
    from hiring.foundation.access import Unguarded, refuse_unguarded

    app, _ = furnished
    app.add_url_rule("/forgotten", "forgotten", lambda: "hello")
    with pytest.raises(Unguarded, match="forgotten"):
        refuse_unguarded(app)
