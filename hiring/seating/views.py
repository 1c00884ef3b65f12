"""Pages: what to plan, and the proposal HR changes and confirms."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.grammar import counted
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.openings.models import Opening, Round
from hiring.openings.policy import can_change_opening, can_see_openings
from hiring.openings.queries import opening_in_url
from hiring.seating import actions, queries, wording
from hiring.seating.forms import AskForm, RowsForm
from hiring.seating.proposal import propose
from hiring.seating.timetable import Span, clashes, timetable

bp = Blueprint("seating", __name__)

# A page of more rows than this is slow to read and to send; the others are proposed next.
MOST_AT_ONCE = 60


@bp.get("/openings/<opening_id>/seating")
@access.allows(can_change_opening, of=opening_in_url, insider=can_see_openings)
def ask(_person: Person, opening: Opening) -> ResponseReturnValue:
    return render_template("seating/set_several.html", form=AskForm.of(opening), opening=opening)


@bp.route("/openings/<opening_id>/seating/proposal", methods=["GET", "POST"])
@writes
@access.allows(can_change_opening, of=opening_in_url, insider=can_see_openings)
def proposal(person: Person, opening: Opening) -> ResponseReturnValue:
    asked = AskForm.of(opening)
    if not asked.validate():
        return render_template("seating/set_several.html", form=asked, opening=opening)
    sheet = _Sheet(person, opening, asked)
    if sheet.form.validate_on_submit():
        with sheet.form.refusals():
            rows = sheet.checked_rows()
            if not sheet.form.problems:
                actions.set_interviews(db.session, person, sheet.round, rows)
                flash(f"{counted(len(rows), 'interview is', 'interviews are').capitalize()} set.")
                return redirect(url_for("interviews.index", opening_id=opening.id))
    return render_template("seating/proposal.html", form=sheet.form, opening=opening, sheet=sheet)


class _Sheet:
    """The table of interviews: proposed where the page is asked for, as typed where it was sent."""

    def __init__(self, person: Person, opening: Opening, asked: AskForm) -> None:
        self.opening, self.asked = opening, asked
        self.round = db.session.get_one(Round, asked.round.data)
        self.sent = {name.removeprefix("on-") for name in request.form if name.startswith("on-")}
        waiting = queries.waiting_for(db.session, self.round, person)
        self.shown = [application for application in waiting if not self.sent or application.id in self.sent][
            :MOST_AT_ONCE
        ]
        self.left = 0 if self.sent else len(waiting) - len(self.shown)
        bar = queries.barred(db.session, opening, self.shown)
        self.task = queries.task_for(db.session, self.round, self.shown, bar)
        self.busy = queries.busy_times(db.session, opening)
        self.people = {interviewer.id: interviewer for interviewer in opening.interviewers if interviewer.active}
        held = {} if self.sent else self._proposed()
        self.form = RowsForm.of(self.shown, list(self.people.values()), self.round.interviewers, bar, held)

    def _proposed(self) -> dict[str, Any]:
        zone = self.opening.workplace.zone
        people = propose(self.task).people
        starts = timetable(people, self.asked.days(self.round, self.opening.workplace), self.busy)
        return RowsForm.holding(people, starts, self.asked.place.data or "", zone, self.round.interviewers)

    def checked_rows(self) -> list[actions.SeatingRow]:
        """The interviews to set; what speaks against one is said at its row."""
        if len(self.shown) < len(self.sent):
            raise Refused("Someone has set one of these interviews, or an application ended. It's left out below.")
        zone = self.opening.workplace.zone
        rows = self.form.rows(self.people, zone)
        spans = {row.application.id: (Span(row.starts_at, self.round.minutes), [who.id for who in row.people])
                 for row in rows}  # fmt: skip
        named = {row.application.id: row.application for row in rows}
        for application, who, other in clashes(spans, self.busy):
            self.form.say_clash(named[application], self.people[who], other, zone)
        return rows

    def said(self) -> dict[str, Any]:
        """Loads, links and what is missing, in words."""
        names = {person: "someone who has left" for _, person in self.task.seated}
        names |= {key: interviewer.name for key, interviewer in self.people.items()}
        names |= {application.id: application.candidate.name for application in self.shown}
        seats = self.form.people()
        return {
            "loads": wording.loads_in_words(self.task, seats, names),
            "linked": wording.linked_in_words(self.task, seats, names),
            "missing": [] if self.sent else wording.missing_in_words(self.task, seats, names),
        }
