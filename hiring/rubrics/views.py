"""Pages of rubrics: the library, one version, publishing."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.rubrics import actions, policy, queries
from hiring.rubrics.editing.queries import open_copies
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped_in_url, version_in_url

bp = Blueprint("rubrics", __name__)


@bp.get("/rubrics")
@access.allows(policy.can_read_rubrics)
def library(person: Person) -> ResponseReturnValue:
    may_publish = policy.can_publish_rubrics(person)
    return render_template(
        "rubrics/library.html",
        versions=queries.versions(db.session),
        copies=open_copies(db.session) if may_publish else [],
        unpublished=queries.unpublished(db.session) if may_publish else [],
        may_publish=may_publish,
    )


@bp.get("/rubrics/<version_id>")
@access.allows(policy.can_read_rubrics, of=version_in_url)
def show(person: Person, version: RubricVersion) -> ResponseReturnValue:
    may_publish = policy.can_publish_rubrics(person)
    edition = queries.edition_of(version)
    return render_template("rubrics/show.html", version=version, edition=edition, may_publish=may_publish)


@bp.get("/rubrics/shipped/<key>")
@access.allows(policy.can_read_unpublished, of=shipped_in_url)
def show_shipped(_person: Person, edition: Edition) -> ResponseReturnValue:
    return render_template("rubrics/show.html", version=None, edition=edition)


@bp.post("/rubrics/shipped/<key>/publish")
@writes
@access.allows(policy.can_publish_rubrics, of=shipped_in_url)
def publish(person: Person, edition: Edition) -> ResponseReturnValue:
    version = actions.publish_rubric(db.session, person, edition)
    flash(f"“{version.title}” is published as version {version.number}. Openings can use it now.")
    return redirect(url_for("rubrics.show", version_id=version.id))
