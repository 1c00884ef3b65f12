"""How long the present session lasts, told to the page so that it can warn before the end; and staying signed in."""

import time
from dataclasses import dataclass

from flask import Blueprint, current_app, jsonify
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.signing_in import LONGEST_HOURS
from hiring.foundation import clock
from hiring.foundation.web import access

bp = Blueprint("session_end", __name__)

NOTED_EVERY = 60


@dataclass(frozen=True, slots=True)
class SessionEnd:
    """Seconds: how long the session lasts at least if nothing is asked of the server, how long at most, and idle.

    A request may find that the last one was noted up to a minute ago. The page counts on that minute less, and is then
    the same to the letter whenever it is asked for.
    """

    left: int
    idle: int
    longest: int


def session_end() -> SessionEnd:
    now = int(clock.now().timestamp())
    idle = int(current_app.config["IDLE_MINUTES"]) * 60
    longest = max(0, int(cookie.get("since", now)) + LONGEST_HOURS * 3600 - now)
    return SessionEnd(min(idle - NOTED_EVERY, longest), idle, longest)


@bp.post("/stay-signed-in")
@access.reads_by_post
@access.signed_in
def stay(_person: Person) -> ResponseReturnValue:
    """Asked by the button of the warning; nothing is recorded, and the cookie says that its holder was here."""
    cookie["seen"] = int(time.time())
    end = session_end()
    return jsonify(left=min(end.idle, end.longest), longest=end.longest)
