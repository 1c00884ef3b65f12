"""Opening a post, planning it, freezing it at the first sealed scorecard, closing it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.openings import values
from hiring.openings.brief import starting_brief
from hiring.openings.default_plan import default_plan
from hiring.openings.models import Opening, OpeningCriterion, OpeningPlace, Round
from hiring.openings.question_exposure import asked_before
from hiring.openings.values import MOST_INTERVIEWERS, Plan, PlannedRound
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of
from hiring.rubrics.reference import criterion_in
from hiring.rubrics.retiring import retired_in

DETAILS = {
    *("posts", "customers_outside", "customers_inside", "great_service", "exemplar"),
    *("days_between", "raters_needed", "needs_licence", "licence_waiver", "probation_days", "notice_days", "lead_days"),
}


class PlanIsFrozen(Refused):
    """A scorecard has been sealed: what it was measured by no longer changes."""


class PlanRefused(Refused):
    """The plan cannot be carried out as written."""


class WaiverWithoutReason(Refused):
    """Who lets interviewers mark without a licence says why."""


class PlaceTwice(Refused):
    """The opening's own workplace isn't one of the others."""


class ProbationTooShort(Refused):
    """After notice and lead time nothing is left to decide in."""


def open_opening(
    session: Session,
    person: Person,
    *,
    title: str,
    workplace: Workplace,
    version: RubricVersion,
    owner: Person,
    interviewers: Sequence[Person],
    manager: Person | None = None,
    elsewhere: Mapping[str, int] | None = None,
    **details: Any,
) -> Opening:
    """Add an opening with the rubric's own plan; whatever is not named has a good default.

    `posts` are those at its own workplace, `elsewhere` those at others, by workplace id.
    """
    edition = edition_of(version)
    retired = retired_in(session, edition)
    plan = default_plan(edition, retired, asked_before(session, edition) if retired else None)
    opening = Opening(
        title=text.tidy(title),
        workplace=workplace,
        version=version,
        owner=owner,
        manager=manager,
        interviewers=list(interviewers),
        opened_at=clock.now(),
        opened_by_id=person.id,
    )
    given = {name: value for name, value in details.items() if value not in (None, "")}
    _describe(opening, starting_brief(session, edition) | given)
    session.add(opening)
    _spread(opening, opening.posts or 1, elsewhere or {})
    lay_out(opening, edition, plan)
    session.flush()
    journal.record(session, person.id, values.OpeningOpened(opening.id, version=version.id))
    _keep_waiver(session, person, opening)
    return opening


def describe_opening(
    session: Session,
    person: Person,
    opening: Opening,
    *,
    title: str,
    workplace: Workplace,
    owner: Person,
    interviewers: Sequence[Person],
    manager: Person | None,
    elsewhere: Mapping[str, int] | None = None,
    **details: Any,
) -> None:
    """Change what an opening says and who works on it. What marks are measured by is `plan_opening`'s."""
    kept = {place.workplace_id: place.posts for place in opening.more_places}
    own = details.get("posts") or opening.places[0][1]
    opening.title, opening.workplace, opening.owner, opening.manager = text.tidy(title), workplace, owner, manager
    opening.interviewers = list(interviewers)
    _describe(opening, details)
    _spread(opening, own, kept if elsewhere is None else elsewhere)
    session.flush()
    journal.record(session, person.id, values.OpeningChanged(opening.id, part="description"))
    _keep_waiver(session, person, opening)


def _spread(opening: Opening, own: int, elsewhere: Mapping[str, int]) -> None:
    """Set the posts at the opening's own workplace and at others."""
    if opening.workplace.id in elsewhere:
        raise PlaceTwice(
            f"The posts at {opening.workplace.name} are counted above. Leave this empty.",
            f"posts-{opening.workplace.id}",
        )
    kept = {place.workplace_id: place for place in opening.more_places}
    places = [kept.get(key) or OpeningPlace(workplace_id=key) for key in elsewhere]
    for place in places:
        place.posts = elsewhere[place.workplace_id]
    opening.more_places, opening.posts = places, own + sum(elsewhere.values())


def _describe(opening: Opening, details: dict[str, Any]) -> None:
    unknown = set(details) - DETAILS
    if unknown:
        raise TypeError(f"an opening has no {sorted(unknown)}")
    for name, value in details.items():
        setattr(opening, name, value)
    days, notice, lead = (details.get(n, d) for n, d in (("probation_days", 90), ("notice_days", 7), ("lead_days", 7)))
    least = values.shortest_probation(notice, lead)
    if days < least:
        raise ProbationTooShort(
            f"With {notice} days of notice and {lead} to call a meeting, it takes at least {least} days.",
            "probation_days",
        )


def _keep_waiver(session: Session, person: Person, opening: Opening) -> None:
    """A waiver has a name and a reason; the name is of who waived first, until licences are asked for again."""
    is_waived = opening.licence_waived_by_id is not None
    if opening.needs_licence:
        opening.licence_waiver, opening.licence_waived_by_id = "", None
        if is_waived:
            journal.record(session, person.id, values.LicencesRequired(opening.id))
        return
    if not opening.licence_waiver.strip():
        raise WaiverWithoutReason("Write why interviewers needn't practise for this opening.", "licence_waiver")
    if not is_waived:
        opening.licence_waived_by_id = person.id
        journal.record(session, person.id, values.LicencesWaived(opening.id))


def plan_opening(session: Session, person: Person, opening: Opening, plan: Plan) -> None:
    """Replace criteria, weights, minimums and rounds, until the first scorecard is sealed."""
    if opening.is_frozen:
        raise PlanIsFrozen("The first scorecard is sealed, so criteria, weights and rounds can't change.")
    standing = list(opening.rounds)
    lay_out(opening, edition_of(opening.version), plan)
    gone = [place for place, planned_round in enumerate(standing) if planned_round not in opening.rounds]
    try:
        session.flush()
    except IntegrityError as error:
        if not gone:
            raise
        # Only an interview points to a round, and interviews are a later room's.
        title = f"title-{gone[0]}"
        raise PlanRefused("Interviews were set for this round, so it stays. Give it its title back.", title) from error
    journal.record(session, person.id, values.OpeningChanged(opening.id, part="plan"))


def lay_out(opening: Opening, edition: Edition, plan: Plan) -> None:
    _check(edition, plan)
    kept = {criterion.key: criterion for criterion in opening.criteria}
    for place, wanted in enumerate(plan.criteria):
        criterion = kept.get(wanted.key) or OpeningCriterion(key=wanted.key)
        criterion.position, criterion.weight, criterion.minimum = place, wanted.weight, wanted.minimum
        criterion.weight_reason = text.tidy(wanted.weight_reason)
        kept[wanted.key] = criterion
    opening.criteria = [kept[wanted.key] for wanted in plan.criteria]
    # A round keeps its identity by its place: interviews may already be set for it.
    standing = dict(enumerate(opening.rounds))
    laid_out = []
    for place, planned in enumerate(plan.rounds):
        planned_round = standing.get(_place(planned, place)) or Round()
        planned_round.position, planned_round.title, planned_round.minutes = (
            place,
            text.tidy(planned.title),
            planned.minutes,
        )
        planned_round.interviewers, planned_round.questions = planned.interviewers, list(planned.questions)
        laid_out.append(planned_round)
    opening.rounds = laid_out


def _place(planned: PlannedRound, otherwise: int) -> int:
    return otherwise if planned.place is None else planned.place


def _check(edition: Edition, plan: Plan) -> None:
    if len(plan.criteria) < 2:
        chosen = {planned.key for planned in plan.criteria}
        off = next((criterion for criterion in edition.scored if criterion.key not in chosen), None)
        raise PlanRefused("Choose at least two criteria.", f"use-{off.key}" if off else None)
    if not plan.rounds:
        raise PlanRefused("Plan at least one round.", "title-0")
    if len({planned.weight for planned in plan.criteria}) > 1:
        for planned in plan.criteria:
            if planned.weight != 1 and not planned.weight_reason.strip():
                raise PlanRefused(
                    f"Say why {edition.criterion(planned.key).title} counts differently.", f"reason-{planned.key}"
                )
    _check_questions(edition, plan)
    for otherwise, planned_round in enumerate(plan.rounds):
        place = _place(planned_round, otherwise)
        if not planned_round.questions:
            raise PlanRefused(
                f"“{planned_round.title}” has no question. Give it one, or take it out.", f"title-{place}"
            )
        if not 1 <= planned_round.interviewers <= MOST_INTERVIEWERS:
            raise PlanRefused(f"Seat 1 to {MOST_INTERVIEWERS} interviewers.", f"interviewers-{place}")


def _check_questions(edition: Edition, plan: Plan) -> None:
    chosen = {planned.key for planned in plan.criteria}
    chosen |= {criterion.key for criterion in edition.criteria if criterion.skill_floor}
    asked = [reference for planned_round in plan.rounds for reference in planned_round.questions]
    for reference in asked:
        if reference not in edition.references() or criterion_in(reference) not in chosen:
            raise PlanRefused(f"The question {reference} belongs to no criterion of this plan.")
    if len(asked) != len(set(asked)):
        raise PlanRefused("Ask each question in one round only.")
    heard = {criterion_in(reference) for reference in asked}
    silent = [planned for planned in plan.criteria if planned.key not in heard]
    if silent:
        title = edition.criterion(silent[0].key).title
        sentence = f"No question asks about {title}. Choose one, or switch the criterion off."
        raise PlanRefused(sentence, f"use-{silent[0].key}")


def freeze(session: Session, person: Person, opening: Opening) -> None:
    """From the first sealed scorecard on the plan stands still. Called while sealing."""
    if opening.is_frozen:
        return
    opening.frozen_at = clock.now()
    journal.record(session, person.actor, values.OpeningFrozen(opening.id))


def close_opening(session: Session, person: Person, opening: Opening, on: date) -> None:
    opening.closed_on = on
    journal.record(session, person.id, values.OpeningClosed(opening.id, on=on.isoformat()))


def is_title_taken(session: Session, title: str) -> bool:
    same = sa.select(Opening.id).where(sa.func.lower(Opening.title) == title.lower(), Opening.closed_on.is_(None))
    return session.scalar(same.limit(1)) is not None
