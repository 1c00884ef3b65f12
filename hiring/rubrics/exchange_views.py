"""Pages that compare two versions, and that give a rubric out as files and take it back."""

import json

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access, file_requests
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.rubrics import actions, comparing, exchange, files, policy, queries
from hiring.rubrics.files import Document, RubricLibrary
from hiring.rubrics.forms import PublishUploadForm, UploadRubricForm
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import version_in_url

bp = Blueprint("exchange", __name__)


@bp.get("/rubrics/compare")
@access.allows(policy.can_read_rubrics)
def compare(person: Person) -> ResponseReturnValue:
    """Sample answers and our marks for them only for HR, who can edit them; interviewers practise on them."""
    versions = queries.versions(db.session)
    known = {version.id: version for version in versions}
    before, after = known.get(request.args.get("before", "")), known.get(request.args.get("after", ""))
    before, after = queries.default_pair(versions, before, after)
    sections = comparing.compared(queries.edition_of(before), queries.edition_of(after)) if before and after else None
    with_practice = policy.can_read_unpublished(person)
    return render_template(
        "rubrics/compare.html",
        versions=versions,
        before=before,
        after=after,
        sections=sections if with_practice or sections is None else comparing.without_practice(sections),
        with_practice=with_practice,
    )


@bp.post("/rubrics/<version_id>/files")
@access.reads_by_post
@access.allows(policy.can_publish_rubrics, of=version_in_url)
def download(_person: Person, version: RubricVersion) -> ResponseReturnValue:
    name = f"{version.key}-version-{version.number}.zip"
    return file_answer(exchange.as_zip(queries.edition_of(version)), "application/zip", name)


@bp.get("/rubrics/upload")
@access.allows(policy.can_publish_rubrics)
def upload(_person: Person) -> ResponseReturnValue:
    return render_template("rubrics/upload.html", form=UploadRubricForm(), problems=[])


@bp.post("/rubrics/upload")
@access.reads_by_post
@access.allows(policy.can_publish_rubrics)
def look(_person: Person) -> ResponseReturnValue:
    """Read what was sent and show what it would change; nothing is published yet."""
    form = UploadRubricForm()
    if form.validate_on_submit():
        with form.refusals():
            return _looked_at(exchange.uploaded(form.sent()), form)
    return render_template("rubrics/upload.html", form=form, problems=[]), 422


def _looked_at(documents: list[Document], form: UploadRubricForm) -> ResponseReturnValue:
    library = files.read_documents(documents, queries.bank(db.session))
    if library.problems:
        return render_template("rubrics/upload.html", form=form, problems=library.problems), 422
    if not library.rubrics:
        raise Refused("There's no rubric among these files. Add the one that names these criteria.", "files")
    latest = {version.key: version for version in reversed(queries.versions(db.session))}
    looked = []
    for key in sorted(library.rubrics):
        edition, old = library.edition(key), latest.get(key)
        sections = comparing.compared(queries.edition_of(old), edition) if old else None
        looked.append((edition, old, sections))
    texts = json.dumps([[document.path, document.raw.decode()] for document in documents])
    return render_template("rubrics/looked_at.html", looked=looked, form=PublishUploadForm(data={"texts": texts}))


def _read_again() -> RubricLibrary:
    """What comes back from a browser may be anything, so it is read once more."""
    documents, bank = PublishUploadForm().documents(), queries.bank(db.session)
    db.session.rollback()
    return files.read_documents(documents, bank)


_may_publish = access.allows(policy.can_publish_rubrics)


@bp.post("/rubrics/upload/publish")
@file_requests.read_first(_may_publish, _read_again)
@writes
@_may_publish
def publish(person: Person) -> ResponseReturnValue:
    upload = UploadRubricForm()
    with upload.refusals():
        library = file_requests.what_was_read()
        if library.problems or not library.rubrics:
            return render_template("rubrics/upload.html", form=upload, problems=library.problems)
        for key in sorted(library.rubrics):
            version = actions.publish_rubric(db.session, person, library.edition(key))
            flash(f"“{version.title}” is published as version {version.number}. Openings can use it now.")
        return redirect(url_for("rubrics.show", version_id=version.id))
    return render_template("rubrics/upload.html", form=upload, problems=[])
