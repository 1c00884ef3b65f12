"""Keeps what is being typed into any form, behind the guard of that form."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.browser_keys import whose_browser
from hiring.foundation.web.drafted_forms import posted_revision, posted_text
from hiring.foundation.web.drafts import DraftMovedOn, drop_draft, save_draft
from hiring.foundation.web.form_requests import writes_each_time
from hiring.foundation.web.template_filters import moment

bp = Blueprint("drafts", __name__)


@bp.post("/drafts/<path:form>")
@writes_each_time
@access.with_guard_of_form
def keep(person: Any, address: str, show_again: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Keep what was typed, whatever it is. Sent by the page itself, or by a button where there are no scripts."""
    mine = whose_browser(person.id)
    if request.form.get("who", mine) != mine:
        abort(403)  # typed by someone else, who was signed in in this browser before
    is_by_button = request.accept_mimetypes.best != "application/json"
    if request.form.get("then") == "discard":
        drop_draft(db.session, person.id, address)
        flash("Your draft is deleted.")
        return redirect(_page_of(address))
    try:
        draft = save_draft(db.session, person.id, address, posted_text(), posted_revision())
    except DraftMovedOn as moved:
        return show_again() if is_by_button else (jsonify(conflict=moved.sentence), 409)
    if is_by_button:
        flash("Draft saved. Nothing has been sent yet.")
        return redirect(_page_of(address))
    db.session.flush()
    return jsonify(saved=moment(draft.saved_at)[-5:], revision=draft.revision)


def _page_of(address: str) -> str:
    """The page the button was on, which is another one than the form's address where a form stands among others."""
    came_from = urlsplit(request.referrer or "")
    page = f"{came_from.path}?{came_from.query}".rstrip("?") if came_from.netloc == request.host else ""
    return next((url for url in (page, address) if url and _can_be_opened(url)), "/")


def _can_be_opened(address: str) -> bool:
    try:
        current_app.url_map.bind("").match(urlsplit(address).path, method="GET")
    except (HTTPException, RequestRedirect):
        return False
    return True
