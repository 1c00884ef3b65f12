"""Pages for interviewers: what they have to do, the kit, the scorecard, checking and sealing it."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.browser_keys import browser_key
from hiring.foundation.web.drafts import Draft, DraftMovedOn, draft_of
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.template_filters import moment
from hiring.interviews import actions, licences, policy, queries
from hiring.interviews.agenda.own_interviews import own_interviews
from hiring.interviews.conflicts.declaration import declaration_required
from hiring.interviews.forms import ScorecardForm, answers_of
from hiring.interviews.hints import reading
from hiring.interviews.hints.reading import hints_of
from hiring.interviews.models import Seat
from hiring.interviews.refusals import what_is_missing, why_off
from hiring.practice.agreement import tendency
from hiring.practice.policy import can_practise
from hiring.practice.queries import latest_marks
from hiring.rubrics.kit import Kit, KitQuestion, kit_of
from hiring.rubrics.queries import edition_of

bp = Blueprint("scorecards", __name__)


@bp.record_once
def _refuse_unclear_words(state: BlueprintSetupState) -> None:
    """Better no house than one that finds out while someone writes that its word list cannot be read."""
    reading.read(state.app.config["DATA_DIR"])


# What is addressed relatively (".check") stays with the writer: guests and paper cards have these pages too, at
# addresses and with guards of their own.
def seat_in_url(seat_id: str) -> Seat | None:
    return queries.seat(db.session, seat_id)


def kit_of_seat(seat: Seat) -> Kit:
    planned_round = seat.interview.round
    edition = edition_of(seat.interview.application.opening.version)
    return kit_of(edition, planned_round.title, planned_round.minutes, planned_round.questions)


@bp.get("/my-interviews")
@access.allows(is_interviewer)
def mine(person: Person) -> ResponseReturnValue:
    return render_template("interviews/mine.html", own=own_interviews(db.session, person))


@bp.get("/practice")
@access.allows(can_practise)
def practice(person: Person) -> ResponseReturnValue:
    """Here and not with the practice itself, because it says which interviews ask for what."""
    criteria = licences.to_practise(db.session, person)
    return render_template(
        "interviews/practice.html",
        needed=[criterion for criterion in criteria if criterion.needed_for],
        others=[criterion for criterion in criteria if not criterion.needed_for],
        tendency=tendency(latest_marks(db.session, person)),
    )


@bp.get("/scorecards/<seat_id>/kit")
@access.allows(policy.can_open_seat, of=seat_in_url)
@declaration_required
def kit(_person: Person, seat: Seat) -> ResponseReturnValue:
    reading = edition_of(seat.interview.application.opening.version).rubric.reading
    return render_template("interviews/kit.html", seat=seat, kit=kit_of_seat(seat), reading=reading)


def card_page(person: Person, seat: Seat, kit: Kit, form: ScorecardForm, draft: Draft | None) -> str:
    """The card to write on, with what is missing where the form says so."""
    return render_template(
        "interviews/scorecard/scorecard.html",
        seat=seat,
        kit=kit,
        form=form,
        draft=draft,
        hints=hints_of(draft.content if draft else {}),
        unpractised=licences.unpractised(db.session, seat),
        not_asked=not_asked_any_more(seat, draft),
        kept=browser_key(person.id, seat.id),
    )


def not_asked_any_more(seat: Seat, draft: Draft | None) -> tuple[KitQuestion, ...]:
    """Questions that were answered before the plan was changed: their answers are kept, and count for nothing."""
    edition, asked = edition_of(seat.interview.application.opening.version), seat.interview.round.questions
    others = kit_of(
        edition, "", 0, [reference for reference in edition.references() if reference not in asked]
    ).questions
    answered = draft.content if draft else {}
    return tuple(other for other in others if {f"evidence-{other.field}", f"level-{other.field}"} & answered.keys())


@bp.get("/scorecards/<seat_id>")
@access.allows(policy.can_open_seat, of=seat_in_url)
@declaration_required
def scorecard(person: Person, seat: Seat) -> ResponseReturnValue:
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    if not policy.is_open(seat):
        leftover = ScorecardForm.of(kit, draft.content) if draft else None
        kept = browser_key(person.id, seat.id)
        return render_template("interviews/scorecard/sealed.html", seat=seat, kit=kit, leftover=leftover, kept=kept)
    return card_page(person, seat, kit, ScorecardForm.of(kit, draft.content if draft else {}), draft)


@bp.post("/scorecards/<seat_id>/draft")
@writes
@access.allows(policy.can_open_seat, of=seat_in_url)
def save(person: Person, seat: Seat) -> ResponseReturnValue:
    """Keep what was typed, whatever it is; for a card that is sealed by now too, where it changes nothing."""
    kit, kept = kit_of_seat(seat), browser_key(person.id, seat.id)
    if request.form.get("who", kept.who) != kept.who:
        abort(403)  # typed by someone else, who was signed in in this browser before
    typed = ScorecardForm.posted(edition_of(seat.interview.application.opening.version))
    given = request.form.get("revision", "")
    revision = int(given) if given.isdecimal() else 0
    try:
        draft = actions.save_scorecard_draft(db.session, person, seat, typed, revision)
    except DraftMovedOn as moved:
        if _is_quiet():
            return jsonify(conflict=moved.sentence), 409
        return render_template(
            "interviews/conflicts/conflict.html", seat=seat, kit=kit, typed=typed, newer=moved.newer, kept=kept
        )
    return _saved(seat, draft)


def _is_quiet() -> bool:
    """Sent by the page itself and not by a button."""
    return request.accept_mimetypes.best == "application/json"


def _saved(seat: Seat, draft: Draft) -> ResponseReturnValue:
    if _is_quiet():
        saved = moment(draft.saved_at)[-5:]
        return jsonify(saved=saved, revision=draft.revision, hints=hints_of(draft.content))
    if not policy.is_open(seat):
        flash("You can't change this card any more. What you typed is kept below, but doesn't count.")
        return redirect(url_for(".scorecard", seat_id=seat.id))
    if request.form.get("then") == "check":
        return redirect(url_for(".check", seat_id=seat.id))
    flash("Saved. You can leave and come back.")
    return redirect(url_for(".scorecard", seat_id=seat.id))


def _why_not(seat: Seat) -> str:
    """Why a card that is not open cannot be sealed."""
    if policy.is_unsealed(seat):
        return why_off(seat.interview)
    return "This card is already sealed, or you were taken off the interview. Nothing was changed."


@bp.get("/scorecards/<seat_id>/check")
@access.allows(policy.can_write_scorecard, of=seat_in_url, insider=policy.can_open_seat)
@declaration_required
def check(person: Person, seat: Seat) -> ResponseReturnValue:
    """Everything once more before it is final; or, where something is missing, what and where."""
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    typed = draft.content if draft else {}
    answers = answers_of(kit, typed)
    missing = what_is_missing(seat.interview.round.questions, answers)
    if missing:
        form = ScorecardForm.of(kit, typed)
        form.say(kit, missing)
        return card_page(person, seat, kit, form, draft)
    return render_template(
        "interviews/scorecard/check.html",
        seat=seat,
        kit=kit,
        draft=draft,
        answers=answers,
        hints=hints_of(typed),
    )


@bp.post("/scorecards/<seat_id>/seal")
@writes
@access.allows(policy.can_open_seat, of=seat_in_url)
@declaration_required
def seal(person: Person, seat: Seat) -> ResponseReturnValue:
    """Seal exactly the text that the check page showed."""
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    there = redirect(url_for(".scorecard", seat_id=seat.id))
    if not policy.is_open(seat):
        flash(_why_not(seat))
        return there
    if draft is None or request.form.get("revision") != str(draft.revision):
        flash("The text has changed since you looked at it. Check it again, then seal.")
        return redirect(url_for(".check", seat_id=seat.id))
    answers = [answer for answer in answers_of(kit, draft.content) if answer is not None]
    try:
        actions.seal_scorecard(db.session, person, seat, answers, draft.content.get("free_probe", ""))
    except Refused as refused:
        flash(refused.sentence)
        return redirect(url_for(".check", seat_id=seat.id))
    flash(f"Sealed. Thank you – your part for {seat.interview.application.candidate.name} is done.")
    return redirect(url_for("scorecards.mine"))
