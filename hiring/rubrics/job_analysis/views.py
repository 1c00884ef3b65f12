"""Pages of the job analysis: the records of a rubric's criteria, which print, and the form of one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import lines, radios
from hiring.rubrics import queries
from hiring.rubrics.job_analysis.records import latest_records, record_job_analysis
from hiring.rubrics.models import CriterionEdition, RubricVersion
from hiring.rubrics.policy import can_publish_rubrics

bp = Blueprint("job_analysis", __name__)
YES_OR_NO = [("yes", "Yes"), ("no", "No")]


class JobAnalysisForm(DraftedForm):
    said_by = lines(
        "Who says the work needs it?",
        hint="Names or posts, and what they know the work from.",
        missing="Write who said that the work needs this.",
        rows=2,
    )
    incidents = lines(
        "What happened that shows it?",
        hint="2 or 3 real incidents: one that went well, one that didn't. No names of customers.",
        missing="Write what happened that shows it.",
        rows=5,
    )
    needed_on_day_one = radios("Is it needed on day one?", YES_OR_NO, missing="Choose whether it's needed on day one.")
    separates_the_best = radios(
        "Does it separate the best from the rest?", YES_OR_NO, missing="Choose whether it separates the best."
    )


def criterion_in_url(version_id: str, criterion: str) -> CriterionEdition | None:
    return db.session.get(CriterionEdition, (version_id, criterion))


@bp.get("/rubrics/<version_id>/job-analysis")
@access.allows(can_publish_rubrics, of=queries.version_in_url)
def show(_person: Person, version: RubricVersion) -> ResponseReturnValue:
    edition = queries.edition_of(version)
    records = latest_records(db.session, [criterion.key for criterion in edition.criteria])
    return render_template("rubrics/job_analysis/show.html", version=version, edition=edition, records=records)


@bp.route("/rubrics/<version_id>/job-analysis/<criterion>", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=criterion_in_url)
def record(person: Person, edition: CriterionEdition) -> ResponseReturnValue:
    version = db.session.get_one(RubricVersion, edition.version_id)
    form = JobAnalysisForm()
    if form.validate_on_submit():
        with form.refusals():
            record_job_analysis(
                db.session,
                person,
                edition.key,
                said_by=form.said_by.data or "",
                incidents=form.incidents.data or "",
                needed_on_day_one=form.needed_on_day_one.data == "yes",
                separates_the_best=form.separates_the_best.data == "yes",
            )
            flash("Recorded. The page prints.")
            return redirect(url_for("job_analysis.show", version_id=version.id))
    criterion = queries.edition_of(version).criterion(edition.key)
    return render_template("rubrics/job_analysis/record.html", version=version, criterion=criterion, form=form)
