"""A slow file keeps nobody waiting: what is uploaded is read before the write that keeps it begins."""

import contextvars
import io
import json
import threading
import time

import openpyxl
import pytest

from hiring.foundation.database import writing
from hiring.foundation.headers import HEADERS
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

    def send():
        answers.append(alone(lambda: visitor.client.post(address, data=data, content_type="multipart/form-data")))

    longest, whole = longest_write(app, send)
    assert answers[0].status_code in {302, 422} and HEADERS.items() <= dict(answers[0].headers).items()
    assert longest < whole / 2
