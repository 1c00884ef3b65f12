"""Who may decide, record what a decision rests on, and read a decision."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr, is_manager
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.interviews.policy import has_sealed_everything
from hiring.panels.policy import can_open_panel, can_read_as_hr


def can_decide(person: Person, application: Application) -> bool:
    """HR who may read the complete panel. That someone else decided first is said by the action, with the text."""
    return can_read_as_hr(person, application)


def can_open_decision(person: Person, application: Application) -> bool:
    """HR may ask to decide on anyone's application; where the panel can't be read yet, they are sent to its page."""
    return is_hr(person) and not is_out_of_reach(person, application)


def can_record_grounds(person: Person, application: Application) -> bool:
    """The skills check and references hold no marks: HR may record them before the panel can be read. So may the
    manager of the opening who owes no card of it, since these pages tell whether someone has decided."""
    if is_out_of_reach(person, application):
        return False
    is_its_manager = is_manager(person) and application.opening.manager_id == person.id
    return is_hr(person) or (is_its_manager and has_sealed_everything(person, application))


def can_read_frozen_panel(person: Person, application: Application) -> bool:
    """A decision keeps the marks for good: people who still owe a card of the application stay blind to them, on
    whatever page they are shown and whatever else these people are."""
    return has_sealed_everything(person, application) and not is_out_of_reach(person, application)


def can_read_decision(person: Person, application: Application) -> bool:
    """HR, unless they must not read the panel that is frozen into it."""
    return is_hr(person) and can_read_frozen_panel(person, application)


def may_know_of(person: Person, application: Application) -> bool:
    """Who gets told that something is not theirs to do, rather than that there is nothing."""
    return can_open_panel(person, application)
