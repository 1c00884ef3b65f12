"""The confirmation that sends reminders: for exactly the cards the page has shown."""

from wtforms import HiddenField

from hiring.foundation.forms import Form
from hiring.interviews.reminders.queries import Missing


class RemindForm(Form):
    seats = HiddenField()

    def shown_before(self) -> list[str]:
        return (self.seats.data or "").split()

    def show(self, missing: Missing) -> None:
        """From now on it speaks of these cards."""
        self.seats.data = " ".join(seat.id for one in missing.asked for seat in one.seats)
