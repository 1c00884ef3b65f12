"""Pages of an import: the file, its columns, its rows, adding them, and undoing that."""

import re
from collections.abc import Iterable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates import import_taking, imports, policy
from hiring.candidates.forms import ColumnsForm, PastedListForm, TakeForm, UploadForm
from hiring.candidates.models import CandidateImport
from hiring.candidates.reading.cells import REPAIRABLE
from hiring.candidates.reading.pages import ShownRows, column_rows
from hiring.candidates.reading.table import CandidateTable, numbered_rows
from hiring.candidates.reading.trackers import tracker_of
from hiring.foundation.database import db, writing
from hiring.foundation.grammar import counted
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
_may_take = access.allows(policy.can_take_import, of=_import_in_url, insider=policy.can_see_import)


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
            return redirect(url_for("imports.columns", import_id=kept.id))
    return render_template("candidates/imports/upload.html", form=form, opening=opening)


@bp.route("/openings/<opening_id>/candidates/paste", methods=["GET", "POST"])
@writes
@_may_upload
def paste(person: Person, opening: Opening) -> ResponseReturnValue:
    form = PastedListForm()
    if form.validate_on_submit():
        with form.refusals():
            kept = imports.keep_pasted(db.session, person, opening, form.candidates.data or "")
            then = "imports.show" if kept.fields else "imports.columns"
            return redirect(url_for(then, import_id=kept.id))
    return render_template("candidates/imports/paste.html", form=form, opening=opening)


@bp.get("/imports/<import_id>")
@access.allows(policy.can_see_import, of=_import_in_url)
def show(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    if kept.taken_at is None and kept.fields is None:
        return redirect(url_for("imports.columns", import_id=kept.id))
    return _page(person, kept, TakeForm())


def _page(
    person: Person, kept: CandidateImport, form: Form, prepared: import_taking.PreparedImport | None = None
) -> str:
    if kept.taken_at is not None:
        obstacle = import_taking.undo_obstacle(db.session, kept)
        return render_template("candidates/imports/taken.html", kept=kept, form=form, may_undo=not obstacle)
    reading = prepared.reading if prepared else imports.reading_of_import(db.session, kept)
    shown = ShownRows.of(reading, request.values.get("show", ""), request.values.get("start", ""))
    return render_template(
        "candidates/imports/preview.html",
        kept=kept,
        reading=reading,
        shown=shown,
        form=form,
        may_take=policy.can_take_import(person, kept),
        seen=prepared.digest if prepared else reading.digest,
        typed=_typed_elsewhere(prepared) if prepared else [],
    )


def _typed_elsewhere(prepared: import_taking.PreparedImport) -> list[tuple[int, str, str]]:
    """Repairs that the page shown again has no field for, because they have mended their row."""
    fields = {row.number: row.mends for row in prepared.reading.rows}
    repairs = prepared.choices.repairs.items()
    return [(n, name, text) for n, typed in repairs for name, text in typed.items() if fields.get(n) != name]


@bp.route("/imports/<import_id>/columns", methods=["GET", "POST"])
@writes
@_may_take
def columns(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    if kept.taken_at is not None:
        return redirect(url_for("imports.show", import_id=kept.id))
    header = (kept.rows or [[]])[0]
    form = ColumnsForm.for_columns(header, imports.fields_of(db.session, kept), kept.day_first)
    fields = form.chosen_fields(header)
    if form.validate_on_submit():
        with form.refusals():
            day_first, remember = form.chosen_day_first(), form.remember.data
            imports.choose_columns(db.session, person, kept, fields, day_first=day_first, remember=remember)
            return redirect(url_for("imports.show", import_id=kept.id))
    table = imports.table_of(kept)
    rows, number = column_rows(table, fields), counted(len(numbered_rows(table)), "row")
    return render_template(
        "candidates/imports/columns.html", kept=kept, form=form, rows=rows, number=number, tracker=tracker_of(header)
    )


@bp.post("/imports/<import_id>/rows")
@writes
@_may_take
def save_rows(_person: Person, kept: CandidateImport) -> ResponseReturnValue:
    """Keep ticks and repairs, and show more rows."""
    if kept.taken_at is None and TakeForm().validate_on_submit():
        choices = imports.choices_of(db.session, kept)
        imports.save_rows(kept, imports.with_rows(choices, *_posted_rows()))
    show, start = request.form.get("show"), request.form.get("start")
    return redirect(url_for("imports.show", import_id=kept.id, show=show, start=start))


def _prepare() -> import_taking.PreparedImport | None:
    kept = _import_in_url((request.view_args or {})["import_id"])
    if kept is None or kept.taken_at is not None or kept.fields is None or not TakeForm().validate():
        return None
    return import_taking.prepare(db.session, kept, *_posted_rows())


def _posted_rows() -> tuple[dict[int, bool], dict[int, dict[str, str]]]:
    """Ticks and repairs of the rows that the page showed."""
    shown, ticked = _numbers(request.form.getlist("shown")), set(_numbers(request.form.getlist("row")))
    repairs: dict[int, dict[str, str]] = {}
    for number in shown:
        for name in REPAIRABLE:
            typed = request.form.get(f"{name}-{number}")
            if typed is not None and typed.strip() != request.form.get(f"was-{name}-{number}", ""):
                repairs.setdefault(number, {})[name] = typed
    ticks = {number: number in ticked or number in repairs for number in shown}
    for field in request.form:
        if earlier := re.fullmatch(rf"typed-({'|'.join(REPAIRABLE)})-([0-9]{{1,7}})", field):
            repairs.setdefault(int(earlier[2]), {}).setdefault(earlier[1], request.form[field])
    return ticks, repairs


def _numbers(texts: Iterable[str]) -> list[int]:
    return [int(text) for text in texts if re.fullmatch("[0-9]{1,7}", text)]


@bp.post("/imports/<import_id>/take")
@file_requests.read_first(_may_take, _prepare)
@writes
@_may_take
def take(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    form, prepared = TakeForm(), None
    if kept.taken_at is None and kept.fields is None:
        return redirect(url_for("imports.columns", import_id=kept.id))
    if form.validate_on_submit():
        with form.refusals():
            prepared = file_requests.what_was_read()
            if prepared is not None:
                import_taking.take_import(db.session, person, kept, prepared, form.seen.data or "")
            return redirect(url_for("imports.show", import_id=kept.id))
    return _page(person, kept, form, prepared)


@bp.route("/imports/<import_id>/undo", methods=["GET", "POST"])
@writes
@_may_take
def undo(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    form = TakeForm()
    if form.validate_on_submit():
        with form.refusals():
            import_taking.undo_import(db.session, person, kept)
            flash("The import is undone.")
            return redirect(url_for("candidates.index", opening_id=kept.opening_id))
    obstacle = import_taking.undo_obstacle(db.session, kept)
    number = counted(len((kept.result or {}).get("applications", [])), "candidate")
    return render_template("candidates/imports/undo.html", kept=kept, form=form, obstacle=obstacle, number=number)


@access.reads_by_post
@bp.post("/imports/<import_id>/refused")
@access.allows(policy.can_see_import, of=_import_in_url)
def refused(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    with writing() as session:  # the journal keeps who took data out of the house
        content = imports.refused_rows(session, person, kept)
    return file_answer(content, CSV_TYPE, "refused-rows.csv")


@bp.post("/imports/<import_id>/discard")
@writes
@_may_take
def discard(person: Person, kept: CandidateImport) -> ResponseReturnValue:
    opening_id = kept.opening_id
    imports.discard_import(db.session, person, kept)
    flash("The file is discarded.")
    return redirect(url_for("candidates.index", opening_id=opening_id))
