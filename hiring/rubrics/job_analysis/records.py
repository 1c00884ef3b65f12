"""Recording why the work needs a criterion, and reading the latest record of each."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.records.journal import Event
from hiring.foundation.web.errors import Refused
from hiring.rubrics.job_analysis.models import JobAnalysis


class JobAnalysisThin(Refused):
    """A record without people or incidents is no record."""


@dataclass(frozen=True, slots=True)
class JobAnalysed(Event):
    criterion: str


def record_job_analysis(
    session: Session,
    person: Person,
    criterion: str,
    *,
    said_by: str,
    incidents: str,
    needed_on_day_one: bool,
    separates_the_best: bool,
) -> JobAnalysis:
    """Add a record; an earlier one is kept."""
    who, what = text.kept(said_by).strip(), text.kept(incidents).strip()
    if not who:
        raise JobAnalysisThin("Write who said that the work needs this.", "said_by")
    if not what:
        raise JobAnalysisThin("Write what happened that shows it.", "incidents")
    record = JobAnalysis(
        criterion=criterion,
        said_by=who,
        incidents=what,
        needed_on_day_one=needed_on_day_one,
        separates_the_best=separates_the_best,
        recorded_at=clock.now(),
        recorded_by=person,
    )
    session.add(record)
    session.flush()
    journal.record(session, person.id, JobAnalysed(record.id, criterion=criterion))
    return record


def latest_records(session: Session, criteria: Collection[str]) -> dict[str, JobAnalysis]:
    """Criterion → its latest record, where there is one."""
    records = sa.select(JobAnalysis).where(JobAnalysis.criterion.in_(criteria))
    ordered = records.options(joinedload(JobAnalysis.recorded_by)).order_by(JobAnalysis.recorded_at, JobAnalysis.id)
    return {record.criterion: record for record in session.scalars(ordered)}
