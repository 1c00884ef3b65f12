"""Pages of an import: the file, what would become of each row, taking it, the rows that were refused."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates import imports, policy
from hiring.candidates.forms import DayOrderForm, TakeForm, UploadForm
from hiring.candidates.models import CandidateImport
from hiring.candidates.reading.table import CandidateTable
from hiring.foundation.database import db, writing
from hiring.foundation.spreadsheets import CSV_TYPE
from hiring.foundation.web import access, file_requests
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form
from hiring.openings.models import Opening
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("imports", __name__)


def _import_in_url(import_id: str) -> CandidateImport | None:
    return db.session.get(CandidateImport, import_id)


def _read_file() -> CandidateTable | None:
    form = UploadForm()
    return imports.read_file(form.file.data.read()) if form.validate() else None


_may_upload = access.allows(policy.can_add_candidates, of=opening_in_url, insider=can_see_openings)


@bp.route("/openings/<opening_id>/candidates/import", methods=["GET", "POST"])
@file_requests.read_first(_may_upload, _read_file)
@writes
@_may_upload
def upload(person: Person, opening: Opening) -> ResponseReturnValue:
    form = UploadForm()
    if form.validate_on_submit():
        with form.refusals():
            name = form.file.data.filename or ""
            kept = imports.keep_import(db.session, person, opening, name, file_requests.what_was_read())
            return redirect(url_for("imports.show", import_id=kept.id))
    return render_template("candidates/upload.html", form=form, opening=opening)


@bp.get("/imports/<import_id>")
@access.allows(policy.can_see_import, of=_import_in_url)
def show(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    return _page(person, kept, TakeForm())


def _page(person: Person, kept: CandidateImport, form: Form) -> str:
    if kept.taken_at is not None:
        return render_template("candidates/taken.html", kept=kept, form=form)
    reading = imports.reading_of_import(db.session, kept)
    may_take = policy.can_take_import(person, kept)
    return render_template("candidates/preview.html", kept=kept, reading=reading, form=form, may_take=may_take)


@bp.post("/imports/<import_id>/days")
@writes
@access.allows(policy.can_take_import, of=_import_in_url, insider=policy.can_see_import)
def choose_days(_person: Person, kept: CandidateImport) -> ResponseReturnValue:
    form = DayOrderForm()
    if form.validate_on_submit():
        imports.choose_day_order(kept, form.day_first.data == "yes")
    return redirect(url_for("imports.show", import_id=kept.id))


@bp.post("/imports/<import_id>/take")
@writes
@access.allows(policy.can_take_import, of=_import_in_url, insider=policy.can_see_import)
def take(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    form = TakeForm()
    if form.validate_on_submit():
        with form.refusals():
            imports.take_import(db.session, person, kept, form.seen.data or "")
            return redirect(url_for("imports.show", import_id=kept.id))
    return _page(person, kept, form)


@access.reads_by_post
@bp.post("/imports/<import_id>/refused")
@access.allows(policy.can_see_import, of=_import_in_url)
def refused(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    with writing() as session:  # the journal keeps who took data out of the house
        content = imports.refused_rows(session, person, kept)
    return file_answer(content, CSV_TYPE, "refused-rows.csv")


@bp.post("/imports/<import_id>/discard")
@writes
@access.allows(policy.can_see_import, of=_import_in_url)
def discard(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    opening_id = kept.opening_id
    imports.discard_import(db.session, person, kept)
    flash("The file is forgotten.")
    return redirect(url_for("candidates.index", opening_id=opening_id))
