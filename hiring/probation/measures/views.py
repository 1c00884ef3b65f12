"""Page: the measures that check-ins take, defined once. For HR."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.accounts.queries import workplaces
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.openings.queries import openings
from hiring.probation.measures import actions, queries
from hiring.probation.measures.forms import MeasureForm
from hiring.probation.measures.models import Measure

bp = Blueprint("measures", __name__)


def measure_in_url(measure_id: str) -> Measure | None:
    return db.session.get(Measure, measure_id)


def can_stop_measure(person: Person, _measure: Measure) -> bool:
    return is_hr(person)


@bp.route("/measures", methods=["GET", "POST"])
@writes
@access.allows(is_hr)
def index(person: Person) -> ResponseReturnValue:
    form = MeasureForm.of_places(list(workplaces(db.session)), list(openings(db.session)))
    if form.validate_on_submit():
        with form.refusals():
            actions.define_measure(db.session, person, **form.measure())
            flash("Check-ins will ask for it from now on.")
            return redirect(url_for("measures.index"))
    return render_template("probation/measures.html", form=form, measures=queries.all_measures(db.session))


@bp.post("/measures/<measure_id>/stop")
@writes
@access.allows(can_stop_measure, of=measure_in_url)
def stop(person: Person, measure: Measure) -> ResponseReturnValue:
    try:
        actions.stop_measure(db.session, person, measure)
        flash("Check-ins no longer ask for it. Earlier values stay.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("measures.index"))
