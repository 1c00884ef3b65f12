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
from hiring.decisions import actions as decisions
from hiring.decisions.queries import references_of
from hiring.decisions.values import Skill, Verdict
from hiring.demo import words
from hiring.demo.interview_notes import NoteBook
from hiring.demo.people import Cast
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews import actions as interview_actions
from hiring.interviews.mail.seat_news import queue_news
from hiring.interviews.models import Interview, Seat
from hiring.interviews.values import Answer
from hiring.letters.actions import send_letters, write_letters
from hiring.letters.kinds import kind_called
from hiring.letters.queries import wording_of
from hiring.openings.models import Opening
from hiring.openings.values import PlannedCriterion
from hiring.panels import reveal_log
from hiring.panels.queries import reading_of
from hiring.practice import actions as practice
from hiring.practice.queries import sample_of
from hiring.rubrics.models import CriterionEdition
from hiring.rubrics.queries import edition_of
from hiring.rubrics.schema import Kind

FRIDAY = 4
# A round of no more questions asks each criterion once, so none of them is left out.
FEW = 4
ROOMS = {
    "Harbour house": ("Room Birch", "Room Alder"),
    "Contact centre": ("Room 3.1", "Room 3.4"),
    "Mill Lane shop": ("Upstairs office", "Stock room, by the window"),
    "Garden café": ("The long table", "Office behind the kitchen"),
}
OPENS = "Europe/London"


@dataclass
class Story:
    """The day it's set on, the people in it, what they write down, and a chance that always says the same."""

    today: date
    cast: Cast
    notes: NoteBook = field(default_factory=NoteBook)
    chance: random.Random = field(default_factory=lambda: random.Random(1956))  # noqa: S311 - it must repeat
    suggested: int = 0
    supported: int = 0

    def on(self, days_ago: int) -> date:
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        return clock.at(self.on(days_ago), hour, minute, OPENS)

    @contextmanager
    def scene(self, days_ago: int, hour: int, minute: int = 0) -> Iterator[Session]:
        """What was done at that hour of that day, with its mail; a write of its own or part of its chapter's."""
        with clock.standing_at(self.moment(days_ago, hour, minute)), writing() as session:
            yield session
            queue_news(session)

    def working(self, number: int) -> int:
        """Days ago of the so many-th working day from today, ahead where it's positive: a number for `on`."""
        step, day = (1 if number > 0 else -1), self.today
        for _ in range(abs(number)):
            day += timedelta(days=step)
            while day.weekday() > FRIDAY:
                day += timedelta(days=step)
        return (self.today - day).days

    def all(self, *names: str) -> list[Person]:
        """These people, by first name."""
        return [self.cast[name] for name in names]

    def customers_say(self, wishes: Sequence[str]) -> str:
        """The next of what customers ask for; nothing once each was said."""
        self.suggested += 1
        return wishes[self.suggested - 1] if self.suggested <= len(wishes) else ""

    def supports(self, promises: Sequence[str]) -> str:
        """The next of what managers promise."""
        self.supported += 1
        return promises[self.supported % len(promises)]

    def apply(self, opening: Opening, days_ago: int, *names: str, source: str = "Careers page") -> list[Application]:
        with self.scene(days_ago, 9) as session:
            return [
                candidates.add_candidate(
                    session,
                    self.cast["Henrike"],
                    opening,
                    name=name,
                    email=f"{name.lower().replace(' ', '.')}@applicants.example",
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
        """Set an interview three days before it is held, or yesterday."""
        with self.scene(max(1, days_ago + 3), 11, planned_round) as session:
            return interview_actions.set_interview(
                session,
                self.cast["Henrike"],
                application,
                application.opening.rounds[planned_round],
                starts_at=self.moment(days_ago, hour),
                place=ROOMS[application.opening.workplace.name][planned_round % 2],
                people=people,
            )

    def seal(self, seat: Seat, about: float, days_ago: int, hour: int = 11) -> None:
        """Seal a card whose marks lie around a level, with a note of what was heard for each."""
        answers = [self._answer(seat, reference, about) for reference in seat.interview.round.questions]
        with self.scene(days_ago, hour, self.chance.randrange(60)) as session:
            interview_actions.seal_scorecard(session, seat.person, seat, answers)

    def _answer(self, seat: Seat, reference: str, about: float) -> Answer:
        version = seat.interview.application.opening.version
        if self.chance.random() < 0.03 and len(seat.interview.round.questions) > FEW:
            return Answer(reference, None, "")
        level = min(5, max(1, round(self.chance.gauss(about, 0.45))))
        is_past = edition_of(version).question(reference).kind is Kind.PAST_BEHAVIOUR
        if is_past and seat is not seat.interview.seats[0]:
            return Answer(reference, level, self.notes.second_note(level))
        return Answer(reference, level, self.notes.note(version.key, reference, level))

    def panel(self, application: Application, days_ago: int, *rounds: dict[str, float], hour: int = 10) -> None:
        """Hold and seal the rounds, a week apart: per round, who sat there and around which level they marked."""
        for place, marked in enumerate(rounds):
            day = days_ago - 7 * place
            people = [self.cast[name] for name in marked]
            interview = self.meet(application, place, day, people, hour)
            for seat in interview.seats:
                self.seal(seat, marked[seat.person.name.split()[0]], day, hour + 1)

    def write(self, key: str, applications: Sequence[Application], days_ago: int, hour: int = 12) -> None:
        """Send each of them a letter of this kind, in its own wording."""
        kind = kind_called(key)
        if kind is None:
            raise LookupError(f"there is no letter called {key}")
        with self.scene(days_ago, hour) as session:
            wording, henrike = wording_of(session, kind), self.cast["Henrike"]
            typed = {"subject": wording.subject, "text_typed": wording.text}
            send_letters(session, henrike, write_letters(session, henrike, kind, applications, **typed))

    def decide(
        self, application: Application, days_ago: int, verdict: Verdict, reason: str, why: str = "", said: int = 0
    ) -> None:
        """HR records the skills check and the references, reads the panel, and decides."""
        henrike, skill = self.cast["Henrike"], words.SKILLS[said % len(words.SKILLS)]
        if verdict is Verdict.HIRE:
            with self.scene(days_ago, 13) as session:
                decisions.record_skill_floor(
                    session, henrike, application, verdict=Skill.TRAINABLE, evidence=skill, judged_by=henrike
                )
        if verdict is Verdict.HIRE and not why and references_of(db.session, application) is None:
            with self.scene(days_ago, 14) as session:
                told = words.REFERENCES[said % len(words.REFERENCES)]
                decisions.record_references(session, henrike, application, waived=False, said=told)
        with self.scene(days_ago, 15) as session:
            reveal_log.read_panel(henrike, application)
            reading = reading_of(session, application)
            token = reveal_log.proof(henrike, application, reading.summary)
            why = why or words.OVERRIDES[said % len(words.OVERRIDES)]  # kept only of a hire where a gate is open
            decisions.decide(
                session, henrike, application,
                verdict=verdict, reason=reason, override_reason=why, seen=token, reading=reading,
            )  # fmt: skip


def seat_of(interview: Interview, person: Person) -> Seat:
    return next(seat for seat in interview.seats if seat.person is person)


def as_planned(opening: Opening) -> list[PlannedCriterion]:
    """The opening's criteria with their weights, without a minimum."""
    return [
        PlannedCriterion(criterion.key, criterion.weight, criterion.weight_reason, None)
        for criterion in opening.criteria
    ]
