"""Who follows whom through probation: managers their own hires from the first day, HR all, nobody themselves."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_area_manager, is_hr, is_manager, looks_after
from hiring.candidates.models import Application
from hiring.candidates.policy import is_own_record
from hiring.decisions.policy import can_read_frozen_panel
from hiring.foundation import clock
from hiring.interviews.policy import is_on_panel
from hiring.probation.models import CheckIn, EndProposal, Probation


def can_see_probations(person: Person, _of: object = None) -> bool:
    return is_manager(person) or is_hr(person) or is_area_manager(person)


def can_follow_probations(person: Person, _of: object = None) -> bool:
    """What hires answer and suggest is for the people who run their probations; an area manager only looks on."""
    return is_manager(person) or is_hr(person)


def can_open_probation(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_own_record(person, application)


def is_manager_of(person: Person, probation: Probation) -> bool:
    """From the first day on, on the calendar of the workplace; and only as long as they are the manager."""
    today = clock.today(probation.application.opening.workplace.zone)
    return is_manager(person) and probation.manager_id == person.id and probation.starts_on <= today


def can_see_probation(person: Person, probation: Probation) -> bool:
    if is_own_record(person, probation.application):
        return False
    if is_hr(person) or is_manager_of(person, probation):
        return True
    return looks_after(person, probation.application.opening.workplace_id)


def can_follow(person: Person, probation: Probation) -> bool:
    """Write acts, check-ins and outcomes: the manager of a running probation, nobody else."""
    return probation.is_running and can_see_probation(person, probation) and is_manager_of(person, probation)


def can_record_outcome(person: Person, probation: Probation) -> bool:
    """The manager, also once it's over: a form that was left open says so then, and keeps its text."""
    return can_see_probation(person, probation) and is_manager_of(person, probation)


def can_record_leaving(person: Person, probation: Probation) -> bool:
    """Propose to record that they resigned: the manager, or HR. Also once it's over, as above."""
    return can_record_outcome(person, probation) or can_oversee(person, probation)


def can_write_check_in(person: Person, check_in: CheckIn) -> bool:
    """Also once it is filed, so that a second submit is told so and keeps its text."""
    return can_see_probation(person, check_in.probation) and is_manager_of(person, check_in.probation)


def can_see_check_in(person: Person, check_in: CheckIn) -> bool:
    return can_see_probation(person, check_in.probation)


def can_oversee(person: Person, probation: Probation) -> bool:
    """Name another manager, correct the first day, or say that the hire never came: HR."""
    return is_hr(person) and can_see_probation(person, probation)


def can_note(person: Person, probation: Probation) -> bool:
    """Write down what they saw: the manager of a running probation, or HR."""
    return probation.is_running and (can_follow(person, probation) or can_oversee(person, probation))


def can_see_interview_marks(person: Person, probation: Probation) -> bool:
    """HR, and a manager who sat on the panel. Any other manager once the last check-in's marks are filed, and then for
    good: before that they would colour what the manager sees. Never people who still owe a card themselves."""
    application = probation.application
    if not can_see_probation(person, probation) or not can_read_frozen_panel(person, application):
        return False
    if person.id != probation.manager_id or is_on_panel(person, application):
        return True
    return probation.check_in_with_marks is not None


def can_look_back(person: Person, probation: Probation) -> bool:
    """Say where the interview was wrong: people who follow the hire and may read both sides."""
    return probation.check_in_with_marks is not None and can_see_interview_marks(person, probation)


def can_see_proposal(person: Person, proposal: EndProposal) -> bool:
    return can_see_probation(person, proposal.probation)


def can_answer_proposal(person: Person, proposal: EndProposal) -> bool:
    """A second person from HR: not who asked, not the manager, not the hire."""
    never = {proposal.approval.asked_by, proposal.probation.manager_id}
    return can_oversee(person, proposal.probation) and person.id not in never


def can_take_back(person: Person, proposal: EndProposal) -> bool:
    """The manager, or the person who proposed it."""
    probation = proposal.probation
    if not probation.is_running or not can_see_probation(person, probation):
        return False
    return is_manager_of(person, probation) or person.id == proposal.approval.asked_by
