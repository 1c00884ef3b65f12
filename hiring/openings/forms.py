"""Forms of openings: what a post is, and its plan."""

from typing import Any

from hiring.accounts.models import Person, Workplace
from hiring.accounts.queries import people_with, workplaces
from hiring.accounts.values import Role
from hiring.foundation import jurisdictions
from hiring.foundation.database import db
from hiring.foundation.errors import Refused
from hiring.foundation.forms import Form, boxes, choices, line, lines, select, tick, whole
from hiring.openings.actions import DETAILS
from hiring.openings.models import Opening
from hiring.openings.values import MOST_SITTINGS, Plan, PlannedCriterion, PlannedSitting
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import latest_versions


class OpeningForm(Form):
    title = line("Title of the post", missing="Write the title of the post.", hint="For example: Front desk host")
    workplace = select("Workplace", missing="Choose a workplace.")
    rubric = select(
        "Rubric", missing="Choose a rubric.", hint="What is judged and asked. Pinned to its present version."
    )
    owner = select("HR contact", missing="Choose who looks after this opening.")
    interviewers = boxes(
        "Interviewers", missing="Choose at least one interviewer.", hint="Whom you may seat in meetings."
    )
    manager = select("Manager of the new hire", hint="Follows the probation. You can name them later.")
    posts = whole("Number of posts", 1, 99)
    customers_outside = lines("Who is the customer, outside?", hint="Left empty, the rubric's own words are used.")
    customers_inside = lines("Who is the customer, inside?")
    great_service = lines("What does great service mean here?")
    exemplar = lines("Whom to learn from, and what to borrow")
    days_between = whole("Days between two sittings, at least", 0, 60, hint="Slow to hire: a second day tells more.")
    raters_needed = whole("People who must hear each criterion", 1, 8)
    needs_licence = tick(
        "Interviewers practise what they mark",
        hint="Two sample answers a criterion, two minutes. Without it a hire needs a reason.",
    )
    licence_waiver = lines("If not, why not", hint="Kept with your name and shown on the opening.", rows=2)
    probation_days = whole("Probation, in days", 30, 730)
    notice_days = whole("Notice during it, in days", 0, 120)
    lead_days = whole("Days to call a meeting about ending", 0, 60)

    @classmethod
    def for_new(cls, person: Person) -> "OpeningForm":
        versions = latest_versions(db.session)
        general = next((v.id for v in versions if v.key == "service-attitude"), versions[0].id if versions else "")
        places = workplaces(db.session)
        usual = _usual_probation(person.workplace or (places[0] if places else None))
        form = cls(
            rubric=general, owner=person.id, posts=1, days_between=1, raters_needed=2, needs_licence=True, **usual
        )
        form.rubric.choices = choices([(v.id, f"{v.title} (version {v.number})") for v in versions])
        form._offer_people()
        return form

    @classmethod
    def for_standing(cls, opening: Opening) -> "OpeningForm":
        stored = {
            "workplace": opening.workplace_id,
            "owner": opening.owner_id,
            "manager": opening.manager_id or "",
            "interviewers": [one.id for one in opening.interviewers],
        }
        # Not obj=opening: WTForms would take its workplace and people, and the page knows them by id.
        form = cls(data={name: getattr(opening, name) for name in ("title", *sorted(DETAILS))} | stored)
        del form.rubric
        form._offer_people()
        return form

    def _offer_people(self) -> None:
        self.workplace.choices = choices([(w.id, w.name) for w in workplaces(db.session)])
        self.owner.choices = _people(Role.HR, Role.HR_LEAD)
        self.interviewers.choices = _people(Role.INTERVIEWER)
        self.manager.choices = [*choices([("", "Not named yet")]), *_people(Role.MANAGER)]

    def chosen(self) -> dict[str, Any]:
        """The typed values with people, workplace and rubric as what they are."""
        typed = self.values()
        typed["workplace"] = db.session.get_one(Workplace, typed["workplace"])
        typed["owner"] = db.session.get_one(Person, typed["owner"])
        typed["manager"] = db.session.get(Person, typed["manager"]) if typed["manager"] else None
        typed["interviewers"] = [db.session.get_one(Person, one) for one in typed["interviewers"]]
        if "rubric" in typed:
            typed["version"] = db.session.get_one(RubricVersion, typed.pop("rubric"))
        return {k: v for k, v in typed.items() if v is not None or k == "manager"}


def _people(*roles: Role) -> list[Any]:
    return choices([(one.id, one.name) for one in people_with(db.session, *roles)])


def _usual_probation(workplace: Workplace | None) -> dict[str, Any]:
    """What is usual where the post is, from the jurisdictions file."""
    known = jurisdictions.known()
    facts = known.get(workplace.jurisdiction if workplace else "", known["other"]).facts
    return {name: facts[name] for name in ("probation_days", "notice_days", "lead_days")}


class PlanForm(Form):
    """Criteria, weights, minimums, sittings, and in which sitting each question is asked."""

    @classmethod
    def of(cls, edition: Edition, plan: Plan) -> "PlanForm":
        """A form with the fields this rubric needs, holding the plan as it stands."""
        fields: dict[str, Any] = {}
        held: dict[str, Any] = {}
        _add_criteria(fields, held, edition, plan)
        _add_sittings(fields, held, plan)
        _add_questions(fields, held, edition, plan)
        return type("PlanFormOfRubric", (cls,), fields)(data=held)

    def plan(self, edition: Edition) -> Plan:
        typed = self.values()
        criteria = [
            PlannedCriterion(
                one.key,
                float(typed[f"weight-{one.key}"]),
                typed[f"reason-{one.key}"] or "",
                int(typed[f"minimum-{one.key}"]) if typed[f"minimum-{one.key}"] else None,
            )
            for one in edition.scored
            if typed[f"use-{one.key}"] == "yes"
        ]
        return Plan(criteria, self._sittings(edition, typed))

    def _sittings(self, edition: Edition, typed: dict[str, Any]) -> list[PlannedSitting]:
        sittings = []
        for place in range(MOST_SITTINGS):
            asked = [ref for ref in edition.references() if typed[_question_field(ref)] == str(place)]
            title = typed[f"title-{place}"]
            if not title and asked:
                raise Refused("Questions are asked in this sitting: give it a title.", f"title-{place}")
            if title:
                minutes, interviewers = typed[f"minutes-{place}"], typed[f"interviewers-{place}"]
                if minutes is None or interviewers is None:
                    raise Refused("Say how many minutes and how many interviewers.", f"minutes-{place}")
                sittings.append(PlannedSitting(title, minutes, interviewers, asked))
        return sittings


def _question_field(reference: str) -> str:
    return f"asked-{reference.replace('/', '--')}"


def _add_criteria(fields: dict[str, Any], held: dict[str, Any], edition: Edition, plan: Plan) -> None:
    planned = {one.key: one for one in plan.criteria}
    weights = [
        ("0.5", "half"),
        ("1.0", "once"),
        ("1.5", "one and a half times"),
        ("2.0", "twice"),
        ("3.0", "three times"),
    ]
    for criterion in edition.scored:
        key, one = criterion.key, planned.get(criterion.key)
        weight = str(float(one.weight)) if one else "1.0"
        offered = weights if weight in dict(weights) else [*weights, (weight, weight)]
        fields[f"use-{key}"] = select("Judged here", [("yes", "yes"), ("no", "no")])
        fields[f"weight-{key}"] = select("Counts", offered)
        fields[f"reason-{key}"] = line("Why, if not once")
        fields[f"minimum-{key}"] = select("Minimum", [("", "none"), *((str(n), str(n)) for n in range(1, 6))])
        held |= {
            f"use-{key}": "yes" if one else "no",
            f"weight-{key}": weight,
            f"reason-{key}": one.weight_reason if one else "",
            f"minimum-{key}": str(one.minimum) if one and one.minimum else "",
        }


def _add_sittings(fields: dict[str, Any], held: dict[str, Any], plan: Plan) -> None:
    for place in range(MOST_SITTINGS):
        sitting = plan.sittings[place] if place < len(plan.sittings) else None
        fields[f"title-{place}"] = line(f"Sitting {place + 1}: title")
        fields[f"minutes-{place}"] = whole("Minutes", 10, 180)
        fields[f"interviewers-{place}"] = whole("Interviewers", 1, 4)
        held |= {
            f"title-{place}": sitting.title if sitting else "",
            f"minutes-{place}": sitting.minutes if sitting else 45,
            f"interviewers-{place}": sitting.interviewers if sitting else 2,
        }


def _add_questions(fields: dict[str, Any], held: dict[str, Any], edition: Edition, plan: Plan) -> None:
    where = {ref: str(place) for place, sitting in enumerate(plan.sittings) for ref in sitting.questions}
    offered = [("", "not asked"), *((str(n), f"sitting {n + 1}") for n in range(MOST_SITTINGS))]
    for reference in edition.references():
        fields[_question_field(reference)] = select(edition.question(reference).text, offered)
        held[_question_field(reference)] = where.get(reference, "")
