"""The counts of a start page are those of the statuses that lists show, drawn at random on both databases."""

from datetime import date, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from hiring.candidates.facts import facts_for
from hiring.candidates.listing import ListSearch, candidate_list
from hiring.candidates.models import RESTRICTED, Application, Candidate
from hiring.candidates.status import StatusCounts, StatusGroup, counts_by_opening
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import Decision, Hold
from hiring.foundation import ids
from hiring.foundation.database import db, writing
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.letters.models import CandidateLetter
from hiring.panels.models import PanelClosing
from tests.conftest import NOW

TABLES: tuple[Any, ...] = (
    *(Candidate, Application, Interview, Seat, Scorecard),
    *(Decision, Hold, CandidateLetter, PanelClosing),
)


def add_at_random(openings: list[Any], people: list[Any], hr: Any, candidates: int) -> None:
    """Applications with any interviews, seats, cards, decisions and closings that rows can say."""
    random = Random(12)  # noqa: S311 - repeatable rows, not secrets
    rows: dict[Any, list[dict[str, Any]]] = {table: [] for table in TABLES}

    def add(table: Any, **columns: Any) -> str:
        rows[table].append({"id": ids.new_id(), **columns})
        return str(rows[table][-1]["id"])

    human = ""
    for number in range(candidates):
        opening = random.choice(openings)
        name = f"Candidate {number}"
        before = human if number % 9 == 1 and rows[Application][-1]["opening_id"] != opening.id else ""
        human = before or add(Candidate, name=name, sort_name=name.lower(), email="", phone="", added_at=NOW,
                    restricted_at=random.choice([None] * 9 + [NOW]),
                    erased_at=random.choice([None] * 9 + [NOW]))  # fmt: skip
        state = random.choice([ApplicationState.UNDER_WAY] * 6 + [ApplicationState.WITHDRAWN])
        one = add(Application, opening_id=opening.id, candidate_id=human, number=number + 1,
                  applied_on=date(2026, 10, 1), state=state, added_at=NOW)  # fmt: skip
        is_fast = random.random() < 0.5  # most of them held, sealed and complete, or nothing ever would be
        for planned_round in opening.rounds[: len(opening.rounds) if is_fast else random.randrange(3)]:
            hours = -2 if is_fast else random.choice([-50, -25, -24, -2, 2, 50])
            off = "on" if is_fast else random.choice(["on"] * 8 + ["cancelled", "no_show"])
            interview = add(Interview, application_id=one, round_id=planned_round.id, state=off,
                            starts_at=NOW + timedelta(hours=hours), place="Room Birch")  # fmt: skip
            for person in random.sample(people, random.choice([1, 2] if is_fast else [0, 1, 2, 2])):
                left = None if is_fast else random.choice([None] * 7 + [date(2026, 11, 2)])
                seat = add(Seat, interview_id=interview, person_id=person.id, seated_at=NOW, left_on=left,
                           after_reading=random.random() < 0.1)  # fmt: skip
                if is_fast or random.random() < 0.5:
                    add(Scorecard, seat_id=seat, sealed_at=NOW)
        if random.random() < 0.25:
            add(PanelClosing, application_id=one, reason="Nobody else can come.", closed_by_id=hr.id, at=NOW,
                left_out=[planned.id for planned in opening.rounds if random.random() < 0.8])  # fmt: skip
        if random.random() < 0.2:
            add(Decision, application_id=one, number=1, verdict=random.choice(["hire", "reject"]), reason="Heard it.",
                override_reason="", decided_by_id=hr.id, decided_at=NOW, gates=[], summary={}, digest="")  # fmt: skip
        if random.random() < 0.2:
            add(Hold, application_id=one, until=date(2026, 11, random.randrange(2, 6)), reason="Away.",
                by_id=hr.id, at=NOW)  # fmt: skip
        if random.random() < 0.2:
            add(CandidateLetter, application_id=one, kind=random.choice(["invitation", "received"]), subject="",
                text="", done_at=random.choice([None, NOW]), written_at=NOW, written_by_id=hr.id)  # fmt: skip
    with writing() as session:
        for table, values in rows.items():
            session.execute(sa.insert(table), values)


def test_a_start_page_counts_the_statuses_that_the_list_shows(either, make, cast):
    openings = [make.opening(), make.opening("Night porter"), make.plan_of(make.opening("Chef"), 1)]
    add_at_random(openings, [cast.panellist, cast.second_panellist, cast.second_hr], cast.hr, 180)
    make.probation(make.hire(make.application(openings[0])))
    opening_of = dict(list(db.session.execute(sa.select(Application.id, Application.opening_id))))
    shown = {}
    for reader in (cast.hr, cast.second_hr, cast.area, cast.manager):
        singly: dict[str, Any] = {}
        for application, facts in facts_for(db.session, reader, sa.true()).items():
            singly.setdefault(opening_of[application], []).append((facts, 1))
        counts = counts_by_opening(db.session, reader, sa.true())
        assert counts == {opening: StatusCounts.of(facts) for opening, facts in singly.items()}
        shown[reader.name] = counts
    for opening in openings:
        listed = candidate_list(db.session, cast.hr, opening, ListSearch.of({}))
        assert listed.counts == shown[cast.hr.name][opening.id]
        here = sa.select(sa.func.count()).select_from(Application).join(Candidate).where(~RESTRICTED)
        unrestricted = db.session.scalar(here.where(Application.opening_id == opening.id))
        assert sum(listed.counts.groups.values()) == listed.everyone < listed.counts.total == unrestricted
    assert len({str(counts) for counts in shown.values()}) > 2
    everywhere = [sum(counts.groups[group] for counts in shown[cast.hr.name].values()) for group in StatusGroup]
    assert all(everywhere), everywhere
