"""The comparison of an opening, through its page and its exports."""

import csv
import io

import openpyxl

from hiring.candidates import actions as candidates
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews.readings import MARKS


def rows_of(visitor):
    """Name → text of each cell, in the order of the table."""
    body = next(iter(visitor.page.root.iter("tbody")))
    cells = [[" ".join(" ".join(c.itertext()).split()) for c in row] for row in body.iter("tr")]
    names = [" ".join("".join(next(row.iter("a")).itertext()).split()) for row in body.iter("tr")]
    return {name: row[1:] for name, row in zip(names, cells, strict=True)}


def test_an_opening_without_candidates_says_what_will_stand_here(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert "Nobody has applied to this opening yet." in visitor.text


def test_candidates_stand_by_name_with_mean_interval_raters_and_spread(visit, make, cast):
    opening = make.opening()
    for name, levels in (("Zoe Zander", (4, 4)), ("Amara Osei", (3, 4)), ("محمد رضا", (3, 3))):
        make.panel(*levels, application=make.application(opening, name))
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    shown = rows_of(visitor)
    assert list(shown) == ["Amara Osei", "Zoe Zander", "محمد رضا"]
    assert shown["Amara Osei"][0] == "3.5 2.4–4.6 n 2, spread 0.7"
    assert shown["Zoe Zander"][-1] == "4.0 3.0–5.0 tie group 1"


def test_sorting_by_the_total_is_one_click_and_turns_round_with_another(visit, make, cast):
    opening = make.opening()
    for name, level in (("Amara Osei", 2), ("Bela Bach", 4), ("Cem Can", 3)):
        make.panel(level, level, application=make.application(opening, name))
    make.application(opening, "Aaron Abel")
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    visitor.get(visitor.page.links()["All together"])
    assert list(rows_of(visitor)) == ["Bela Bach", "Cem Can", "Amara Osei", "Aaron Abel"]
    sorted_by = [th.get("aria-sort") for th in visitor.page.root.iter("th") if th.get("aria-sort")]
    assert sorted_by == ["descending"]
    visitor.get(visitor.page.links()["All together ↓"])
    assert list(rows_of(visitor)) == ["Amara Osei", "Cem Can", "Bela Bach", "Aaron Abel"]


def test_an_address_that_asks_for_nonsense_gets_the_first_page_by_name(visit, make, cast):
    opening = make.opening()
    make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    for query in ("sort=price", "page=0", "page=-3", "page=99999999999999", "page=٣", "sort=%01&page=x", "page=²"):
        visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare?{query}")
        assert list(rows_of(visitor)) == ["Amara Osei"]


def test_fifty_stand_on_a_page_and_all_on_one_where_asked(visit, make, cast):
    opening = make.opening()
    with writing() as session:
        for number in range(53):
            candidates.add_candidate(
                session, cast.hr, opening, name=f"Person {number:02}", applied_on=opening.opened_at.date()
            )
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert len(rows_of(visitor)) == 50
    visitor.get(visitor.page.links()["Next"])
    assert list(rows_of(visitor)) == ["Person 50", "Person 51", "Person 52"]
    visitor.get(visitor.page.links()["All on one page"])
    assert len(rows_of(visitor)) == 53


def test_an_unsealed_panel_shows_how_many_cards_it_waits_for(visit, make, cast):
    opening = make.opening()
    interview = make.interview(make.application(opening, "Amara Osei"))
    make.scorecard(interview.seats[0], 5)
    make.application(opening, "Bela Bach")
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert rows_of(visitor) == {"Amara Osei": ["waiting for 1 of 2 scorecards"], "Bela Bach": ["no interview yet"]}


def test_below_a_minimum_and_apart_are_said_in_words(visit, make, cast):
    opening = make.opening()
    with writing():
        opening.criteria[0].minimum = 4
    make.panel(1, 5, application=make.application(opening, "Amara Osei"))
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert rows_of(visitor)["Amara Osei"][0] == "3.0 1.9–4.1 n 2, spread 2.8 ▼ minimum ≠ talk"
    assert "Clearly below the minimum of 4." in visitor.text
    assert "Interviewers saw different people: 1 and 5. Talk before deciding." in visitor.text


def test_hr_never_meets_their_own_application(visit, make, cast):
    opening = make.opening()
    make.panel(5, 5, application=make.application(opening, "Hedda Hart", email=cast.hr.email))
    make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/compare")
    assert list(rows_of(visitor)) == ["Amara Osei"]
    visitor.post(f"/openings/{opening.id}/compare.csv", expect=200)
    assert "Hedda" not in visitor.answer.get_data(as_text=True)


def test_whoever_compared_marks_is_not_blind_to_them_any_more(visit, make, cast):
    opening = make.opening()
    read = make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    waiting = make.application(opening, "Bela Bach")
    visit(cast.hr).get(f"/openings/{opening.id}/compare").get(f"/openings/{opening.id}/compare")
    assert view_log.has_seen(db.session, cast.hr.id, read.id, MARKS)
    assert not view_log.has_seen(db.session, cast.hr.id, waiting.id, MARKS)


def test_only_hr_compares(visit, make, cast):
    opening = make.opening()
    for person in (cast.panellist, cast.manager, cast.administrator, cast.stranger):
        visit(person).get(f"/openings/{opening.id}/compare", expect=404)
        visit(person).post(f"/openings/{opening.id}/compare.csv", expect=404)
        visit(person).post(f"/openings/{opening.id}/compare.xlsx", expect=404)
    visit(cast.hr).get("/openings/never/compare", expect=404)


def test_exports_hold_every_number_and_no_formula(visit, make, cast):
    opening = make.opening()
    make.panel(2, 4, application=make.application(opening, '=HYPERLINK("http://evil")', email=""))
    visitor = visit(cast.hr).post(f"/openings/{opening.id}/compare.csv", expect=200)
    header, row = csv.reader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig")))
    told = dict(zip(header, row, strict=False))
    assert told["Candidate"] == '\'=HYPERLINK("http://evil")'
    assert (told["Empathy: mean"], told["Empathy: spread"], told["Empathy: interviewers"]) == ("3.0", "1.414", "2")
    visitor.post(f"/openings/{opening.id}/compare.xlsx", expect=200)
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.answer.get_data())).active
    assert [cell.value for cell in sheet[1]] == header
    assert (sheet["B2"].value, sheet["B2"].data_type) == ('=HYPERLINK("http://evil")', "s")
