"""Pages for HR who types in a paper card: the scorecard's own pages, at addresses and with guards of their own."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.browser_keys import browser_key
from hiring.foundation.web.drafts import draft_of
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form, day, filled, lines
from hiring.interviews import paper
from hiring.interviews import views as scorecard_views
from hiring.interviews.conflicts.policy import must_answer_first
from hiring.interviews.conflicts.queries import relations_of_seat
from hiring.interviews.forms import ScorecardForm, answers_of
from hiring.interviews.hints.reading import hints_of
from hiring.interviews.models import Seat
from hiring.interviews.policy import is_open
from hiring.interviews.refusals import what_is_missing


class PaperForm(Form):
    on = day("Day on the paper", missing="Write the day that's on the paper.")
    said = lines(
        "What they wrote or told you about judging this candidate fairly",
        missing="Write what they said about judging fairly. If the paper doesn't say, ask them.",
        hint="In their words. HR reads it. Your name is kept next to theirs.",
        rows=2,
    )

    @classmethod
    def of(cls, seat: Seat) -> "PaperForm":
        """What the paper says of knowing the candidate is asked where its interviewer does, and has not answered."""
        zone = seat.interview.application.opening.workplace.zone
        form = cls(on=clock.in_zone(seat.interview.starts_at, zone).date())
        if not must_answer_first(seat):
            del form.said
        return form


bp = Blueprint("paper", __name__)


def _back(seat: Seat) -> list[tuple[str, str]]:
    return [("Interview", url_for("interviews.show", interview_id=seat.interview_id))]


def _knows(seat: Seat) -> list[str]:
    """How the interviewer knows the candidate, where they have not said yet that they can be fair."""
    return [relation.verb for relation in relations_of_seat(seat)] if must_answer_first(seat) else []


@bp.context_processor
def desk() -> dict[str, Any]:
    """What the shared pages say differently here."""
    return {"desk": {"back": _back, "above": "interviews/paper/_above.html", "knows": _knows}}


@bp.get("/seats/<seat_id>/paper/kit")
@access.allows(paper.can_type_paper, of=scorecard_views.seat_in_url)
def kit(typist: Person, seat: Seat) -> ResponseReturnValue:
    return access.inside(scorecard_views.kit)(typist, seat)


@bp.get("/seats/<seat_id>/paper")
@access.allows(paper.can_type_paper, of=scorecard_views.seat_in_url)
def scorecard(typist: Person, seat: Seat) -> ResponseReturnValue:
    if is_open(seat):
        return access.inside(scorecard_views.scorecard)(typist, seat)
    kit, draft = scorecard_views.kit_of_seat(seat), draft_of(db.session, typist.id, seat.id)
    leftover = ScorecardForm.of(kit, draft.content) if draft else None
    kept = browser_key(typist.id, seat.id)
    return render_template("interviews/paper/closed.html", seat=seat, kit=kit, leftover=leftover, kept=kept)


@bp.post("/seats/<seat_id>/paper/draft")
@writes
@access.allows(paper.can_type_paper, of=scorecard_views.seat_in_url)
def save(typist: Person, seat: Seat) -> ResponseReturnValue:
    paper.note_seen(typist, seat)
    return access.inside(scorecard_views.save)(typist, seat)


@bp.get("/seats/<seat_id>/paper/check")
@access.allows(paper.can_type_now, of=scorecard_views.seat_in_url, insider=paper.can_type_paper)
def check(typist: Person, seat: Seat) -> ResponseReturnValue:
    return _check(typist, seat, PaperForm.of(seat))


def _check(typist: Person, seat: Seat, form: PaperForm) -> ResponseReturnValue:
    kit, draft = scorecard_views.kit_of_seat(seat), draft_of(db.session, typist.id, seat.id)
    typed = draft.content if draft else {}
    answers = answers_of(kit, typed)
    if what_is_missing(seat.interview.round.questions, answers):
        return access.inside(scorecard_views.check)(typist, seat)
    return render_template(
        "interviews/paper/check.html",
        seat=seat,
        kit=kit,
        draft=draft,
        answers=answers,
        hints=hints_of(typed),
        form=form,
    )


@bp.post("/seats/<seat_id>/paper/seal")
@writes
@access.allows(paper.can_type_paper, of=scorecard_views.seat_in_url)
def seal(typist: Person, seat: Seat) -> ResponseReturnValue:
    """Seal exactly the text that the check page showed."""
    kit, draft, form = scorecard_views.kit_of_seat(seat), draft_of(db.session, typist.id, seat.id), PaperForm.of(seat)
    if not is_open(seat):
        return redirect(url_for(".scorecard", seat_id=seat.id))
    if draft is None or request.form.get("revision") != str(draft.revision):
        form.refuse("The text has changed since you looked at it. Check it again, then seal.")
        return _check(typist, seat, form)
    answers = [answer for answer in answers_of(kit, draft.content) if answer is not None]
    if form.validate_on_submit():
        with form.refusals():
            probe = draft.content.get("free_probe", "")
            fairness = (form.said.data or "") if form.said else ""
            paper.seal_paper_card(
                db.session, typist, seat, answers, free_probe=probe, paper_on=filled(form.on.data), fairness=fairness
            )
            found = "" if seat.person.is_guest else ", who finds it under My interviews with your name next to it"
            flash(f"Sealed for {seat.called}{found}.")
            return redirect(url_for("interviews.show", interview_id=seat.interview_id))
    return _check(typist, seat, form)
