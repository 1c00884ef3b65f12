"""The reader of trackers' exports: what of each row, and why."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.candidates.reading.layout import remarks_on_layout
from hiring.candidates.reading.matching import Known, KnownPerson
from hiring.candidates.reading.rows import RowOutcome
from hiring.candidates.reading.table import CandidateTable, ImportChoices, read_candidates, read_table
from hiring.foundation.refusals import Refused
from hiring.foundation.tables.sheets import Sheet

EXPORT = Path(__file__).parent.parent / "data" / "candidates_export.csv"
TODAY = date(2026, 11, 3)
HEADER = "Name,Email,Applied,Notes\n"


def read(content, known=None, **more):
    content = content.encode() if isinstance(content, str) else content
    return read_candidates(read_table(content), known or Known(), TODAY, "Front desk host", ImportChoices(**more))


def outcomes(reading):
    return [(row.number, str(row.outcome)) for row in reading.rows]


def only(content, known=None, **more):
    return read(content, known, **more).rows[-1]


def test_the_export_of_a_tracker_is_read_row_by_row():
    reading = read(EXPORT.read_bytes())
    taken = [(n, "taken") for n in (2, 3, 4, 5, 6, 7, 8, 9)]
    assert outcomes(reading) == [*taken, (10, "merged"), (11, "refused"), (12, "taken"), (13, "taken")]
    assert reading.summary == "12 rows: 9 to be added, 1 already here, 1 left out and 1 refused."
    assert reading.ignored == []
    assert reading.remarks == []


def test_the_export_keeps_what_is_odd_in_it():
    rows = {row.number: row for row in read(EXPORT.read_bytes()).rows}
    assert rows[4].email == "marcus.osullivan@example.org"
    assert rows[5].applied_on == date(2026, 10, 3)
    assert rows[5].warnings[0].startswith("“03/10/2026” is read as 3 October 2026")
    assert rows[6].name == "Noor"
    assert rows[7].note == '=HYPERLINK("http://x.example","cv")'
    assert rows[7].warnings == ("The note is a formula. We keep it as text and never run it.",)
    assert rows[8].withdrawn
    assert rows[9].note == "line one\nline two"
    assert rows[13].note == "+1 shift flexible"
    assert rows[13].warnings == ()


def test_a_person_twice_becomes_one_application_with_both_notes():
    reading = read(EXPORT.read_bytes())
    amara = reading.applications()[0]
    assert len(reading.applications()) == 9
    assert (amara.number, amara.applied_on, amara.note) == (2, date(2026, 10, 2), "applied twice")
    assert [row.joins for row in reading.merged] == [2]


def test_whoever_applied_again_after_withdrawing_is_under_way():
    rows = "Name,Email,Applied,Stage\nBo,bo@x.org,2026-10-01,Withdrawn\nBo,bo@x.org,2026-10-05,Applied\n"
    assert not read(rows).applications()[0].withdrawn


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",a@x.org,2026-10-01,", "The name is empty. Type it, or leave this row out."),
        ("A,nope,2026-10-01,", "We can't read this email. Correct it or leave it empty."),
        ("A,a@x.org,soon,", "We can't read the day “soon”. Write it as year-month-day in the file."),
        (f"{'x' * 201},a@x.org,2026-10-01,", "The name is 201 characters long; at most 200 can be kept."),
        (f"A,a@x.org,2026-10-01,{'x' * 20_001}", "The note is 20,001 characters long; at most 20,000 can be kept."),
        ("A,a@x.org,2026-10-01,b,c",
         "It has more cells than the header. Text with a comma or semicolon in it may need quotes."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_says_why(row, reason):
    found = only(f"{HEADER}{row}\n")
    assert (found.outcome, found.reason) == (RowOutcome.REFUSED, reason)


def test_the_same_address_under_another_name_is_refused_and_names_the_row():
    found = only(f"{HEADER}Ana,a@x.org,2026-10-01,\nBea,A@X.org,2026-10-01,\n")
    assert found.reason == "Row 2 has the same address under another name, “Ana”."


def test_an_address_kept_under_another_name_is_refused():
    found = only(f"{HEADER}Bea,a@x.org,2026-10-01,\n", Known({"a@x.org": [KnownPerson("Ana", False)]}))
    assert found.reason == "Ana has this email. Correct the email or the name."


@pytest.mark.parametrize(("has_applied", "added"), [(False, 1), (True, 0)])
def test_a_known_candidate_is_merged(has_applied, added):
    reading = read(f"{HEADER}ana,a@x.org,2026-10-01,\n", Known({"a@x.org": [KnownPerson("Ana", has_applied)]}))
    assert outcomes(reading) == [(2, "merged")]
    assert len(reading.applications()) == added


def test_a_refused_row_does_not_stand_in_the_way_of_the_next():
    reading = read(f"{HEADER}Ana,a@x.org,soon,\nAna,a@x.org,2026-10-01,\n")
    assert outcomes(reading) == [(2, "refused"), (3, "taken")]


def test_without_an_address_an_id_tells_people_apart():
    rows = "Name,ID,Applied\nNoor,1,2026-10-01\nNoor,2,2026-10-01\nNoor,2,2026-10-02\n"
    assert outcomes(read(rows)) == [(2, "taken"), (3, "taken"), (4, "merged")]
    again = Known(names_without_address=frozenset({"noor"}), references_without_address=frozenset({"1", "2"}))
    assert [row.is_here_already for row in read(rows, again).rows] == [True, True, True]


def test_two_of_one_name_without_address_or_id_are_not_guessed_at():
    reading = read("Name,Applied\nNoor,2026-10-01\nNoor,2026-10-02\n")
    assert outcomes(reading) == [(2, "taken"), (3, "refused")]
    assert reading.remarks == ["No column holds email addresses, so we can't recognise people when they apply again."]


def test_days_that_can_be_read_in_two_ways_wait_for_an_answer():
    content = f"{HEADER}Ana,a@x.org,03/10/2026,\n"
    waiting = read(content)
    assert waiting.rows[0].reason == "“03/10/2026” is 3 October 2026 or 10 March 2026."
    assert not waiting.can_be_taken
    assert read(content, day_first=True).rows[0].applied_on == date(2026, 10, 3)
    assert read(content, day_first=False).rows[0].applied_on == date(2026, 3, 10)


def test_a_file_without_days_takes_today_and_says_so():
    found = only("Name,Email\nAna,a@x.org\n")
    assert (found.applied_on, found.warnings) == (TODAY, ("No day of application, so we use today.",))


def test_a_day_to_come_is_taken_and_pointed_out():
    assert only(f"{HEADER}Ana,a@x.org,2027-01-01,\n").warnings == ("The day of application is still to come.",)


def test_rows_for_another_post_are_refused_where_the_file_names_ours():
    reading = read("Name,Email,Job\nAna,a@x.org,front desk host\nBo,b@x.org,Barista\n")
    assert outcomes(reading) == [(2, "taken"), (3, "refused")]
    assert reading.rows[1].reason == "It's for “Barista”, not for this opening."


def test_a_file_that_names_another_post_throughout_is_remarked_upon():
    reading = read("Name,Email,Job\nAna,a@x.org,Barista\n")
    assert outcomes(reading) == [(2, "taken")]
    assert reading.remarks == ["No row names the opening “Front desk host”. Check that this is the right file."]


@pytest.mark.parametrize(
    ("status", "closed"),
    [
        *(("Rejected", "rejected"), ("Disqualified: no licence", "rejected"), ("Abgelehnt", "rejected")),
        *(("Absage verschickt", "rejected"), ("Refused", "rejected"), ("Hired", "hired"), ("Eingestellt", "hired")),
        *(("Accepted", "hired"), ("Archived", "archived"), ("Archiviert", "archived"), ("Not Selected", "rejected")),
        *(("Withdrawn by candidate", "withdrew"), ("Zurückgezogen", "withdrew")),
        *(("Offer declined", "declined the offer"), ("Offer rejected by candidate", "declined the offer")),
        *(("Applied", ""), ("Phone screen", ""), ("Offer", ""), ("In Prüfung", ""), ("To be rejected", ""), ("", "")),
    ],
)
def test_the_status_elsewhere_decides_who_starts_ticked(status, closed):
    row = only(f"Name,Email,Applied,Stage\nAna,a@x.org,2026-10-01,{status}\n")
    assert (row.closed, row.ticked) == (f"{closed} in the other system" if closed else "", not closed)
    assert row.withdrawn == (closed == "withdrew")


def test_a_tick_adds_who_is_closed_elsewhere_and_leaves_out_who_is_not():
    content = "Name,Email,Stage\nAna,a@x.org,Rejected\nBo,b@x.org,Applied\n"
    assert [row.name for row in read(content).applications()] == ["Bo"]
    assert [row.name for row in read(content, ticks={2: True, 3: False}).applications()] == ["Ana"]


def test_who_is_rejected_in_one_row_and_open_in_the_next_is_added():
    content = "Name,Email,Applied,Stage\nAna,a@x.org,2026-10-01,Rejected\nAna,a@x.org,2026-10-05,Applied\n"
    assert [row.number for row in read(content).applications()] == [2]


def test_a_failing_row_never_loses_the_others_and_can_be_typed_anew():
    content = f"{HEADER},a@x.org,2026-10-01,\nBo,bo@x,2026-10-01,\nCy,c@x.org,2026-10-01,\n"
    assert [row.name for row in read(content).applications()] == ["Cy"]
    mended = read(content, repairs={2: {"name": "Ana"}, 3: {"email": ""}})
    added = [("Ana", "a@x.org"), ("Bo", ""), ("Cy", "c@x.org")]
    assert [(row.name, row.email) for row in mended.applications()] == added


@pytest.mark.parametrize(
    ("cells", "read_as", "remark"),
    [
        ("Ana,mailto:A@x.org,", ("Ana", "a@x.org", ""), "We took the email out"),
        ("Ana,a@x.org; b@x.org,", ("Ana", "a@x.org", ""), "The cell has 2 emails; we took the first."),
        ("Ana,Ana Lee <a@x.org>,", ("Ana", "a@x.org", ""), "We took the email out"),
        ('Ana,a@x.org,"4,91512E+11"', ("Ana", "a@x.org", ""), "Excel broke the phone number; left empty."),
        ("Ana,a@x.org,4.91512E+11", ("Ana", "a@x.org", ""), "Excel broke the phone number; left empty."),
        ("Ana,a@x.org,tel:+49 151 2", ("Ana", "a@x.org", "+49 151 2"), ""),
        (
            '"O\'Neill, Ciarán",a@x.org,1',
            ("Ciarán O'Neill", "a@x.org", "1"),
            "We swapped the two halves of “O'Neill, Ciarán”.",
        ),
        ('"Ana Lee, PhD",a@x.org,1', ("Ana Lee, PhD", "a@x.org", "1"), ""),
    ],
)
def test_a_spoilt_cell_is_mended_and_says_so(cells, read_as, remark):
    row = only(f"Name,Email,Phone,Applied\n{cells},2026-10-01\n")
    assert (row.name, row.email, row.phone) == read_as
    assert "".join(row.warnings).startswith(remark) if remark else row.warnings == ()
    assert row.outcome is RowOutcome.TAKEN


def test_first_and_last_name_beat_one_column_with_both():
    content = 'Name,First Name,Last Name,Email\n"Lee, Ana",Ana,Lee,a@x.org\n"Ng, Bo",,,b@x.org\n'
    fields = ["name", "first", "last", "email"]
    assert [row.name for row in read(content, fields=fields).rows] == ["Ana Lee", "Bo Ng"]


def test_the_header_is_found_below_title_lines_and_a_total_is_no_person():
    content = (
        "All candidates,,\nExported 3 November 2026,,\nName,Email,Applied\nAna,a@x.org,2026-10-01\n"
        "Total Recall,t@x.org,2026-10-01\nTotal,2,\n"
    )
    reading = read(content)
    assert [(row.number, row.name) for row in reading.rows] == [(4, "Ana"), (5, "Total Recall")]
    assert reading.remarks == [
        "The header is on line 3, below 2 title lines.",
        "Row 6 is a total, so we leave it out.",
    ]


@pytest.mark.parametrize("total", ["Total", "Grand total: 48", "48 candidates", "Summe", "Gesamt: 48", "48"])
def test_rows_that_count_the_others(total):
    rows = [row.name for row in read(f"Name,Email\nAna,a@x.org\n{total},\n").rows]
    assert rows == (["Ana", "48"] if total == "48" else ["Ana"])


def test_what_is_hidden_in_a_workbook_is_named():
    sheet = Sheet("", rows=[["Name", "Email"], ["Ana", "a@x.org"], ["Bo", "b@x.org"]])
    sheet.hidden_rows, sheet.hidden_columns = [1, 3], [2]
    assert remarks_on_layout(sheet, 1, []) == [
        "Row 3 is hidden in your spreadsheet. We read it too.",
        "Column “Email” is hidden in your spreadsheet. We read it too.",
    ]


def test_columns_are_found_by_their_usual_names_and_others_are_named():
    reading = read("candidate_name;E-Mail Address;dateApplied;Shoe size\nAna;a@x.org;2026-10-01;39\n")
    assert reading.ignored == ["Shoe size"]
    assert (reading.rows[0].name, reading.rows[0].email) == ("Ana", "a@x.org")
    assert reading.rows[0].applied_on == date(2026, 10, 1)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("Shoe size,Colour\n39,red\n", "No column goes to a name. Choose the one that holds the names."),
        ("Shoe size\n39\n", "We found: “Shoe size”."),
        (HEADER, "The file has a header, but no candidates below it."),
    ],
)
def test_a_file_that_holds_no_candidates_is_refused(content, sentence):
    with pytest.raises(Refused) as refused:
        read(content)
    assert str(refused.value).endswith(sentence)


def test_the_digest_changes_with_what_would_become_of_a_row():
    content = f"{HEADER}Ana,a@x.org,2026-10-01,\n"
    known = Known({"a@x.org": [KnownPerson("Ana", True)]})
    assert read(content).digest == read(content).digest
    assert read(content).digest != read(content, known).digest


CELLS = st.text(max_size=12) | st.sampled_from(["a@x.org", "Ana", "03/10/2026", "2026-10-01", "Withdrawn", "=1+1", "'"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), min_size=1, max_size=8))
def test_whatever_the_cells_every_row_has_one_outcome_and_a_reason_unless_taken(rows):
    header = ["Name", "Email", "Phone", "Applied", "Source", "Stage", "ID"]
    table = CandidateTable([header, *rows, ["Zoë", "z@x.org", "", "", "", "", ""]], [])
    reading = read_candidates(table, Known(), TODAY, "Host")
    counts = [len(part) for part in (reading.taken, reading.merged, reading.refused, reading.unclear)]
    assert sum(counts) == len(reading.rows)
    assert all(bool(row.reason) == (row.outcome is not RowOutcome.TAKEN) for row in reading.rows)
    assert all(row.ticked is not bool(row.closed) for row in reading.rows)
    assert all(row.applied_on for row in reading.applications())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=400).map(lambda b: b"Name,Email,Applied\n" + b))
def test_no_bytes_raise_anything_but_the_refusal(content):
    try:
        reading = read(content)
    except Refused as refused:
        assert str(refused)
    else:
        assert reading.rows
