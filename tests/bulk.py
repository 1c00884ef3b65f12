"""Many panels at once, written as rows: a past that would take minutes to tell through the actions."""

from datetime import date, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from hiring.accounts.models import Person, RoleHeld
from hiring.candidates.models import Application, Candidate
from hiring.decisions.models import Decision
from hiring.foundation import clock, ids
from hiring.foundation.database import writing
from hiring.interviews.models import Interview, Rating, Scorecard, Seat
from hiring.openings.models import Opening
from hiring.probation.models import CheckIn, CheckInRating, Outcome, Probation
from hiring.rubrics.queries import edition_of

SPREAD, LENIENCY, CHANCE = 0.6, 0.3, 0.6


def panels(
    opening: Opening,
    candidates: int,
    *,
    interviewers: int,
    met: int,
    criteria: int = 4,
    questions: int = 1,
    halves: bool = False,
    lenient: tuple[Person, float] | None = None,
    named: str = "i",
) -> dict[str, float]:
    """Sealed panels of `met` interviewers a candidate, who take turns; returns application → true level.

    Each criterion is asked about with so many `questions`. With `halves`, an interviewer marks every second one only.
    `lenient` is someone of the cast who takes the place of the first interviewer and marks so much higher.
    Addresses of interviewers begin with `named`.
    """
    with writing():
        del opening.rounds[1:]
    random = Random(3)  # noqa: S311 - repeatable marks, not secrets
    now = clock.now()
    people = [_row(name=f"Interviewer {n}", sort_name=f"interviewer {n}", email=f"{named}{n}@example.org", active=True,
                   fs_uniquifier=ids.new_id(), added_at=now) for n in range(interviewers)]  # fmt: skip
    who = [str(one["id"]) for one in people]
    leniency = {one: random.gauss(0, LENIENCY) for one in who}
    if lenient is not None:
        who[0] = lenient[0].id
        leniency[who[0]] = lenient[1]
    edition = edition_of(opening.version)
    asked = [
        f"{criterion.key}/{question.key}"
        for criterion in opening.criteria[:criteria]
        for question in edition.questions_of(criterion.key)[:questions]
    ]
    rows: dict[type, list[dict[str, Any]]] = {
        t: [] for t in (Candidate, Application, Interview, Seat, Scorecard, Rating)
    }
    truth = {}
    for number in range(candidates):
        level = random.gauss(3.2, SPREAD)
        tried, interview = _candidate(rows, opening, number, random.randrange(10**6), now)
        truth[tried] = level
        panel = [who[(number + step * (1 + number // interviewers)) % interviewers] for step in range(met)]
        for place, person in enumerate(dict.fromkeys(panel)):
            mine = asked[place % 2 :: 2] if halves else asked
            marks = [round(random.gauss(level + leniency[person], CHANCE)) for _ in mine]
            _card(rows, interview, person, mine, marks, now)
    with writing() as session:
        session.execute(sa.insert(Person), people)
        session.execute(sa.insert(RoleHeld), [{"person_id": one["id"], "role": "interviewer"} for one in people])
        for table, values in rows.items():
            session.execute(sa.insert(table), values)
    return truth


def _candidate(rows: dict[type, list[dict[str, Any]]], opening: Opening, number: int, some: int, now: Any) -> Any:
    name = f"Candidate {some:06} {number}"
    human = _row(name=name, sort_name=name.lower(), email="", phone="", added_at=now)
    tried = _row(opening_id=opening.id, candidate_id=human["id"], number=number + 1, applied_on=date(2026, 10, 1),
                 state="under_way", added_at=now)  # fmt: skip
    met = _row(application_id=tried["id"], round_id=opening.rounds[0].id, starts_at=now, state="on")
    for table, row in ((Candidate, human), (Application, tried), (Interview, met)):
        rows[table].append(row)
    return tried["id"], met["id"]


def _card(
    rows: dict[type, list[dict[str, Any]]], interview: str, person: str, asked: list[str], marks: list[int], now: Any
) -> None:
    seat = _row(interview_id=interview, person_id=person, seated_at=now)
    card = _row(seat_id=seat["id"], sealed_at=now)
    rows[Seat].append(seat)
    rows[Scorecard].append(card)
    for place, (question, mark) in enumerate(zip(asked, marks, strict=True)):
        rows[Rating].append({"scorecard_id": card["id"], "question": question, "position": place,
                             "criterion": question.split("/")[0], "level": min(5, max(1, mark)),
                             "evidence": "Rang back.", "is_licensed": True})  # fmt: skip


def _row(**columns: object) -> dict[str, object]:
    return {"id": ids.new_id(), **columns}


def _despite(place: int) -> dict[str, object]:
    """What a decision on a hire froze: every ninth was made with an open gate, every eighth below others."""
    return {"open_gates": ["debrief"] if place % 9 == 1 else [], "below_others": place % 8 == 2}


def hires(opening: Opening, truth: dict[str, float], person: Person, *, quits: int = 7, impossible: int = 0) -> None:
    """A decision, a probation, a last check-in and an outcome for each application of `truth`, as rows.

    The work follows the true level and the lowest end. Every `quits`-th leaves early, none for 0. So many first ones
    are `impossible`: over before they began.
    """
    random = Random(5)  # noqa: S311 - repeatable marks, not secrets
    rows: dict[type, list[dict[str, Any]]] = {t: [] for t in (Decision, Probation, CheckIn, CheckInRating, Outcome)}
    now, start = clock.now(), clock.now().date() - timedelta(days=200)
    for place, (application, level) in enumerate(truth.items()):
        rows[Decision].append(_row(application_id=application, number=1, verdict="hire", reason="Both heard it.",
                                   override_reason="", decided_by_id=person.id, gates=[],
                                   decided_at=now - timedelta(days=214 + place % 5), digest="",
                                   summary=_despite(place)))  # fmt: skip
        ends = start + timedelta(days=90)
        closed = start - timedelta(days=9) if place < impossible else ends
        followed = _row(application_id=application, manager_id=person.id, workplace_id=opening.workplace_id,
                        starts_on=start, ends_on=ends, decide_by=ends - timedelta(days=14), first_ends_on=ends,
                        notice_days=7, lead_days=7, opened_at=now, opened_by_id=person.id,
                        closed_on=closed)  # fmt: skip
        talk = _row(probation_id=followed["id"], position=1, asks_marks=True, due_on=ends, held_on=ends, filed_at=now,
                    filed_by_id=person.id, blind=place % 5 > 0, take_again="yes" if level > 3 else "no")  # fmt: skip
        rows[Probation].append(followed)
        rows[CheckIn].append(talk)
        for at, criterion in enumerate(opening.criteria):
            mark = min(5, max(1, round(random.gauss(level, 0.5))))
            rating = {"check_in_id": talk["id"], "criterion": criterion.key, "position": at, "level": mark}
            rows[CheckInRating].append(rating)
        left = bool(quits) and place % quits == 3
        kind = "resigned" if left else "ended" if level < 2.6 else "confirmed"
        last_day = start + timedelta(days=30) if left else ends if kind == "ended" else None
        rows[Outcome].append(_row(probation_id=followed["id"], kind=kind, reason="As written.", last_day=last_day,
                                  leaving_reason="pay" if left else "", recorded_by_id=person.id, at=now))  # fmt: skip
    with writing() as session:
        for table, values in rows.items():
            session.execute(sa.insert(table), values)
