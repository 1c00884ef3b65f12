"""How the story unfolds: each scene at its own moment, each card from a level and the rubric's own words."""

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.demo.people import Cast
from hiring.foundation import clock
from hiring.foundation.database import writing
from hiring.interviews import actions as interview_actions
from hiring.interviews.models import Interview, Seat
from hiring.interviews.values import Answer
from hiring.openings.models import Opening
from hiring.practice import actions as practice
from hiring.practice.queries import sample_of
from hiring.rubrics.models import CriterionEdition
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Question


@dataclass
class Story:
    """The day it's set on, the people in it, and a source of chance that always says the same."""

    today: date
    cast: Cast
    chance: random.Random = field(default_factory=lambda: random.Random(1956))  # noqa: S311 - it must repeat

    def on(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        return clock.at(self.on(days_ago), hour, minute, "Europe/London")

    @contextmanager
    def scene(self, days_ago: int, hour: int, minute: int = 0) -> Iterator[Session]:
        """One write, at that hour of that day."""
        with clock.standing_at(self.moment(days_ago, hour, minute)), writing() as session:
            yield session

    def apply(self, opening: Opening, days_ago: int, *names: str, source: str = "Careers page") -> list[Application]:
        with self.scene(days_ago, 9) as session:
            return [
                candidates.add_candidate(
                    session,
                    self.cast["Henrike"],
                    opening,
                    name=name,
                    email=f"{name.split()[0].lower()}@applicants.example",
                    applied_on=self.on(days_ago),
                    source=source,
                )
                for name in names
            ]

    def practise(self, person: Person, edition: CriterionEdition, days_ago: int, off: int = 0, flat: int = 0) -> None:
        """One practice on a criterion: the first answer `off` our mark, or one `flat` mark for all."""
        with self.scene(days_ago, 9) as session:
            marks = list(practice.begin_practice(session, person, edition).marks)
            for place, mark in enumerate(marks):
                sample = sample_of(session, mark)
                level = flat or min(5, max(1, mark.agreed + (off if place == 0 else 0)))
                practice.give_mark(session, person, mark, evidence=sample.carried_by, level=level)

    def meet(
        self, application: Application, planned_round: int, days_ago: int, people: Sequence[Person], hour: int = 10
    ) -> Interview:
        """Set an interview three days before it is held."""
        with self.scene(days_ago + 3, 11, planned_round) as session:
            return interview_actions.set_interview(
                session,
                self.cast["Henrike"],
                application,
                application.opening.rounds[planned_round],
                starts_at=self.moment(days_ago, hour),
                place=("Room Birch", "Room Alder")[planned_round % 2],
                people=people,
            )

    def seal(self, seat: Seat, about: float, days_ago: int, hour: int = 11) -> None:
        """Seal a card whose marks lie around a level, with the rubric's own words for it as evidence."""
        edition = edition_of(seat.interview.application.opening.version)
        answers = [self._answer(edition.question(ref), ref, about) for ref in seat.interview.round.questions]
        with self.scene(days_ago, hour, self.chance.randrange(60)) as session:
            interview_actions.seal_scorecard(session, seat.person, seat, answers)

    def _answer(self, question: Question, reference: str, about: float) -> Answer:
        if self.chance.random() < 0.03:
            return Answer(reference, None, "")
        level = min(5, max(1, round(self.chance.gauss(about, 0.45))))
        words = {1: question.poor, 2: question.poor, 3: question.middling, 4: question.good, 5: question.good}
        return Answer(reference, level, words[level])

    def panel(self, application: Application, days_ago: int, *rounds: dict[str, float], hour: int = 10) -> None:
        """Hold and seal the rounds, a week apart: per round, who sat there and around which level they marked."""
        for place, marked in enumerate(rounds):
            day = days_ago - 7 * place
            people = [self.cast[name] for name in marked]
            interview = self.meet(application, place, day, people, hour)
            for seat in interview.seats:
                self.seal(seat, marked[seat.person.name.split()[0]], day, hour + 1)
