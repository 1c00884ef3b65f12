"""What is asked before a paper card is sealed: its day, and what it says of knowing the candidate."""

from hiring.foundation import clock
from hiring.foundation.forms import Form, day, lines
from hiring.interviews.conflicts.policy import must_answer_first
from hiring.interviews.models import Seat


class PaperForm(Form):
    on = day("Day on the paper", missing="Write the day that stands on the paper.")
    said = lines(
        "What they wrote or told you about judging this candidate fairly",
        missing="Write what they said about judging fairly. Ask them where the paper says nothing.",
        hint="In their words. HR reads it; your name is kept beside theirs.",
        rows=2,
    )

    @classmethod
    def of(cls, seat: Seat) -> "PaperForm":
        """What the paper says of knowing the candidate is asked where its interviewer does, and has not answered."""
        zone = seat.interview.application.opening.workplace.zone
        form = cls(on=clock.in_zone(seat.interview.starts_at, zone).date())
        if not must_answer_first(seat):
            del form.said
        return form
