"""The page that decides on several candidates of an opening at once, each named before it's final."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.decisions import queries, several
from hiring.decisions.forms import SeveralForm
from hiring.decisions.gates import open_gates
from hiring.decisions.values import Verdict
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import policy, reveal_log
from hiring.panels.queries import readings_of

bp = Blueprint("several", __name__)


@bp.route("/openings/<opening_id>/decide", methods=["GET", "POST"])
@writes
@access.allows(policy.can_compare, of=opening_in_url)
def decide(person: Person, opening: Opening) -> ResponseReturnValue:
    ticked = request.args.getlist("of") or [name.removeprefix("seen-") for name in request.form if name[:5] == "seen-"]
    ready = [application for application in several.ready_in(db.session, person, opening) if application.id in ticked]
    if request.method == "GET":
        shown = reveal_log.note_marks_read(person, [application.id for application in ready])
        ready = [application for application in ready if application.id in shown]
    readings = readings_of(db.session, ready)
    summaries = {key: reading.summary for key, reading in readings.items()}
    proofs = {application.id: reveal_log.proof(person, application, summaries[application.id]) for application in ready}
    form = SeveralForm.of_ready(ready, proofs, request.args.getlist("of"))
    if ready and form.is_submitted() and form.step.data != "edit" and form.validate():
        chosen = [application for application in ready if application.id in filled(form.applications.data)]
        shared = form.shared()
        with form.refusals():
            if form.step.data == "decide":
                decided = several.decide_several(db.session, person, chosen, shared, form.seen)
                form.drop_draft()
                verb = "Offer recorded for" if shared.verdict == Verdict.HIRE else "Rejected:"
                flash(f"{verb} {counted(len(decided), 'candidate')}. Nobody has told them yet: write a letter.")
                return redirect(url_for("panels.compare", opening_id=opening.id))
            grounds = several.check_several(db.session, person, chosen, shared, form.seen)
            is_hire = shared.verdict == Verdict.HIRE
            rows = [(application, open_gates(ground.gates) if is_hire else []) for application, ground in grounds]
            untalked = [] if is_hire else [of.candidate.name for of, ground in grounds if ground.summary.to_discuss]
            context = {"opening": opening, "form": form, "rows": rows, "untalked": untalked, "is_hire": is_hire}
            return render_template("decisions/check_several.html", **context), 200
    form.show_proofs(proofs)
    left_out = queries.left_out_of(db.session, person, opening, ready, ticked)
    context = {"opening": opening, "form": form, "ready": ready, "summaries": summaries, "left_out": left_out}
    page = render_template("decisions/several.html", **context)
    return (page, 200) if form.step.data == "edit" else page
