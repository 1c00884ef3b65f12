"""Reading promises: those that are overdue, for the Home of the person who made them."""

from collections.abc import Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.probation.models import Probation
from hiring.probation.promises.models import Promise
from hiring.probation.queries import to_decide_on
from hiring.probation.values import PromiseBy


def overdue_promises(session: Session, person: Person, today: date) -> Sequence[Promise]:
    """Open promises past their day in running probations, the oldest first: a manager's own, and HR's for HR.

    A manager keeps theirs on Home after the hire is handed over. Nobody reads promises made to themselves here.
    """
    mine = Promise.by_person_id == person.id
    if is_hr(person):
        mine = sa.or_(mine, Promise.by == PromiseBy.HR)
    overdue = (
        sa.select(Promise)
        .join(Probation, Promise.probation_id == Probation.id)
        .join(Application, Probation.application_id == Application.id)
        .where(mine, Promise.closed_at.is_(None), Promise.due_on < today)
        .where(Probation.closed_on.is_(None), Application.state == ApplicationState.UNDER_WAY)
        .where(Application.candidate_id.not_in(unseen_candidates(person)))
        .options(joinedload(Promise.probation).options(*to_decide_on()))
        .order_by(Promise.due_on, Promise.id)
    )
    return session.scalars(overdue).unique().all()
