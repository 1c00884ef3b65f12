"""Forms of walk-in sessions: planning one, and adding someone who walked in."""

from datetime import datetime, time, timedelta

from hiring.foundation import clock
from hiring.foundation.web.forms import Form, boxes, choices, day, line, select, time_of_day, whole
from hiring.interviews.walk_ins.actions import MOST_PLACES
from hiring.interviews.walk_ins.models import WalkInSession
from hiring.interviews.walk_ins.queries import free_times, next_free
from hiring.openings.models import Opening


class WalkInsForm(Form):
    round = select("Round", missing="Choose a round.")
    on = day("Day", missing="Choose the day.")
    at = time_of_day("From", missing="Choose the time.")
    places = whole(
        "Places", 1, MOST_PLACES, hint="One after another, each as long as the round.", missing="Write how many."
    )
    place = line("Room", hint="It's in the invitation and on the day sheet.")
    people = boxes("Interviewers", missing="Choose at least one interviewer.")

    @classmethod
    def of(cls, opening: Opening) -> "WalkInsForm":
        zone = opening.workplace.zone
        form = cls(data={"on": clock.today(zone) + timedelta(days=1), "at": time(10), "places": 6})
        form.at.description = f"On the clock in {zone}."
        rounds = [(planned.id, f"{planned.title}, {planned.minutes} min") for planned in opening.rounds]
        form.round.choices = choices(rounds)
        form.people.choices = choices([(person.id, person.name) for person in opening.interviewers])
        return form


class WalkInForm(Form):
    name = line("Name", missing="Write the name.", hint="As they write it themselves.", autocomplete="off")
    email = line("Email", kind="email", hint="We recognise them by it when they apply again.", autocomplete="off")
    phone = line("Phone", most=60, kind="tel", autocomplete="off")
    at = select("Time", missing="Choose a free time.")

    @classmethod
    def of(cls, walk_ins: WalkInSession) -> "WalkInForm":
        zone, free = walk_ins.opening.workplace.zone, free_times(walk_ins)
        proposed = next_free(walk_ins)
        form = cls(data={"at": proposed.isoformat() if proposed else ""})
        form.at.choices = choices([(at.isoformat(), f"{clock.in_zone(at, zone):%H:%M}") for at in free])
        return form

    def chosen(self) -> datetime:
        return datetime.fromisoformat(self.at.data)
