"""Reading the steps of offers, and what is agreed by them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.decisions.models import Decision
from hiring.decisions.offers.models import OfferStep
from hiring.decisions.offers.values import OfferStepKind


def offer_steps(session: Session, decision: Decision | None) -> Sequence[OfferStep]:
    """In the order they happened."""
    if decision is None:
        return []
    chosen = sa.select(OfferStep).where(OfferStep.decision_id == decision.id).options(joinedload(OfferStep.by))
    return session.scalars(chosen.order_by(OfferStep.on, OfferStep.at, OfferStep.id)).all()


def latest_terms(session: Session, decisions: Sequence[str]) -> dict[str, tuple[OfferStep, OfferStep]]:
    """Decision id → the step with its terms as they are now, and the one with its first day as it is now."""
    chosen = sa.select(OfferStep).where(OfferStep.decision_id.in_(decisions)).order_by(OfferStep.at, OfferStep.id)
    terms: dict[str, OfferStep] = {}
    starts: dict[str, OfferStep] = {}
    for step in session.scalars(chosen):
        if step.kind == OfferStepKind.TERMS:
            terms[step.decision_id] = step
        if step.starts_on is not None:
            starts[step.decision_id] = step
    return {key: (step, starts[key]) for key, step in terms.items()}
