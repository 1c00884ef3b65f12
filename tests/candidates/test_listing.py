"""The list of an opening's candidates: sorted by need, filtered and searched by its address, with a next act each."""

from datetime import UTC, datetime

import pytest

from hiring.candidates.facts import ApplicationFacts, ApplicationRole, LateCard
from hiring.candidates.listing import ListSearch, candidate_list
from hiring.candidates.next_act import next_act
from hiring.candidates.status import StatusGroup
from hiring.candidates.values import ApplicationState
from hiring.foundation.database import db
from tests.candidates.test_status import BLIND, HELD, HIRED, HR, TODAY

AHEAD = datetime(2026, 11, 6, 9, 0, tzinfo=UTC)
LATE = HELD | {"is_awaited": True, "awaited": 1, "is_late": True, "late": (LateCard("Ines Falkner", 2, "i"),)}
PLANNED = {"has_interview": True, "has_date": True, "opening": "o"}


def act(*, is_open=True, **facts):
    told = ApplicationFacts(**({"state": ApplicationState.UNDER_WAY, "today": TODAY, "roles": HR} | facts))
    found = next_act(told, "a", is_open=is_open)
    return found and (found.label, found.endpoint, found.arguments)


@pytest.mark.parametrize(
    ("facts", "label", "endpoint"),
    [
        ({}, "Set a date", "interviews.set_interview"),
        (PLANNED, "Invite", "letters.write"),
        (PLANNED | {"is_invited": True}, None, None),
        (PLANNED | {"is_invited": True, "vacant": "i"}, "Fill the seat", "interviews.show"),
        (LATE, "Remind Ines", "reminders.of_interview"),
        (LATE | {"late": (*LATE["late"], LateCard("Bea Moss", 1, "j"))}, "Remind 2 people", "reminders.of_interview"),
        (HELD, "Set a date", "interviews.set_interview"),
        (HELD | {"is_complete": True}, "Decide", "decisions.decide"),
        ({"verdict": "hire", "is_complete": True}, "Set the first day", "probation.open_probation"),
        ({"verdict": "reject"}, None, None),
        (HIRED, None, None),
        ({"state": ApplicationState.WITHDRAWN}, None, None),
        (LATE | {"roles": BLIND, "late": ()}, "Finish your scorecard", "scorecards.mine"),
        (HELD | {"roles": BLIND, "is_complete": True}, "Finish your scorecard", "scorecards.mine"),
    ],
)
def test_each_status_has_its_next_act(facts, label, endpoint):
    found = act(**facts)
    assert (found[:2] if found else None) == ((label, endpoint) if label else None)


def test_a_closed_opening_sets_no_interview_and_still_decides():
    assert act(is_open=False) is None and act(is_open=False, **LATE) is None
    assert act(is_open=False, **HELD | {"is_complete": True})[0] == "Decide"


@pytest.fixture
def opening(make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])
    make.application(opening, "Nell New", source="job board")
    late = make.application(opening, "Lara Late")
    held = datetime(2026, 10, 31, 12, tzinfo=UTC)
    interview = make.interview(late, people=[cast.panellist, cast.second_panellist], starts_at=held)
    make.scorecard(interview.seats[0])
    make.interview(make.application(opening, "Paul Planned"), people=[cast.panellist], starts_at=AHEAD)
    owed = make.application(opening, "Otto Owed")
    make.interview(owed, people=[cast.panellist, cast.second_hr], starts_at=held)
    return opening


def names(person, opening, **asked):
    listed = candidate_list(db.session, person, opening, ListSearch.of(asked))
    return [row.application.candidate.name for row in listed.rows]


def test_it_is_sorted_searched_and_filtered_by_its_address(cast, opening):
    late = ["Lara Late", "Otto Owed"]
    assert names(cast.hr, opening) == [*late, "Paul Planned", "Nell New"]
    assert names(cast.hr, opening, sort="name") == ["Lara Late", "Nell New", "Otto Owed", "Paul Planned"]
    assert names(cast.hr, opening, sort="nonsense", page="-1", status="nonsense") == names(cast.hr, opening)
    assert names(cast.hr, opening, status="planned") == ["Paul Planned"]
    assert names(cast.hr, opening, q="late") == names(cast.hr, opening, q="LARA") == ["Lara Late"]
    assert names(cast.hr, opening, page="2") == []


def test_a_row_says_of_each_round_how_far_it_is(visit, cast, opening):
    hr = visit(cast.hr).get(f"/openings/{opening.id}/candidates")
    assert "sealed 1 of 2" in hr.text and "3 days late" in hr.text
    assert "Fri 6 Nov, a seat is empty" in hr.text
    assert "Set a date for 1 candidate." not in hr.text and "Set a first interview for 1 candidate." in hr.text
    links = hr.page.links()
    assert any(label.startswith("Fill the seat") for label in links)


def test_who_owes_a_card_reads_nothing_of_the_others(visit, cast, opening):
    listed = candidate_list(db.session, cast.second_hr, opening, ListSearch())
    owed = next(row for row in listed.rows if row.application.candidate.name == "Otto Owed")
    assert (owed.status.word, owed.facts.late, owed.cells[0].interview.says) == ("interviewed", (), "held 31 Oct")
    assert owed.cells[0].interview.drawn == [] and owed.status.group == StatusGroup.WAITING
    assert ApplicationRole.BLIND_HR in owed.facts.roles


def test_ticked_candidates_are_rejected_with_one_reason_or_their_own(visit, make, cast, opening):
    from hiring.decisions.models import decision_of

    nell, paul = (next(one for one in opening_applications(opening) if one.candidate.name == name)
                  for name in ("Nell New", "Paul Planned"))  # fmt: skip
    hr = visit(cast.hr).get(f"/openings/{opening.id}/reject?application={nell.id}&application={paul.id}")
    assert hr.page.form("Check names").held()["applications"] == [nell.id, paul.id]
    make.withdrawn(make.application(opening, "Wim Withdrawn"))
    wim = opening_applications(opening)[-1]
    assert f"You can't reject {wim.candidate.name} here" in hr.get(f"{hr.path}?application={wim.id}").text
    hr.get(f"/openings/{opening.id}/reject?application={nell.id}&application={paul.id}")
    own = "Can only work on Sundays, and we close then."
    hr.submit({"reason": "", f"reason-{paul.id}": own}, expect=422)
    assert hr.page.problems() == ["Write the reason."]
    hr.submit({"reason": "No permit to work nights, said on the phone.", f"reason-{paul.id}": own}, expect=200)
    assert own in hr.text
    hr.submit(button="Reject two candidates").follow()
    assert decision_of(paul).reason == own
    assert decision_of(nell).reason == "No permit to work nights, said on the phone."


def opening_applications(opening):
    from hiring.candidates.queries import applications_of

    return applications_of(db.session, opening)


def test_the_page_of_a_candidate_tells_its_history_and_hides_it_from_who_owes_a_card(visit, make, cast, opening):
    late = next(one for one in opening_applications(opening) if one.candidate.name == "Lara Late")
    hr = visit(cast.hr).get(f"/applications/{late.id}")
    assert "Round 1 took place." in hr.text and "sealed their scorecard for round 1." in hr.text
    assert "Applied" in hr.text and any(label.startswith("Remind ") for label in hr.page.links())
    owed = next(one for one in opening_applications(opening) if one.candidate.name == "Otto Owed")
    interview = make.interview(owed, 1, people=[cast.panellist], starts_at=datetime(2026, 11, 2, 12, tzinfo=UTC))
    make.scorecard(interview.seats[0])
    assert "Pia Park sealed their scorecard" in visit(cast.hr).get(f"/applications/{owed.id}").text
    assert "Pia Park sealed" not in visit(cast.second_hr).get(f"/applications/{owed.id}").text
