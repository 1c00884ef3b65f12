"""What is asked before a paper card is sealed: the day that stands on it."""

from hiring.foundation import clock
from hiring.foundation.forms import Form, day
from hiring.interviews.models import Seat


class PaperForm(Form):
    on = day("Day on the paper", missing="Write the day that stands on the paper.")

    @classmethod
    def of(cls, seat: Seat) -> "PaperForm":
        zone = seat.meeting.application.opening.workplace.zone
        return cls(on=clock.in_zone(seat.meeting.starts_at, zone).date())
