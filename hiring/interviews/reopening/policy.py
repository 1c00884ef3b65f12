"""Who may reopen a panel: HR who may set its interviews and owes no card of it."""

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.interviews.policy import can_see_standing, can_set_interviews
from hiring.interviews.readings import is_locked


def can_ask_to_reopen(person: Person, application: Application) -> bool:
    """HR who sees why nothing can be added, whether or not there is anything to reopen just now."""
    return can_set_interviews(person, application) and can_see_standing(person, application)


def can_reopen(person: Person, application: Application) -> bool:
    return application.is_under_way and is_locked(application) and can_ask_to_reopen(person, application)
