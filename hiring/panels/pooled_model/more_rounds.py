"""What one more round would add to a plan, said where the plan is made and below the comparison."""

from sqlalchemy.orm import Session

from hiring.measurement.components import ASSUMED
from hiring.measurement.consistency.reliability import d_study
from hiring.measurement.sentences import told_apart
from hiring.panels.pooled_model.model import Model
from hiring.panels.pooled_model.queries import model


def another_round(pooled: Model, rounds: int) -> str:
    """`rounds` is how many the plan has now; nothing without one."""
    if rounds < 1:
        return ""
    fit = pooled.by_card
    components = fit.components if fit is not None else ASSUMED
    now, then = d_study(components, (rounds, rounds + 1))["reliability"].tolist()
    if now != now:
        return ""
    return told_apart.another_round(rounds, now, then, is_assumed=fit is None)


def another_round_in_plan(session: Session, rounds: int) -> str:
    return another_round(model(session), rounds)
