"""The page on which an interviewer amends one sealed answer of their own."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import lines, radios
from hiring.interviews import queries
from hiring.interviews.forms import MARKS
from hiring.interviews.models import Rating
from hiring.interviews.values import NOT_OBSERVED
from hiring.panels import amendments
from hiring.panels.amendments import standing_of
from hiring.rubrics.kit import KitQuestion, kit_of
from hiring.rubrics.queries import edition_of


class AmendmentForm(DraftedForm):
    evidence = lines("What did they say or do?", rows=4)
    level = radios("Your mark now", MARKS, missing="Choose a mark, or say that it was not observed.")
    reason = lines(
        "Why you see it differently now",
        missing="Write why you see it differently now.",
        hint="For example: Pablo heard the end of the story, which I had missed.",
        rows=2,
    )

    @classmethod
    def of(cls, rating: Rating) -> "AmendmentForm":
        """The words stand there to be changed; no mark is chosen beforehand."""
        return cls(evidence=standing_of(rating).evidence)

    def chosen(self) -> dict[str, Any]:
        level = None if self.level.data == NOT_OBSERVED else int(self.level.data)
        return {"level": level, "evidence": self.evidence.data or "", "reason": self.reason.data or ""}


bp = Blueprint("amendments", __name__)


def rating_in_url(seat_id: str, number: str) -> Rating | None:
    """The answer to that question of the seat's sealed card, counted from one."""
    seat = queries.seat(db.session, seat_id)
    if seat is None or seat.scorecard is None or not number.isascii() or not number.isdecimal():
        return None
    return next((rating for rating in seat.scorecard.ratings if str(rating.position + 1) == number), None)


def _asked(rating: Rating) -> KitQuestion:
    interview = rating.scorecard.seat.interview
    edition, planned_round = edition_of(interview.application.opening.version), interview.round
    return kit_of(edition, planned_round.title, planned_round.minutes, planned_round.questions).questions[
        rating.position
    ]


@bp.route("/scorecards/<seat_id>/amend/<number>", methods=["GET", "POST"])
@writes
@access.allows(amendments.can_amend, of=rating_in_url, insider=amendments.is_own_answer)
def amend(person: Person, rating: Rating) -> ResponseReturnValue:
    form = AmendmentForm.of(rating)
    if form.validate_on_submit():
        with form.refusals():
            amendments.amend(db.session, person, rating, **form.chosen())
            flash("Amended. Your sealed mark is shown next to it.")
            return redirect(url_for("scorecards.scorecard", seat_id=rating.scorecard.seat_id))
    seat = rating.scorecard.seat
    return render_template("panels/amend.html", form=form, seat=seat, rating=rating, one=_asked(rating))
