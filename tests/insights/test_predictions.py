"""Do our interviews predict anything? Every number on the page is what anyone finds from its export."""

import csv
import io
from datetime import timedelta

import numpy as np
import pytest
import sqlalchemy as sa

from hiring.foundation import clock, figures
from hiring.foundation.database import db, writing
from hiring.insights.changes.actions import plan_change
from hiring.insights.changes.models import PlannedChange
from hiring.insights.hires.reading import hires_read
from hiring.interviews.models import Interview, Seat
from hiring.probation.first_weeks.models import InterviewHindsight
from hiring.probation.models import Outcome, Probation
from tests import bulk

PAGES = ("/insights", "/insights/questions", "/insights/hindsights", "/insights/follow-through")
CRITERIA = ("Empathy", "Listening", "Ownership", "Composure under provocation")


@pytest.fixture
def hires(make, cast):
    """Forty interviewed, thirty of them hired and followed to the end."""
    opening = make.opening(posts=40)
    truth = bulk.panels(opening, 40, interviewers=8, met=2)
    best = sorted(truth, key=truth.get)[-30:]
    bulk.hires(opening, {application: truth[application] for application in best}, cast.manager)
    return best


def exported(visitor):
    answer = visitor.post("/insights/hires.csv", expect=200).answer
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))


def statements_of(visitor, path):
    statements = []

    def note(*_):
        statements.append(path)

    sa.event.listen(db.engine, "before_cursor_execute", note)
    visitor.get(path)
    sa.event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)


def numbers(rows, *columns):
    known = [row for row in rows if all(row[column] for column in columns)]
    return [np.array([float(row[column]) for row in known]) for column in columns]


def test_every_number_on_the_page_is_found_again_from_its_export(visit, cast, hires):
    visitor = visit(cast.hr).get("/insights")
    page, rows = visitor.text, exported(visitor)
    assert len(rows) == len(hires)
    interview, work = numbers(rows, "Interview", "Last check-in")
    r = figures.coefficient(np.corrcoef(interview, work)[0, 1])
    assert f"on the whole: {r}, plausibly" in page
    assert f"Among {len(interview)} people hired since" in page
    for title in CRITERIA:
        marked, seen = numbers(rows, f"{title}: interview", f"{title}: last check-in")
        assert f"{title} {figures.coefficient(np.corrcoef(marked, seen)[0, 1])} " in page, title
    assert f"{len(interview)} people" in page
    again = [row["Would hire again"] for row in rows if row["Would hire again"]]
    assert f"{again.count('yes')} of {len(again)} would hire again" in page
    outcomes = [row["Outcome"] for row in rows]
    decided = outcomes.count("confirmed") + outcomes.count("ended")
    assert f"{outcomes.count('confirmed')} of {decided} confirmed" in page
    stayed = [row["Stayed 90 days"] for row in rows if row["Stayed 90 days"]]
    assert f"{stayed.count('yes')} of {len(stayed)} stayed" in page
    assert stayed.count("no") == outcomes.count("left") > 0
    for row in rows[:5]:
        assert f"{figures.short(float(row['Interview']))} {figures.short(float(row['Last check-in']))}" in page


def test_the_statements_are_as_many_whatever_the_rows(visit, cast, make):
    counted, opening = [], make.opening(posts=40)
    truth = list(bulk.panels(opening, 40, interviewers=4, met=2).items())
    for hired in (truth[:1], truth[1:3], truth[3:]):
        bulk.hires(opening, dict(hired), cast.manager)
        visitor = visit(cast.hr)
        counted.append([statements_of(visitor, page) for page in PAGES])
    assert max(map(max, counted)) <= 20
    assert counted[1] == counted[2]
    assert counted[0][0] >= counted[1][0]


def test_where_nothing_can_be_said_the_page_says_what_would_be_enough(visit, cast, make):
    visitor = visit(cast.hr).get("/insights")
    assert (
        "Nobody hired here has marks from both the interview and the last check-in. It takes 25 people." in visitor.text
    )
    assert "No panel is finished yet" in visitor.text
    opening = make.opening(posts=40)
    truth = bulk.panels(opening, 24, interviewers=4, met=2)
    bulk.hires(opening, dict.fromkeys(truth, 4.5), cast.manager, quits=0, impossible=1)
    page = visitor.get("/insights").text
    assert "23 of 25 people have marks from both the interview and the last check-in." in page
    assert "Left out: 1 hire whose outcome is dated before the first day." in page
    assert "Everyone decided on was confirmed, so that outcome can't tell anyone apart." in page


def test_nobody_learns_of_a_hire_they_owe_a_card_for_or_of_themselves(visit, cast, make, hires):
    assert len(exported(visit(cast.second_hr))) == 30
    with writing() as session:
        candidate = db.session.get(
            Probation, db.session.scalar(sa.select(sa.func.min(Probation.id)))
        ).application.candidate
        candidate.email = cast.second_hr.email
        session.flush()
    assert len(exported(visit(cast.second_hr))) == 29
    assert len(exported(visit(cast.hr))) == 30
    with writing() as session:  # Hugo is to meet another of them
        interview = session.scalar(sa.select(Interview).where(Interview.application_id == hires[0]))
        session.add(Seat(interview=interview, person=cast.second_hr, seated_at=clock.now()))
        session.flush()
    assert len(rows := exported(visit(cast.second_hr))) == 28
    # Who was higher would be told from marks of someone Hugo is to meet.
    assert {row["Others were higher"] for row in rows} == {""}
    assert {row["Others were higher"] for row in exported(visit(cast.hr))} == {"yes", "no"}
    assert [row["Interview"] for row in exported(visit(cast.hr))].count("") == 1


def test_a_sentence_stands_where_interview_and_work_were_furthest_apart(visit, cast, hires):
    _, read = hires_read(db.session)
    gaps = read.pairs.assign(gap=(read.pairs["interview"] - read.pairs["work"]).abs())
    furthest = gaps.sort_values("gap").iloc[-1]
    probation = db.session.scalar(sa.select(Probation).where(Probation.application_id == furthest["application"]))
    with writing() as session:
        session.execute(sa.insert(InterviewHindsight), [
            {"id": "h" * 16, "probation_id": probation.id, "words": "Nobody asked how long.", "by_id": cast.manager.id,
             "at": clock.now()},
        ])  # fmt: skip
    title = read.titles[furthest["criterion"]]
    with writing() as session:
        plan_change(session, cast.hr, about=title, words="Ask how long they kept it up.")
    text = visit(cast.hr).get("/insights/hindsights").text
    assert "We'll change: Ask how long they kept it up." in text.split(title, 1)[1]
    assert "Nobody asked how long." in text.split(title, 1)[1]
    assert "30 people)." in text


def test_speed_and_follow_through_counts_what_happened(visit, cast, hires):
    text = visit(cast.hr).get("/insights/follow-through").text
    left = db.session.scalar(sa.select(sa.func.count()).where(Outcome.kind == "resigned"))
    assert f"Left of their own accord: {left} people." in text
    assert f"Pay {left} 31" in text
    assert "All of 80 scorecards were sealed on the day of the interview." in text
    assert "No finished probation had a concern." in text
    assert "Hired with an open condition: 4 people." in text
    assert "Hired although others were higher on the evidence: 4 people." in text


def test_a_change_comes_back_after_a_year_unless_someone_said_what_came_of_it(visit, cast, make):
    make.opening()
    visitor = visit(cast.hr)
    said, waiting = "Drop the question on keys and add a scene.", "Ask about a Saturday in every interview."
    for words in (said, waiting):
        visitor.get("/insights/changes?about=Empathy").submit({"words": "Too short"}, button="Add change", expect=422)
        assert "at least 20 characters" in visitor.text
        visitor.submit({"words": words}, button="Add change").follow()
    changes = {change.words: change for change in db.session.scalars(sa.select(PlannedChange))}
    assert {change.about for change in changes.values()} == {"Empathy"}
    visitor.get(f"/insights/changes/{changes[said].id}")
    visitor.submit({"came_of_it": "We dropped it, and the marks spread more."}, button="Record what came of it")
    now = clock.now()
    for days, is_there in ((364, False), (365, True)):
        with clock.standing_at(now + timedelta(days=days)):
            home = visit(cast.second_hr).get("/").text
        assert (waiting in home) is is_there
        assert said not in home


def test_everyone_signed_in_reads_what_the_numbers_are_for(visit, cast):
    text = visit(cast.panellist).get("/insights/intended-use").text
    assert "Version 2, " in text
    assert "They predict nothing about anyone by name." in text
