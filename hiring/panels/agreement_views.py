"""Pages of what finished panels tell: how well they agree, own marks, and the chances within a shortlist."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.measurement.scoring.bands import NotComparable
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import agreement as texts
from hiring.panels import policy, queries, reveal_log
from hiring.panels.comparison_table import ComparisonRow
from hiring.panels.pooled_model import queries as history
from hiring.panels.shortlist import MOST, shortlist_of

bp = Blueprint("learning", __name__)


@bp.get("/agreement")
@access.allows(policy.can_compare)
def agreement(_person: Person) -> ResponseReturnValue:
    model = history.model(db.session)
    return render_template("panels/agreement.html", found=texts.agreement(model, history.answers(db.session)))


@bp.get("/my-marks")
@access.allows(is_interviewer)
def own_marks(person: Person) -> ResponseReturnValue:
    """Private: there is no address at which anybody reads another's."""
    return render_template("panels/own_marks.html", found=texts.own_marks(history.model(db.session), person.id))


@bp.get("/openings/<opening_id>/shortlist")
@access.allows(policy.can_compare, of=opening_in_url)
def shortlist(person: Person, opening: Opening) -> ResponseReturnValue:
    everybody = queries.named_for(db.session, person, opening)
    of = set(request.args.getlist("of"))

    def build() -> list[ComparisonRow]:
        _, listed = queries.compared_for(db.session, person, opening, everybody)
        return [row for row in listed if row.summary and row.summary.composite is not None]

    def shown(complete: list[ComparisonRow]) -> list[str]:
        asked_for = [row.named.application for row in complete if row.named.application in of]
        return asked_for if 2 <= len(asked_for) <= MOST else []

    complete = reveal_log.once_read(person, build, shown)
    chosen = [row.named for row in complete if row.named.application in of]
    model, refusal, shortlisted = history.model(db.session), "", None
    try:
        weights = {criterion.key: criterion.weight for criterion in queries.judged_by(opening)}
        shortlisted = shortlist_of(model, opening.id, weights, chosen) if 2 <= len(chosen) <= MOST else None
    except NotComparable as refused:
        refusal = str(refused)
    if request.args and not 2 <= len(chosen) <= MOST:
        refusal = f"Choose two to {MOST} candidates."
    return render_template(
        "panels/shortlist.html",
        opening=opening,
        complete=complete,
        chosen={named.application for named in chosen},
        found=shortlisted,
        refusal=refusal,
        basis=model.basis,
        is_assumed=model.is_assumed,
        is_split=model.is_split(opening.id),
    )
