"""Pages: adding a promise, and saying what became of one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.probation import policy
from hiring.probation.actions import today_at
from hiring.probation.models import Probation
from hiring.probation.promises import actions
from hiring.probation.promises.forms import PromiseClosedForm, PromiseForm
from hiring.probation.promises.models import Promise
from hiring.probation.values import PromiseFate

bp = Blueprint("promises", __name__)


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def promise_in_url(promise_id: str) -> Promise | None:
    return db.session.get(Promise, promise_id)


def can_keep_promise(person: Person, promise: Promise) -> bool:
    return policy.can_note(person, promise.probation)


def can_see_promise(person: Person, promise: Promise) -> bool:
    return policy.can_see_probation(person, promise.probation)


@bp.route("/probations/<probation_id>/promises", methods=["GET", "POST"])
@writes
@access.allows(policy.can_note, of=probation_in_url, insider=policy.can_see_probation)
def add(person: Person, probation: Probation) -> ResponseReturnValue:
    form = PromiseForm.of(probation)
    if form.validate_on_submit():
        with form.refusals(promise="what", promise_by="by", promise_on="due_on"):
            actions.add_promise(db.session, person, probation, form.made())
            flash("Promised. You see it again once it's due.")
            return redirect(url_for("probation.show", probation_id=probation.id))
    return render_template("probation/promise.html", form=form, probation=probation)


@bp.route("/promises/<promise_id>", methods=["GET", "POST"])
@writes
@access.allows(can_keep_promise, of=promise_in_url, insider=can_see_promise)
def close(person: Person, promise: Promise) -> ResponseReturnValue:
    form = PromiseClosedForm(on=today_at(promise.probation))
    if form.validate_on_submit():
        with form.refusals():
            became, on = PromiseFate(form.became.data), filled(form.on.data)
            actions.close_promise(db.session, person, promise, became=became, on=on, words=form.words.data or "")
            flash("Recorded.")
            return redirect(url_for("probation.show", probation_id=promise.probation_id))
    return render_template("probation/promise.html", form=form, probation=promise.probation, promise=promise)
