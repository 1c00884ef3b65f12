"""A pasted list of candidates: each line is read, put right in its row, or left out, and nothing typed is lost."""

import pytest
import sqlalchemy as sa

from hiring.candidates.models import Candidate
from hiring.candidates.queries import applications_of
from hiring.candidates.reading.pasted import MOST_LINES, read_pasted
from hiring.foundation.database import db

LIST = """Ewa Kowalczyk, ewa@example.org, 07700 900123, job fair

Bo Berg; bo@example
Cem Can\tcem@example.org
Ewa Kowalczyk, ewa@example.org
Dee Dunn, dee@example.org
"""


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("Ewa Kowalczyk, ewa@example.org", ["Ewa Kowalczyk", "ewa@example.org", "", ""]),
        ("Ewa Ko <ewa@example.org> +44 7700 900123", ["Ewa Ko", "ewa@example.org", "+44 7700 900123", ""]),
        ("Ko, Ewa; mailto:ewa@example.org; job fair", ["Ko, Ewa", "mailto:ewa@example.org", "", "job fair"]),
        ("Ewa\tewa@example.org\t(020) 7946-0018\tA, B", ["Ewa", "ewa@example.org", "(020) 7946-0018", "A, B"]),
        ("ewa@example.org, Ewa Kowalczyk, job fair", ["Ewa Kowalczyk", "ewa@example.org", "", "job fair"]),
        ("Ewa Kowalczyk, 07700 900123", ["Ewa Kowalczyk", "", "07700 900123", ""]),
        ("Ewa Kowalczyk", ["Ewa Kowalczyk", "", "", ""]),
        ("Ewa, ewa@nowhere", ["Ewa", "ewa@nowhere", "", ""]),
    ],
)  # fmt: skip
def test_a_line_is_read_however_it_is_written(line, cells):
    table, fields = read_pasted(f"\n{line}")
    assert (table.rows[2], table.header_at, fields[0]) == (cells, 0, "name")


def test_a_list_is_checked_repaired_in_its_row_and_added(visit, cast, make):
    opening = make.opening()
    make.application(opening, "Dee Dunn", email="dee@example.org")
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/candidates/paste")
    visitor.submit({"candidates": LIST}, button="Check list").follow()
    assert visitor.page.form("Save ticks").held()["was-email-3"] == "bo@example"
    assert "We can't read this email" in visitor.text
    visitor.submit({"email-3": "bo@example.org"}, button="Import two candidates").follow()
    found = {application.candidate.name: application for application in applications_of(db.session, opening)}
    assert sorted(found) == ["Bo Berg", "Cem Can", "Dee Dunn", "Ewa Kowalczyk"]
    assert (found["Ewa Kowalczyk"].source, found["Ewa Kowalczyk"].candidate.phone) == ("job fair", "07700 900123")


def test_a_list_with_headings_goes_by_its_columns(visit, cast, make):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/candidates/paste")
    visitor.submit({"candidates": "Surname\tFirst name\tEmail\nBerg\tBo\tbo@example.org"}).follow()
    assert "/columns" in visitor.path
    visitor.submit().follow().submit(button="Import one candidate").follow()
    assert [application.candidate.name for application in applications_of(db.session, opening)] == ["Bo Berg"]


@pytest.mark.parametrize(
    ("pasted", "says"),
    [
        ("  ", "Paste at least one line."),
        ("\n".join(f"P{n}, p{n}@x.org" for n in range(MOST_LINES + 1)), f"These are {MOST_LINES + 1} lines."),
        ("Name\tEmail", "The file has a header, but no candidates below it."),
    ],
)
def test_nobody_is_added_from_a_list_that_cannot_be_and_it_stays_typed(visit, cast, make, pasted, says):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/candidates/paste")
    visitor.submit({"candidates": pasted}, button="Check list", expect=422)
    assert visitor.page.problems()[0].startswith(says)
    assert visitor.page.form("Check list").held()["candidates"].strip() == pasted.strip()
    assert db.session.scalar(sa.select(sa.func.count(Candidate.id))) == 0


def test_three_hundred_lines_are_read():
    table, _ = read_pasted("\n".join(f"P{n}, p{n}@x.org" for n in range(MOST_LINES)))
    assert len(table.rows) == MOST_LINES + 1
