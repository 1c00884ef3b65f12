"""Who may decide, record what a decision rests on, and read a decision."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.panels.policy import can_know_state, can_open_panel, can_read_as_hr


def can_decide(person: Person, application: Application) -> bool:
    """HR who may read the complete panel. That somebody else decided meanwhile is said by the action, with the text."""
    return can_read_as_hr(person, application)


def can_record_grounds(person: Person, application: Application) -> bool:
    """The floor of skill and references hold no marks: HR may record them before the panel can be read."""
    return is_hr(person) and not is_own_record(person, application)


def can_read_decision(person: Person, application: Application) -> bool:
    """The frozen panel is in it, so whoever still owes a card of this application stays blind."""
    return can_know_state(person, application)


def may_know_of(person: Person, application: Application) -> bool:
    """Who gets told that something is not theirs to do, rather than that there is nothing."""
    return can_open_panel(person, application)
