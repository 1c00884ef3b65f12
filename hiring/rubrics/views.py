"""Pages of rubrics: the library, one version, publishing."""

from itertools import pairwise

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.rubrics import actions, policy, queries
from hiring.rubrics.comparing import difference_in_words
from hiring.rubrics.editing.queries import open_copies
from hiring.rubrics.edition import Edition
from hiring.rubrics.kit import round_minutes
from hiring.rubrics.library import COUNT_OPENINGS, LibraryFilter, narrowed
from hiring.rubrics.library import library as library_rows
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped_in_url, version_in_url

bp = Blueprint("rubrics", __name__)


@bp.get("/rubrics")
@access.allows(policy.can_read_rubrics)
def library(person: Person) -> ResponseReturnValue:
    may_publish = policy.can_publish_rubrics(person)
    copies = open_copies(db.session) if may_publish else []
    words, wanted = request.args.get("q", "")[:200], request.args.get("show", LibraryFilter.ALL)
    chosen = LibraryFilter(wanted) if wanted in list(LibraryFilter) else LibraryFilter.ALL
    rows = library_rows(db.session, copies, with_unpublished=may_publish)
    return render_template(
        "rubrics/library.html",
        library=narrowed(rows, words, chosen),
        words=words,
        chosen=chosen,
        own=[copy for copy in copies if copy.key not in {row.key for row in rows}],
        may_publish=may_publish,
    )


@bp.get("/rubrics/<version_id>")
@access.allows(policy.can_read_rubrics, of=version_in_url)
def show(person: Person, version: RubricVersion) -> ResponseReturnValue:
    may_publish = policy.can_publish_rubrics(person)
    edition, versions = queries.edition_of(version), queries.versions_of(db.session, version.key)
    return render_template(
        "rubrics/show.html",
        version=version,
        versions=versions,
        differences={
            later.id: difference_in_words(queries.edition_of(earlier), queries.edition_of(later))
            for later, earlier in pairwise(versions)
        },
        openings=COUNT_OPENINGS.get()(db.session).get(version.id, 0),
        edition=edition,
        rounds=round_minutes(edition),
        may_publish=may_publish,
    )


@bp.get("/rubrics/shipped/<key>")
@access.allows(policy.can_read_unpublished, of=shipped_in_url)
def show_shipped(_person: Person, edition: Edition) -> ResponseReturnValue:
    return render_template("rubrics/show.html", version=None, edition=edition, rounds=round_minutes(edition))


@bp.post("/rubrics/shipped/<key>/publish")
@writes
@access.allows(policy.can_publish_rubrics, of=shipped_in_url)
def publish(person: Person, edition: Edition) -> ResponseReturnValue:
    version = actions.publish_rubric(db.session, person, edition)
    if request.form.get("then") == "use":
        flash(f"“{version.title}” is ready to use. Say what the opening is, and who interviews.")
        return redirect(url_for("openings.open_opening", rubric=version.id))
    flash(f"“{version.title}” is published as version {version.number}. Openings can use it now.")
    return redirect(url_for("rubrics.show", version_id=version.id))
