"""The check page on which HR gives a seat back to who left it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form
from hiring.interviews.invitations import can_get_mail
from hiring.interviews.models import Seat
from hiring.interviews.policy import can_see_seat
from hiring.interviews.queries import seat_in_url
from hiring.interviews.seat_returns.actions import can_return_seat, return_seat

bp = Blueprint("seat_returns", __name__)


@bp.route("/seats/<seat_id>/give-back", methods=["GET", "POST"])
@writes
@access.allows(can_see_seat, of=seat_in_url)
def give_back(person: Person, seat: Seat) -> ResponseReturnValue:
    form = Form()
    if form.validate_on_submit():
        with form.refusals():
            return_seat(db.session, person, seat)
            flash(f"{seat.person.name} has their seat back.")
            return redirect(url_for("interviews.show", interview_id=seat.interview_id))
    may = can_return_seat(db.session, person, seat)
    standing = [other for other in seat.interview.seats if other.left_on is None]
    context = {"seat": seat, "may": may, "standing": standing, "gets_mail": can_get_mail(seat.person)}
    return render_template("interviews/give_back.html", form=form, **context)
