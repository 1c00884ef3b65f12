"""Who may see an application, change it, or add one. Nobody ever their own."""

import difflib

import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.models import SHOWN, AccountLink, Application, Candidate, CandidateImport
from hiring.candidates.values import RelationKind, name_words
from hiring.openings.models import Opening
from hiring.openings.policy import can_change_opening


def is_same_human(person: Person, candidate: Candidate) -> bool:
    """By the stored link, which also says where two people from HR found that they are two; else by the address."""
    for link in candidate.account_links:
        if link.person_id == person.id:
            return link.is_in_force
    return candidate.email_key != "" and candidate.email_key == person.email_key


def own_candidates(person: Person) -> sa.Select[str]:
    """What `is_same_human` asks, of all candidates at once: the ids of those who are this person."""
    links = sa.select(AccountLink.candidate_id).where(AccountLink.person_id == person.id)
    linked = Candidate.id.in_(links.where(AccountLink.unlinked_at.is_(None)))
    same_address = sa.and_(Candidate.email_key != "", Candidate.email_key == person.email_key)
    return sa.select(Candidate.id).where(sa.or_(linked, sa.and_(same_address, Candidate.id.not_in(links))))


ALIKE = 0.9  # of 1; "Dora Kis" and "Dóra Kiss" are


def resembles(person: Person, candidate: Candidate) -> bool:
    """Whether name or address is so like that HR should check that they aren't one human being."""
    if any(link.person_id == person.id for link in candidate.account_links):
        return False  # linked or unlinked: HR knows
    own, theirs = name_words(person.name), name_words(candidate.name)
    shorter = min(own, theirs, key=len)
    if len(shorter) > 1 and set(shorter) <= set(own) & set(theirs):
        return True
    if difflib.SequenceMatcher(None, " ".join(own), " ".join(theirs)).ratio() >= ALIKE:
        return True
    return _mailbox_names(person.email_key, own) & _mailbox_names(candidate.email_key, theirs) != set()


def _mailbox_names(email_key: str, name: tuple[str, ...]) -> set[tuple[str, ...]]:
    """What someone could be called, where that is more than one word: by their name, and by their address."""
    return {words for words in (name, name_words(email_key.partition("@")[0])) if len(words) > 1}


def is_own_record(person: Person, application: Application) -> bool:
    return is_same_human(person, application.candidate)


def is_out_of_reach(person: Person, application: Application) -> bool:
    """What nobody opens: their own record, and that of anyone who is restricted or erased."""
    return application.candidate.is_hidden or is_own_record(person, application)


def unseen_candidates(person: Person) -> sa.Select[str]:
    """What `is_out_of_reach` asks, of all candidates at once. Counts that name nobody ask `own_candidates` instead."""
    return sa.select(Candidate.id).where(sa.or_(sa.not_(SHOWN), Candidate.id.in_(own_candidates(person))))


def relations_to(person: Person, candidate: Candidate) -> list[RelationKind]:
    """How this person knows the candidate already, as far as HR has noted it."""
    return [RelationKind(relation.kind) for relation in candidate.relations if relation.person_id == person.id]


def can_see_application(person: Person, application: Application) -> bool:
    return is_hr(person) and not is_out_of_reach(person, application)


def can_change_application(person: Person, application: Application) -> bool:
    """Also after the opening is closed: people withdraw, or do not start, when they do."""
    return can_see_application(person, application)


def can_add_candidates(person: Person, opening: Opening) -> bool:
    return can_change_opening(person, opening)


def can_see_import(person: Person, _of: CandidateImport) -> bool:
    return is_hr(person)


def can_take_import(person: Person, of: CandidateImport) -> bool:
    return can_add_candidates(person, of.opening)
