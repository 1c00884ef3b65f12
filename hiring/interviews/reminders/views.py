"""The page that names who gets a reminder, and shows its text, before it is sent: for an opening or one interview."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.grammar import listed
from hiring.foundation.outbox import server
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form
from hiring.interviews import queries as interview_queries
from hiring.interviews.models import Interview
from hiring.interviews.policy import can_see_interview
from hiring.interviews.queries import interview_in_url
from hiring.interviews.reminders import actions, policy, queries
from hiring.interviews.reminders.queries import ReminderPlan
from hiring.openings.models import Opening
from hiring.openings.policy import can_change_opening, can_see_openings
from hiring.openings.queries import opening_in_url

bp = Blueprint("reminders", __name__)


class RemindForm(Form):
    """The confirmation that sends reminders: for exactly the cards the page has shown."""

    seats = HiddenField()

    def shown_before(self) -> list[str]:
        return (self.seats.data or "").split()

    def show(self, plan: ReminderPlan) -> None:
        """From now on it speaks of these cards."""
        self.seats.data = " ".join(seat.id for addressee in plan.addressees for seat in addressee.seats)


@bp.route("/openings/<opening_id>/reminders", methods=["GET", "POST"])
@writes
@access.allows(can_change_opening, of=opening_in_url, insider=can_see_openings)
def of_opening(person: Person, opening: Opening) -> ResponseReturnValue:
    back = (opening.title, url_for("interviews.index", opening_id=opening.id))
    return _check(person, interview_queries.interviews_of(db.session, opening), back)


@bp.route("/interviews/<interview_id>/reminders", methods=["GET", "POST"])
@writes
@access.allows(policy.can_remind, of=interview_in_url, insider=can_see_interview)
def of_interview(person: Person, interview: Interview) -> ResponseReturnValue:
    back = (interview.application.candidate.name, url_for("interviews.show", interview_id=interview.id))
    return _check(person, [interview], back)


def _check(person: Person, interviews: Sequence[Interview], back: tuple[str, str]) -> ResponseReturnValue:
    form = RemindForm()
    if form.validate_on_submit():
        with form.refusals():
            asked = actions.send_reminders(db.session, person, interviews, form.shown_before())
            names = listed([addressee.person.name for addressee in asked])
            unsent = "can be read under Mailbox: no mail server is set here"
            flash(f"The reminder to {names} {'is on its way' if server.is_set() else unsent}.")
            return redirect(back[1])
    plan = queries.reminder_plan(db.session, person, interviews)
    form.show(plan)
    return render_template(
        "interviews/reminders/check.html",
        form=form,
        back=back,
        plan=plan,
        card_statuses=interview_queries.card_statuses(
            db.session, [seat for addressee in plan.addressees for seat in addressee.seats]
        ),
        letters={addressee.person.id: queries.letter_to(addressee, person) for addressee in plan.addressees},
        has_server=server.is_set(),
    )
