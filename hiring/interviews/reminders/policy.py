"""Who may be reminded, and by whom: nobody learns from it what they may not see."""

from datetime import date, timedelta

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.interviews.invitations import can_get_mail
from hiring.interviews.models import Interview, Seat
from hiring.interviews.policy import can_change_interview, can_see_standing, is_open
from hiring.interviews.reminders.values import WhyNot


def can_remind(person: Person, interview: Interview) -> bool:
    """Who has not sealed is itself something about the panel: whoever owes a card here may not ask for others'."""
    return can_change_interview(person, interview) and can_see_standing(person, interview.application)


def is_late(seat: Seat) -> bool:
    """The interview took place and is over, and its card, which can still be opened, isn't sealed."""
    interview = seat.interview
    over = interview.starts_at + timedelta(minutes=interview.round.minutes) <= clock.now()
    application = interview.application
    return over and application.is_under_way and not application.candidate.is_hidden and is_open(seat)


def why_not(seat: Seat, last_on: date | None) -> WhyNot | None:
    """What keeps a late interviewer from being mailed; `last_on` is the day they were last asked for this card."""
    person = seat.person
    if person.is_guest:
        return WhyNot.GUEST
    if not person.active:
        return WhyNot.SWITCHED_OFF
    if not can_get_mail(person):
        return WhyNot.NO_ADDRESS
    # Not only on that very day: a clock that was set back must not ask twice.
    if last_on is not None and last_on >= clock.today(seat.interview.application.opening.workplace.zone):
        return WhyNot.TODAY
    return None
