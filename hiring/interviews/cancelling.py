"""Who is told that a meeting is off, and taking a no-show back."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, journal
from hiring.interviews import values
from hiring.interviews.actions import MeetingRefused, keep_change, put_on_again, refuse_if_over
from hiring.interviews.invitations.actions import was_invited
from hiring.interviews.invitations.policy import can_get_mail
from hiring.interviews.models import Meeting, Seat
from hiring.interviews.policy import can_see_standing
from hiring.interviews.queries import seats_with_draft
from hiring.interviews.readings import was_read
from hiring.interviews.values import MeetingState


@dataclass(frozen=True, slots=True)
class ToldOfMeetingOff:
    """Who gets an email once this meeting is off, and whose drafts are kept; None where the reader may not know."""

    mailed: tuple[Seat, ...] | None
    drafts: tuple[Seat, ...] | None


def told_of(session: Session, reader: Person, meeting: Meeting) -> ToldOfMeetingOff:
    """Those who began a card get an email; where the meeting is still to come, so do those who were invited to it."""
    drafts = tuple(seats_with_draft(session, meeting))
    is_ahead = meeting.starts_at > clock.now()
    invited = [seat for seat in meeting.seats if seat.left_on is None and was_invited(session, seat)]
    concerned = [*drafts, *(seat for seat in invited if seat not in drafts)] if is_ahead else drafts
    mailed = tuple(seat for seat in concerned if can_get_mail(seat.person))
    if can_see_standing(reader, meeting.application):
        return ToldOfMeetingOff(mailed, drafts)
    return ToldOfMeetingOff(mailed if is_ahead else None, None)


def take_back_no_show(session: Session, person: Person, meeting: Meeting) -> None:
    """Before anyone has read the panel, and while nothing takes the meeting's place."""
    refuse_if_over(meeting.application)
    if meeting.state != MeetingState.NO_SHOW:
        raise MeetingRefused("No no-show is recorded for this meeting. Nothing was changed.")
    if was_read(meeting.application):
        raise MeetingRefused("The panel was read without this meeting, so its no-show can't be taken back.")
    put_on_again(meeting)
    keep_change(session, person, meeting, "taken_back", "")
    meeting.state = MeetingState.PLANNED
    journal.record(session, person.id, values.NoShowTakenBack(meeting.id))
