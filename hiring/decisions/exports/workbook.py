"""One workbook of an opening: the panel, every mark, notes and decisions, as one person of HR may read them."""

from collections.abc import Iterator, Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.decisions.models import Decision, DecisionReopening, ReferenceCheck, SkillFloor
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock
from hiring.foundation.database import later_side
from hiring.foundation.spreadsheets import SheetOut, Value, as_workbook
from hiring.interviews.counted import shown
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.values import called
from hiring.openings.models import Opening, Round
from hiring.panels.amendments import amended_in
from hiring.panels.comparison_export import comparison_sheet
from hiring.panels.comparison_page import comparison_page
from hiring.panels.comparison_table import ALL
from hiring.panels.mark_export import HEADER, export_for
from hiring.panels.models import DebriefMark
from hiring.panels.opening_panels import NamedApplication
from hiring.rubrics.queries import edition_of

_NOTES = ("Number", "Candidate", "Kind", "On", "Settled mark", "By", "Day", "Text")
_DECISIONS = ("Number", "Candidate", "Decision", "Verdict", "Reason", "Hired although a gate was open", "Decided by",
              "Day", "Reopened", "Why reopened", "Digest")  # fmt: skip
_HEADINGS = ("About this workbook", "")


def workbook_for(session: Session, person: Person, opening: Opening) -> bytes:
    """The file. That this person reads the marks is noted first; what they may not read isn't in any sheet."""
    marks = export_for(session, person, opening)
    header, rows = comparison_sheet(session, comparison_page(session, person, opening, page=ALL))
    names = {each.application: each for each in marks.panels.named if marks.panels.summary(each.application)}
    return as_workbook(
        [
            SheetOut("About", _HEADINGS, _about(), first=marks.lines),
            SheetOut("Panel", header, rows),
            SheetOut("Marks", HEADER, marks.rows),
            SheetOut("Notes", _NOTES, _notes(session, opening, names)),
            SheetOut("Decisions", _DECISIONS, _decisions(session, opening, names)),
        ]
    )


def _about() -> list[list[Value]]:
    return [
        ["Panel", "Everyone by name, with means, intervals and tie groups as the comparison shows them."],
        ["Marks", "A row for each mark. “hiring analyse” reads this workbook and says the same."],
        ["Notes", "Debriefs, notes outside the plan, amendments, the skills check and references."],
        ["Decisions", "Every decision, including the reopened ones."],
    ]


def _notes(session: Session, opening: Opening, names: Mapping[str, NamedApplication]) -> list[list[Value]]:
    """By candidate, then by kind."""
    notes = [
        *_debriefs(session, opening),
        *_free_notes(session, opening),
        *_amended(session, opening),
        *_grounds(session, opening),
    ]
    order = {application: place for place, application in enumerate(names)}
    kept = [(application, row) for application, row in notes if application in order]
    kept.sort(key=lambda note: order[note[0]])
    return [[names[application].number, names[application].name, *row] for application, row in kept]


Note = tuple[str, list[Value]]


def _debriefs(session: Session, opening: Opening) -> Iterator[Note]:
    edition, zone = edition_of(opening.version), opening.workplace.zone
    chosen = (
        sa.select(DebriefMark, Person.name)
        .join(Application, DebriefMark.application_id == Application.id)
        .join(Person, DebriefMark.recorded_by_id == Person.id)
        .where(Application.opening_id == opening.id)
        .order_by(DebriefMark.at, DebriefMark.id)
    )
    for mark, name in session.execute(chosen):
        title, on = edition.criterion(mark.criterion).title, clock.in_zone(mark.at, zone).date()
        yield mark.application_id, ["Debrief", title, mark.level, name, on, mark.said]


def _free_notes(session: Session, opening: Opening) -> Iterator[Note]:
    cards = sa.select(
        Interview.application_id, Round.title, Person.name, Person.is_guest, Scorecard.sealed_at, Scorecard.free_probe
    )
    chosen = (
        shown(cards.select_from(Scorecard))
        .join(Round, Interview.round_id == Round.id)
        .join(Person, Seat.person_id == Person.id)
        .join(Application, Interview.application_id == Application.id)
        .where(Application.opening_id == opening.id, Scorecard.free_probe != "")
        .order_by(Scorecard.sealed_at, Scorecard.id)
    )
    for application, title, name, is_guest, sealed_at, words in session.execute(chosen):
        on = clock.in_zone(sealed_at, opening.workplace.zone).date()
        yield application, ["Outside the plan", title, None, called(name, is_guest=is_guest), on, words]


def _amended(session: Session, opening: Opening) -> Iterator[Note]:
    edition = edition_of(opening.version)
    for application, amendments in amended_in(session, Application.opening_id == opening.id, with_late=True).items():
        for amendment in amendments:
            on = clock.in_zone(amendment.at, opening.workplace.zone).date()
            title = edition.criterion(amendment.criterion).title
            words = f"{amendment.says}: {amendment.reason}"
            yield application, ["Amended after the reveal", title, None, amendment.name, on, words]


def _grounds(session: Session, opening: Opening) -> Iterator[Note]:
    zone = opening.workplace.zone
    here = Application.opening_id == opening.id
    skills = sa.select(SkillFloor, Person.name).join(Person, SkillFloor.judged_by_id == Person.id)
    for skill, name in session.execute(
        skills.join(Application, SkillFloor.application_id == Application.id).where(here)
    ):
        words = f"{Skill(skill.verdict).label}: {skill.evidence}"
        yield skill.application_id, ["Skills check", None, None, name, clock.in_zone(skill.at, zone).date(), words]
    taken = sa.select(ReferenceCheck, Person.name).join(Person, ReferenceCheck.taken_by_id == Person.id)
    chosen = taken.join(Application, ReferenceCheck.application_id == Application.id).where(here)
    for check, name in session.execute(chosen):
        kind = "References waived" if check.waived else "References"
        on = clock.in_zone(check.at, zone).date()
        yield check.application_id, [kind, None, None, name, on, check.said]


def _decisions(session: Session, opening: Opening, names: Mapping[str, NamedApplication]) -> list[list[Value]]:
    order = {application: place for place, application in enumerate(names)}
    chosen = (
        sa.select(Decision, Person.name)
        .join(Application, Decision.application_id == Application.id)
        .join(Person, Decision.decided_by_id == Person.id)
        .where(Application.opening_id == opening.id)
    )
    made = [(decision, by) for decision, by in session.execute(chosen).unique() if decision.application_id in order]
    made.sort(key=lambda row: (order[row[0].application_id], row[0].number))
    return [_decided(decision, by, opening, names[decision.application_id]) for decision, by in made]


def _decided(decision: Decision, by: str, opening: Opening, named: NamedApplication) -> list[Value]:
    zone = opening.workplace.zone
    reopening: DecisionReopening | None = later_side(decision, "reopening")
    reopened: list[Value] = [None, None]
    if reopening is not None:
        reopened = [clock.in_zone(reopening.at, zone).date(), reopening.reason]
    made: list[Value] = [decision.number, Verdict(decision.verdict).label, decision.reason, decision.override_reason]
    on = clock.in_zone(decision.decided_at, zone).date()
    return [named.number, named.name, *made, by, on, *reopened, decision.digest]
