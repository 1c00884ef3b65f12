"""Who follows who through probation: managers their own hires from the first day, HR all, nobody themselves."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_area_manager, is_hr, is_manager, looks_after
from hiring.candidates.models import Application
from hiring.candidates.policy import is_out_of_reach
from hiring.decisions.policy import can_read_frozen_panel
from hiring.foundation import clock
from hiring.interviews.policy import has_marked
from hiring.probation.end_proposals import EndProposal
from hiring.probation.models import CheckIn, Outcome, Probation


def can_see_probations(person: Person, _of: object = None) -> bool:
    return is_manager(person) or is_hr(person) or is_area_manager(person)


def can_follow_probations(person: Person, _of: object = None) -> bool:
    """What hires answer and suggest is for the people who run their probations; an area manager only looks on."""
    return is_manager(person) or is_hr(person)


def can_open_probation(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_out_of_reach(person, application)


def is_manager_of(person: Person, probation: Probation) -> bool:
    """From the day it was opened, and only as long as they are the manager."""
    return is_manager(person) and probation.manager_id == person.id


def is_deputy_of(person: Person, probation: Probation) -> bool:
    """Named by the manager or HR, up to and with a last day."""
    if probation.deputy_id != person.id or probation.deputy_until is None:
        return False
    return probation.deputy_until >= clock.today(probation.workplace.zone)


def hr_stands_in(probation: Probation) -> bool:
    """Once the day to decide by has passed, or the manager can't sign in any more."""
    return clock.today(probation.workplace.zone) > probation.decide_by or not probation.manager.active


def acts_for(person: Person, probation: Probation) -> bool:
    """Whether this person files, notes and decides, from the first day on: the manager, a deputy, or HR standing in."""
    if not _has_started(probation):
        return False
    if is_manager_of(person, probation) or is_deputy_of(person, probation):
        return True
    return is_hr(person) and hr_stands_in(probation)


def _has_started(probation: Probation) -> bool:
    return probation.starts_on <= clock.today(probation.workplace.zone)


def can_see_probation(person: Person, probation: Probation) -> bool:
    if is_out_of_reach(person, probation.application):
        return False
    if is_hr(person) or is_manager_of(person, probation) or is_deputy_of(person, probation):
        return True
    return looks_after(person, probation.workplace_id)


def can_follow(person: Person, probation: Probation) -> bool:
    """Write notes, check-ins and outcomes of a running probation: the manager, or who stands in."""
    return probation.is_running and can_see_probation(person, probation) and acts_for(person, probation)


def can_record_outcome(person: Person, probation: Probation) -> bool:
    """The manager or who stands in, also once it's over: a form that was left open says so then, and keeps its text."""
    return can_see_probation(person, probation) and acts_for(person, probation)


def can_change_dates(person: Person, probation: Probation) -> bool:
    """Record an act of ordinary life: the manager or who stands in, and HR. Also once it's over, as above."""
    return can_record_outcome(person, probation) or can_oversee(person, probation)


def can_record_leaving(person: Person, probation: Probation) -> bool:
    """Propose to record that they resigned: the manager, or HR. Also once it's over, as above."""
    return can_record_outcome(person, probation) or can_oversee(person, probation)


def can_write_check_in(person: Person, check_in: CheckIn) -> bool:
    """Also once it is filed, so that a second submit hears so and keeps its text."""
    return can_record_outcome(person, check_in.probation)


def can_see_check_in(person: Person, check_in: CheckIn) -> bool:
    return can_see_probation(person, check_in.probation)


def can_oversee(person: Person, probation: Probation) -> bool:
    """Name another manager, correct the first day, or say that the hire never came: HR."""
    return is_hr(person) and can_see_probation(person, probation)


def can_note(person: Person, probation: Probation) -> bool:
    """Write down what they saw: the manager of a running probation, or HR."""
    return probation.is_running and (can_follow(person, probation) or can_oversee(person, probation))


def can_see_interview_marks(person: Person, probation: Probation) -> bool:
    """HR, and people who marked on the panel. Managers, deputies and area managers once the last check-in's marks are
    in, and then for good: before that they would colour what the manager sees. Never people who still owe a card."""
    application = probation.application
    if not can_see_probation(person, probation) or not can_read_frozen_panel(person, application):
        return False
    if has_marked(person, application):
        return True
    if is_hr(person) and person.id not in {probation.manager_id, probation.deputy_id}:
        return True
    return probation.check_in_with_marks is not None


def can_look_back(person: Person, probation: Probation) -> bool:
    """Say where the interview was wrong: people who follow this hire and may read both sides. An area manager, whatever
    else they manage, only looks on."""
    if probation.check_in_with_marks is None or not can_see_interview_marks(person, probation):
        return False
    return is_hr(person) or is_manager_of(person, probation) or is_deputy_of(person, probation)


def can_see_proposal(person: Person, proposal: EndProposal) -> bool:
    return can_see_probation(person, proposal.probation)


def can_answer_proposal(person: Person, proposal: EndProposal) -> bool:
    """A second person from HR: not who asked, not the manager nor their deputy, not the hire."""
    never = {proposal.approval.asked_by, proposal.probation.manager_id, proposal.probation.deputy_id}
    return can_oversee(person, proposal.probation) and person.id not in never


def can_take_back(person: Person, proposal: EndProposal) -> bool:
    """The manager, or the person who proposed it."""
    probation = proposal.probation
    if not probation.is_running or not can_see_probation(person, probation):
        return False
    return acts_for(person, probation) or person.id == proposal.approval.asked_by


def can_see_outcome(person: Person, outcome: Outcome) -> bool:
    return can_see_probation(person, outcome.probation)


def can_tell_hire(person: Person, outcome: Outcome) -> bool:
    """Record that the hire was told: the manager or who stands in, and HR."""
    return can_record_leaving(person, outcome.probation)


def can_remind_all(person: Person, _of: object = None) -> bool:
    """Remind everyone at once, and take the whole list away: HR."""
    return is_hr(person)
