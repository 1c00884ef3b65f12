"""Who may see an application, change it, or add one. Nobody ever their own."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import Application, Candidate, CandidateImport
from hiring.candidates.values import RelationKind
from hiring.openings.models import Opening
from hiring.openings.policy import can_change_opening


def is_same_human(person: Person, candidate: Candidate) -> bool:
    """By the link between the two; and by the address, because an account may be made before anybody links it."""
    return candidate.person_id == person.id or (candidate.email != "" and candidate.email == person.email)


def is_own_record(person: Person, application: Application) -> bool:
    return is_same_human(person, application.candidate)


def relations_to(person: Person, candidate: Candidate) -> list[RelationKind]:
    """How this person knows the candidate already, as far as HR has noted it."""
    return [RelationKind(one.kind) for one in candidate.relations if one.person_id == person.id]


def can_see_application(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_own_record(person, application)


def can_change_application(person: Person, application: Application) -> bool:
    """Also after the opening is closed: people withdraw, or do not start, when they do."""
    return can_see_application(person, application)


def can_add_candidates(person: Person, opening: Opening) -> bool:
    return can_change_opening(person, opening)


def can_see_import(person: Person, _of: CandidateImport) -> bool:
    return is_hr(person)


def can_take_import(person: Person, of: CandidateImport) -> bool:
    return can_add_candidates(person, of.opening)
