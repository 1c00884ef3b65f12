"""Pages for interviewers: what awaits them, the kit, the scorecard, checking and sealing it."""

from flask import Blueprint, abort, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation import access
from hiring.foundation.database import db
from hiring.foundation.drafts import Draft, DraftMovedOn, draft_of
from hiring.foundation.errors import Refused
from hiring.foundation.showing import moment
from hiring.foundation.submitting import writes
from hiring.interviews import actions, licences, policy, queries
from hiring.interviews.conflicts.gate import asks_first
from hiring.interviews.forms import ScorecardForm, answers_of
from hiring.interviews.hints import reading
from hiring.interviews.hints.reading import hints_of
from hiring.interviews.kit import Kit, kit_of
from hiring.interviews.models import Seat
from hiring.practice.agreement import tendency
from hiring.practice.policy import can_practise
from hiring.practice.queries import latest_marks
from hiring.rubrics.queries import edition_of

bp = Blueprint("interviews", __name__)


@bp.record_once
def _refuse_unclear_words(state: BlueprintSetupState) -> None:
    """Better no house than one that finds out while somebody writes that its word list cannot be read."""
    reading.read(state.app.config["DATA_DIR"])


# What is addressed relatively (".check") stays with whoever writes: guests and paper cards have these pages too, at
# addresses and with guards of their own.
def seat_in_url(seat_id: str) -> Seat | None:
    return queries.seat(db.session, seat_id)


def kit_of_seat(seat: Seat) -> Kit:
    sitting = seat.meeting.sitting
    edition = edition_of(seat.meeting.application.opening.version)
    return kit_of(edition, sitting.title, sitting.minutes, sitting.questions)


@bp.get("/interviews")
@access.allows(is_interviewer)
def mine(person: Person) -> ResponseReturnValue:
    waiting = queries.open_seats_of(db.session, person)
    return render_template(
        "interviews/mine.html",
        waiting=waiting,
        begun=queries.drafted_seats(db.session, person, waiting),
        sealed=queries.sealed_seats_of(db.session, person),
    )


@bp.get("/practice")
@access.allows(can_practise)
def practice(person: Person) -> ResponseReturnValue:
    """Here and not with the practice itself, because it says which interviews ask for what."""
    criteria = licences.to_practise(db.session, person)
    return render_template(
        "interviews/practice.html",
        needed=[one for one in criteria if one.needed_for],
        others=[one for one in criteria if not one.needed_for],
        tendency=tendency(latest_marks(db.session, person)),
    )


@bp.get("/interviews/<seat_id>/kit")
@access.allows(policy.can_open_seat, of=seat_in_url)
@asks_first
def kit(_person: Person, seat: Seat) -> ResponseReturnValue:
    return render_template("interviews/kit.html", seat=seat, kit=kit_of_seat(seat))


@bp.get("/interviews/<seat_id>")
@access.allows(policy.can_open_seat, of=seat_in_url)
@asks_first
def scorecard(person: Person, seat: Seat) -> ResponseReturnValue:
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    if not policy.is_open(seat):
        leftover = ScorecardForm.of(kit, draft.content) if draft else None
        return render_template("interviews/sealed.html", seat=seat, kit=kit, leftover=leftover)
    return _card(seat, kit, ScorecardForm.of(kit, draft.content if draft else {}), draft)


def _card(seat: Seat, kit: Kit, form: ScorecardForm, draft: Draft | None) -> str:
    return render_template(
        "interviews/scorecard.html",
        seat=seat,
        kit=kit,
        form=form,
        draft=draft,
        hints=hints_of(draft.content if draft else {}),
        unpractised=licences.unpractised(db.session, seat),
    )


@bp.post("/interviews/<seat_id>/draft")
@writes
@access.allows(policy.can_open_seat, of=seat_in_url)
def save(person: Person, seat: Seat) -> ResponseReturnValue:
    """Keep what was typed, whatever it is; for a card that is sealed meanwhile too, where it changes nothing."""
    kit, quietly = kit_of_seat(seat), request.accept_mimetypes.best == "application/json"
    typed = ScorecardForm.posted(kit)
    revision = int(request.form.get("revision", "0")) if request.form.get("revision", "").isdecimal() else 0
    try:
        revision = actions.save_scorecard_draft(db.session, person, seat, typed, revision)
    except DraftMovedOn as moved:
        if quietly:
            return jsonify(conflict=moved.sentence), 409
        return render_template("interviews/conflict.html", seat=seat, kit=kit, typed=typed, newer=moved.newer)
    if quietly:
        draft = draft_of(db.session, person.id, seat.id) or abort(404)
        return jsonify(saved=moment(draft.saved_at)[-5:], revision=revision, hints=hints_of(typed))
    if not policy.is_open(seat):
        flash("This card cannot be changed any more. What you typed is kept below, and counts for nothing.")
        return redirect(url_for(".scorecard", seat_id=seat.id))
    if request.form.get("then") == "check":
        return redirect(url_for(".check", seat_id=seat.id))
    flash("Saved. You can leave and come back.")
    return redirect(url_for(".scorecard", seat_id=seat.id))


@bp.get("/interviews/<seat_id>/check")
@access.allows(policy.can_write_scorecard, of=seat_in_url, insider=policy.can_open_seat)
@asks_first
def check(person: Person, seat: Seat) -> ResponseReturnValue:
    """Everything once more before it is final; or, where something is missing, what and where."""
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    typed = draft.content if draft else {}
    answers = answers_of(kit, typed)
    missing = actions.what_is_missing(seat.meeting.sitting.questions, answers)
    if missing:
        form = ScorecardForm.of(kit, typed)
        form.say(kit, missing)
        return _card(seat, kit, form, draft)
    return render_template(
        "interviews/check.html", seat=seat, kit=kit, draft=draft, answers=answers, hints=hints_of(typed)
    )


@bp.post("/interviews/<seat_id>/seal")
@writes
@access.allows(policy.can_open_seat, of=seat_in_url)
@asks_first
def seal(person: Person, seat: Seat) -> ResponseReturnValue:
    """Seal exactly the text that the check page showed."""
    kit, draft = kit_of_seat(seat), draft_of(db.session, person.id, seat.id)
    there = redirect(url_for(".scorecard", seat_id=seat.id))
    if not policy.is_open(seat):
        flash("This card is sealed already, or you were taken off the meeting. Nothing was changed.")
        return there
    if draft is None or request.form.get("revision") != str(draft.revision):
        flash("The text has changed since you looked at it. Look once more, then seal.")
        return redirect(url_for(".check", seat_id=seat.id))
    answers = [one for one in answers_of(kit, draft.content) if one is not None]
    try:
        actions.seal_scorecard(db.session, person, seat, answers, draft.content.get("free_probe", ""))
    except Refused as refused:
        flash(refused.sentence)
        return redirect(url_for(".check", seat_id=seat.id))
    flash(f"Sealed. Thank you – your part for {seat.meeting.application.candidate.name} is done.")
    return redirect(url_for("interviews.mine"))
