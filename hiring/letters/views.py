"""Pages on which letters are written to ticked candidates, changed, sent, printed, and found again."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.outbox import server
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.letters import actions, kinds, policy, queries
from hiring.letters.forms import LetterForm, OutgoingForm, WriteForm
from hiring.letters.models import CandidateLetter
from hiring.letters.queries import letter_in_url
from hiring.openings.models import Opening
from hiring.openings.policy import can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("letters", __name__)

UNSENT = "No mail server is set here, so you can read it under Mailbox."


@bp.route("/openings/<opening_id>/letters/write/<letter_kind>", methods=["GET", "POST"])
@writes
@access.allows(can_see_openings, of=lambda opening_id, letter_kind: opening_in_url(opening_id))
def write(person: Person, opening: Opening) -> ResponseReturnValue:
    """For the applications in the query or, without any, for all of the opening."""
    kind = kinds.kind_called((request.view_args or {})["letter_kind"]) or abort(404)
    ticked = request.args.getlist("application")
    applications = queries.listed_to_write(db.session, person, kind, opening, ticked)
    form = WriteForm.to(applications, queries.wording_of(db.session, kind), ticked)
    if form.validate_on_submit():
        with form.refusals():
            chosen = [application for application in applications if application.id in (form.applications.data or ())]
            typed = {"subject": form.subject.data or "", "text_typed": form.text.data or ""}
            letters = actions.write_letters(db.session, person, kind, chosen, **typed)
            flash(f"{counted(len(letters), 'draft').capitalize()} ready. Nothing has been sent yet.")
            if len(letters) == 1:
                return redirect(url_for("letters.show", letter_id=letters[0].id))
            return redirect(url_for("letters.of_opening", opening_id=opening.id))
    placeholders = kinds.placeholders_of(kind)
    shown = {"opening": opening, "kind": kind, "applications": applications, "placeholders": placeholders}
    return render_template("letters/write.html", form=form, **shown)


@bp.route("/openings/<opening_id>/letters", methods=["GET", "POST"])
@writes
@access.allows(can_see_openings, of=opening_in_url)
def of_opening(person: Person, opening: Opening) -> ResponseReturnValue:
    listed = queries.letters_of_opening(db.session, person, opening)
    drafts = [row.letter for row in listed if row.letter.is_draft]
    form = OutgoingForm.of(drafts)
    if form.validate_on_submit():
        with form.refusals():
            flash(_finish(person, form.chosen(drafts), form.step.data or ""))
            return redirect(url_for("letters.of_opening", opening_id=opening.id))
    shown = {"listed": listed, "kinds": kinds.kinds(), "has_server": server.is_set()}
    return render_template("letters/opening.html", form=form, opening=opening, **shown)


def _finish(person: Person, letters: list[CandidateLetter], step: str) -> str:
    """Send or record; returns what to say about it."""
    if step == "printed":
        actions.record_printed(db.session, person, letters)
        return f"Recorded as printed: {counted(len(letters), 'letter')}."
    actions.send_letters(db.session, person, letters)
    return f"On the way: {counted(len(letters), 'email')}." if server.is_set() else f"Kept: {UNSENT}"


@bp.get("/openings/<opening_id>/letters/print")
@access.allows(can_see_openings, of=opening_in_url)
def printouts(person: Person, opening: Opening) -> ResponseReturnValue:
    """Every draft of the opening that has no email address, a page each."""
    listed = queries.letters_of_opening(db.session, person, opening)
    letters = [row.letter for row in listed if row.letter.is_draft and not row.address]
    return _printed(letters, url_for("letters.of_opening", opening_id=opening.id))


def _printed(letters: list[CandidateLetter], back: str) -> str:
    texts = {letter.id: queries.paper_text(letter) for letter in letters}
    return render_template("letters/print.html", letters=letters, texts=texts, back=back)


@bp.get("/applications/<application_id>/letters")
@access.allows(policy.can_see_letters, of=application_in_url)
def of_application(person: Person, application: Application) -> ResponseReturnValue:
    listed = queries.letters_of(db.session, person, application)
    offered = [kind for kind in kinds.kinds() if kind.can_write(person, application)]
    return render_template("letters/application.html", application=application, listed=listed, kinds=offered)


@bp.route("/letters/<letter_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_read_letter, of=letter_in_url)
def show(person: Person, letter: CandidateLetter) -> ResponseReturnValue:
    form = LetterForm.of_letter(letter) if policy.can_change_letter(person, letter) else None
    if request.method == "POST" and form is None:
        flash("This letter has gone out, so you can't change it.")
        return redirect(url_for("letters.show", letter_id=letter.id))
    if form is not None and form.validate_on_submit():
        with form.refusals(letters="text"):
            typed = {"subject": form.subject.data or "", "text_typed": form.text.data or ""}
            actions.change_letter(db.session, person, letter, **typed)
            if form.step.data == "save":
                flash("Saved. Nothing has been sent yet.")
                return redirect(url_for("letters.show", letter_id=letter.id))
            flash(_finish(person, [letter], form.step.data or ""))
            return redirect(url_for("letters.of_application", application_id=letter.application_id))
    listed = next(row for row in queries.letters_of(db.session, person, letter.application) if row.letter is letter)
    shown = {"letter": letter, "row": listed, "has_server": server.is_set(), "paper": queries.paper_text(letter)}
    return render_template("letters/letter.html", form=form, **shown)


@bp.post("/letters/<letter_id>/delete")
@writes
@access.allows(policy.can_change_letter, of=letter_in_url, insider=policy.can_read_letter)
def delete(person: Person, letter: CandidateLetter) -> ResponseReturnValue:
    application_id = letter.application_id
    actions.delete_draft(db.session, person, letter)
    flash("The draft is deleted. Nobody got it.")
    return redirect(url_for("letters.of_application", application_id=application_id))


@bp.get("/letters/<letter_id>/print")
@access.allows(policy.can_read_letter, of=letter_in_url)
def printout(_person: Person, letter: CandidateLetter) -> ResponseReturnValue:
    return _printed([letter], url_for("letters.show", letter_id=letter.id))
