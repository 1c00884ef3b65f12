"""Deciding on several candidates of one opening at once: each named, all of them or none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_for
from hiring.candidates.models import Application
from hiring.candidates.queries import applications_of
from hiring.candidates.state_table import StepPage, offered_steps
from hiring.decisions.actions import (
    GateStillOpen,
    Grounds,
    NobodyChosen,
    PanelHasChanged,
    check_decision,
    decide,
)
from hiring.decisions.models import Decision
from hiring.decisions.queries import hires_of
from hiring.decisions.values import HireWords, Verdict
from hiring.foundation.grammar import counted
from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening
from hiring.panels.queries import readings_of
from hiring.panels.values import SHORTEST_REASON


@dataclass(frozen=True, slots=True)
class SharedDecision:
    """What's decided on each of them, and the words that are kept with each."""

    verdict: Verdict
    reason: str
    override_reason: str = ""
    advice: str = ""


def ready_in(session: Session, person: Person, opening: Opening) -> list[Application]:
    """Those of an opening that this person can decide on now, by name."""
    facts = facts_for(session, person, Application.opening_id == opening.id)
    return [
        application
        for application in applications_of(session, opening, seen_by=person)
        if any(
            step.page == StepPage.DECISION and step.label == "Decide"
            for step in offered_steps(facts.get(application.id))
        )
    ]


def check_several(
    session: Session,
    person: Person,
    applications: Sequence[Application],
    shared: SharedDecision,
    seen: Mapping[str, str],
) -> list[tuple[Application, Grounds]]:
    """Everything that could speak against deciding on these now; names the first candidate it speaks of."""
    if not applications:
        raise NobodyChosen("Choose at least one candidate.", "applications")
    grounds, readings = [], readings_of(session, applications)
    for application in applications:
        try:
            ground = check_decision(
                session,
                person,
                application,
                verdict=shared.verdict,
                reason=shared.reason,
                override_reason=shared.override_reason,
                seen=seen.get(application.id, ""),
                reading=readings.get(application.id),
            )
        except PanelHasChanged as changed:
            name = application.candidate.name
            sentence = f"The panel of {name} has changed since you looked. Look again; your text is kept."
            raise PanelHasChanged(sentence, "applications") from changed
        except Refused as refused:
            name, field = application.candidate.name, refused.field or "applications"
            raise type(refused)(f"{name}: {refused.sentence}", field) from refused
        grounds.append((application, ground))
    _refuse_too_many(session, applications, shared)
    return grounds


def _refuse_too_many(session: Session, applications: Sequence[Application], shared: SharedDecision) -> None:
    opening = applications[0].opening
    left = max(opening.posts - hires_of(session, opening), 0)
    overrides = len(shared.override_reason.strip()) >= SHORTEST_REASON
    if shared.verdict == Verdict.HIRE and len(applications) > left and not overrides:
        raise GateStillOpen(
            f"You've chosen {counted(len(applications), 'candidate')}, and the posts left are {left}. "
            "Choose fewer, or write why you want to hire more.",
            "override_reason",
        )


def decide_several(
    session: Session,
    person: Person,
    applications: Sequence[Application],
    shared: SharedDecision,
    seen: Mapping[str, str],
) -> list[Decision]:
    """A decision for each, with its own panel frozen into it. All of them or none."""
    grounds = check_several(session, person, applications, shared, seen)
    return [
        decide(
            session,
            person,
            application,
            verdict=shared.verdict,
            reason=shared.reason,
            override_reason=shared.override_reason,
            seen=seen[application.id],
            words=HireWords(shared.advice),
            reading=ground.reading,
        )
        for application, ground in grounds
    ]
