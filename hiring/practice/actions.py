"""Beginning a practice, keeping what is typed, giving marks, and earning a licence with the last one."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web import drafts
from hiring.foundation.web.errors import Refused, on_violation
from hiring.foundation.web.template_filters import moment
from hiring.practice import values
from hiring.practice.agreement import earns_licence
from hiring.practice.answers import drawn, key_of, next_draw
from hiring.practice.models import Licence, PracticeMark, PracticeRound
from hiring.practice.queries import criterion_of, day_there, marks_of, marks_shown, round_under_way, rounds_begun
from hiring.practice.remarking import answers_in_use
from hiring.practice.validity import licence_lasts
from hiring.rubrics.models import CriterionEdition
from hiring.rubrics.schema import LEVELS, PracticeAnswer


class NothingToPractise(Refused):
    """The criterion has no four sample answers that can be told apart."""


class NothingNew(Refused):
    """Our marks for these answers were shown less than a week ago."""


class AlreadyMarked(Refused):
    """The mark was given; ours may have been seen since."""


class MarkIncomplete(Refused):
    """A practice mark has its evidence and a level, like a real one."""


class PracticeBegunTwice(Refused):
    """Two windows began the same practice at once."""


on_violation(
    "uq_practice_round_person_id_structure_hash_number",
    PracticeBegunTwice,
    "You've started this in another window. Open it from the list.",
)


def begin_practice(session: Session, person: Person, edition: CriterionEdition) -> PracticeRound:
    """Draw four sample answers; where a round is under way already, it is that one."""
    under_way = round_under_way(session, person, edition.structure_hash)
    if under_way is not None:
        return under_way
    number = rounds_begun(session, person, edition.structure_hash) + 1
    answers = _draw(session, person, edition, number)
    practice = PracticeRound(
        person=person,
        version_id=edition.version_id,
        criterion=edition.key,
        structure_hash=edition.structure_hash,
        number=number,
        begun_at=clock.now(),
        marks=[
            PracticeMark(position=place, answer=key_of(answer), agreed=answer.agreed)
            for place, answer in enumerate(answers)
        ],
    )
    session.add(practice)
    session.flush()
    event = values.PracticeBegun(practice.id, criterion=edition.key, structure_hash=edition.structure_hash)
    journal.record(session, person.id, event)
    return practice


def _draw(session: Session, person: Person, edition: CriterionEdition, number: int) -> tuple[PracticeAnswer, ...]:
    now, shown = clock.now(), marks_shown(session, person)
    practice = answers_in_use(session, criterion_of(session, edition.version_id, edition.key))
    answers = drawn(practice, shown, now, f"{person.id}/{edition.structure_hash}/{number}")
    if answers:
        return answers
    ready, zone = next_draw(practice, shown, now), person.workplace.zone if person.workplace else "UTC"
    if ready is None:
        raise NothingToPractise("This criterion doesn't have enough sample answers to practise on. Tell HR.")
    raise NothingNew(f"You've seen our marks for these answers. You can mark them again from {moment(ready, zone)}.")


def save_mark_draft(
    session: Session, person: Person, mark: PracticeMark, typed: Mapping[str, str], revision: int
) -> int:
    """Keep what was typed, right or wrong; once the mark is given there is nothing left to keep."""
    if mark.level is not None:
        return revision
    draft = drafts.save_draft(session, person.id, mark.id, dict(typed), revision)
    session.flush()  # a new draft has no revision before
    return draft.revision


def give_mark(session: Session, person: Person, mark: PracticeMark, *, evidence: str, level: int) -> None:
    """Mark one sample answer for good. The last mark finishes the round and may earn a licence."""
    practice = mark.round
    if mark.level is not None:
        raise AlreadyMarked("You've already marked this answer, and that mark stays.")
    if level not in LEVELS:
        raise MarkIncomplete("Choose a mark from 1 to 5.", "level")
    if not evidence.strip():
        raise MarkIncomplete("Write which words of the answer carry your mark.", "evidence")
    mark.level, mark.evidence = level, text.kept(evidence).strip()
    drafts.drop_draft(session, person.id, mark.id)
    session.flush()
    if practice.first_open is None:
        _finish(session, person, practice)


def _finish(session: Session, person: Person, practice: PracticeRound) -> None:
    practice.finished_at = clock.now()
    journal.record(session, person.id, values.PracticeFinished(practice.id, criterion=practice.criterion))
    if not earns_licence(marks_of(practice)):
        return
    licence = Licence(
        person_id=person.id,
        round_id=practice.id,
        criterion=practice.criterion,
        structure_hash=practice.structure_hash,
        earned_at=practice.finished_at,
        expires_on=day_there(person, practice.finished_at) + licence_lasts(),
    )
    session.add(licence)
    session.flush()
    event = values.LicenceEarned(
        licence.id,
        criterion=licence.criterion,
        structure_hash=licence.structure_hash,
        expires_on=licence.expires_on.isoformat(),
    )
    journal.record(session, person.id, event)
