"""Pages of one part of a copy: its form, saving it whatever it says, adding, moving and removing parts."""

from dataclasses import dataclass

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.web import access
from hiring.foundation.web.browser_keys import BrowserKey, browser_key
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.template_filters import moment
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.form_tree import flat, merged
from hiring.rubrics.editing.forms import PartForm
from hiring.rubrics.editing.gate import cannot_be_saved, wants_json, while_open
from hiring.rubrics.editing.mistake_placement import mistakes_of_part
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.parts import Part, part_at, part_shown
from hiring.rubrics.editing.queries import copy_in_url
from hiring.rubrics.policy import can_publish_rubrics

bp = Blueprint("editing_parts", __name__)


@dataclass(frozen=True, slots=True)
class Opened:
    """A copy and the part of it that an address names; None where it was removed since."""

    copy: RubricCopy
    address: str
    part: Part | None


def _part_in_url(copy_id: str, address: str) -> Opened | None:
    copy = db.session.get(RubricCopy, copy_id)
    return Opened(copy, address, part_at(copy.content, address)) if copy else None


def _proofread(copy: RubricCopy, part: Part) -> PartForm:
    """The form of a part as it is kept, with every sentence at its field."""
    form = PartForm.of(copy.content, part)
    form.say(mistakes_of_part(copy.content, part, read(copy.content).mistakes))
    return form


@bp.get("/rubrics/copies/<copy_id>/parts/<path:address>")
@access.allows(can_publish_rubrics, of=_part_in_url)
@while_open
def show(person: Person, opened: Opened) -> ResponseReturnValue:
    """What is still empty is not called wrong before someone has begun."""
    part = opened.part or abort(404)
    is_new = not part.is_begun and "checked" not in request.args
    form = PartForm.of(opened.copy.content, part) if is_new else _proofread(opened.copy, part)
    return _part_page(person, opened.copy, part, form, part.seen, is_new=is_new)


def _part_page(person: Person, copy: RubricCopy, part: Part, form: PartForm, seen: str, *, is_new: bool = False) -> str:
    kept = _browser_key(person, copy, part)
    return render_template(
        "rubrics/editing/part.html", copy=copy, part=part, form=form, seen=seen, is_new=is_new, kept=kept
    )


def _browser_key(person: Person, copy: RubricCopy, part: Part) -> BrowserKey:
    return browser_key(person.id, f"{copy.id}/{part.address}")


@bp.post("/rubrics/copies/<copy_id>/parts/<path:address>")
@writes
@access.allows(can_publish_rubrics, of=_part_in_url)
@while_open
def save(person: Person, opened: Opened) -> ResponseReturnValue:
    """Keep what was typed, right or wrong, then say what is wrong with it."""
    copy, seen = opened.copy, request.form.get("revision", "")
    part = part_shown(copy.content, opened.address, seen)
    if part is None:
        return cannot_be_saved(copy, "Someone has removed this part in the meantime.")
    form = PartForm.of(copy.content, part, request.form)
    try:
        part = actions.save_part(db.session, person, copy, part, form.sent(request.form), seen)
    except actions.CopyMovedOn as moved:
        return _both(person, copy, part, form, moved)
    except Refused as refused:
        form.refuse(refused.sentence, refused.field)
        return _not_kept(person, copy, part, form, refused)
    if wants_json():
        return _kept(copy, part)
    flash("Saved.")
    if request.form.get("then") == "overview":
        return redirect(url_for("editing.overview", copy_id=copy.id))
    return redirect(url_for("editing_parts.show", copy_id=copy.id, address=part.address, checked=1))


def _kept(copy: RubricCopy, part: Part) -> ResponseReturnValue:
    problems = _proofread(copy, part).problems
    to_fix = counted(len(problems), "thing").capitalize()
    saved = moment(copy.saved_at)[-5:]
    status = f"{saved}. {to_fix} to fix on this page." if problems else saved
    return jsonify(saved=status, revision=part.seen, problems=problems)


def _both(
    person: Person, copy: RubricCopy, part: Part, form: PartForm, moved: actions.CopyMovedOn
) -> ResponseReturnValue:
    if wants_json():
        return jsonify(conflict=moved.sentence), 409
    now, typed = flat(part.own), flat(merged(part.own, form.sent(request.form)))
    differing = [(form[name].label.text, typed.get(name, ""), now.get(name, ""))
                 for name in form.asked if typed.get(name, "") != now.get(name, "")]  # fmt: skip
    names = [name for name in form.asked if name in request.form]
    kept = [(name, request.form[name]) for name in names]
    texts = {"differing": differing, "kept": kept, "kept_here": _browser_key(person, copy, part)}
    return render_template("rubrics/editing/conflict.html", copy=copy, part=part, **texts)


def _not_kept(person: Person, copy: RubricCopy, part: Part, form: PartForm, refused: Refused) -> ResponseReturnValue:
    if wants_json():
        return jsonify(conflict=f"Not saved. {refused.sentence}", look="see where"), 409
    return _part_page(person, copy, part, form, request.form.get("revision", ""))


@bp.post("/rubrics/copies/<copy_id>/add")
@writes
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def add(person: Person, copy: RubricCopy) -> ResponseReturnValue:
    there = url_for("editing.overview", copy_id=copy.id)
    try:
        if "criterion" in request.form:
            criterion = request.form["criterion"]
            actions.add_criterion(db.session, person, copy, criterion)
            return redirect(f"{there}#criterion-{criterion}")
        address = actions.add_part(db.session, person, copy, request.form.get("to", ""))
    except Refused as refused:
        flash(refused.sentence)
        return redirect(there)
    return redirect(url_for("editing_parts.show", copy_id=copy.id, address=address))


@bp.post("/rubrics/copies/<copy_id>/move-up")
@writes
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def move_up(person: Person, copy: RubricCopy) -> ResponseReturnValue:
    try:
        actions.move_criterion_up(db.session, person, copy, request.form.get("criterion", ""))
    except Refused as refused:
        flash(refused.sentence)
    return redirect(f"{url_for('editing.overview', copy_id=copy.id)}#criteria")


@bp.post("/rubrics/copies/<copy_id>/remove/<path:address>")
@writes
@access.allows(can_publish_rubrics, of=_part_in_url)
@while_open
def remove(person: Person, opened: Opened) -> ResponseReturnValue:
    copy, part = opened.copy, opened.part
    try:
        if part is None:
            raise actions.NothingLikeThat
        actions.remove_part(db.session, person, copy, part, request.form.get("revision", ""))
        flash(f"Removed from the copy: {part.title}.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("editing.overview", copy_id=copy.id))
