"""Making a link for a referee, and keeping what they answer as the reference."""

from collections.abc import Sequence
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.decisions.actions import refuse_if_over
from hiring.decisions.models import ReferenceCheck, decision_of
from hiring.decisions.queries import references_of
from hiring.decisions.referees.models import RefereeRequest
from hiring.decisions.reference import RefereeAnswers, questions_of
from hiring.decisions.values import RefereeAnswered, RefereeAsked
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web import signed_links
from hiring.foundation.web.errors import Refused

DAYS = 14
_LINK = "referee"


class RefereeRefused(Refused):
    """Nobody was named, it's the candidate, or the questions were answered already."""


def ask_referee(session: Session, person: Person, application: Application, name: str) -> RefereeRequest:
    """Make a link for one answer to the questions as they are now. It works for two weeks, and ends with the answer."""
    refuse_if_over(application)
    words = text.tidy(name)
    if not words:
        raise RefereeRefused("Write who you ask, and how they know the candidate.", "name")
    if text.looks_the_same(words, application.candidate.name):
        raise RefereeRefused("This is the candidate. Ask someone who saw them at work.", "name")
    now = clock.now()
    request = RefereeRequest(
        application=application,
        name=words,
        questions=questions_of(application.opening),
        asked_by=person,
        asked_at=now,
        expires_at=now + timedelta(days=DAYS),
    )
    session.add(request)
    session.flush()
    journal.record(session, person.id, RefereeAsked(request.id, application=application.id))
    return request


def referee_link(request: RefereeRequest) -> str:
    """The whole address, for whoever sends it on."""
    return signed_links.absolute("referees.answer", referee_token=signed_links.token(_LINK, request.id))


def live_request(session: Session, token: str) -> RefereeRequest | None:
    """What the link asks; None where it's altered, has run out, or nobody needs a reference any more."""
    named = signed_links.content(_LINK, token, hours=(DAYS + 1) * 24)
    request = session.get(RefereeRequest, str(named)) if named else None
    if request is None or request.expires_at <= clock.now() or request.application.candidate.is_hidden:
        return None
    is_wanted = request.application.is_under_way and decision_of(request.application) is None
    return request if is_wanted or request.answered_at is not None else None


def requests_of(session: Session, application: Application) -> Sequence[RefereeRequest]:
    """Every referee who was sent a link, the first one first."""
    chosen = sa.select(RefereeRequest).where(RefereeRequest.application_id == application.id)
    return session.scalars(chosen.options(joinedload(RefereeRequest.asked_by)).order_by(RefereeRequest.asked_at)).all()


def answer_referee(session: Session, request: RefereeRequest, answers: Sequence[str], more: str = "") -> None:
    """Keep a referee's answers, beside those of earlier ones. One answer a link."""
    if request.answered_at is not None:
        raise RefereeRefused("You've answered already. Thank you.")
    pairs = tuple(zip(request.questions, map(text.kept, answers), strict=True))
    given = RefereeAnswers(request.name, pairs, text.kept(more))
    given.refuse_if_unfinished()
    refuse_if_over(request.application)
    request.answers, request.answered_at = [answer for _, answer in pairs], clock.now()
    _add_answer(session, request, given)
    session.flush()
    journal.record(session, None, RefereeAnswered(request.id, application=request.application_id))


def _add_answer(session: Session, request: RefereeRequest, given: RefereeAnswers) -> ReferenceCheck:
    """What a referee wrote on their own page, beside what earlier ones said; a waiver gives way to it."""
    application = request.application
    known = references_of(session, application)
    check = known or ReferenceCheck(application_id=application.id, waived=True)
    earlier = "" if check.waived else check.said
    names = [name for name in ("" if check.waived else check.referee, given.referee.strip()) if name]
    check.answers = [*([] if check.waived else check.answers), *map(list, given.answers)]
    check.referee = "; ".join(names)[: text.LONGEST_LINE]
    check.said = f"{earlier}\n\n{given.text}".strip()
    check.waived, check.taken_by, check.at = False, request.asked_by, clock.now()
    session.add(check)
    session.flush()
    return check
