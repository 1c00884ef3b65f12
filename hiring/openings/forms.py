"""The forms of an opening: what a post is, and its page for candidates. Its plan has a form of its own, `plan_form`."""

from typing import Any

from hiring.accounts.models import Person, Workplace
from hiring.accounts.queries import people_with, workplaces
from hiring.accounts.values import Role
from hiring.foundation import jurisdictions
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, line, lines, select, tick, whole
from hiring.openings.actions import DETAILS
from hiring.openings.models import Opening
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import latest_versions


class OpeningForm(DraftedForm):
    title = line("Title of the opening", missing="Write the title of the opening.", hint="For example: Front desk host")
    workplace = select("Workplace", missing="Choose a workplace.")
    rubric = select(
        "Rubric", missing="Choose a rubric.", hint="What is judged and asked. Pinned to its present version."
    )
    owner = select("HR contact", missing="Choose who looks after this opening.")
    interviewers = boxes(
        "Interviewers", missing="Choose at least one interviewer.", hint="The people you may seat in interviews."
    )
    manager = select("Manager of the new hire", hint="Follows the probation. You can name them later.")
    posts = whole("Number of posts", 1, 99)
    customers_outside = lines("Who is the customer, outside?", hint="Left empty, the rubric's own words are used.")
    customers_inside = lines("Who is the customer, inside?")
    great_service = lines("What does great service mean here?")
    exemplar = lines("Who to learn from, and what to borrow")
    days_between = whole("Days between two rounds, at least", 0, 60, hint="Slow to hire: a second day tells more.")
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
            "interviewers": [interviewer.id for interviewer in opening.interviewers],
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
        typed["interviewers"] = [db.session.get_one(Person, person_id) for person_id in typed["interviewers"]]
        if "rubric" in typed:
            typed["version"] = db.session.get_one(RubricVersion, typed.pop("rubric"))
        return {k: v for k, v in typed.items() if v is not None or k == "manager"}


def _people(*roles: Role) -> list[Any]:
    return choices([(person.id, person.name) for person in people_with(db.session, *roles)])


def _usual_probation(workplace: Workplace | None) -> dict[str, Any]:
    """What is usual where the post is, from the jurisdictions file."""
    known = jurisdictions.known()
    facts = known.get(workplace.jurisdiction if workplace else "", known["other"]).facts
    return {name: facts[name] for name in ("probation_days", "notice_days", "lead_days")}


class PageForm(Form):
    """Of the opening's page for its candidates."""

    adjustments = line(
        "How a candidate asks for an adjustment",
        missing="Write who a candidate asks for an adjustment.",
        hint="A telephone number or an address that someone answers. It stands on the page.",
    )
