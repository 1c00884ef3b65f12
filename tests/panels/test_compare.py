"""The comparison of an opening, through its page and its exports."""

import csv
import io
from datetime import timedelta

import openpyxl
import pytest
import sqlalchemy as sa

from hiring.candidates import actions as candidates
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews.readings import MARKS
from hiring.panels.actions import record_debrief
from hiring.panels.later_facts import GATES
from hiring.panels.opening_panels import panels_for
from hiring.panels.pooled_model import queries as pooled
from hiring.panels.summary import Debriefed
from tests.conftest import NOW

PAGE = "/openings/{}/compare"


def rows_of(visitor):
    """Name → text of each cell, in the order of the table."""
    bodies = [body for body in visitor.page.root.iter("tbody") if body.get("role") == "rowgroup"]
    rows = {}
    for row in bodies[0].iter("tr") if bodies else ():
        cells = [" ".join(" ".join(cell.itertext()).split()) for cell in row]
        rows[cells[0]] = cells[1:]
    return rows


def text_of(visitor, tag, identifier):
    [element] = [each for each in visitor.page.root.iter(tag) if each.get("id") == identifier]
    return " ".join("".join(element.itertext()).split())


@pytest.fixture
def opening(make):
    return make.opening()


@pytest.fixture
def story(make, cast, opening):
    """Two who can't be told apart, one who is lower and to discuss, one below a minimum, one waiting, one not met."""
    with writing():
        opening.criteria[0].minimum = 3
    levels = {"Ada Alder": (4, 4), "Bea Birch": (4, 5), "Cem Can": (3, 4), "Dan Dorn": (2, 2), "Eve Elm": (1, 4)}
    panels = {name: make.panel(*pair, application=make.application(opening, name)) for name, pair in levels.items()}
    interview = make.interview(make.application(opening, "Fay Fir"), starts_at=NOW - timedelta(days=2, hours=1))
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id), 5)
    make.application(opening, "Gus Gum")
    return panels


def test_an_opening_without_candidates_says_what_comes(visit, opening, cast):
    assert "Nobody has applied to this opening yet." in visit(cast.hr).get(PAGE.format(opening.id)).text


def test_the_page_says_who_cannot_be_told_apart_and_what_each_row_is(visit, story, opening, cast):
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    assert text_of(visitor, "figcaption", "overall-says") == (
        "On this evidence, Ada Alder, Bea Birch and Cem Can can't be told apart. Dan Dorn and Eve Elm are lower. "
        "There's a total for 5 of 7. Names are in alphabetical order, not ranked."
    )
    shown = rows_of(visitor)
    assert list(shown) == ["Ada Alder", "Bea Birch", "Cem Can", "Dan Dorn", "Eve Elm", "Fay Fir", "Gus Gum"]
    assert shown["Ada Alder"][:2] == ["ready", "4.0 , plausibly 2.9 to 5.0, 2 interviewers."]
    assert shown["Ada Alder"][-1] == "4.0 , plausibly 3.0 to 5.0. tied"
    assert shown["Dan Dorn"][1].endswith("below min. of 3")
    assert shown["Eve Elm"][2].endswith("2 interviewers. discuss"), "no minimum on this one"
    assert shown["Eve Elm"][-1].endswith("lower")
    assert shown["Fay Fir"] == ["late", "Waiting for 1 of 2 scorecards. Pablo Perez, two days late."]
    assert shown["Gus Gum"] == ["new", "No interview yet."]
    assert "would raise reliability from .61 to about .70; assumed from published studies." in visitor.text
    assert visitor.text.count("spread assumed") == 1


def test_an_interviewer_who_marks_everyone_lower_is_told_of_once_and_without_a_name(visit, make, cast):
    people = [cast.panellist, cast.second_panellist, cast.elsewhere]
    opening = make.plan_of(make.opening(interviewers=people), 1)
    page = PAGE.format(opening.id)
    for name, usual in (("Ada Alder", 4), ("Bea Birch", 5), ("Cem Can", 4)):
        assert "marks everyone" not in visit(cast.hr).get(page).text, "two candidates are too few to say so"
        for seat in make.interview(make.application(opening, name), people=people).seats:
            make.scorecard(seat, usual - 2 if seat.person == cast.panellist else usual)
    text = visit(cast.hr).get(page).text
    lower = "One interviewer marks everyone lower than colleagues who met the same people, by about 2 (± 0.5)."
    assert lower in text
    assert "Pia" not in text
    assert text.count("marks everyone") == 1


def test_filters_have_counts_and_an_address(visit, story, opening, cast):
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    [filters] = [nav for nav in visitor.page.root.iter("nav") if nav.get("aria-label") == "Show"]
    counts = [" ".join("".join(link.itertext()).split()) for link in filters.iter("a")]
    assert counts == ["Everyone 7", "Ready 5", "Waiting 2", "Decided 0", "To discuss 1", "Below a minimum 2"]
    for show, names in (
        ("waiting", ["Fay Fir", "Gus Gum"]),
        ("discuss", ["Eve Elm"]),
        ("below", ["Dan Dorn", "Eve Elm"]),
    ):
        visitor.get(f"{PAGE.format(opening.id)}?show={show}")
        assert list(rows_of(visitor)) == names
        assert "5 of 7" in visitor.text, "the sentence speaks of all"
    assert "Nobody matches." in visitor.get(f"{PAGE.format(opening.id)}?show=decided").text


def test_every_column_sorts_and_turns_round(visit, story, opening, cast):
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    visitor.get(visitor.page.links()["Overall"])
    assert list(rows_of(visitor)) == ["Bea Birch", "Ada Alder", "Cem Can", "Eve Elm", "Dan Dorn", "Fay Fir", "Gus Gum"]
    assert [th.get("aria-sort") for th in visitor.page.root.iter("th") if th.get("aria-sort")] == ["descending"]
    visitor.get(visitor.page.links()["Overall ↓"])
    assert next(iter(rows_of(visitor))) == "Dan Dorn"
    offered = {option.get("value"): option.text for option in visitor.page.root.iter("option")}
    assert offered["-total"] == "Overall, highest first" and {"name", "status", "ownership"} <= offered.keys()
    assert visitor.page.form("Sort table").element.get("method") == "get"
    first = {}
    for key in ("name", "-name", "status", "-status", "ownership", "-ownership", "gates", "-gates"):
        first[key] = next(iter(rows_of(visitor.get(f"{PAGE.format(opening.id)}?sort={key}"))))
    assert first == {
        "name": "Ada Alder", "-name": "Gus Gum", "status": "Ada Alder", "-status": "Gus Gum",
        "ownership": "Dan Dorn", "-ownership": "Bea Birch", "gates": "Eve Elm", "-gates": "Ada Alder",
    }  # fmt: skip


def test_a_first_look_takes_fifteen_statements_however_many_the_rows(visit, make, story, opening, cast):
    """In a process that has read no panel yet, by a reader who becomes one of every panel with it."""
    statements, visitor, taken = [], visit(cast.hr), []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *asked: statements.append(asked[2]))
    for name in ("Hal Holm", "Ida Iles", "Jo Jay"):
        pooled.forget()
        statements.clear()
        visitor.get(PAGE.format(opening.id))
        taken.append(len(statements))
        make.panel(2, 5, application=make.application(opening, name))
    assert view_log.has_seen(db.session, cast.hr.id, story["Eve Elm"].id, MARKS)
    assert max(taken) == min(taken) <= 15
    statements.clear()
    visitor.get(PAGE.format(opening.id))
    assert len(statements) <= 15


NONSENSE = {
    "sort=price": "no such column",
    "page=-1": "no such page",
    "page=0": "no such page",
    "page=٣": "no such page",
    "page=²": "no such page",
    "page=99": "only one page",
    "show=%01": "no such filter",
}


def test_an_address_that_asks_for_nonsense_gets_an_answer_and_the_first_page_by_name(visit, make, opening, cast):
    make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    visitor = visit(cast.hr)
    for query, answer in NONSENSE.items():
        visitor.get(f"{PAGE.format(opening.id)}?{query}")
        assert (list(rows_of(visitor)), answer in visitor.text) == (["Amara Osei"], True), query


def test_fifty_are_on_a_page_and_all_on_one_where_asked(visit, opening, cast):
    with writing() as session:
        for number in range(53):
            candidates.add_candidate(
                session, cast.hr, opening, name=f"Person {number:02}", applied_on=opening.opened_at.date()
            )
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    assert len(rows_of(visitor)) == 50
    visitor.get(visitor.page.links()["Next"])
    assert list(rows_of(visitor)) == ["Person 50", "Person 51", "Person 52"]
    visitor.get(visitor.page.links()["All on one page"])
    assert len(rows_of(visitor)) == 53


def test_what_was_talked_about_loses_its_discuss_and_keeps_its_mean(visit, make, opening, cast):
    application = make.panel(1, 5, application=make.application(opening, "Amara Osei"))
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    before = rows_of(visitor)["Amara Osei"]
    with writing() as session:
        record_debrief(session, cast.hr, application, [Debriefed("empathy", 4, "She rang first.")], standing="")
    after = rows_of(visitor.get(PAGE.format(opening.id)))["Amara Osei"]
    assert [cell.removesuffix(" discuss") for cell in before] == [cell.removesuffix(" discuss") for cell in after]
    assert (before[1] == after[1], before[2] == after[2]) == (False, True)


def test_two_or_three_are_put_side_by_side_with_what_they_said(visit, make, story, opening, cast):
    ids = {name: application.id for name, application in story.items()}
    page = f"{PAGE.format(opening.id)}/side-by-side"
    visitor = visit(cast.hr).get(f"{page}?of={ids['Ada Alder']}&of={ids['Eve Elm']}")
    assert (
        "On this evidence Eve Elm is lower overall than Ada Alder. They differ most on empathy and on listening, and "
        "there it's Eve Elm's interviewers who disagree."
    ) in visitor.text
    assert "Rang back twice." in visitor.text
    assert "Not met: Skills check : Nobody has recorded whether they can do the work." in visitor.text
    assert "can't be said yet" in visitor.text, "too few panels for a chance"
    elsewhere = make.panel(4, 4, application=make.application(make.opening("Another"), "Ola Other"))
    waiting = db.session.scalar(
        sa.text("SELECT a.id FROM application a JOIN candidate c ON a.candidate_id = c.id WHERE c.name = 'Fay Fir'")
    )
    refusals = {
        "": "Tick two or three",
        f"?of={ids['Ada Alder']}": "Tick two or three",
        "?" + "&".join(f"of={each}" for each in list(ids.values())[:4]): "Tick two or three",
        f"?of={ids['Ada Alder']}&of={elsewhere.id}": "isn't in this opening",
        f"?of={ids['Ada Alder']}&of={waiting}": "You can't read the marks of Fay Fir yet.",
    }
    for query, answer in refusals.items():
        assert answer in visitor.get(page + query).text, query
    assert not view_log.has_seen(db.session, cast.hr.id, elsewhere.id, MARKS)


def test_gates_are_those_of_the_decision(story, opening, cast, make):
    """What the comparison counts in bulk is what `gates_of` says of each application."""
    from hiring.decisions import actions as decisions
    from hiring.decisions.queries import gates_of
    from hiring.decisions.values import Skill
    from hiring.panels.queries import summary_of

    with writing() as session:
        decisions.record_skill_floor(
            session, cast.hr, story["Ada Alder"], verdict=Skill.TRAINABLE, evidence="Booked a room.", judged_by=cast.hr
        )
        decisions.record_references(session, cast.hr, story["Bea Birch"], waived=True, said="She came from school.")
    panels = panels_for(db.session, cast.hr, opening)
    bulk = GATES.get()(db.session, opening, panels.comparison.summaries, panels.states)
    for application in story.values():
        one_by_one = gates_of(db.session, application, summary_of(db.session, application))
        assert [(gate.title, gate.is_met, gate.says) for gate in bulk[application.id]] == [
            (gate.title, gate.met, gate.sentence) for gate in one_by_one
        ]


def test_hr_never_meets_their_own_application(visit, make, opening, cast):
    make.panel(5, 5, application=make.application(opening, "Hedda Hart", email=cast.hr.email))
    make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    visitor = visit(cast.hr).get(PAGE.format(opening.id))
    assert list(rows_of(visitor)) == ["Amara Osei"]
    visitor.post(f"{PAGE.format(opening.id)}.csv", expect=200)
    assert "Hedda" not in visitor.answer.get_data(as_text=True)


def test_half_a_point_apart_is_open_on_three_criteria_at_most(visit, make, opening, cast):
    names = {"Amara Osei": (3, 3), "Bela Bach": (3, 3), "Cleo Dunn": (3, 4)}
    amara, bela, cleo = (make.panel(*marks, application=make.application(opening, of)) for of, marks in names.items())
    page = f"{PAGE.format(opening.id)}/side-by-side?of={amara.id}&of="
    opened = [visit(cast.hr).get(page + other.id).answer.text.count('aria-labelledby="c-') for other in (bela, cleo)]
    assert opened == [0, 3]


def test_whoever_compared_marks_is_not_blind_to_any_of_them_any_more(visit, make, opening, cast):
    read = make.panel(3, 3, application=make.application(opening, "Amara Osei"))
    waiting = make.application(opening, "Bela Bach")
    visit(cast.hr).get(f"{PAGE.format(opening.id)}?show=waiting")
    assert view_log.has_seen(db.session, cast.hr.id, read.id, MARKS), "the sentence speaks of those not shown, too"
    assert not view_log.has_seen(db.session, cast.hr.id, waiting.id, MARKS)


def test_only_hr_compares(visit, opening, cast):
    for person in (cast.panellist, cast.manager, cast.administrator, cast.stranger):
        for page in ("compare", "compare/side-by-side"):
            visit(person).get(f"/openings/{opening.id}/{page}", expect=404)
        visit(person).post(f"{PAGE.format(opening.id)}.csv", expect=404)
        visit(person).post(f"{PAGE.format(opening.id)}.xlsx", expect=404)
    visit(cast.hr).get("/openings/never/compare", expect=404)


def test_exports_hold_every_number_and_no_formula(visit, make, opening, cast):
    make.panel(2, 4, application=make.application(opening, '=HYPERLINK("http://evil")', email=""))
    visitor = visit(cast.hr).post(f"{PAGE.format(opening.id)}.csv", expect=200)
    header, row = csv.reader(io.StringIO(visitor.answer.get_data().decode("utf-8-sig")))
    values = dict(zip(header, row, strict=False))
    assert values["Candidate"] == '\'=HYPERLINK("http://evil")'
    assert (values["Empathy: mean"], values["Empathy: spread"], values["Empathy: interviewers"]) == (
        "3.0",
        "1.414",
        "2",
    )
    visitor.post(f"/openings/{opening.id}/workbook.xlsx", expect=200)
    sheet = openpyxl.load_workbook(io.BytesIO(visitor.answer.get_data()))["Panel"]
    assert [cell.value for cell in sheet[1]] == header
    assert (sheet["B2"].value, sheet["B2"].data_type) == ('=HYPERLINK("http://evil")', "s")
