"""Pages of a copy as a whole: starting it, what is in it and what is wrong, a criterion of its own, and its end."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.rubrics import queries as rubrics
from hiring.rubrics.editing import actions, queries
from hiring.rubrics.editing.forms import OwnCriterionForm, StartForm
from hiring.rubrics.editing.gate import while_open
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.overview import overview_of
from hiring.rubrics.editing.queries import copy_in_url
from hiring.rubrics.edition import Edition
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.policy import can_publish_rubrics
from hiring.rubrics.queries import shipped_in_url, version_in_url

bp = Blueprint("editing", __name__)


@bp.route("/rubrics/<version_id>/copy", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=version_in_url)
def start(person: Person, version: RubricVersion) -> ResponseReturnValue:
    back = url_for("rubrics.show", version_id=version.id)
    return _start(person, rubrics.edition_of(version), version, back)


@bp.route("/rubrics/shipped/<key>/copy", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=shipped_in_url)
def start_shipped(person: Person, edition: Edition) -> ResponseReturnValue:
    return _start(person, edition, None, url_for("rubrics.show_shipped", key=edition.key))


def _start(person: Person, edition: Edition, version: RubricVersion | None, back: str) -> ResponseReturnValue:
    form = StartForm.of(edition.title)
    if form.validate_on_submit():
        with form.refusals():
            copy = actions.start_copy(db.session, person, edition, version, title=form.chosen_title())
            return redirect(url_for("editing.overview", copy_id=copy.id))
    others = queries.open_copies(db.session, edition.key)
    return render_template("rubrics/editing/start.html", form=form, edition=edition, back=back, others=others)


@bp.get("/rubrics/copies/<copy_id>")
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def overview(_person: Person, copy: RubricCopy) -> ResponseReturnValue:
    known = {criterion["key"] for criterion in copy.content["criteria"]}
    addable = {key: criterion.title for key, criterion in sorted(rubrics.bank(db.session).items()) if key not in known}
    return render_template(
        "rubrics/editing/overview.html",
        copy=copy,
        view=overview_of(copy.content, queries.before_of(copy)),
        newer=queries.newer_version(db.session, copy),
        addable=addable,
    )


@bp.route("/rubrics/copies/<copy_id>/own-criterion", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def own_criterion(person: Person, copy: RubricCopy) -> ResponseReturnValue:
    form = OwnCriterionForm()
    if form.validate_on_submit():
        with form.refusals():
            key = actions.begin_criterion(db.session, person, copy, form.title.data or "")
            return redirect(url_for("editing_parts.show", copy_id=copy.id, address=f"criteria/{key}"))
    return render_template("rubrics/editing/own_criterion.html", form=form, copy=copy)


@bp.route("/rubrics/copies/<copy_id>/discard", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def discard(person: Person, copy: RubricCopy) -> ResponseReturnValue:
    if request.method == "POST" and _is_as_shown(copy):
        actions.discard_copy(db.session, person, copy)
        flash(f"The copy of “{copy.title}” is discarded. Published versions stay as they are.")
        return redirect(url_for("rubrics.library"))
    view = overview_of(copy.content, queries.before_of(copy))
    return render_template("rubrics/editing/discard.html", copy=copy, view=view)


@bp.route("/rubrics/copies/<copy_id>/publish", methods=["GET", "POST"])
@writes
@access.allows(can_publish_rubrics, of=copy_in_url)
@while_open
def publish(person: Person, copy: RubricCopy) -> ResponseReturnValue:
    """What was shown is what is published: a change in between is shown first."""
    view = overview_of(copy.content, queries.before_of(copy))
    if view.edition is None:
        flash("There's something to fix before you can publish this.")
        return redirect(url_for("editing.overview", copy_id=copy.id))
    same = rubrics.version_by_hash(db.session, content_hash(view.edition))
    if request.method == "POST" and _is_as_shown(copy):
        version = actions.publish_copy(db.session, person, copy)
        flash(_published(version, same is not None))
        return redirect(url_for("rubrics.show", version_id=version.id))
    newer = queries.newer_version(db.session, copy)
    return render_template("rubrics/editing/publish.html", copy=copy, view=view, same=same, newer=newer)


def _is_as_shown(copy: RubricCopy) -> bool:
    if request.form.get("revision") == str(copy.revision):
        return True
    flash("The copy has changed since you looked at it. Check it again.")
    return False


def _published(version: RubricVersion, is_old: bool) -> str:
    if is_old:
        return f"This says the same as version {version.number} of “{version.title}”. Nothing new was published."
    return f"“{version.title}” is published as version {version.number}. Openings can use it now."
