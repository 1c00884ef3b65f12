"""Forms for guests: who HR invites, until when their link works, and why a guest cannot come."""

from datetime import date, timedelta
from typing import Self

from hiring.foundation import clock
from hiring.foundation.web.forms import Form, day, line
from hiring.foundation.web.template_filters import day as shown
from hiring.interviews.guests.values import LONGEST_DAYS, USUAL_DAYS
from hiring.interviews.models import Interview

UNTIL, MISSING = "The link works until the end of", "Choose the last day."


class _UntilForm(Form):
    @classmethod
    def of(cls, interview: Interview) -> Self:
        """Proposes a few days after the interview, or from today where it is over."""
        zone = interview.application.opening.workplace.zone
        latest = clock.today(zone) + timedelta(days=LONGEST_DAYS)
        form = cls(until=min(_usual(interview, zone), latest))
        form.until.description = f"{LONGEST_DAYS} days at most: until {shown(latest)}."
        return form


def _usual(interview: Interview, zone: str) -> date:
    meets_on = clock.in_zone(interview.starts_at, zone).date()
    return max(meets_on, clock.today(zone)) + timedelta(days=USUAL_DAYS)


class InviteForm(_UntilForm):
    name = line("Name of the guest", missing="Write the guest's name.", autocomplete="off")
    email = line(
        "Email",
        kind="email",
        hint="We recognise them by it when you invite them again. We don't send anything.",
        autocomplete="off",
    )
    until = day(UNTIL, missing=MISSING)


class CannotForm(Form):
    said = line("Why, in a few words", hint="HR reads this. “I'm away that week” is enough.", autocomplete="off")


class RenewForm(_UntilForm):
    until = day(UNTIL, missing=MISSING)
