"""The forms of an opening: what a post is, and its page for candidates. Its plan has a form of its own, `plan_form`."""

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from hiring.accounts.models import Person, Workplace
from hiring.accounts.queries import people_with, workplaces
from hiring.accounts.values import Role
from hiring.foundation import jurisdictions
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, line, lines, select, tick, whole
from hiring.openings.actions import DETAILS
from hiring.openings.models import Opening
from hiring.openings.values import shortest_probation
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import latest_versions


class BriefForm(DraftedForm):
    """Who the customers are, and what great service is: of the organisation, or of one opening."""

    great_service = lines("What does great service mean here?")
    customers_outside = lines("Who are your customers outside?")
    customers_inside = lines("Who are your customers inside?")
    exemplar = lines("Who to learn from, and what to borrow")


class OrganisationBriefForm(BriefForm):
    """The organisation's own, with which brief it was written over."""

    standing = HiddenField()


class OpeningForm(BriefForm):
    title = line("Title of the opening", missing="Write the title of the opening.", hint="For example: Front desk host")
    workplace = select("Workplace", missing="Choose a workplace.")
    rubric = select(
        "Rubric",
        missing="Choose a rubric.",
        hint="What is judged and asked. The opening keeps the version published now.",
    )
    owner = select("HR contact", missing="Choose who looks after this opening.")
    interviewers = boxes(
        "Interviewers", missing="Choose at least one interviewer.", hint="People you can seat in interviews."
    )
    manager = select("Manager of the new hire", hint="Follows them from the first day. You can name them later.")
    posts = whole("Number of posts", 1, 99, hint="At this workplace.")
    days_between = whole("Fewest days between two rounds", 0, 60, hint="Seeing someone on a second day tells you more.")
    raters_needed = whole("People who must hear each criterion", 1, 8)
    needs_licence = tick(
        "Interviewers practise what they mark",
        hint="It takes a few minutes a criterion. Without practice, a hire needs a reason.",
    )
    licence_waiver = lines("If they don't, why not?", hint="Kept with your name and shown on the opening.", rows=2)
    probation_days = whole("Probation, in days", shortest_probation(0, 0), 730)
    notice_days = whole("Notice during it, in days", 0, 120)
    lead_days = whole("Days to call a meeting about ending", 0, 60)

    elsewhere: Sequence[Workplace] = ()

    @classmethod
    def _of_places(cls) -> "type[OpeningForm]":
        """With a number of posts for each workplace, where there is more than one."""
        places = workplaces(db.session)
        if len(places) < 2:
            return cls
        fields: dict[str, Any] = {f"posts-{place.id}": whole(f"Posts at {place.name}", 0, 99) for place in places}
        return type("OpeningFormOfPlaces", (cls,), fields | {"elsewhere": places})

    @property
    def place_fields(self) -> list[Any]:
        """The numbers of posts at other workplaces than the opening's own."""
        return [self[f"posts-{place.id}"] for place in self.elsewhere]

    @classmethod
    def for_new(cls, person: Person) -> "OpeningForm":
        versions = latest_versions(db.session)
        general = next((v.id for v in versions if v.key == "service-attitude"), versions[0].id if versions else "")
        places = workplaces(db.session)
        usual = _usual_probation(person.workplace or (places[0] if places else None))
        form = cls._of_places()(
            rubric=general, owner=person.id, posts=1, days_between=1, raters_needed=2, needs_licence=True, **usual
        )
        form.great_service.description = "What you leave empty comes from our brief, or else from the rubric."
        form.rubric.choices = choices([(v.id, f"{v.title} (version {v.number})") for v in versions])
        form._offer_people()
        return form

    @classmethod
    def for_standing(cls, opening: Opening) -> "OpeningForm":
        stored: dict[str, Any] = {
            "workplace": opening.workplace_id,
            "owner": opening.owner_id,
            "manager": opening.manager_id or "",
            "interviewers": [interviewer.id for interviewer in opening.interviewers],
        }
        # Not obj=opening: WTForms would take its workplace and people, and the page knows them by id.
        stored |= {f"posts-{place.workplace_id}": place.posts for place in opening.more_places}
        stored["posts"] = opening.places[0][1]
        kept = {name: getattr(opening, name) for name in ("title", *sorted(DETAILS))}
        form = cls._of_places()(data=kept | stored)
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
        typed["elsewhere"] = {place.id: posts for place in self.elsewhere if (posts := typed.pop(f"posts-{place.id}"))}
        typed["owner"] = db.session.get_one(Person, typed["owner"])
        typed["manager"] = db.session.get(Person, typed["manager"]) if typed["manager"] else None
        typed["interviewers"] = [db.session.get_one(Person, person_id) for person_id in typed["interviewers"]]
        if "rubric" in typed:
            typed["version"] = db.session.get_one(RubricVersion, typed.pop("rubric"))
        return {k: v for k, v in typed.items() if v is not None or k == "manager"}


class DuplicateForm(Form):
    """What is different in the copy; everything else is taken over."""

    title = line("Title of the new opening", missing="Write the title of the opening.")
    workplace = select("Workplace", missing="Choose a workplace.")
    posts = whole("Number of posts", 1, 99, missing="Write how many posts.")

    @classmethod
    def of(cls, opening: Opening) -> "DuplicateForm":
        form = cls(data={"title": opening.title, "workplace": opening.workplace_id, "posts": 1})
        form.workplace.choices = choices([(place.id, place.name) for place in workplaces(db.session)])
        return form


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
        hint="A telephone number or an address that someone answers. Candidates see it.",
    )
    contact = line(
        "Who answers for what you keep about candidates",
        missing="Write who candidates write to about what you keep.",
        hint="Your data protection officer, or HR: a name or a role, and an address. Candidates see it.",
    )
