"""Pages of the agenda: a day, a week, and the day on paper."""

from datetime import timedelta

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.accounts.queries import workplaces
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.template_filters import zone_of_reader
from hiring.interviews.agenda.days import Agenda, AgendaQuestion, agenda_for
from hiring.interviews.policy import can_see_agenda

bp = Blueprint("agenda", __name__)


def _asked(person: Person) -> tuple[AgendaQuestion, Agenda, dict[str, object]]:
    places = workplaces(db.session)
    question = AgendaQuestion.of(request.args, clock.today(zone_of_reader()), places)
    workplace = next((place for place in places if place.id == question.workplace), None)
    agenda = agenda_for(db.session, person, question, workplace)
    shown = {"question": question, "agenda": agenda, "workplaces": places, "workplace": workplace}
    return question, agenda, shown | {"sees_all": is_hr(person), "one_day": timedelta(days=1)}


@bp.get("/agenda")
@access.allows(can_see_agenda)
def show(person: Person) -> ResponseReturnValue:
    question, _, shown = _asked(person)
    return render_template("agenda/week.html" if question.is_week else "agenda/day.html", **shown)


@bp.get("/agenda/day-sheet")
@access.allows(can_see_agenda)
def day_sheet(person: Person) -> ResponseReturnValue:
    _, agenda, shown = _asked(person)
    return render_template("agenda/day_sheet.html", day=agenda.days[0], **shown)
