"""A posted form is one write, and the same form sent twice is the same submit.

Every form carries a random `form_id`. What it led to is remembered, so that a double tap, a reload or a retry after a
lost answer ends on the same page and records nothing twice.
"""

import functools
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ParamSpec

import sqlalchemy as sa
from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy.orm import Mapped, Session, mapped_column
from werkzeug.wrappers import Response

from hiring.foundation import clock
from hiring.foundation.database import Base, writing
from hiring.foundation.records import append_only
from hiring.foundation.web.access import declare

P = ParamSpec("P")

KEPT_HOURS = 48


class SubmittedForm(Base):
    __tablename__ = "submitted_form"
    __table_args__ = {"info": append_only.changes("it is forgotten after two days")}

    form_id: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    person_id: Mapped[str] = mapped_column(sa.String(16), primary_key=True)
    path: Mapped[str] = mapped_column(sa.String(300))
    location: Mapped[str] = mapped_column(sa.String(500))
    at: Mapped[datetime] = mapped_column(index=True)


def writes(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A view whose POST is one write. A redirect commits; a page shown again means a problem and keeps nothing."""
    return _writing(view, once=True)


def writes_each_time(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Like `writes`, for a form that is sent again and again with more in it, such as a draft."""
    return _writing(view, once=False)


def _writing(view: Callable[P, ResponseReturnValue], *, once: bool) -> Callable[P, ResponseReturnValue]:
    @functools.wraps(view)
    def inside(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if request.method != "POST":
            return view(*args, **kwargs)
        with writing() as session:
            known = _known(session) if once else None
            if known is not None and known.path == request.path:
                return redirect(known.location, 303)
            answer = view(*args, **kwargs)
            if isinstance(answer, str):
                session.rollback()
                return answer, 422
            if once and known is None and isinstance(answer, Response) and answer.status_code in {302, 303}:
                _remember(session, answer.headers["Location"])
            return answer

    declare(inside, writes=True)
    return inside


def opens_writing_itself(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """A view that hashes a password first, which is slow, and then opens `writing()` on its own."""
    declare(view, writes=True)
    return view


def _known(session: Session) -> SubmittedForm | None:
    form_id = request.form.get("form_id", "")
    return session.get(SubmittedForm, (form_id[:40], _sender())) if form_id else None


def _sender() -> str:
    """Nobody signed in is told apart by the form alone, whose id cannot be guessed."""
    return current_user.id if current_user.is_authenticated else ""


def _remember(session: Session, location: str) -> None:
    form_id = request.form.get("form_id", "")
    if not form_id or len(location) > 500:
        return
    key = {"form_id": form_id[:40], "person_id": _sender()}
    session.add(SubmittedForm(**key, path=request.path[:300], location=location, at=clock.now()))


def forget_old_forms(session: Session) -> None:
    """Drop what no repeated form can name any more; done at each sign-in, so that no other write pays for it."""
    session.execute(sa.delete(SubmittedForm).where(SubmittedForm.at < clock.now() - timedelta(hours=KEPT_HOURS)))
