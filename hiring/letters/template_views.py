"""Pages on which HR read and rewrite the templates of letters, with a preview on a real candidate."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.letters import actions, kinds, queries
from hiring.letters.forms import TemplateForm
from hiring.letters.policy import can_keep_templates
from hiring.letters.values import LetterKind

bp = Blueprint("letter_templates", __name__)


def _kind_in_url(letter_kind: str) -> LetterKind | None:
    return kinds.kind_called(letter_kind)


@bp.get("/letter-templates")
@access.allows(can_keep_templates)
def index(_person: Person) -> ResponseReturnValue:
    own = queries.own_templates(db.session)
    return render_template("letters/templates.html", kinds=kinds.kinds(), own=own)


@bp.route("/letter-templates/<letter_kind>", methods=["GET", "POST"])
@writes
@access.allows(can_keep_templates, of=_kind_in_url)
def show(person: Person, kind: LetterKind) -> ResponseReturnValue:
    current = queries.wording_of(db.session, kind)
    form = TemplateForm.of(current)
    if form.validate_on_submit():
        with form.refusals():
            typed = {"subject": form.subject.data or "", "text_typed": form.text.data or ""}
            actions.save_template(db.session, person, kind, **typed)
            flash("The template is saved. New letters use it.")
            return redirect(url_for("letter_templates.index"))
    application = queries.application_to_preview(db.session, person, request.args.get("application", ""))
    subject, text = form.subject.data or "", form.text.data or ""
    previews = queries.prepared(db.session, person, kind, [application], subject, text) if application else []
    return render_template(
        "letters/template.html",
        form=form,
        kind=kind,
        current=current,
        placeholders=kinds.placeholders_of(kind),
        preview=previews[0] if previews else None,
        candidates=queries.recent_applications(db.session, person),
    )


@bp.post("/letter-templates/<letter_kind>/reset")
@writes
@access.allows(can_keep_templates, of=_kind_in_url)
def reset(person: Person, kind: LetterKind) -> ResponseReturnValue:
    try:
        actions.use_our_wording(db.session, person, kind)
        flash(f"“{kind.title}” has its original wording again.")
    except actions.LetterRefused as refused:
        flash(refused.sentence)
    return redirect(url_for("letter_templates.show", letter_kind=kind.key))
