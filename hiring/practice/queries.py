"""Reading practice and licences."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web.base_app import Provided
from hiring.practice.agreement import Marked
from hiring.practice.answers import key_of, next_draw, pieces
from hiring.practice.models import Licence, PracticeMark, PracticeRound
from hiring.practice.remarking import answers_in_use
from hiring.practice.values import Compared, Practised
from hiring.rubrics.models import CriterionEdition, RubricVersion
from hiring.rubrics.queries import edition_of, latest_versions
from hiring.rubrics.schema import Criterion, PracticeAnswer, Question

# Every criterion someone can practise, what their interviews need first. Interviews are a later room's.
ListToPractise = Callable[[Session, Person], list[Practised]]
TO_PRACTISE = Provided[ListToPractise]("criteria_to_practise")


def next_to_practise(session: Session, person: Person) -> Practised | None:
    """The next criterion this person isn't licensed for: one that their interviews need, else any."""
    open_ones = [criterion for criterion in TO_PRACTISE.get()(session, person) if not criterion.is_licensed]
    return min(open_ones, key=lambda criterion: not criterion.needed_for, default=None)


def edition_in_url(version_id: str, criterion: str) -> CriterionEdition | None:
    """The criterion that an address names."""
    return db.session.get(CriterionEdition, (version_id, criterion))


def criterion_of(session: Session, version_id: str, key: str) -> Criterion:
    """The criterion as that version words it."""
    return edition_of(session.get_one(RubricVersion, version_id)).criterion(key)


def day_there(person: Person, at: datetime) -> date:
    """The calendar day at the person's workplace: a licence holds to the end of its last one."""
    return clock.in_zone(at, person.workplace.zone if person.workplace else "UTC").date()


def licensed_at(session: Session, person: Person, at: datetime) -> set[str]:
    """Structure hashes of the criteria this person had the right to score at that moment."""
    held = sa.select(Licence.structure_hash).where(Licence.person_id == person.id)
    return set(session.scalars(held.where(Licence.earned_at <= at, Licence.expires_on >= day_there(person, at))))


def _last_days(session: Session, person: Person) -> dict[str, date]:
    """Structure hash → the last day of the person's latest licence."""
    held = sa.select(Licence.structure_hash, Licence.expires_on).where(Licence.person_id == person.id)
    return {row.structure_hash: row.expires_on for row in session.execute(held.order_by(Licence.expires_on))}


def round_under_way(session: Session, person: Person, structure_hash: str) -> PracticeRound | None:
    begun = sa.select(PracticeRound).where(PracticeRound.person_id == person.id, PracticeRound.finished_at.is_(None))
    return session.scalar(begun.where(PracticeRound.structure_hash == structure_hash))


def has_practised(session: Session, person: Person) -> bool:
    """Whether this person has begun any practice."""
    return bool(session.scalar(sa.select(sa.exists().where(PracticeRound.person_id == person.id))))


def rounds_begun(session: Session, person: Person, structure_hash: str) -> int:
    counted = sa.select(sa.func.count()).select_from(PracticeRound).where(PracticeRound.person_id == person.id)
    return session.scalar(counted.where(PracticeRound.structure_hash == structure_hash)) or 0


def marks_shown(session: Session, person: Person) -> dict[str, datetime]:
    """Sample answer → when this person last saw our mark for it, whichever version of its criterion they practised.

    An answer of a round under way counts as seen now: its mark may be shown before another round gets to it.
    """
    rounds = sa.select(PracticeMark.answer, PracticeRound.finished_at).join(PracticeRound)
    shown: dict[str, datetime] = {}
    for answer, finished_at in session.execute(rounds.where(PracticeRound.person_id == person.id)):
        at = finished_at or clock.now()
        shown[answer] = max(at, shown.get(answer, at))
    return shown


def next_round_at(session: Session, person: Person, practice: PracticeRound) -> datetime | None:
    """When this person can practise the round's criterion again."""
    shown = marks_shown(session, person)
    return next_draw(answers_in_use(session, _criterion(session, practice)), shown, clock.now())


def on_offer(session: Session) -> list[CriterionEdition]:
    """The criteria of the newest versions, each meaning once."""
    editions: dict[str, CriterionEdition] = {}
    for version in latest_versions(session):
        for edition in version.criteria:
            editions.setdefault(edition.structure_hash, edition)
    return list(editions.values())


def practised(
    session: Session, person: Person, editions: Collection[CriterionEdition], needed_for: Mapping[str, Sequence[str]]
) -> list[Practised]:
    """How far the person is with each criterion, by title. `needed_for` says by structure hash what asks for it."""
    last_days, today = _last_days(session, person), day_there(person, clock.now())
    begun = sa.select(PracticeRound.structure_hash).where(PracticeRound.person_id == person.id)
    under_way = set(session.scalars(begun.where(PracticeRound.finished_at.is_(None))))
    criteria = [
        Practised(
            version=edition.version_id,
            key=edition.key,
            title=criterion_of(session, edition.version_id, edition.key).title,
            needed_for=tuple(needed_for.get(edition.structure_hash, ())),
            is_licensed=last_days.get(edition.structure_hash, date.min) >= today,
            expires_on=last_days.get(edition.structure_hash),
            is_under_way=edition.structure_hash in under_way,
        )
        for edition in editions
    ]
    return sorted(criteria, key=lambda criterion: (criterion.is_licensed, criterion.title, criterion.version))


def latest_marks(session: Session, person: Person) -> dict[str, list[Marked]]:
    """Title of each criterion this person has practised → the marks of the latest finished round, by title."""
    done = sa.select(PracticeRound).where(PracticeRound.person_id == person.id, PracticeRound.finished_at.is_not(None))
    latest: dict[str, list[Marked]] = {}
    for practice in session.scalars(
        done.options(selectinload(PracticeRound.marks)).order_by(PracticeRound.finished_at)
    ):
        latest[criterion_of(session, practice.version_id, practice.criterion).title] = marks_of(practice)
    return dict(sorted(latest.items()))


def marks_of(practice: PracticeRound) -> list[Marked]:
    """The given marks of a round beside ours."""
    return [Marked(mark.level, mark.agreed) for mark in practice.marks if mark.level is not None]


def licence_of(session: Session, practice: PracticeRound) -> Licence | None:
    """What the round earned."""
    return session.scalar(sa.select(Licence).where(Licence.round_id == practice.id))


def sample_of(session: Session, mark: PracticeMark) -> PracticeAnswer:
    return _answers(session, mark.round)[mark.answer]


def question_of(session: Session, mark: PracticeMark) -> Question:
    """The question the sample answer answers."""
    criterion, asked = _criterion(session, mark.round), sample_of(session, mark).question
    return next(question for question in criterion.questions if question.key == asked)


def compared(session: Session, practice: PracticeRound) -> list[Compared]:
    """Every answer of a finished round with the own mark and ours."""
    answers = []
    for mark, marked in zip(practice.marks, marks_of(practice), strict=True):
        sample = sample_of(session, mark)
        answers.append(
            Compared(
                number=mark.position + 1,
                question=question_of(session, mark).text,
                pieces=pieces(sample),
                marked=marked,
                authors_mark=sample.agreed,
                evidence=mark.evidence,
                why=sample.why,
                usual_mistake=sample.usual_mistake,
            )
        )
    return answers


def _criterion(session: Session, practice: PracticeRound) -> Criterion:
    return criterion_of(session, practice.version_id, practice.criterion)


def _answers(session: Session, practice: PracticeRound) -> dict[str, PracticeAnswer]:
    return {key_of(answer): answer for answer in _criterion(session, practice).practice}
