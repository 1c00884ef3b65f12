"""Forms of seating: what to plan, and the proposal as HR changes it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from flask import request

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application
from hiring.foundation import clock
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.forms import Form, choices, day, line, select, time_of_day, whole
from hiring.interviews.conflicts.forms import named_for
from hiring.interviews.forms import say_if_twice
from hiring.openings.models import Opening, Round
from hiring.seating.actions import SeatingRow
from hiring.seating.proposal import Pair
from hiring.seating.timetable import Days, Span


class AskForm(Form):
    """Read from the address, because a proposal changes nothing and can be asked for again."""

    round = select("Round", missing="Choose a round.")
    on = day("First day", missing="Choose the day.")
    at = time_of_day("First interview at", missing="Choose the time.")
    pause = whole("Minutes between two interviews", 0, 240, missing="Write how many minutes.")
    in_row = whole("Interviews one after another in a day", 1, 20, missing="Write how many interviews.")
    side_by_side = whole("Interviews at the same time", 1, 10, missing="Write how many interviews.")
    place = line("Place", hint="You can change it for each interview.")

    @classmethod
    def of(cls, opening: Opening) -> "AskForm":
        given = request.args or None
        usual = {
            "on": next_working_day(opening.workplace),
            "at": datetime(2000, 1, 1, 9).time(),  # noqa: DTZ001 - a time of day
            "pause": 15,
            "in_row": 4,
            "side_by_side": 1,
        }
        form = cls(formdata=given, data=usual, meta={"csrf": False})
        form.at.description = f"On the clock in {opening.workplace.zone}."
        form.round.choices = choices(
            [
                (planned_round.id, f"{planned_round.title} – {planned_round.minutes} minutes")
                for planned_round in opening.rounds
            ]
        )
        return form

    def days(self, planned_round: Round, workplace: Workplace) -> Days:
        fields = {name: getattr(self, name).data for name in ("on", "at", "pause", "in_row", "side_by_side")}
        fields |= {"zone": workplace.zone, "working_days": workplace.working_days}
        return Days(minutes=planned_round.minutes, **fields)


def next_working_day(workplace: Workplace) -> date:
    """The first day after today on which the workplace works."""
    days = (clock.today(workplace.zone) + timedelta(days=ahead) for ahead in range(1, 9))
    return next(day for day in days if workplace.works_on(day))


class RowsForm(Form):
    """A day, a time, a place and a person for each seat, for each application."""

    applications: Sequence[Application]
    seats: int

    @classmethod
    def of(cls, applications: Sequence[Application], people: Sequence[Person], seats: int, bar: frozenset[Pair],
           held: Mapping[str, Any]) -> "RowsForm":  # fmt: skip
        fields: dict[str, Any] = {"applications": applications, "seats": seats}
        for application in applications:
            name = application.candidate.name
            free = [("", "Nobody"), *((who.id, named_for(who, application.candidate)) for who in people
                                      if (application.id, who.id) not in bar)]  # fmt: skip
            fields[f"on-{application.id}"] = day(f"Day, {name}")
            fields[f"at-{application.id}"] = time_of_day(f"Time, {name}")
            fields[f"place-{application.id}"] = line(f"Place, {name}")
            fields |= {f"seat-{n}-{application.id}": select(f"Seat {n + 1}, {name}", free) for n in range(seats)}
        form: RowsForm = type("RowsFormOfRound", (cls,), fields)(data=dict(held))
        return form

    @staticmethod
    def holding(people: Mapping[str, Sequence[str]], starts: Mapping[str, datetime], place: str, zone: str,
                seats: int) -> dict[str, Any]:  # fmt: skip
        """The values that show a proposal."""
        held: dict[str, Any] = {}
        for one, seated in people.items():
            there = clock.in_zone(starts[one], zone)
            held |= {f"on-{one}": there.date(), f"at-{one}": there.time(), f"place-{one}": place}
            held |= {f"seat-{n}-{one}": seated[n] if n < len(seated) else "" for n in range(seats)}
        return held

    def people(self) -> dict[str, tuple[str, ...]]:
        """Application id → who its seats name."""
        typed = {
            application.id: [self[f"seat-{n}-{application.id}"].data for n in range(self.seats)]
            for application in self.applications
        }
        return {key: tuple(who for who in seats if who) for key, seats in typed.items()}

    def rows(self, people: Mapping[str, Person], zone: str) -> list[SeatingRow]:
        """The interviews to set, without those nobody is seated at; what is wrong is said at its field."""
        rows = []
        for application in self.applications:
            seated = self.people()[application.id]
            if not seated:
                continue
            on, at = self[f"on-{application.id}"].data, self[f"at-{application.id}"].data
            if len(set(seated)) < len(seated):
                self.refuse(f"{application.candidate.name}: the same person has two seats.", f"seat-0-{application.id}")
            if on is None or at is None:
                self.refuse(
                    f"{application.candidate.name}: write day and time.",
                    f"{'on' if on is None else 'at'}-{application.id}",
                )
                continue
            try:
                starts_at = clock.typed_at(on, at.hour, at.minute, zone)
            except clock.TimeSkipped as skipped:
                self.refuse(f"{application.candidate.name}: {skipped} Choose another time.", f"at-{application.id}")
                continue
            say_if_twice(starts_at, zone)
            place = self[f"place-{application.id}"].data or ""
            rows.append(SeatingRow(application, starts_at, place, tuple(people[who] for who in seated)))
        if not rows and not self.problems:
            raise Refused("Nobody has a seat in any of these interviews.")
        return rows

    def say_clash(self, application: Application, person: Person, other: Span, zone: str) -> None:
        there = clock.in_zone(other.starts_at, zone)
        ends = there + timedelta(minutes=other.minutes)
        when = f"from {there:%H:%M} to {ends:%H:%M} on {there.day} {there:%b}"
        sentence = f"{application.candidate.name}: {person.name} is at another interview {when}."
        self.refuse(sentence, f"at-{application.id}")
