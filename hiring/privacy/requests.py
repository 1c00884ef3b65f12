"""What people ask about the data kept on them: recorded, extended once, answered."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.privacy.due import seen_by
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.values import (
    MONTHS_EXTENDED,
    MONTHS_TO_ANSWER,
    PrivacyRequestAnswered,
    PrivacyRequestExtended,
    PrivacyRequestRecorded,
    RequestKind,
    months_after,
)


class RequestRefused(Refused):
    """Something is missing, or it was answered or extended before."""


def record_request(
    session: Session,
    person: Person,
    candidate: Candidate,
    *,
    kind: str,
    asked_by: str,
    identity: str,
    asked_on: date,
    today: date,
) -> PrivacyRequest:
    """Start the month in which it's answered. Consent needs no answer: it's on record, and that's all."""
    if not text.tidy(asked_by):
        raise RequestRefused("Write who asked.", "asked_by")
    if not text.kept(identity).strip():
        raise RequestRefused("Write how you know that it's them.", "identity")
    if asked_on > today:
        raise RequestRefused("That day is still to come.", "asked_on")
    is_consent = kind == RequestKind.CONSENT
    request = PrivacyRequest(
        candidate_id=candidate.id,
        kind=kind,
        asked_by=text.tidy(asked_by),
        identity=text.kept(identity).strip(),
        asked_on=asked_on,
        due_on=months_after(asked_on, MONTHS_TO_ANSWER),
        answered_on=asked_on if is_consent else None,
        answered_by_id=person.id if is_consent else None,
        recorded_by_id=person.id,
        recorded_at=clock.now(),
    )
    session.add(request)
    session.flush()
    journal.record(session, person.id, PrivacyRequestRecorded(candidate.id, kind=kind, about=request.id))
    return request


def extend_request(session: Session, person: Person, request: PrivacyRequest, *, why: str, today: date) -> None:
    """Take two months more, once, and only within the first."""
    _refuse_answered(request)
    if request.extended_on is not None:
        raise RequestRefused("You've extended this once. It can't be extended again.", "why")
    if today > request.due_on:
        raise RequestRefused("The month is over, so it can't be extended any more. Answer it now.", "why")
    if not text.kept(why).strip():
        raise RequestRefused("Write why the answer takes longer. They're told this.", "why")
    request.extended_on, request.extension = today, text.kept(why).strip()
    request.due_on = months_after(request.asked_on, MONTHS_EXTENDED)
    journal.record(session, person.id, PrivacyRequestExtended(request.candidate_id, about=request.id))


def answer_request(
    session: Session, person: Person, request: PrivacyRequest, *, answer: str, on: date, today: date
) -> None:
    """Keep what was sent, and on which day. Final from then on."""
    _refuse_answered(request)
    if not text.kept(answer).strip():
        raise RequestRefused("Write what you sent or did.", "answer")
    if not request.asked_on <= on <= today:
        raise RequestRefused("Choose a day from when they asked until today.", "on")
    request.answer, request.answered_on, request.answered_by_id = text.kept(answer).strip(), on, person.id
    journal.record(session, person.id, PrivacyRequestAnswered(request.candidate_id, about=request.id))


def _refuse_answered(request: PrivacyRequest) -> None:
    if not request.is_open:
        raise RequestRefused("Someone has answered this meanwhile. Look at it again.")


def open_requests(session: Session, person: Person) -> list[PrivacyRequest]:
    """Every request that waits for its answer, without the reader's own record, the most urgent first."""
    waiting = sa.select(PrivacyRequest).join(Candidate).where(PrivacyRequest.answered_on.is_(None), seen_by(person))
    waiting = waiting.options(joinedload(PrivacyRequest.candidate))
    return list(session.scalars(waiting.order_by(PrivacyRequest.due_on, PrivacyRequest.id)))


def requests_of(session: Session, candidate_ids: list[str]) -> list[PrivacyRequest]:
    """Every request about this person, the newest first."""
    chosen = sa.select(PrivacyRequest).where(PrivacyRequest.candidate_id.in_(candidate_ids))
    return list(session.scalars(chosen.order_by(PrivacyRequest.asked_on.desc(), PrivacyRequest.id)))
