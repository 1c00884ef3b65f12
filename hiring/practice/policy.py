"""Who may practise, and who may see how it went: the person, and nobody else."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.practice.models import PracticeMark, PracticeRound


def can_practise(person: Person, _edition: object = None) -> bool:
    return is_interviewer(person)


def can_see_round(person: Person, practice: PracticeRound) -> bool:
    return practice.person_id == person.id


def has_result(practice: PracticeRound) -> bool:
    """Agreed marks are shown once both answers are marked: the first would give the second away."""
    return practice.finished_at is not None


def can_mark(person: Person, mark: PracticeMark) -> bool:
    return mark.round.person_id == person.id
