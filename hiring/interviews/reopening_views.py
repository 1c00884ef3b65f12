"""Pages: why a panel is reopened, and a check of what that means."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import lines
from hiring.interviews import reopening


class ReopenForm(DraftedForm):
    has_check_page = True

    step = HiddenField()
    reason = lines(
        "Why does this panel need another card?",
        missing="Write why the panel needs another card.",
        hint="For example: the branch manager couldn't come in May and met the candidate this week.",
        rows=2,
    )


bp = Blueprint("reopening", __name__)


@bp.route("/applications/<application_id>/panel/reopen", methods=["GET", "POST"])
@writes
@access.allows(reopening.can_ask_to_reopen, of=application_in_url)
def reopen(person: Person, application: Application) -> ResponseReturnValue:
    form = ReopenForm()
    if form.step.data == "edit":
        return _page("reopen", person, application, form), 200
    if form.validate_on_submit():
        with form.refusals():
            if form.step.data == "reopen":
                reopening.reopen_panel(db.session, person, application, reason=form.reason.data or "")
                form.drop_draft()
                flash("The panel is open for more cards. They're shown separately and don't count in any average.")
                return redirect(url_for("interviews.index", opening_id=application.opening_id))
            reopening.check_reopening(person, application, reason=form.reason.data or "")
            return _page("check", person, application, form), 200
    return _page("reopen", person, application, form)


def _page(name: str, person: Person, application: Application, form: ReopenForm) -> str:
    may_reopen = reopening.can_reopen(person, application)
    context = {"application": application, "form": form, "may_reopen": may_reopen}
    return render_template(f"interviews/reopening/{name}.html", **context)
