"""The confirmation that sends reminders: for exactly the cards the page has shown."""

from wtforms import HiddenField

from hiring.foundation.forms import Form
from hiring.interviews.reminders.queries import ReminderPlan


class RemindForm(Form):
    seats = HiddenField()

    def shown_before(self) -> list[str]:
        return (self.seats.data or "").split()

    def show(self, plan: ReminderPlan) -> None:
        """From now on it speaks of these cards."""
        self.seats.data = " ".join(seat.id for addressee in plan.addressees for seat in addressee.seats)
