"""Closing a panel without the missing cards, and recording what a debrief ended on."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.interviews import actions as interview_actions
from hiring.interviews.models import interviews_of
from hiring.interviews.policy import is_unsealed
from hiring.interviews.readings import MARKS, note_in
from hiring.panels import values
from hiring.panels.models import DebriefMark, PanelClosing
from hiring.panels.policy import closing_of, state_of
from hiring.panels.queries import debrief_of, debrief_standing, judged_by
from hiring.panels.summary import Debriefed
from hiring.panels.values import SHORTEST_REASON
from hiring.rubrics.schema import LEVELS


class ReasonMissing(Refused):
    """A reason that nobody could defend later."""


class PanelAlreadyClosed(Refused):
    """Someone closed it first."""


class NothingToClose(Refused):
    """Nobody has sealed, or everybody has."""


class RoundsNotNamed(Refused):
    """A closing names each round it leaves out."""


class DebriefRefused(Refused):
    """The debrief cannot be recorded like this."""


class DebriefMovedOn(Refused):
    """Someone else recorded something since this page was opened."""


on_violation("uq_panel_closing_application_id", PanelAlreadyClosed, "This panel is already closed.")
on_violation(
    "uq_debrief_mark_application_id_criterion", DebriefMovedOn, "Someone else has recorded this in the meantime."
)


def close_panel(
    session: Session, person: Person, application: Application, *, reason: str, left_out: Sequence[str] | None = None
) -> PanelClosing:
    """Read what there is, with a reason: seats that have not sealed are left, and nobody can seal for them.

    `left_out` are the rounds that the person named, which must be all that were not held or of which a card is
    missing; None names them. Closing counts as a reading, so that nothing can be added between the two.
    """
    why = text.kept(reason).strip()
    if len(why) < SHORTEST_REASON:
        raise ReasonMissing(f"Write the reason in a sentence, at least {SHORTEST_REASON} characters.", "reason")
    if closing_of(application) is not None:
        raise PanelAlreadyClosed("This panel is already closed.")
    state = state_of(application)
    if not state.sealed_by or state.is_complete:
        raise NothingToClose("There's nothing to close: either nobody has sealed yet, or everyone has.")
    if left_out is not None and set(left_out) != set(state.missing):
        raise RoundsNotNamed("Something has changed. Tick every round you're leaving out.", "left_out")
    _leave_what_is_open(session, person, application, why)
    closing = PanelClosing(
        application=application, reason=why, left_out=list(state.missing), closed_by=person, at=clock.now()
    )
    session.add(closing)
    session.flush()
    note_in(session, person, application.id, MARKS)
    event = values.PanelClosed(application.id, seats_left=state.awaited, left_out=list(state.missing))
    journal.record(session, person.id, event)
    return closing


def _leave_what_is_open(session: Session, person: Person, application: Application, why: str) -> None:
    today = clock.today(application.opening.workplace.zone)
    interview_actions.cancel_what_is_ahead(session, person, application, why)
    for interview in interviews_of(application):
        for seat in interview.seats:
            if is_unsealed(seat):
                interview_actions.leave_seat(session, person, seat, on=today, why=why)


def record_debrief(
    session: Session, person: Person, application: Application, settled: Sequence[Debriefed], *, standing: str
) -> None:
    """Keep what was said in talk, and the mark it ended on, beside the independent marks."""
    if standing != debrief_standing(debrief_of(session, application), [debriefed.criterion for debriefed in settled]):
        raise DebriefMovedOn("Someone else has recorded this in the meantime. It's shown below, and your text is kept.")
    known = {criterion.key for criterion in judged_by(application.opening)}
    kept = {mark.criterion: mark for mark in debrief_of(session, application)}
    recorded = [mark for mark in settled if mark.said.strip() or mark.level is not None]
    if not recorded:
        criterion = next((debriefed.criterion for debriefed in settled), "")
        raise DebriefRefused("Write what was said that settled it.", f"said-{criterion}" if criterion else "")
    for debriefed in recorded:
        if debriefed.criterion not in known or debriefed.level not in (None, *LEVELS):
            raise DebriefRefused(
                "Choose a mark from 1 to 5 on a criterion of this opening.", f"level-{debriefed.criterion}"
            )
        if not debriefed.said.strip():
            raise DebriefRefused("Write what was said that settled it.", f"said-{debriefed.criterion}")
        mark = kept.get(debriefed.criterion) or DebriefMark(
            application_id=application.id, criterion=debriefed.criterion
        )
        if (mark.level, mark.said) == (debriefed.level, text.kept(debriefed.said).strip()):
            continue
        mark.level, mark.said = debriefed.level, text.kept(debriefed.said).strip()
        mark.recorded_by, mark.at = person, clock.now()
        session.add(mark)
    session.flush()
    journal.record(
        session, person.id, values.DebriefRecorded(application.id, criteria=[mark.criterion for mark in recorded])
    )
