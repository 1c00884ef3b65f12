"""Pages that show the kits of a rubric with their minutes; here, because a kit is made in this room."""

from typing import Any

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.web import access
from hiring.rubrics import queries
from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.gate import while_open
from hiring.rubrics.editing.mistake_placement import placed_mistakes
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.queries import copy_in_url
from hiring.rubrics.edition import Edition
from hiring.rubrics.kit import kit_of
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.policy import can_read_rubrics, can_read_unpublished
from hiring.rubrics.queries import shipped_in_url, version_in_url

bp = Blueprint("preview", __name__)


@bp.get("/rubrics/<version_id>/kit")
@access.allows(can_read_rubrics, of=version_in_url)
def of_version(_person: Person, version: RubricVersion) -> ResponseReturnValue:
    back = (version.title, url_for("rubrics.show", version_id=version.id))
    return _shown(queries.edition_of(version), f"{version.title}, version {version.number}", back)


@bp.get("/rubrics/shipped/<key>/kit")
@access.allows(can_read_unpublished, of=shipped_in_url)
def of_shipped(_person: Person, edition: Edition) -> ResponseReturnValue:
    return _shown(edition, edition.title, (edition.title, url_for("rubrics.show_shipped", key=edition.key)))


@bp.get("/rubrics/copies/<copy_id>/kit")
@access.allows(can_read_unpublished, of=copy_in_url)
@while_open
def of_copy(_person: Person, copy: RubricCopy) -> ResponseReturnValue:
    """A copy with mistakes has no kit yet; it says which."""
    draft = read(copy.content)
    back = (copy.title, url_for("editing.overview", copy_id=copy.id))
    return _shown(draft.edition, copy.title, back, copy=copy, mistakes=placed_mistakes(copy.content, draft.mistakes))


def _shown(edition: Edition | None, title: str, back: tuple[str, str], **more: Any) -> ResponseReturnValue:
    rounds = edition.default_rounds() if edition else ()
    kits = [
        kit_of(edition, suggested.title, suggested.minutes, list(suggested.questions))
        for suggested in rounds
        if edition
    ]
    return render_template("rubrics/kit.html", edition=edition, kits=kits, title=title, back=back, **more)
