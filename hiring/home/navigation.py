"""Where one can go from here: the main links, the pages of an opening, the pages of an application.

A page of an earlier room cannot know a later one. It asks here, and is given the links its reader may follow.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hiring.accounts import policy as accounts
from hiring.accounts.models import Person
from hiring.candidates import policy as candidates
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application, Candidate
from hiring.candidates.state_table import StepPage, offered_steps
from hiring.candidates.status import ApplicationStatus, status_for, statuses
from hiring.decisions import policy as decisions
from hiring.decisions.models import decision_of
from hiring.decisions.values import Verdict
from hiring.foundation.database import db
from hiring.home import mailbox, policy
from hiring.insights.opening_course import OpeningCourse, opening_course
from hiring.insights.opening_waits import WaitingLine, waits_in
from hiring.interviews import policy as interviews
from hiring.interviews.models import Seat
from hiring.letters import policy as letters
from hiring.openings import policy as openings
from hiring.openings.models import Opening
from hiring.openings.period_words import as_heading, period_for
from hiring.openings.question_exposure import asked_before
from hiring.panels import amendments
from hiring.panels import policy as panels
from hiring.panels.pooled_model.more_rounds import another_round_in_plan
from hiring.practice import policy as practice
from hiring.privacy import policy as privacy
from hiring.probation import policy as probation
from hiring.probation.models import probation_of
from hiring.rubrics import policy as rubrics
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of


@dataclass(frozen=True, slots=True)
class Link:
    """A page, and the arguments its address needs."""

    label: str
    endpoint: str
    arguments: dict[str, str]


def _interviews_too(person: Person) -> bool:
    """Whether their interviews are a part of their start page only."""
    return accounts.is_interviewer(person) and policy.home_label(person) != "My interviews"


PERIOD = "Probation"
# (label, endpoint, who sees it). A link stands here only once its page does.
MAIN: list[tuple[str, str, Callable[[Person], bool]]] = [
    ("My interviews", "scorecards.mine", _interviews_too),
    ("Practice", "scorecards.practice", practice.can_practise),
    ("Openings", "openings.index", openings.can_see_openings),
    ("Agenda", "agenda.show", interviews.can_see_agenda),
    (PERIOD, "probation.index", probation.can_see_probations),
    ("Insights", "insights.predictions", panels.can_compare),
    ("Fairness", "fairness.show", accounts.reads_fairness),
    ("Rubrics", "rubrics.library", rubrics.can_read_rubrics),
    ("Privacy", "forgetting.due", privacy.can_see_due),
    ("People", "accounts.people", accounts.can_keep_accounts),
    ("Workplaces", "accounts.workplaces", accounts.can_keep_workplaces),
    ("Mailbox", "mailbox.index", mailbox.can_open_mailbox),
]

# The pages of one opening, in the order of a hire.
OF_OPENING = [
    ("Plan", "openings.show"),
    ("Candidates", "candidates.index"),
    ("Interviews", "interviews.index"),
    ("Compare", "panels.compare"),
]


def main_links(person: Person) -> list[Link]:
    """The start page, then whatever else the person may open."""
    first = Link(policy.home_label(person), "home.show", {})
    return [first, *(Link(_label(person, label), endpoint, {}) for label, endpoint, may in MAIN if may(person))]


def _label(person: Person, label: str) -> str:
    """The first months are called as the reader's own workplace calls them."""
    return as_heading(period_for(person)) if label == PERIOD else label


def links_of_application(person: Person, application: Application) -> list[Link]:
    """The pages of one application that this person may open, in the order of a hire."""
    at = {"application_id": application.id}
    links = []
    if candidates.can_see_application(person, application):
        links.append(Link("Candidate", "candidates.show", at))
    if letters.can_see_letters(person, application):
        links.append(Link("Letters", "letters.of_application", at))
    if panels.can_open_panel(person, application):
        links.append(Link("Panel", "panels.show", at))
    decision, followed = decision_of(application), probation_of(application)
    if decision is not None and decisions.can_read_decision(person, application):
        links.append(Link("Decision", "decisions.show", at))
    if followed is not None and probation.can_see_probation(person, followed):
        links.append(Link(as_heading(followed.period), "probation.show", {"probation_id": followed.id}))
    hired = decision is not None and decision.verdict == Verdict.HIRE and application.is_under_way
    if hired and followed is None and probation.can_open_probation(person, application):
        links.append(Link("Set the first day", "probation.open_probation", at))
    return links


def privacy_links(person: Person, candidate: Candidate) -> list[Link]:
    """Where one deals with what's kept on someone."""
    if not privacy.can_deal_with(person, candidate):
        return []
    return [Link("What we keep", "privacy.show", {"candidate_id": candidate.id})]


def step_links(person: Person, application: Application) -> list[Link]:
    """The steps of an application that have a page of their own and no tab leading there."""
    steps = offered_steps(facts_of(db.session, person, application))
    if any(step.page == StepPage.REJECT for step in steps):
        arguments = {"opening_id": application.opening_id, "application": application.id}
        return [Link("Reject", "rejecting.reject", arguments)]
    return []


def status_of_application(person: Person, application: Application) -> ApplicationStatus | None:
    return status_for(db.session, person, application)


def statuses_of_opening(person: Person, opening: Opening) -> dict[str, ApplicationStatus]:
    """Application id → its status, for a list of an opening's applications."""
    return statuses(db.session, person, Application.opening_id == opening.id)


def amending(person: Person, seat: Seat) -> str | None:
    """The page on which answers of a sealed card are amended, where this person may."""
    return "amendments.amend" if amendments.can_amend_card(person, seat) else None


def after_panel(person: Person, application: Application) -> list[Link]:
    """Where a panel that was read leads to."""
    if decision_of(application) is not None or not decisions.can_decide(person, application):
        return []
    return [Link("Go on to the decision", "decisions.decide", {"application_id": application.id})]


def another_round(opening: Opening) -> str:
    """What one more round would add to an opening's plan, from finished panels, which later rooms keep."""
    return another_round_in_plan(db.session, len(opening.rounds))


def course_of_opening(person: Person, opening: Opening) -> OpeningCourse:
    return opening_course(db.session, person, opening)


def waits_in_opening(person: Person, opening: Opening) -> list[WaitingLine]:
    return waits_in(db.session, person, opening)


def own_reports(_person: Person) -> list[Link]:
    """What an interviewer may learn of own marks, from later rooms than the page that lists their interviews."""
    return [Link("How I mark", "insights.own_marks", {})]


def times_asked(person: Person, version: RubricVersion) -> dict[str, str]:
    """Question → how often it was asked, as far as this person may know."""
    if not rubrics.can_retire_questions(person):
        return {}
    exposures = asked_before(db.session, edition_of(version), person)
    return {reference: exposure.says for reference, exposure in exposures.items()}


def questions_asked(person: Person, version: RubricVersion) -> list[Link]:
    """Where one sees how often the questions of a version were asked, and retires them."""
    if not rubrics.can_retire_questions(person):
        return []
    return [Link("How often questions were asked", "usage.index", {"version_id": version.id})]
