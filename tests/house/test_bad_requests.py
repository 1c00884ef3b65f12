"""Whatever a request brings, the answer is a proper page with every security header, and never a bare 500."""

import re
import shutil

import pytest
from jinja2 import DictLoader

from hiring.foundation.database import db
from hiring.foundation.web.headers import HEADERS, LAST_RESORT
from tests.cast import ADDRESSES, PASSWORD
from tests.house import scene
from tests.page import Page

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="%b"\r\n\r\n1\r\n'
# As many parts as are taken where every route is asked: with as many as there may be each would be read for 0.1 s.
FEW = 20
BODIES = {
    "JSON that nests": (b"[" * 200_000, "application/json"),
    "JSON of another shape": (b'[{"email": 1}, null]', "application/json"),
    "JSON by another name": (b'{"a": ' * 100_000, "application/vnd.api+json"),
    "XML": (b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "text/xml"),
    "a deep name": (b"a" + b"-0" * 5_000 + b"=1&" + b"b[" * 5_000 + b"=1", FORM),
    "names that are numbers": (b"&".join(b"notes-%d-text=1" % 10**place for place in range(0, 400, 7)), FORM),
    "zero bytes": (b"form_id=%00&seen=%00&email=%00", FORM),
    "bytes that are no text": (b"name=\xff\xfe&reason=%ff%ed%a0%80", FORM),
    "too many fields": (b"a=1&" * 10_001, FORM),
    "too many parts": (PART % b"a" * (FEW + 1) + b"--x--", PARTS),
    "too many bytes": (b"x" * 4_200_000, PARTS),
    "no boundary": (b"garbage", "multipart/form-data"),
    "a boundary that is no text": (
        b"garbage",
        "multipart/form-data; boundary=\xe9".encode("latin-1").decode("latin-1"),
    ),
    "half a part": (PART % b"a" + b"--x\r\nContent-Disp", PARTS),
    "a file with a strange name": (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="\x00../\xff"\r\n\r\nPK\x03\x04\r\n--x--',
        PARTS,
    ),
    "an unknown kind": (b"?", "\\;;charset=none"),
    "nothing": (b"", ""),
}
BAD_QUERIES = ["a=%00", "a=%ff%fe&b=%ed%a0%80", f"q={'[' * 20_000}", "%5B%5D=&&=;", "page=-1&before=%F0%9F%98%80"]
BAD_IDS = ["%00", "%ff", "a" * 3_000, "..%2f..%2f", "%F0%9F%98%80", "-1"]


@pytest.fixture
def served(tmp_path, now):
    """One of everything, served as in earnest: an error becomes a page and isn't raised."""
    app, ids = scene.copied(tmp_path)
    app.testing = False
    return app, ids


def signed_in(app, name):
    client = app.test_client()
    token = token_in(client.get("/sign-in"))
    data = {"email": ADDRESSES[name], "password": PASSWORD, "csrf_token": token}
    assert client.post("/sign-in", data=data).status_code == 302
    return client, token_in(client.get("/me"))


def token_in(answer):
    return re.search(r'name="csrf_token" value="([^"]+)"', answer.get_data(as_text=True)).group(1)


def address(rule, ids):
    names = {"application_id", "seat_id", "kind"}
    further_on = dict.fromkeys(names, ids[rule.endpoint]) if rule.endpoint in ids else {}
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: (ids | further_on).get(part.group(1), "x"), rule.rule)


def check(answer, asked):
    """A page that says what is wrong, or what a good request gets; with all headers in either case."""
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS, asked
    assert answer.status_code < 500, (asked, answer.status_code)
    if answer.status_code >= 400:
        assert answer.mimetype == "text/html" and re.search("<h1.*</h1>", answer.get_data(as_text=True)), asked


def posts(app):
    rules = [rule for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())]
    # Signing out comes last, because nothing behind it would be reached.
    return sorted(rules, key=lambda rule: ("sign_out" in rule.endpoint or "logout" in rule.endpoint, rule.rule))


# The others are settled before it matters who asks.
REACHES_A_VIEW = [
    "a deep name",
    "names that are numbers",
    "bytes that are no text",
    "a file with a strange name",
    "nothing",
]


@pytest.mark.parametrize(("name", "kinds"), [(None, [*BODIES]), ("hr", REACHES_A_VIEW), ("panellist", REACHES_A_VIEW)])
def test_every_route_answers_a_bad_body_with_a_page(served, name, kinds):
    app, ids = served
    app.config["MAX_FORM_PARTS"] = FEW
    for kind in kinds:
        client, token = signed_in(app, name) if name else (app.test_client(), "")
        body, content_type = BODIES[kind]
        for rule in posts(app):
            path = address(rule, ids)
            answer = client.post(path, data=body, content_type=content_type, headers={"X-CSRFToken": token})
            check(answer, (kind, path))


@pytest.mark.parametrize("name", [None, "hr"])
def test_every_route_answers_a_bad_address_with_a_page(served, name):
    app, ids = served
    client = signed_in(app, name)[0] if name else app.test_client()
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
            continue
        for query in BAD_QUERIES:
            check(client.get(f"{address(rule, ids)}?{query}"), (rule.rule, query[:30]))
        for bad in BAD_IDS if rule.arguments else []:
            check(client.get(address(rule, dict.fromkeys(rule.arguments, bad))), (rule.rule, bad[:30]))


def test_a_body_of_json_is_never_parsed(served):
    app, _ = served
    client = app.test_client()
    token = token_in(client.get("/sign-in"))
    given = {"email": ADDRESSES["hr"], "password": PASSWORD}
    client.post("/sign-in", json=given, headers={"X-CSRFToken": token})
    assert client.get("/me").status_code == 302  # still nobody
    client.post("/sign-in", data=given, headers={"X-CSRFToken": token})
    assert client.get("/me").status_code == 200


def test_as_many_fields_as_a_long_list_has_are_taken(served):
    app, _ = served
    client, token = signed_in(app, "hr")
    for count, status in ((9_999, 404), (10_000, 413)):
        body = b"a=1&" * count + b"csrf_token=" + token.encode()
        assert client.post("/nothing", data=body, content_type=FORM).status_code == status
        parts = PART % b"a" * count + (PART % b"csrf_token").replace(b"1\r", token.encode() + b"\r") + b"--x--"
        assert client.post("/nothing", data=parts, content_type=PARTS).status_code == status


@pytest.mark.parametrize(
    "asked",
    [
        {"method": "OPTIONS", "path": "/"},
        {"method": "TRACE", "path": "/"},
        {"method": "BREW", "path": "/sign-in"},
        {"path": "/static/nothing.css"},
        {"path": "//evil.example/%2e%2e"},
        {"path": "/sign-in", "headers": {"Host": "a b/c:x"}},
        {"path": "/sign-in", "headers": {"Host": ""}},
        {"path": "/sign-in", "headers": {"Cookie": "hiring=\xff.x.y; ;;=", "Accept": "application/json"}},
        {"path": "/sign-in", "headers": {"Accept-Encoding": "gzip;q=x", "If-None-Match": '"', "Range": "bytes=9-1"}},
        {"path": "/sign-in", "headers": {"Content-Length": "-1"}},
        {"path": "/sign-in", "headers": {"X-Forwarded-For": "x" * 9_000, "X-Forwarded-Proto": "gopher"}},
    ],
)
def test_answers_made_before_any_page_carry_the_headers(served, asked):
    app, _ = served
    check(app.test_client().open(**asked), asked)


def test_files_redirects_and_answers_without_a_body_carry_the_headers(served):
    app, _ = served
    with app.test_request_context():
        sheet = app.url_for("static", filename="house.css")
    client = app.test_client()
    with client.get(sheet) as first, client.get("/") as elsewhere:
        known = {"If-None-Match": first.headers["ETag"]}
        with client.get(sheet, headers=known) as again:
            assert [first.status_code, elsewhere.status_code, again.status_code] == [200, 302, 304]
            for answer in (first, elsewhere, again):
                check(answer, sheet)
                assert len(answer.headers.getlist("Content-Security-Policy")) == 1


def test_an_error_of_ours_is_a_page_and_what_broke_the_page_too_is_the_last_resort(served, tmp_path):
    app, _ = served
    client = app.test_client()
    with app.app_context():
        db.engine.dispose()
    shutil.move(tmp_path / "hiring.sqlite", tmp_path / "gone")
    broken = client.post(
        "/sign-in", data={"csrf_token": token_in(client.get("/sign-in")), "email": "a@x.org", "password": "b"}
    )
    assert broken.status_code in {500, 503} and "text/html" in broken.content_type
    app.jinja_env.loader = DictLoader({})
    app.jinja_env.cache.clear()
    last = client.get("/sign-in")
    assert (last.status_code, last.data, last.headers["Cache-Control"]) == (500, LAST_RESORT, "no-store")
    for answer in (broken, last):
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    Page(LAST_RESORT.decode()).check("the last resort")


def test_behind_tls_the_last_resort_asks_for_tls_too(tmp_path, now):
    from dataclasses import replace

    from hiring.app import create_app
    from tests.databases import settings

    app = create_app(replace(settings(tmp_path, ""), behind_tls=True))
    app.jinja_env.loader = DictLoader({})
    answer = app.test_client().get("/sign-in")
    assert answer.status_code == 500
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
