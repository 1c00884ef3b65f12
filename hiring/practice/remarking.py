"""Marking sample answers blind: which answers someone can still mark, giving a mark, and what the marks come to."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.practice.answers import key_of
from hiring.practice.consensus import Consensus, consensus
from hiring.practice.models import BlindMark, PracticeMark, PracticeRound
from hiring.practice.values import AnswerMarkedBlind
from hiring.rubrics.queries import edition_of, latest_versions
from hiring.rubrics.schema import LEVELS, Criterion, PracticeAnswer


class NotBlind(Refused):
    """The answer isn't of this criterion, was marked before, or its mark was shown."""


class LevelMissing(Refused):
    """A blind mark is a level on the scale."""


on_violation(
    "uq_blind_mark_person_id_answer",
    NotBlind,
    "You've marked this answer in another window. Open the page again to go on.",
)


@dataclass(frozen=True, slots=True)
class CriterionConsensus:
    """One criterion, its answers, and what the organisation's own people make of them."""

    version: str
    criterion: Criterion
    consensus: Consensus

    @property
    def moved(self) -> int:
        """How many answers their median marks differently than we do."""
        medians = self.consensus.medians
        return sum(medians.get(key_of(answer), answer.agreed) != answer.agreed for answer in self.criterion.practice)

    @property
    def disputed(self) -> list[PracticeAnswer]:
        return [answer for answer in self.criterion.practice if key_of(answer) in self.consensus.disputed]


def blind_answers(session: Session, person: Person, criterion: Criterion) -> list[PracticeAnswer]:
    """The answers this person hasn't marked blind and never saw our mark for, in an order of their own."""
    marked = sa.select(BlindMark.answer).where(BlindMark.person_id == person.id)
    shown = sa.select(PracticeMark.answer).join(PracticeRound)
    shown = shown.where(PracticeRound.person_id == person.id, PracticeRound.finished_at.is_not(None))
    known = set(session.scalars(marked.union(shown)))
    answers = [answer for answer in criterion.practice if key_of(answer) not in known]
    return sorted(answers, key=lambda answer: hashlib.sha256(f"{person.id}/{key_of(answer)}".encode()).digest())


def mark_blind(session: Session, person: Person, criterion: Criterion, answer: str, level: int) -> BlindMark:
    """Give an answer, named by its words, a mark for good. It never changes a licence already earned."""
    if answer not in map(key_of, blind_answers(session, person, criterion)):
        raise NotBlind("You've already marked this answer, or seen our mark for it. Mark the next one.")
    if level not in LEVELS:
        raise LevelMissing("Choose a mark from 1 to 5.", "level")
    mark = BlindMark(person_id=person.id, answer=answer, level=level, marked_at=clock.now())
    session.add(mark)
    session.flush()
    journal.record(session, person.id, AnswerMarkedBlind(mark.id, criterion=criterion.key))
    return mark


def consensus_of(session: Session, answers: Sequence[PracticeAnswer]) -> Consensus:
    """What everyone's blind marks on these answers come to."""
    rows = sa.select(BlindMark.answer, BlindMark.level).where(BlindMark.answer.in_([key_of(it) for it in answers]))
    given: dict[str, list[int]] = defaultdict(list)
    for answer, level in session.execute(rows):
        given[answer].append(level)
    return consensus(answers, given)


def answers_in_use(session: Session, criterion: Criterion) -> tuple[PracticeAnswer, ...]:
    """The answers rounds are drawn from, with the marks that count: ours, or the organisation's own."""
    return consensus_of(session, criterion.practice).applied(criterion.practice)


def all_consensus(session: Session) -> list[CriterionConsensus]:
    """Every criterion of the newest versions, each set of answers once, by title."""
    given: dict[str, list[int]] = defaultdict(list)
    for answer, level in session.execute(sa.select(BlindMark.answer, BlindMark.level)):
        given[answer].append(level)
    by_answers: dict[tuple[str, ...], CriterionConsensus] = {}
    for version in latest_versions(session):
        for edition in version.criteria:
            criterion = edition_of(version).criterion(edition.key)
            answers = tuple(map(key_of, criterion.practice))
            if answers not in by_answers:
                by_answers[answers] = CriterionConsensus(version.id, criterion, consensus(criterion.practice, given))
    return sorted(by_answers.values(), key=lambda row: (row.criterion.title, row.version))
