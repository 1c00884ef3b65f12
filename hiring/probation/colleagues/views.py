"""Pages: asking a colleague for one observation, and the colleague's own page behind the link."""

from flask import Blueprint, redirect, render_template, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.foundation.web.limits import count_wrong, refuse_while_waiting, source
from hiring.foundation.web.request_limits import followed_link, limiter
from hiring.probation import policy
from hiring.probation.actions import today_at
from hiring.probation.colleagues import actions
from hiring.probation.colleagues.models import ColleagueRequest
from hiring.probation.forms import ColleagueForm, ColleagueNameForm
from hiring.probation.models import Probation

bp = Blueprint("colleagues", __name__)
FREE_LINKS = 100
FRESH = "fresh_colleague_link"


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def request_in_url(colleague_token: str) -> ColleagueRequest | None:
    keys = [source("colleague link", FREE_LINKS)]
    refuse_while_waiting(keys)
    request = actions.live_request(db.session, colleague_token)
    if request is None:
        count_wrong(keys)
    return request


@bp.route("/probations/<probation_id>/ask-colleague", methods=["GET", "POST"])
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def ask(person: Person, probation: Probation) -> ResponseReturnValue:
    form, here = ColleagueNameForm(), url_for("colleagues.ask", probation_id=probation.id)
    if form.validate_on_submit():
        with form.refusals():
            asked = actions.ask_colleague(db.session, person, probation, filled(form.name.data))
            cookie[FRESH] = asked.id
            return redirect(here)
    fresh = db.session.get(ColleagueRequest, cookie.pop(FRESH, ""))
    is_shown = fresh is not None and fresh.asked_by_id == person.id and fresh.probation_id == probation.id
    address = actions.link_for(fresh) if fresh is not None and is_shown else ""
    context = {"asked": fresh if is_shown else None, "address": address}
    return render_template("probation/colleagues/ask.html", form=form, probation=probation, **context)


@bp.route("/seen/<path:colleague_token>", methods=["GET", "POST"])
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=request_in_url)
def answer(request: ColleagueRequest) -> ResponseReturnValue:
    form = ColleagueForm(on=today_at(request.probation))
    if form.validate_on_submit():
        with form.refusals():
            act, on, is_concern = filled(form.act.data), filled(form.on.data), form.kind.data == "concern"
            actions.answer_colleague(db.session, request, act=act, on=on, is_concern=is_concern)
            return redirect(url_for("colleagues.thanks"))
    return render_template(
        "probation/colleagues/answer.html",
        form=form,
        asked=request,
        first_name=request.probation.hire.split()[0],
        asked_by=request.asked_by.name,
        person=None,
        navigation=[],
    )


@bp.get("/seen")
@access.public
def thanks() -> ResponseReturnValue:
    """The same for everyone."""
    return render_template("probation/colleagues/thanks.html", person=None, navigation=[])
