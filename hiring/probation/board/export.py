"""Every probation a reader may see as a spreadsheet, running and closed, one row each."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import spreadsheets
from hiring.probation.board.history import FinishedProbation, probation_records
from hiring.probation.board.rows import visible_to
from hiring.probation.models import CheckIn
from hiring.probation.values import TakeAgain

HEADER = [
    *("Name", "Payroll number", "Opening", "Workplace", "Manager", "First day", "Decide by", "Last day of the term"),
    *("Outcome", "Decided on", "Days late", "Last day at work", "Reason for leaving", "Would hire again"),
    *("First concern", "First talk after it", "Days from concern to talk", "Days from concern to decision"),
]


def workbook(session: Session, person: Person) -> bytes:
    """An XLSX file. Nothing in it is a formula, whatever a name begins with."""
    again = would_hire_again(session)
    records = probation_records(session, sa.and_(visible_to(person)))
    return spreadsheets.as_xlsx("Probations", HEADER, [_row(record, again.get(record.id, "")) for record in records])


def _row(record: FinishedProbation, again: str) -> list[spreadsheets.Value]:
    return [
        *(record.hire, record.payroll_number, record.post, record.workplace, record.manager),
        *(record.starts_on, record.decide_by, record.ends_on, record.outcome, record.decided_on),
        *(record.days_late or None, record.last_day, record.leaving_reason, again),
        *(record.first_concern, record.first_talk, record.days_to_talk, record.days_to_decision),
    ]


def would_hire_again(session: Session) -> dict[str, str]:
    """Probation → the manager's last answer to whether they would hire them again."""
    answers = sa.select(CheckIn.probation_id, CheckIn.take_again).where(CheckIn.take_again != "")
    return {key: TakeAgain(word).label for key, word in session.execute(answers.order_by(CheckIn.position))}
