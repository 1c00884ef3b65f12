"""Who may compare, read a panel, close it, and record its debrief."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation.database import later_side
from hiring.interviews.counted import is_on
from hiring.interviews.models import interviews_of
from hiring.interviews.policy import has_begun, is_on_panel
from hiring.openings.models import Opening
from hiring.panels.models import PanelClosing
from hiring.panels.values import PanelState, SeatRow


def closing_of(application: Application) -> PanelClosing | None:
    closing: PanelClosing | None = later_side(application, "panel_closing")
    return closing


def state_of(application: Application) -> PanelState:
    seats = [
        SeatRow(
            person=seat.person_id,
            round=interview.round_id,
            has_left=seat.left_on is not None,
            is_sealed=seat.scorecard is not None,
            is_on=is_on(interview),
            has_begun=has_begun(interview),
            after_reading=seat.after_reading,
        )
        for interview in interviews_of(application)
        for seat in interview.seats
    ]
    closing = closing_of(application)
    planned = [planned_round.id for planned_round in application.opening.rounds]
    return PanelState.of(seats, planned, closing.left_out if closing is not None else None)


def can_compare(person: Person, _opening: Opening | None = None) -> bool:
    """The comparison is HR's; which applications it shows marks of is decided for each."""
    return is_hr(person)


def can_open_panel(person: Person, application: Application) -> bool:
    """HR may ask for any panel and reads where it cannot be read yet."""
    return can_read_panel(person, application) or (is_hr(person) and not is_out_of_reach(person, application))


def can_read_panel(person: Person, application: Application) -> bool:
    """HR, on the panel or not, once it is complete; any other panellist once all their own cards are sealed."""
    if is_out_of_reach(person, application):
        return False
    state = state_of(application)
    return state.is_readable_by_hr(person.id) if is_hr(person) else state.is_readable_by_panellist(person.id)


def is_revealed_to(person: Person, application: Application) -> bool:
    """The panel is complete or closed, and this panellist has sealed everything they owe on it."""
    if is_out_of_reach(person, application):
        return False
    state = state_of(application)
    return state.is_complete and state.is_readable_by_panellist(person.id)


def can_read_as_hr(person: Person, application: Application) -> bool:
    """What is decided on: the complete panel, read by HR who owe no card of it."""
    if not is_hr(person) or is_out_of_reach(person, application):
        return False
    return state_of(application).is_readable_by_hr(person.id)


def can_know_state(person: Person, application: Application) -> bool:
    """Who has sealed says something about the others: HR, unless they still owe a card themselves."""
    if not is_hr(person) or is_out_of_reach(person, application):
        return False
    return state_of(application).is_known_to(person.id)


def is_panellist(person: Person, application: Application) -> bool:
    """Who sits on the panel knows the application, even where they may not read the marks yet."""
    return is_on_panel(person, application) and not is_out_of_reach(person, application)


def can_close_panel(person: Person, application: Application) -> bool:
    """Someone has sealed, something is missing, and the person does not owe a card themselves."""
    state = state_of(application)
    waits = bool(state.sealed_by) and not state.is_complete and not state.is_closed
    return waits and can_know_state(person, application)


def can_debrief(person: Person, application: Application) -> bool:
    """The talk comes after the independent marks: only once the panel is complete."""
    if not application.is_under_way or not state_of(application).is_complete:
        return False
    return can_read_panel(person, application)
