"""Pages: what customers say and what was done. HR answers; everyone who said something reads the answers."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled, lines
from hiring.probation.policy import can_follow_probations
from hiring.probation.suggestions import actions, queries
from hiring.probation.suggestions.models import Suggestion

bp = Blueprint("suggestions", __name__)


class SuggestionAnswerForm(DraftedForm):
    words = lines("What was done", missing="Write what was done, or why nothing changes.")


def suggestion_in_url(suggestion_id: str) -> Suggestion | None:
    return db.session.get(Suggestion, suggestion_id)


def can_answer_suggestion(person: Person, _suggestion: Suggestion) -> bool:
    return is_hr(person)


@bp.get("/suggestions")
@access.allows(can_follow_probations)
def index(person: Person) -> ResponseReturnValue:
    sees_all = is_hr(person)
    if sees_all:
        suggestions = queries.all_suggestions(db.session)
    else:
        suggestions = queries.answered_suggestions(db.session) if queries.has_suggested(db.session, person) else []
    return render_template("probation/suggestions/index.html", suggestions=suggestions, sees_all=sees_all)


@bp.route("/suggestions/<suggestion_id>", methods=["GET", "POST"])
@writes
@access.allows(can_answer_suggestion, of=suggestion_in_url)
def answer(person: Person, suggestion: Suggestion) -> ResponseReturnValue:
    form = SuggestionAnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.answer_suggestion(db.session, person, suggestion, filled(form.words.data))
            flash("Answered. Everyone who said something can read it.")
            return redirect(url_for("suggestions.index"))
    return render_template("probation/suggestions/answer.html", form=form, suggestion=suggestion)
