"""How answers travel: packed, static files kept by the browser, everything else never."""

import gzip

import pytest
import sqlalchemy as sa

from hiring.foundation import paths
from hiring.foundation.database import db
from hiring.foundation.web import static_files
from tests.visitor import alone

PACKED = {"Accept-Encoding": "gzip"}


def fetched(app, path, **headers):
    """The answer to one request of someone new, with the file behind it closed as a server would close it."""

    def fetch():
        with app.test_client().get(path, headers=headers) as answer:
            answer.get_data()
            return answer

    return alone(fetch)


def sheets(app):
    with app.test_request_context():
        here = app.url_for("static", filename="house.css"), app.url_for("static", filename="autosave.js")
        return [*here, app.url_for("bootstrap.static", filename="css/bootstrap.min.css")]


def test_a_page_is_packed_for_who_can_unpack_it_and_says_the_same(app):
    plain, packed = fetched(app, "/sign-in"), fetched(app, "/sign-in", **PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data) * 0.6
    assert b"<h1>" in gzip.decompress(packed.data)
    assert "Accept-Encoding" in packed.headers["Vary"] and "Accept-Encoding" in plain.headers["Vary"]
    assert packed.headers["Cache-Control"] == "no-store"


def test_the_length_of_a_packed_page_tells_nothing_exact(app):
    lengths = {len(fetched(app, "/nothing", **PACKED).data) for _ in range(12)}
    assert len(lengths) > 1


def test_static_files_are_kept_for_a_year_and_packed(app):
    for address in sheets(app):
        answer = fetched(app, address, **PACKED)
        assert answer.status_code == 200
        assert answer.cache_control.max_age == static_files.KEPT_SECONDS
        assert answer.cache_control.immutable
        assert "no_store" not in answer.cache_control and "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers["Vary"]
        assert answer.headers["Content-Encoding"] == "gzip"


def test_a_browser_that_asks_again_for_a_file_is_told_that_it_is_the_same(app):
    first = fetched(app, sheets(app)[0], **PACKED)
    again = fetched(app, sheets(app)[0], **PACKED, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_a_file_that_is_not_there_is_not_remembered(app):
    missing = sheets(app)[0].replace("house.css", "other.css")
    answer = fetched(app, missing)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


@pytest.mark.parametrize("changed", ["house.css", "new.js"])
def test_a_changed_file_has_another_address(tmp_path, changed):
    for path in paths.static().iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    before = static_files.static_address(tmp_path)
    assert before == static_files.static_address(paths.static())
    (tmp_path / changed).write_text("/* another one */")
    assert static_files.static_address(tmp_path) != before


def test_a_static_file_asks_nothing_of_the_database(app):
    asked = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    fetched(app, sheets(app)[0])
    assert asked == []
