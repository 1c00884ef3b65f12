"""Pages: making a link for a referee, and the referee's own page behind it."""

from flask import Blueprint, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.decisions import policy
from hiring.decisions.referees import actions
from hiring.decisions.referees.forms import RefereeForm, RefereeNameForm
from hiring.decisions.referees.models import RefereeRequest
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.foundation.web.limits import count_wrong, refuse_while_waiting, source
from hiring.foundation.web.request_limits import followed_link, limiter

bp = Blueprint("referees", __name__)
FREE_LINKS = 100
FRESH = "fresh_referee_link"


def request_in_url(referee_token: str) -> RefereeRequest | None:
    keys = [source("referee link", FREE_LINKS)]
    refuse_while_waiting(keys)
    request = actions.live_request(db.session, referee_token)
    if request is None:
        count_wrong(keys)
    return request


@bp.route("/applications/<application_id>/references/ask", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_grounds, of=application_in_url)
def ask(person: Person, application: Application) -> ResponseReturnValue:
    form = RefereeNameForm()
    if form.validate_on_submit():
        with form.refusals():
            asked = actions.ask_referee(db.session, person, application, filled(form.name.data))
            cookie[FRESH] = asked.id
            return redirect(url_for("referees.ask", application_id=application.id))
    fresh = db.session.get(RefereeRequest, cookie.pop(FRESH, ""))
    is_shown = fresh is not None and fresh.asked_by_id == person.id and fresh.application_id == application.id
    return render_template(
        "decisions/referees/ask.html",
        form=form,
        application=application,
        asked=fresh if is_shown else None,
        address=actions.referee_link(fresh) if fresh is not None and is_shown else "",
        requests=actions.requests_of(db.session, application),
    )


@bp.route("/reference/<path:referee_token>", methods=["GET", "POST"])
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=request_in_url)
def answer(request: RefereeRequest) -> ResponseReturnValue:
    form = RefereeForm.of(request.questions)
    if form.validate_on_submit():
        with form.refusals():
            actions.answer_referee(db.session, request, form.answers, form.more.data or "")
            return redirect(url_for("referees.thanks"))
    return render_template(
        "decisions/referees/answer.html",
        form=form,
        asked=request,
        candidate=request.application.candidate.name,
        person=None,
        navigation=[],
    )


@bp.get("/reference")
@access.public
def thanks() -> ResponseReturnValue:
    """The same for everyone."""
    return render_template("decisions/referees/thanks.html", person=None, navigation=[])
