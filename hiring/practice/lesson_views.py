"""Pages to read before the first practice: the interviewer's script, and the scripts of the role-plays."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.practice import policy, queries
from hiring.practice.role_plays import ROLE_PLAYS
from hiring.rubrics.models import CriterionEdition
from hiring.rubrics.policy import can_read_rubrics

bp = Blueprint("lesson", __name__)


@bp.get("/practice/lesson")
@access.allows(policy.can_practise)
def show(_person: Person) -> ResponseReturnValue:
    return render_template("practice/lesson.html")


@bp.get("/practice/criteria/<version_id>/<criterion>/script")
@access.allows(policy.can_practise, of=queries.edition_in_url)
def before_practice(_person: Person, edition: CriterionEdition) -> ResponseReturnValue:
    """The script as the first of two steps: practice on this criterion begins from its end."""
    words = queries.criterion_of(db.session, edition.version_id, edition.key)
    return render_template("practice/lesson.html", edition=edition, criterion=words)


@bp.get("/practice/role-plays")
@access.allows(can_read_rubrics)
def role_plays(_person: Person) -> ResponseReturnValue:
    return render_template("practice/role_plays.html", role_plays=ROLE_PLAYS)
