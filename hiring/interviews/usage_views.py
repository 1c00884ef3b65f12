"""Pages: how often the questions of a version were asked; one of them, to retire it or to bring it back."""

from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import lines
from hiring.interviews import usage
from hiring.rubrics import retiring
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.policy import can_retire_questions
from hiring.rubrics.queries import edition_of, version_in_url
from hiring.rubrics.reference import Reference, criterion_in
from hiring.rubrics.retiring import retired_in
from hiring.rubrics.values import Wording


class RetireForm(DraftedForm):
    reason = lines(
        "Why nobody should ask it any more",
        missing="Write why nobody should ask this question any more.",
        hint="People who plan an opening read this. For example: it's on a website, with model answers.",
        rows=2,
    )


bp = Blueprint("usage", __name__)


@dataclass(frozen=True, slots=True)
class Asking:
    """A question of a version, as an address names it."""

    version: RubricVersion
    edition: Edition
    reference: str

    @property
    def wording(self) -> Wording:
        return Wording.of(self.edition, self.reference)


def _question_in_url(version_id: str, criterion: str, question: str) -> Asking | None:
    version, reference = version_in_url(version_id), str(Reference(criterion, question))
    if version is None or reference not in edition_of(version).references():
        return None
    return Asking(version, edition_of(version), reference)


@bp.get("/rubrics/<version_id>/questions")
@access.allows(can_retire_questions, of=version_in_url)
def index(person: Person, version: RubricVersion) -> ResponseReturnValue:
    questions = usage.listed(db.session, edition_of(version), person)
    return render_template("interviews/usage/index.html", version=version, criteria=questions)


@bp.route("/rubrics/<version_id>/questions/<criterion>/<question>", methods=["GET", "POST"])
@writes
@access.allows(can_retire_questions, of=_question_in_url)
def question(person: Person, asking: Asking) -> ResponseReturnValue:
    form = RetireForm()
    if form.validate_on_submit():
        with form.refusals():
            retiring.retire_question(db.session, person, asking.wording, **form.values())
            flash("Retired. New openings don't get it. Where it's already planned, the plan check says so.")
            return redirect(url_for("usage.index", version_id=asking.version.id))
    return render_template(
        "interviews/usage/question.html",
        form=form,
        version=asking.version,
        criterion=asking.edition.criterion(criterion_in(asking.reference)),
        question=asking.edition.question(asking.reference),
        asked=usage.asked_before(db.session, asking.edition, person)[asking.reference],
        retired=retired_in(db.session, asking.edition).get(asking.reference),
    )


@bp.post("/rubrics/<version_id>/questions/<criterion>/<question>/bring-back")
@writes
@access.allows(can_retire_questions, of=_question_in_url)
def bring_back(person: Person, asking: Asking) -> ResponseReturnValue:
    try:
        retiring.bring_back(db.session, person, asking.wording)
        flash("Brought back. New openings can plan it again.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("usage.index", version_id=asking.version.id))
