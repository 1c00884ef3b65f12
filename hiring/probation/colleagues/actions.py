"""Asking a colleague for one observation, and keeping what they answer."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web import signed_links
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over
from hiring.probation.colleagues.models import ColleagueRequest
from hiring.probation.models import Observation, Probation
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act, ActSource

DAYS = 14
_LINK = "colleague"


class ColleagueRefused(Refused):
    """Nobody was named, or the question was answered already."""


def ask_colleague(session: Session, person: Person, probation: Probation, name: str) -> ColleagueRequest:
    """Make a link for one answer. It works for two weeks, and ends with the answer."""
    refuse_if_over(probation)
    words = text.tidy(name)
    if not words:
        raise ColleagueRefused("Write the colleague's name.", "name")
    if text.looks_the_same(words, probation.hire):
        raise ColleagueRefused("This is the hire. They have a page of their own.", "name")
    now = clock.now()
    request = ColleagueRequest(
        probation_id=probation.id, name=words, asked_by=person, asked_at=now, expires_at=now + timedelta(days=DAYS)
    )
    session.add(request)
    session.flush()
    journal.record(session, person.id, events.ColleagueAsked(request.id, probation=probation.id))
    return request


def link_for(request: ColleagueRequest) -> str:
    token = signed_links.token(_LINK, request.id)
    return signed_links.absolute("colleagues.answer", colleague_token=token)


def live_request(session: Session, token: str) -> ColleagueRequest | None:
    """What the link asks; None where it's altered, over, or the probation is, or nobody may use the hire's record."""
    named = signed_links.content(_LINK, token, hours=(DAYS + 1) * 24)
    request = session.get(ColleagueRequest, str(named)) if named else None
    if request is None or request.expires_at <= clock.now() or not request.probation.is_running:
        return None
    return None if request.probation.application.candidate.is_hidden else request


def answer_colleague(
    session: Session, request: ColleagueRequest, *, act: str, on: date, is_concern: bool
) -> Observation:
    """Keep what the colleague saw as a note of theirs. One answer a link."""
    if request.answered_at is not None:
        raise ColleagueRefused("You've answered already. Thank you.")
    seen = Act("", on, act, is_concern, ActSource.COLLEAGUE)
    note = note_act(session, request.asked_by, request.probation, seen, told_by=request.name)
    request.answered_at, request.observation_id = clock.now(), note.id
    session.flush()
    journal.record(session, None, events.ColleagueAnswered(request.id, observation=note.id))
    return note
