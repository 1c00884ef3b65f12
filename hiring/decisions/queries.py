"""Reading what a decision rests on, and decisions."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.accounts.queries import people_with
from hiring.accounts.values import Role
from hiring.candidates.facts import facts_for
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.candidates.queries import application_in_url, applications_of
from hiring.candidates.state_table import StepPage, offered_steps
from hiring.candidates.values import ApplicationState
from hiring.decisions import policy
from hiring.decisions.gates import CriterionEvidence, Gate, GateInputs, RoundHeld, gates
from hiring.decisions.models import IN_FORCE, Decision, ReferenceCheck, SkillFloor, decision_of, decisions_of
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock
from hiring.interviews.counted import counts
from hiring.interviews.models import interviews_of
from hiring.interviews.queries import interviews_ahead
from hiring.interviews.values import called
from hiring.openings.models import Opening, Round
from hiring.panels.opening_panels import readable_comparison
from hiring.panels.policy import state_of
from hiring.panels.summary import PanelSummary, digest_of, people_in
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of


def decided_in_url(application_id: str) -> Application | None:
    """Only where there is a decision to show."""
    application = application_in_url(application_id)
    return application if application is not None and decision_of(application) is not None else None


def skill_floor_of(session: Session, application: Application) -> SkillFloor | None:
    return session.scalar(sa.select(SkillFloor).where(SkillFloor.application_id == application.id))


def references_of(session: Session, application: Application) -> ReferenceCheck | None:
    return session.scalar(sa.select(ReferenceCheck).where(ReferenceCheck.application_id == application.id))


def hires_of(session: Session, opening: Opening) -> int:
    """Posts taken: hires that neither declined the offer nor failed to start."""
    taken = (
        sa.select(sa.func.count())
        .select_from(Decision)
        .join(Application, Decision.application_id == Application.id)
        .where(Application.opening_id == opening.id, Application.state == ApplicationState.UNDER_WAY)
        .where(Decision.verdict == Verdict.HIRE, IN_FORCE)
    )
    return session.scalar(taken) or 0


def gates_of(session: Session, application: Application, summary: PanelSummary) -> list[Gate]:
    """Every gate of a hire as it stands now."""
    opening, state = application.opening, state_of(application)
    skill, references = skill_floor_of(session, application), references_of(session, application)
    debriefed = {debrief.criterion for debrief in summary.debriefed}
    inputs = GateInputs(
        sealed=len(state.sealed_by),
        awaited=state.awaited,
        is_closed=state.is_closed,
        rounds=tuple(
            RoundHeld(planned_round.title, _held_on(application, planned_round)) for planned_round in opening.rounds
        ),
        days_between=opening.days_between,
        criteria=tuple(
            CriterionEvidence(
                cell.criterion.title,
                cell.raters,
                cell.minimum_says if cell.criterion.minimum is not None and not cell.meets_minimum else "",
                cell.is_apart,
                cell.criterion.key in debriefed,
            )
            for cell in summary.cells
        ),
        raters_needed=opening.raters_needed,
        unlicensed=_unlicensed(application),
        needs_licence=opening.needs_licence,
        skill=Skill(skill.verdict) if skill else None,
        references=not references.waived if references else None,
        posts=opening.posts,
        hired=hires_of(session, opening),
    )
    return gates(inputs)


def is_below_band(session: Session, person: Person, application: Application) -> bool:
    """Whether the comparison shows them below those who can't be told apart, of the panels this person may read."""
    return readable_comparison(session, person, application.opening).group(application.id) == "lower"


def _unlicensed(application: Application) -> int:
    """Scorecards that count and hold a mark given without a licence."""
    seats = [seat for interview in interviews_of(application) for seat in interview.seats if counts(seat)]
    cards = [seat.scorecard.ratings for seat in seats if seat.scorecard is not None]
    return sum(any(rating.level is not None and not rating.is_licensed for rating in ratings) for ratings in cards)


def _held_on(application: Application, planned_round: Round) -> date | None:
    zone = application.opening.workplace.zone
    held = [
        clock.in_zone(interview.starts_at, zone).date()
        for interview in interviews_of(application)
        if interview.round_id == planned_round.id and any(counts(seat) for seat in interview.seats)
    ]
    return min(held, default=None)


def who_may_judge_skill(session: Session, application: Application) -> list[Person]:
    """HR, and anyone who may be seated for the opening; never the candidate."""
    known = {
        person.id: person
        for person in [*people_with(session, Role.HR, Role.HR_LEAD), *application.opening.interviewers]
    }
    manager = application.opening.manager
    known |= {manager.id: manager} if manager is not None else {}
    judges = [person for person in known.values() if person.active and not is_own_record(person, application)]
    return sorted(judges, key=lambda judge: (judge.sort_name, judge.id))


def cancelled_by(verdict: Verdict, application: Application) -> int:
    """How many interviews that are still to come a decision cancels: all if rejected, none if hired. Anyone who may
    decide owes no card of the panel, so the number tells them nothing that they must not know."""
    return len(interviews_ahead(application)) if verdict == Verdict.REJECT else 0


def decision_for(person: Person, application: Application, number: int | None = None) -> Decision | None:
    """The decision with the panel frozen into it, where this person may read it: the one in force, or the one of that
    number. Every page that shows one asks here, so that a guard that was forgotten or loosened opens nothing."""
    if not policy.can_read_decision(person, application):
        return None
    if number is None:
        return decision_of(application)
    return next((decision for decision in decisions_of(application) if decision.number == number), None)


def is_unchanged(decision: Decision) -> bool:
    """Whether the frozen panel is still, to the letter, what was decided on."""
    return digest_of(decision.summary) == decision.digest


def listed_to_reject(session: Session, person: Person, opening: Opening, ticked: Collection[str]) -> list[Application]:
    """The applications of an opening that this person may reject without a panel, by name; and those that were ticked
    before, so that a page can say what has become of them."""
    facts = facts_for(session, person, Application.opening_id == opening.id)
    return [
        application
        for application in applications_of(session, opening, seen_by=person)
        if application.id in ticked
        or any(step.page == StepPage.REJECT for step in offered_steps(facts.get(application.id)))
    ]


def left_out_of(
    session: Session, person: Person, opening: Opening, listed: Collection[Application], ticked: Collection[str]
) -> list[str]:
    """The names of those who were ticked and aren't listed, so that nobody goes unnamed."""
    if not ticked:
        return []
    shown = {application.id for application in listed}
    everyone = applications_of(session, opening, seen_by=person)
    names = [of.candidate.name for of in everyone if of.id in ticked and of.id not in shown]
    return names if {of.id for of in everyone}.issuperset(ticked) else [*names, "anyone of another opening"]


def people_in_frozen(content: Mapping[str, Any]) -> list[str]:
    """Everyone a frozen panel names by id, its readers and those whose evidence it keeps among them."""
    heard = [interviewer for _, _, interviewer, _, _ in content.get("evidence", [])]
    judges = [content[key][2] for key in ("skill", "references") if content.get(key)]
    return list({*people_in(content), *heard, *judges, *content.get("read_by", [])})


def questions_in(session: Session, decision: Decision) -> dict[str, str]:
    """The words of the questions that a frozen panel was asked, from the rubric's version that was frozen with it."""
    version = session.get(RubricVersion, decision.summary.get("rubric_version", ""))
    if version is None:
        return {}
    edition, asked = edition_of(version), {question for _, question, *_ in decision.summary.get("evidence", [])}
    return {question: edition.question(question).text for question in asked}


def untalked_in(decision: Decision) -> list[str]:
    """For a rejection: the criteria on which interviewers disagreed and nobody had talked."""
    if decision.verdict != Verdict.REJECT or not decision.summary:
        return []
    settled = {criterion for criterion, _, _ in decision.summary["debriefed"]}
    criteria = decision.summary["criteria"]
    return [cell["title"] for cell in criteria if cell["is_apart"] and cell["key"] not in settled]


def names_of(session: Session, person_ids: list[str]) -> dict[str, str]:
    chosen = sa.select(Person.id, Person.name, Person.is_guest).where(Person.id.in_(person_ids))
    return {row.id: called(row.name, is_guest=row.is_guest) for row in session.execute(chosen)}
