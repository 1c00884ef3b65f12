"""A slow file keeps nobody waiting: what is uploaded is read before the write that keeps it begins."""

import contextvars
import io
import json
import threading
import time

import openpyxl
import pytest
from werkzeug.test import encode_multipart

from hiring.foundation.database import writing
from tests.house import scene
from tests.house.test_bad_requests import address, signed_in
from tests.page import Page
from tests.visitor import alone


def slow_workbook():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["Name"])
    for row in range(2_000):
        sheet.append([f"Person {row}", *[0.5] * 190])
    out = io.BytesIO()
    book.save(out)
    return {"file": (io.BytesIO(out.getvalue()), "export.xlsx")}


def slow_rubric():
    return {"texts": json.dumps([["a.yaml", "[" + "[]," * 40_000 + "]"]])}


def longest_write(app, during):
    """Seconds of the longest write that was made beside `during`, and of `during` itself."""
    longest, began = 0.0, time.monotonic()
    context = contextvars.copy_context()  # with the clock of this test
    beside = threading.Thread(target=context.run, args=(during,))
    beside.start()
    while beside.is_alive():
        before = time.monotonic()
        with app.app_context(), writing():
            pass
        longest = max(longest, time.monotonic() - before)
    return longest, time.monotonic() - began


@pytest.mark.parametrize(
    ("path", "made"), [("/openings/{}/candidates/import", slow_workbook), ("/rubrics/upload/publish", slow_rubric)]
)
def test_while_a_slow_file_is_read_others_can_write(app, visit, make, cast, path, made):
    visitor = visit(cast.hr)
    address, data = path.format(make.opening().id), made() | {"csrf_token": visitor.token()}
    answers = []

    boundary, body = encode_multipart(data)

    def send():
        kind = f"multipart/form-data; boundary={boundary}"
        with visitor.client.post(address, data=body, content_type=kind, buffered=True) as answer:
            answers.append(answer.status_code)

    longest, whole = longest_write(app, lambda: alone(send))
    assert answers[0] in {302, 422}
    assert longest < whole / 2


def test_every_page_that_takes_a_file_reads_it_before_it_writes(tmp_path, now):
    app, ids = scene.copied(tmp_path)
    client, _ = signed_in(app, "hr")
    pages = [
        rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ()) and "static" not in rule.endpoint
    ]
    taking = set()
    for rule in pages:
        with client.get(address(rule, ids)) as answer:
            if answer.mimetype == "text/html" and b"multipart/form-data" in answer.get_data():
                page = Page(answer.get_data(as_text=True))
                taking |= {form.action or rule.rule for form in page.forms() if form.has_files}
    adapter = app.url_map.bind("localhost")
    endpoints = {adapter.match(path, "POST")[0] for path in taking}
    assert endpoints == {"imports.upload", "exchange.look", "spreadsheets.read"}
    for endpoint in endpoints:
        view = app.view_functions[endpoint]
        assert getattr(view, "reads_first", False) or getattr(view, "reads_by_post", False), endpoint
