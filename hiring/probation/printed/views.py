"""The record of one probation: a page to print, and a PDF where that can be made."""

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.printed.pdf import PDF_TYPE, as_pdf, can_make_pdf
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.probation import policy
from hiring.probation.models import Probation
from hiring.probation.person_page import loaded
from hiring.probation.printed.record_pages import probation_record

bp = Blueprint("records", __name__)


def probation_on_record(probation_id: str) -> Probation | None:
    return loaded(db.session, probation_id)


@bp.get("/probations/<probation_id>/record")
@access.allows(policy.can_see_probation, of=probation_on_record)
def show(person: Person, probation: Probation) -> ResponseReturnValue:
    document = probation_record(db.session, person, probation)
    pdf = url_for("records.pdf", probation_id=probation.id) if can_make_pdf() else ""
    return render_template("probation/record.html", probation=probation, document=document, pdf=pdf)


@bp.get("/probations/<probation_id>/record.pdf")
@access.allows(policy.can_see_probation, of=probation_on_record)
def pdf(person: Person, probation: Probation) -> ResponseReturnValue:
    """The page instead, where no PDF can be made here."""
    document = probation_record(db.session, person, probation)
    if not can_make_pdf():
        return render_template("probation/record.html", probation=probation, document=document, pdf="")
    return file_answer(as_pdf(document), PDF_TYPE, f"probation-{probation.id}.pdf")
