"""The form of an opening's plan: what is judged, in which rounds, which questions, and in what order."""

from math import inf
from typing import Any

from hiring.foundation.web.errors import Refused
from hiring.foundation.web.forms import Form, line, select, whole
from hiring.openings.values import MOST_ROUNDS, Plan, PlannedCriterion, PlannedRound
from hiring.rubrics.edition import Edition
from hiring.rubrics.reference import Reference, criterion_in
from hiring.rubrics.schema import DEFAULT_INTERVIEWERS, LEVELS


class PlanForm(Form):
    """Criteria, weights, minimums, rounds, and in which round each question is asked."""

    @classmethod
    def of(cls, edition: Edition, plan: Plan) -> "PlanForm":
        """A form with the fields this rubric needs, holding the plan as it stands."""
        fields: dict[str, Any] = {}
        held: dict[str, Any] = {}
        _add_criteria(fields, held, edition, plan)
        _add_rounds(fields, held, plan)
        _add_questions(fields, held, edition, plan)
        form: PlanForm = type("PlanFormOfRubric", (cls,), fields)(data=held)
        return form

    def plan(self, edition: Edition) -> Plan:
        typed = self.values()
        criteria = [
            PlannedCriterion(
                criterion.key,
                float(typed[f"weight-{criterion.key}"]),
                typed[f"reason-{criterion.key}"] or "",
                int(typed[f"minimum-{criterion.key}"]) if typed[f"minimum-{criterion.key}"] else None,
            )
            for criterion in edition.scored
            if typed[f"use-{criterion.key}"] == "yes"
        ]
        return Plan(criteria, self._rounds(edition, typed))

    def _rounds(self, edition: Edition, typed: dict[str, Any]) -> list[PlannedRound]:
        rounds = []
        for place in range(MOST_ROUNDS):
            asked = self._asked_in(edition, typed, place)
            title = typed[f"title-{place}"]
            if not title and asked:
                raise Refused("You've put questions in this round, so give it a title.", f"title-{place}")
            if title:
                for part in ("minutes", "interviewers"):
                    if typed[f"{part}-{place}"] is None:
                        raise Refused(f"Say how many {part}.", f"{part}-{place}")
                minutes, interviewers = typed[f"minutes-{place}"], typed[f"interviewers-{place}"]
                rounds.append(PlannedRound(title, minutes, interviewers, asked, place))
        return rounds

    def _asked_in(self, edition: Edition, typed: dict[str, Any], place: int) -> list[str]:
        """The questions of a round in their order; those of a criterion that is switched off go with it."""
        off = {criterion.key for criterion in edition.scored if typed[f"use-{criterion.key}"] != "yes"}
        asked = [
            reference
            for reference in edition.references()
            if typed[asked_field(reference)] == str(place) and criterion_in(reference) not in off
        ]
        return sorted(asked, key=self._turn)

    def _turn(self, reference: str) -> tuple[float, int]:
        """When a question comes. Its number is the place it takes: others make room, whichever way it moved."""
        planned_round, number = self[asked_field(reference)], self[number_field(reference)]
        moved, before = planned_round.data != planned_round.object_data, number.object_data
        if number.data is None or (moved and number.data == before):
            return inf, 0
        if moved or before is None or number.data < before:
            return number.data, -1
        return number.data, int(number.data > before)


def asked_field(reference: str) -> str:
    return f"asked-{Reference.parse(reference).field}"


def number_field(reference: str) -> str:
    return f"number-{Reference.parse(reference).field}"


def _add_criteria(fields: dict[str, Any], held: dict[str, Any], edition: Edition, plan: Plan) -> None:
    planned = {planned_criterion.key: planned_criterion for planned_criterion in plan.criteria}
    weights = [
        ("0.5", "0.5 (half)"),
        ("1.0", "1"),
        ("1.5", "1.5"),
        ("2.0", "2 (double)"),
        ("3.0", "3"),
    ]
    for criterion in edition.scored:
        key, planned_criterion = criterion.key, planned.get(criterion.key)
        weight = str(float(planned_criterion.weight)) if planned_criterion else "1.0"
        offered = weights if weight in dict(weights) else [*weights, (weight, weight)]
        fields[f"use-{key}"] = select("Judged here", [("yes", "yes"), ("no", "no")])
        fields[f"weight-{key}"] = select("Weight", offered)
        fields[f"reason-{key}"] = line("Why, if not 1")
        fields[f"minimum-{key}"] = select("Minimum", [("", "none"), *((str(level), str(level)) for level in LEVELS)])
        held |= {
            f"use-{key}": "yes" if planned_criterion else "no",
            f"weight-{key}": weight,
            f"reason-{key}": planned_criterion.weight_reason if planned_criterion else "",
            f"minimum-{key}": str(planned_criterion.minimum) if planned_criterion and planned_criterion.minimum else "",
        }


def _add_rounds(fields: dict[str, Any], held: dict[str, Any], plan: Plan) -> None:
    for place in range(MOST_ROUNDS):
        planned_round = plan.rounds[place] if place < len(plan.rounds) else None
        fields[f"title-{place}"] = line(f"Round {place + 1}: title")
        fields[f"minutes-{place}"] = whole("Minutes", 10, 180)
        fields[f"interviewers-{place}"] = whole("Interviewers", 1, 4)
        held |= {
            f"title-{place}": planned_round.title if planned_round else "",
            f"minutes-{place}": planned_round.minutes if planned_round else 45,
            f"interviewers-{place}": planned_round.interviewers if planned_round else DEFAULT_INTERVIEWERS,
        }


def _add_questions(fields: dict[str, Any], held: dict[str, Any], edition: Edition, plan: Plan) -> None:
    where = {
        reference: (str(place), number)
        for place, planned_round in enumerate(plan.rounds)
        for number, reference in enumerate(planned_round.questions, start=1)
    }
    offered = [("", "not asked"), *((str(n), f"round {n + 1}") for n in range(MOST_ROUNDS))]
    for reference in edition.references():
        fields[asked_field(reference)] = select("Round", offered)
        fields[number_field(reference)] = whole("Position", 1, len(edition.references()))
        held[asked_field(reference)], held[number_field(reference)] = where.get(reference, ("", None))
