"""The one status of an application: its words, who may read which, and that lists read it in a few queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
import sqlalchemy as sa

from hiring.candidates.facts import ApplicationFacts, ApplicationRole
from hiring.candidates.models import Application
from hiring.candidates.status import Stage, StatusCounts, counts_by_opening, stage_of, status_of, statuses
from hiring.candidates.values import ApplicationState
from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews import actions as interview_actions
from hiring.interviews.values import InterviewState
from tests import bulk, databases
from tests.candidates.positions import copied
from tests.conftest import NOW

TODAY = date(2026, 11, 3)
HR, BLIND = frozenset({ApplicationRole.HR}), frozenset({ApplicationRole.BLIND_HR})
STATES = ApplicationState


def word(*, state=STATES.UNDER_WAY, roles=HR, **facts):
    return status_of(ApplicationFacts(state=state, today=TODAY, roles=roles, **facts)).word


HELD = {"has_interview": True, "has_begun": True, "cards": 4}
HIRED = {"verdict": "hire", "starts_on": date(2026, 11, 1), "ends_on": date(2027, 1, 25)}


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "new"),
        ({"has_interview": True}, "invited, no date"),
        ({"has_interview": True, "has_date": True, "cards": 2, "awaited": 2}, "planned"),
        (HELD | {"awaited": 3, "is_awaited": True}, "waiting 3 of 4"),
        (HELD | {"awaited": 3, "is_awaited": True, "is_late": True}, "late"),
        (HELD | {"awaited": 2, "has_date": True}, "planned"),
        (HELD, "invited, no date"),
        (HELD | {"is_complete": True}, "ready"),
        ({"verdict": "reject"}, "rejected"),
        ({"verdict": "hire"}, "offer made"),
        ({"state": STATES.WITHDRAWN}, "withdrawn"),
        ({"state": STATES.WITHDRAWN, "verdict": "reject"}, "rejected"),
        ({"state": STATES.OFFER_DECLINED, "verdict": "hire"}, "offer declined"),
        ({"state": STATES.DID_NOT_START, **HIRED}, "didn't start"),
        (HIRED | {"starts_on": TODAY + timedelta(days=1)}, "hired – starts 4 Nov"),
        (HIRED | {"starts_on": TODAY}, "in probation – day 1"),
        (HIRED, "in probation – day 3"),
        (HIRED | {"ends_on": TODAY}, "in probation – day 3"),
        (HIRED | {"ends_on": TODAY - timedelta(days=1)}, "ran out (nobody decided)"),
        (HIRED | {"is_extended": True}, "extended"),
        (HIRED | {"outcome": "confirmed", "is_extended": True}, "confirmed"),
        (HIRED | {"outcome": "ended"}, "ended"),
        (HIRED | {"outcome": "resigned"}, "left"),
        (HIRED | {"outcome": "contract_ended"}, "contract ended"),
        (HIRED | {"outcome": "ran_out"}, "ran out (nobody decided)"),
    ],
)
def test_each_status_has_its_word(facts, said):
    assert word(**facts) == said


@pytest.mark.parametrize(
    "others",
    [
        {"awaited": 1, "is_awaited": True},
        {"awaited": 4, "is_awaited": True, "is_late": True},
        {"is_complete": True},
        {"verdict": "reject"},
        {"verdict": "hire"},
    ],
)
def test_whatever_the_others_did_hr_who_owe_a_scorecard_read_the_same(others):
    assert word(roles=BLIND, **HELD | others) == "interviewed"
    assert word(roles=BLIND, has_interview=True, has_date=True, **others) == "planned"


@pytest.fixture
def positions(tmp_path, now):
    app, ids = copied(tmp_path)
    with app.app_context():
        yield ids
        db.session.close()
        db.engine.dispose()


def test_every_position_has_its_status_in_the_list(positions):
    from hiring.accounts.queries import person_by_email

    told = {}
    for email in ("hedda@example.org", "hugo@example.org", "pia@example.org"):
        found = statuses(db.session, person_by_email(db.session, email), sa.true())
        told[email] = {name: found[one].word for name, one in positions.items() if one in found}
    hedda = told["hedda@example.org"]
    assert hedda == {
        "undecided": "new",
        "withdrawn": "withdrawn",
        "rejected": "rejected",
        "blind": "waiting 1 of 1",
        "blind_rejected": "rejected",
        "ready": "ready",
        "turned_down": "rejected",
        "offer_made": "offer made",
        "offer_declined": "offer declined",
        "did_not_start": "didn't start",
        "never_came": "didn't start",
        "in_probation": "in probation – day 1",
        "at_work": "in probation – day 1",
        "extended": "extended",
        "confirmed": "confirmed",
        "ended": "ended",
        "resigned": "left",
        "end_proposed": "in probation – day 1",
        "leaving_proposed": "in probation – day 1",
        "past_decide_by": "in probation – day 76",
        "over": "ran out (nobody decided)",
        "stayed": "ran out (nobody decided)",
        "contract_over": "in probation – day 1",
        "contract_ended": "contract ended",
    }
    hidden = {"blind": "interviewed", "blind_rejected": "interviewed"}
    assert told["hugo@example.org"] == hedda | hidden
    assert told["pia@example.org"] == {}


def test_a_scorecard_is_waited_for_on_the_day_and_late_on_the_next(either, make, cast):
    application = make.application()
    with writing() as session:
        planned, people = application.opening.rounds[0], [cast.panellist]
        told = {"starts_at": NOW + timedelta(hours=1), "place": "Room Birch", "people": people}
        interview = interview_actions.set_interview(session, cast.hr, application, planned, **told)

    def at(moment):
        with clock.standing_at(moment):
            return statuses(db.session, cast.hr, Application.id == application.id)[application.id].word

    begins = interview.starts_at
    hour = timedelta(hours=1)
    assert [at(begins - hour), at(begins + hour), at(begins + 23 * hour)] == ["planned"] + 2 * ["waiting 1 of 1"]
    assert at(begins + 25 * hour) == "late"
    with writing() as session:
        interview_actions.interview_did_not_happen(session, cast.hr, interview, InterviewState.CANCELLED)
    assert at(begins + 25 * hour) == "invited, no date"


def test_a_list_of_many_takes_as_many_queries_as_a_list_of_few(app, make, cast):
    few, many = make.opening(), make.opening(title="Night porter", interviewers=[cast.panellist])
    make.panel(3, 4, application=make.application(few))
    bulk.panels(many, 1_000, interviewers=5, met=2, criteria=1)

    few, many = few.id, many.id
    statuses(db.session, cast.hr, Application.opening_id == few)  # from now on the reader is known

    def queries(opening, number):
        with databases.statements() as sent:
            found = statuses(db.session, cast.hr, Application.opening_id == opening)
        assert len(found) == number
        return len(sent)

    assert queries(few, 1) == queries(many, 1_000) <= 5


def test_the_list_the_comparison_and_its_export_say_the_same(visit, make, cast):
    application = make.panel(2, 2)
    make.decision(application, Verdict.REJECT)
    here = f"/openings/{application.opening_id}"
    visitor = visit(cast.hr)
    for page in (f"{here}/candidates", f"{here}/compare", f"{here}/interviews", f"/applications/{application.id}"):
        assert "rejected" in visitor.get(page).text, page
    visitor.post(f"{here}/compare.csv", expect=200)
    rows = visitor.answer.get_data().decode("utf-8-sig").splitlines()
    assert '"Status"' in rows[0]
    assert '"rejected"' in rows[1]


def test_an_application_of_someone_who_was_here_before_says_how_that_went(visit, make, cast):
    make.decision(make.panel(2, 2), Verdict.REJECT)
    again = make.application(make.opening("Night porter"))
    visitor = visit(cast.hr).get(f"/applications/{again.id}")
    assert "Front desk host , 2 Oct 2026 rejected" in visitor.text
    visitor.get(f"/openings/{again.opening_id}/candidates")
    assert "Front desk host, 2 Oct 2026: rejected" in visitor.text


def test_what_someone_who_was_here_before_led_to_is_hidden_from_hr_who_owe_a_scorecard(visit, make, cast):
    before = make.application(make.opening(interviewers=[cast.second_hr, cast.panellist]))
    past = {"starts_at": datetime(2026, 11, 2, 9, tzinfo=UTC), "place": "Room Birch", "people": [cast.second_hr]}
    with writing() as session:
        interview_actions.set_interview(session, cast.hr, before, before.opening.rounds[0], **past)
    again = make.application(make.opening("Night porter"))
    pages = [f"/applications/{again.id}", f"/openings/{again.opening_id}/candidates", f"/applications/{before.id}"]
    shown = [visit(cast.second_hr).get(page).text for page in pages]
    from hiring.decisions.actions import reject_before_panel

    with writing() as session:
        reject_before_panel(session, cast.hr, [before], reason="They told us something that isn't true.")
    assert [visit(cast.second_hr).get(page).text for page in pages] == shown
    assert "rejected" in visit(cast.hr).get(pages[0]).text


@pytest.mark.parametrize(
    ("facts", "stage"),
    [
        ({}, Stage.APPLIED),
        ({"verdict": "reject"}, Stage.APPLIED),
        ({"is_invited": True}, Stage.INVITED),
        ({"has_interview": True, "verdict": "reject"}, Stage.INVITED),
        (HELD | {"is_awaited": True}, Stage.INTERVIEWED),
        (HELD | {"state": STATES.WITHDRAWN}, Stage.INTERVIEWED),
        (HELD | {"is_complete": True}, Stage.READY),
        (HELD | {"is_complete": True, "state": STATES.WITHDRAWN}, Stage.READY),
        (HELD | {"is_complete": True, "verdict": "reject"}, Stage.DECIDED),
        (HELD | {"verdict": "hire"}, Stage.DECIDED),
        (HELD | HIRED | {"outcome": "ended"}, Stage.DECIDED),
        (HELD | {"roles": BLIND, "is_complete": True, "verdict": "hire"}, Stage.INTERVIEWED),
        ({"roles": BLIND, "has_interview": True, "is_complete": True}, Stage.INVITED),
    ],
)
def test_the_funnel_counts_the_furthest_stage_ever_reached(facts, stage):
    told = {"state": STATES.UNDER_WAY, "today": TODAY, "roles": HR} | facts
    assert stage_of(ApplicationFacts(**told)) == stage


def test_counts_are_those_of_the_single_statuses_for_every_reader(positions):
    from hiring.accounts.queries import person_by_email
    from hiring.candidates.facts import facts_for

    opening_of = dict(list(db.session.execute(sa.select(Application.id, Application.opening_id))))
    for email in ("hedda@example.org", "hugo@example.org", "milan@example.org"):
        reader = person_by_email(db.session, email)
        by_opening = {}
        for one, facts in facts_for(db.session, reader, sa.true()).items():
            by_opening.setdefault(opening_of[one], []).append((facts, 1))
        singly = {key: StatusCounts.of(facts) for key, facts in by_opening.items()}
        assert counts_by_opening(db.session, reader, sa.true()) == singly
