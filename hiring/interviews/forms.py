"""Forms of interviews: the scorecard, setting and moving an interview, replacing an interviewer."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import flash, request

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.forms import Form, boxes, choices, day, line, lines, radios, select, time_of_day
from hiring.interviews.conflicts.forms import named_for
from hiring.interviews.models import Interview
from hiring.interviews.values import NOT_OBSERVED, Answer, UnfinishedAnswer
from hiring.openings.models import Round
from hiring.rubrics.edition import Edition
from hiring.rubrics.kit import Kit
from hiring.rubrics.reference import Reference
from hiring.rubrics.schema import LEVELS

MARKS = [*((str(level), str(level)) for level in LEVELS), (NOT_OBSERVED, "not observed")]


class ScorecardForm(Form):
    """Evidence and a mark for each answer. It keeps whatever was typed; only sealing asks for more."""

    @classmethod
    def of(cls, kit: Kit, typed: Mapping[str, Any]) -> "ScorecardForm":
        """The form of this kit, holding what was typed so far and nothing chosen beforehand."""
        fields: dict[str, Any] = {}
        for question in kit.questions:
            fields[f"evidence-{question.field}"] = lines("What did they say or do?", rows=4)
            fields[f"level-{question.field}"] = radios(f"Your mark – {question.criterion.title}", MARKS)
        fields["free_probe"] = lines("A question of your own, and the answer", hint="Noted, not marked.", rows=2)
        form: ScorecardForm = type("ScorecardFormOfKit", (cls,), fields)(formdata=None, data=dict(typed))
        return form

    @staticmethod
    def posted(edition: Edition) -> dict[str, str]:
        """What this request sent, exactly as typed: for questions that are not asked any more too, so that a plan
        changed since destroys nothing. Unknown fields are nobody's."""
        asked = [Reference.parse(reference).field for reference in edition.references()]
        names = [f"{part}-{one}" for one in asked for part in ("evidence", "level")]
        return {name: request.form[name] for name in [*names, "free_probe"] if request.form.get(name)}

    def say(self, kit: Kit, missing: Sequence[UnfinishedAnswer]) -> None:
        """Each sentence at its field, with the question it belongs to: the summary at the top is read alone."""
        asked = {question.reference: question for question in kit.questions}
        for gap in missing:
            at = asked[gap.question]
            self.refuse(f"Question {at.number}, {at.criterion.title}: {gap.sentence}", f"{gap.part}-{at.field}")


def answers_of(kit: Kit, typed: Mapping[str, Any]) -> list[Answer | None]:
    """The typed text as answers; None where no mark was chosen."""
    return [
        _answer(question.reference, typed.get(f"level-{question.field}"), typed.get(f"evidence-{question.field}", ""))
        for question in kit.questions
    ]


def _answer(question: str, mark: Any, evidence: str) -> Answer | None:
    if not mark:
        return None
    if mark == NOT_OBSERVED:
        return Answer(question, None, evidence)
    # What is no number is separate from what is merely off the scale; both are asked for again.
    return Answer(question, int(mark) if str(mark).isdecimal() and len(str(mark)) < 4 else 0, evidence)


class InterviewForm(Form):
    round = select("Round", missing="Choose a round.")
    on = day("Day", missing="Choose the day.")
    at = time_of_day("Time", missing="Choose the time.")
    place = line("Place", hint="A room, a branch, or how to call. It's in the invitation, so name nobody.")
    people = boxes("Interviewers", missing="Seat at least one interviewer.")

    @classmethod
    def of(cls, application: Application, people: Sequence[Person], left: Sequence[Round]) -> "InterviewForm":
        zone = application.opening.workplace.zone
        usual = clock.today(zone) + timedelta(days=1)
        form = cls(round=left[0].id if left else "", on=usual, at=datetime(2000, 1, 1, 10).time())  # noqa: DTZ001 - a time of day
        form.at.description = f"On the clock in {zone}."
        form.round.choices = choices([(s.id, _named(s)) for s in left])
        form.people.choices = choices([(person.id, named_for(person, application.candidate)) for person in people])
        return form


def _named(planned_round: Round) -> str:
    return f"{planned_round.title} – {planned_round.minutes} minutes, {planned_round.interviewers} interviewers planned"


class MoveForm(Form):
    on = day("New day", missing="Choose the day.")
    at = time_of_day("New time", missing="Choose the time.")
    place = line("Place", hint="It's in the email to the interviewers, so name nobody.")
    note = line("Why it moved")

    @classmethod
    def of(cls, interview: Interview) -> "MoveForm":
        zone = interview.application.opening.workplace.zone
        there = clock.in_zone(interview.starts_at, zone)
        form = cls(on=there.date(), at=there.time(), place=interview.place)
        form.at.description = f"On the clock in {zone}."
        return form


class OffForm(Form):
    note = line("Why, in a few words", hint="It is kept with the interview, so name nobody.")


class ReplaceForm(Form):
    by = select("Who takes the seat", missing="Choose someone.")
    why = line("Why", missing="Write why, in a few words.")

    @classmethod
    def of(cls, people: Sequence[Person], candidate: Candidate) -> "ReplaceForm":
        form = cls()
        form.by.choices = choices([("", "Choose"), *((person.id, named_for(person, candidate)) for person in people)])
        return form


def moment_of(form: Any, zone: str) -> datetime:
    """Day and time of a form, as the moment that clock shows them."""
    try:
        moment = clock.typed_at(form.on.data, form.at.data.hour, form.at.data.minute, zone)
    except clock.TimeSkipped as skipped:
        raise Refused(f"{skipped} Choose another time.", "at") from None
    except OverflowError:
        raise Refused("That day can't be right.", "on") from None
    say_if_twice(moment, zone)
    return moment


def say_if_twice(moment: datetime, zone: str) -> None:
    """Tell someone who typed an hour that the clock shows twice that night which of the two was taken."""
    if clock.comes_twice(moment, zone):
        there = clock.in_zone(moment, zone)
        flash(f"The clocks go back that night, so {there:%H:%M} comes twice. We took the first.")
