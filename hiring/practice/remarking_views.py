"""Pages of blind marking: one sample answer after another, and for HR what everyone's marks come to."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.practice import policy, queries, remarking
from hiring.practice.answers import key_of
from hiring.practice.consensus import LEAST_ALPHA
from hiring.practice.forms import BlindMarkForm
from hiring.rubrics.models import CriterionEdition

bp = Blueprint("remarking", __name__)


@bp.route("/practice/blind/<version_id>/<criterion>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_practise, of=queries.edition_in_url)
def blind(person: Person, edition: CriterionEdition) -> ResponseReturnValue:
    criterion = queries.criterion_of(db.session, edition.version_id, edition.key)
    form = BlindMarkForm()
    if form.validate_on_submit():
        with form.refusals():
            remarking.mark_blind(db.session, person, criterion, form.answer.data or "", int(form.level.data))
            flash("Your mark is saved.")
            return redirect(url_for("remarking.blind", version_id=edition.version_id, criterion=edition.key))
    answers = remarking.blind_answers(db.session, person, criterion)
    sample = next((answer for answer in answers if key_of(answer) == form.answer.data), answers[0] if answers else None)
    form.answer.data = key_of(sample) if sample else ""
    return render_template(
        "practice/blind.html",
        edition=edition,
        criterion=criterion,
        form=form,
        sample=sample,
        question=next((asked for asked in criterion.questions if sample and asked.key == sample.question), None),
        left=len(answers),
        anchors=criterion.anchors.of_every_level(),
    )


@bp.get("/practice/agreement")
@access.allows(policy.can_see_agreement)
def agreement(_person: Person) -> ResponseReturnValue:
    return render_template("practice/agreement.html", criteria=remarking.all_consensus(db.session), least=LEAST_ALPHA)
