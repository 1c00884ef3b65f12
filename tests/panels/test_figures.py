"""One candidate's figures are the same on every page, in every export and in every sentence that speaks of them."""

import csv
import io
import re

import openpyxl
import pytest

from hiring.foundation.database import db, writing
from hiring.panels.queries import summary_of


def sealed_at_a_quarter(make, cast, opening):
    """Pia marks 3 throughout, Pablo 3 at first and 4 later: every criterion and the total have a mean of 3.25."""
    application = make.application(opening)
    for place in range(2):
        for seat in make.interview(application, place).seats:
            criteria = [question.split("/")[0] for question in seat.interview.round.questions]
            first = [key not in criteria[:at] for at, key in enumerate(criteria)]
            level = 4 if seat.person_id == cast.second_panellist.id and place == 1 else 3
            make.scorecard(seat, [level if counts else None for counts in first])
    return application


def rows_in(page):
    """The cells of each row of the page's first table, without its headings."""
    table = next(page.root.iter("table"))
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for row in table.find("tbody").iter("tr")]


@pytest.fixture
def application(make, cast):
    return sealed_at_a_quarter(make, cast, make.opening())


def test_a_mean_of_3_25_is_3_3_on_every_page(visit, make, cast, application):
    visitor = visit(cast.hr)
    addresses = [f"/openings/{application.opening_id}/compare", f"/applications/{application.id}/panel"]
    addresses.append(f"/applications/{application.id}/decide")
    shown = {address: visitor.get(address).text for address in addresses}
    followed = make.probation(make.hire(application))
    make.check_in(followed)
    for address in (f"/applications/{application.id}/decision", f"/probations/{followed.id}"):
        shown[address] = visitor.get(address).text
    for address, text in shown.items():
        assert re.search(r"\b3\.3\b", text), address
        assert not re.search(r"\b3\.2\b", text), address


def test_a_decision_shows_each_mark_and_the_total_to_one_decimal(visit, make, cast, application):
    make.decision(application)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/decision")
    *criteria, total = rows_in(visitor.page)
    assert {tuple(sorted(re.findall(r"\w+ \w+ [\d.]+", row[1]))) for row in criteria} == {
        ("Pablo Perez 3.5", "Pia Park 3.0")
    }
    assert total[1] == "3.3"
    assert total[2].startswith("Plausibly 2.3 to 4.2.")


def test_exports_round_to_three_decimals_and_no_more(visit, cast, application):
    visitor = visit(cast.hr).post(f"/openings/{application.opening_id}/compare.csv", expect=200)
    header, row = csv.reader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig")))
    told = dict(zip(header, row, strict=False))
    assert (told["Empathy: mean"], told["Empathy: spread"], told["Overall"]) == ("3.25", "0.354", "3.25")
    visitor.post(f"/openings/{application.opening_id}/workbook.xlsx", expect=200)
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.answer.get_data()))["Panel"]
    assert [sheet.cell(2, header.index(name) + 1).value for name in ("Empathy: mean", "Overall")] == [3.25, 3.25]


def test_a_mean_of_thirds_that_is_exactly_the_minimum_meets_it_on_every_page(visit, make, cast):
    """Marks of 8/3 and four times 13/3: in binary their mean is a little below 4, in whatever order they come."""
    people = [cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr, cast.hr_lead]
    opening = make.opening(interviewers=people)
    asked = [question for planned_round in opening.rounds for question in planned_round.questions]
    key = next(key for key in {one.split("/")[0] for one in asked} if sum(q.startswith(f"{key}/") for q in asked) == 3)
    with writing():
        next(one for one in opening.criteria if one.key == key).minimum = 4
    application = make.application(opening)
    left = {
        person.id: levels for person, levels in zip(people, ([3, 3, 2], *[[4, 4, 5] for _ in range(4)]), strict=True)
    }
    for place in range(2):
        for seat in make.interview(application, place, people).seats:
            questions = seat.interview.round.questions
            make.scorecard(seat, [left[seat.person_id].pop(0) if q.startswith(f"{key}/") else 3 for q in questions])
    assert summary_of(db.session, application).cell(key).mean < 4
    make.decision(application)
    for page in ("panel", "decision"):
        text = visit(cast.hr).get(f"/applications/{application.id}/{page}").text
        assert "Meets the minimum of 4" in text, page
        assert "below the minimum" not in text, page
