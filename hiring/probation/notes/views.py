"""Page: looking into what a customer told, so that it counts."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.probation import policy
from hiring.probation.forms import StoryForm
from hiring.probation.models import Observation, Probation
from hiring.probation.notes import actions

bp = Blueprint("notes", __name__)


def note_in_url(observation_id: str) -> Observation | None:
    return db.session.get(Observation, observation_id)


def _probation(note: Observation) -> Probation:
    return db.session.get_one(Probation, note.probation_id)


def can_check_story(person: Person, note: Observation) -> bool:
    return policy.can_note(person, _probation(note))


def can_see_note(person: Person, note: Observation) -> bool:
    return policy.can_see_probation(person, _probation(note))


@bp.route("/notes/<observation_id>", methods=["GET", "POST"])
@writes
@access.allows(can_check_story, of=note_in_url, insider=can_see_note)
def check_story(person: Person, note: Observation) -> ResponseReturnValue:
    form, probation = StoryForm(), _probation(note)
    if form.validate_on_submit():
        with form.refusals():
            actions.check_story(db.session, person, note, probation, filled(form.words.data))
            flash("Checked. It counts from now on.")
            return redirect(url_for("probation.show", probation_id=probation.id))
    return render_template("probation/check_story.html", form=form, note=note, probation=probation)
