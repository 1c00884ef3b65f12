"""Who may keep templates, and who may write and read letters about which application."""

from hiring.accounts.models import Person
from hiring.accounts.policy import is_hr
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application
from hiring.candidates.policy import can_see_application
from hiring.foundation.database import db
from hiring.letters.kinds import kind_called
from hiring.letters.models import CandidateLetter
from hiring.letters.values import LetterKind


def can_keep_templates(person: Person, _kind: LetterKind | None = None) -> bool:
    return is_hr(person)


def can_see_letters(person: Person, application: Application) -> bool:
    return can_see_application(person, application)


def is_hidden(kind_key: str, *, is_blind: bool) -> bool:
    """A letter that tells the verdict is kept from people who still owe a scorecard. So is one whose kind is gone."""
    kind = kind_called(kind_key)
    return is_blind and (kind is None or kind.tells_verdict)


def can_read_letter(person: Person, letter: CandidateLetter) -> bool:
    kind = kind_called(letter.kind)
    may = can_see_application(person, letter.application) or (
        kind is not None and kind.can_write(person, letter.application)
    )
    if not may:
        return False
    facts = facts_of(db.session, person, letter.application)
    return not is_hidden(letter.kind, is_blind=facts is not None and facts.is_blind)


def can_change_letter(person: Person, letter: CandidateLetter) -> bool:
    """While it's a draft, by people who may write letters of its kind."""
    kind = kind_called(letter.kind)
    may = kind is not None and kind.can_write(person, letter.application)
    return may and letter.is_draft and can_read_letter(person, letter)
