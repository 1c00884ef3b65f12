"""Setting several interviews at once, through HR's pages."""

import pytest

from hiring.candidates import actions as candidates
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.interviews.conflicts import actions as conflicts
from hiring.interviews.queries import interviews_of, open_seats_of
from hiring.interviews.readings import EARLY
from hiring.seating.queries import barred, task_for, waiting_for


@pytest.fixture
def opening(make, cast):
    """Three candidates without an interview, and three interviewers."""
    made = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    for name in ("Amara Osei", "Boris Berg", "Chloe Cole"):
        make.application(made, name=name)
    return made


def proposed(visit, cast, opening, **typed):
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/seating")
    asked = visitor.page.form("Propose").held() | {"on": "2026-11-10", "at": "09:00", "place": "Room Birch"} | typed
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    visitor.get(f"/openings/{opening.id}/seating/proposal?{query}")
    visitor.query = query
    return visitor


def send(visitor, opening, expect=302, **typed):
    form = visitor.page.form("Set interviews").filled({name.replace("__", "-"): v for name, v in typed.items()})
    return visitor.post(f"/openings/{opening.id}/seating/proposal?{visitor.query}", form, expect=expect)


def row(visitor, name):
    """The id of a candidate's application, from their row."""
    label = next(e for e in visitor.page.root.iter("label") if "".join(e.itertext()) == f"Time, {name}")
    return label.get("for").removeprefix("at-")


def test_one_confirmation_sets_all_interviews(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    assert "All interviewers are linked" in visitor.text
    assert "Pia Park: two seats here, 2 in all" in visitor.text
    assert interviews_of(db.session, opening) == []
    send(visitor, opening).follow()
    assert "Three interviews are set." in visitor.text
    told = [
        (m.application.candidate.name, f"{m.starts_at:%d %H:%M}", m.place) for m in interviews_of(db.session, opening)
    ]
    assert told == [
        ("Amara Osei", "10 09:00", "Room Birch"),
        ("Boris Berg", "10 10:05", "Room Birch"),
        ("Chloe Cole", "10 11:10", "Room Birch"),
    ]
    assert len(open_seats_of(db.session, cast.panellist)) == 2
    assert (
        "Nobody is waiting for this round"
        in visitor.get(f"/openings/{opening.id}/seating/proposal?{visitor.query}").text
    )


def test_an_hour_that_comes_twice_is_said_to_be_the_first(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    amara = row(visitor, "Amara Osei")
    send(visitor, opening, **{f"on-{amara}": "2027-10-31", f"at-{amara}": "01:30"}).follow()
    assert "The clocks go back that night, so 01:30 comes twice. We took the first." in visitor.text
    assert max(f"{interview.starts_at:%d %H:%M}" for interview in interviews_of(db.session, opening)) == "31 00:30"


def test_hr_changes_what_they_want_and_leaves_a_row_out(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    amara, boris = row(visitor, "Amara Osei"), row(visitor, "Boris Berg")
    typed = {f"seat-0-{amara}": cast.elsewhere.id, f"seat-1-{amara}": "", f"at-{amara}": "16:30"}
    send(visitor, opening, **typed, **{f"seat-0-{boris}": "", f"seat-1-{boris}": ""})
    first, second = interviews_of(db.session, opening)
    assert [seat.person for seat in first.seats] == [cast.elsewhere]
    assert f"{first.starts_at:%H:%M}" == "16:30"
    assert second.application.candidate.name == "Chloe Cole"


def test_the_same_person_twice_at_once_is_told_at_both_rows_and_all_is_kept(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    amara, boris = row(visitor, "Amara Osei"), row(visitor, "Boris Berg")
    typed = {f"seat-0-{one}": cast.panellist.id for one in (amara, boris)}
    typed |= {f"seat-1-{one}": "" for one in (amara, boris)} | {f"at-{boris}": "09:30", f"place-{boris}": "Room Oak"}
    send(visitor, opening, expect=422, **typed)
    assert visitor.page.problems() == [
        "Amara Osei: Pia Park is at another interview from 09:30 to 10:20 on 10 Nov.",
        "Boris Berg: Pia Park is at another interview from 09:00 to 09:50 on 10 Nov.",
    ]
    assert visitor.page.form("Set interviews").held()[f"place-{boris}"] == "Room Oak"
    assert interviews_of(db.session, opening) == []


def test_an_interview_in_another_opening_is_a_clash_too(visit, make, cast, opening):
    other = make.application(make.opening("Night porter"), name="Dora Dean")
    make.interview(other, people=[cast.panellist])  # on 2 November at 10:00
    visitor = proposed(visit, cast, opening, on="2026-11-02", at="10:00")
    amara = row(visitor, "Amara Osei")
    typed = {f"seat-0-{amara}": cast.panellist.id, f"seat-1-{amara}": "", f"at-{amara}": "10:20"}
    send(visitor, opening, expect=422, **typed)
    assert any(one.startswith("Amara Osei: Pia Park is at another interview") for one in visitor.page.problems())
    assert "Dora" not in visitor.page.html


def test_a_row_without_a_time_or_with_one_person_twice_says_so(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    amara, boris = row(visitor, "Amara Osei"), row(visitor, "Boris Berg")
    typed = {f"seat-{n}-{boris}": cast.panellist.id for n in range(2)}
    send(visitor, opening, expect=422, **{f"at-{amara}": "late", **typed})
    assert visitor.page.problems() == [
        "Write the time as hours and minutes, for example 14:30.",
    ]
    send(visitor, opening, expect=422, **{f"at-{amara}": "", **typed})
    assert visitor.page.problems()[:2] == [
        "Amara Osei: write day and time.",
        "Boris Berg: the same person has two seats.",
    ]


def test_an_interview_set_meanwhile_by_somebody_else_stops_the_page_and_keeps_it(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening)
    boris = row(visitor, "Boris Berg")
    make.interview(next(one for one in waiting_for(db.session, opening.rounds[0], cast.hr) if one.id == boris))
    send(visitor, opening, expect=422)
    assert visitor.page.problems()[0].startswith("Someone has set one of these interviews")
    assert "Time, Boris Berg" not in visitor.page.html
    assert len(interviews_of(db.session, opening)) == 1


def test_what_is_asked_for_wrongly_is_said_and_kept(visit, make, cast, opening):
    visitor = proposed(visit, cast, opening, on="tomorrow", in_row="99")
    assert visitor.page.problems() == [
        "Write the day as year-month-day, for example 2026-11-03.",
        "Write a number from 1 to 20.",
    ]
    assert visitor.page.form("Propose").held()["place"] == "Room Birch"


def test_where_nobody_is_left_it_says_how_many_would_do(visit, make, cast, opening):
    amara = waiting_for(db.session, opening.rounds[0], cast.hr)[0]
    for one in opening.interviewers:
        view_log.note(one.id, amara.id, EARLY)
    text = proposed(visit, cast, opening).text
    assert "Nobody is left for Amara Osei: two more interviewers would do." in text


def test_hr_never_meets_their_own_application_here(visit, make, cast, opening):
    make.application(opening, name="Hugo Hill", email="hugo@example.org")
    path = proposed(visit, cast, opening)
    assert "Hugo Hill" in path.text
    own = visit(cast.second_hr).get(f"/openings/{opening.id}/seating/proposal?{path.query}")
    assert "Time, Hugo Hill" not in own.page.html


def test_nobody_is_proposed_for_whom_they_know_are_or_have_declined(either, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_panellist, cast.elsewhere])
    known, own = (
        make.application(opening, "Amara Osei"),
        make.application(opening, "Pablo Perez", email="pablo@example.org"),
    )
    seen, left = make.application(opening, "Boris Berg"), make.application(opening, "Chloe Cole")
    interview = make.interview(left, planned_round=1, people=[cast.elsewhere])
    view_log.note(cast.panellist.id, seen.id, EARLY)
    with writing() as session:
        candidates.note_relations(session, cast.hr, known.candidate, referred=None, manages=cast.panellist)
        conflicts.decline_seat(session, cast.elsewhere, interview.seats[0], "I know her.")
    planned_round = opening.rounds[0]
    waiting = waiting_for(db.session, planned_round, cast.hr)
    bar = barred(db.session, opening, waiting)
    assert bar == {(own.id, cast.second_panellist.id), (seen.id, cast.panellist.id)}
    task = task_for(db.session, planned_round, waiting, bar)
    assert task.forbidden == bar | {(known.id, cast.panellist.id), (left.id, cast.elsewhere.id)}


def test_seats_held_elsewhere_count_until_that_opening_is_closed(either, make, cast):
    opening, other = make.opening(), make.opening("Night porter")
    make.interview(make.application(other, "Dora Dean"), people=[cast.panellist])
    make.application(opening)
    planned_round = opening.rounds[0]
    waiting = waiting_for(db.session, planned_round, cast.hr)
    task = task_for(db.session, planned_round, waiting, frozenset())
    assert (task.loads, task.seated) == ({cast.panellist.id: 1}, frozenset())


def test_a_workplace_says_on_which_days_it_works_and_proposals_start_there(visit, make, cast):
    opening = make.opening()
    admin = visit(cast.administrator).get(f"/workplaces/{cast.harbour.id}")
    assert admin.page.form("Save").held()["working_days"] == list("12345")
    admin.submit({"working_days": []}, expect=422)
    assert admin.page.problems() == ["Choose at least one day."]
    admin.submit({"working_days": ["6", "7"]})
    asked = visit(cast.hr).get(f"/openings/{opening.id}/seating").page.form("Propose").held()
    assert asked["on"] == "2026-11-07"
