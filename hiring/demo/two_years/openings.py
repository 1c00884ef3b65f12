"""Each opening of the two years, from the first application to the decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.decisions import actions as decisions
from hiring.decisions.gates import open_gates
from hiring.decisions.queries import gates_of
from hiring.decisions.values import NO_WORDS, HireWords, Skill, Verdict
from hiring.demo.two_years.levels import TrueLevels, applicant
from hiring.demo.two_years.timeline import Timeline
from hiring.interviews import actions as interviews
from hiring.interviews.models import Interview
from hiring.interviews.values import Answer
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedCriterion, PlannedRound
from hiring.panels import reveal_log
from hiring.panels.queries import summary_of
from hiring.rubrics.queries import edition_of, version_by_key

WAIVED = "These panels sat before anyone here practised on sample answers."
NOT_MET = "Their application shows no evening or weekend, and the post is mostly both."
SKILL = "Worked through a booking with us; the till is new to them, the arithmetic is not."
SAID = "Former shift lead, by telephone: kept promises, rang back, asked to be corrected."
OVERRIDES = "The season begins in a week, and two posts are still empty."
ADVICE = "Let them sit beside a steady colleague for the first week, and give them one customer of their own."
NOTES = (
    ("Ownership", "We heard of one case they finished. We expect them to finish ours."),
    ("Listening", "Both of us liked them at once. We doubt whether we listened ourselves."),
    ("Composure under provocation", "They have only worked where nobody shouts. We don't know."),
    ("Empathy", "Warm, but all three examples were about friends, not strangers."),
    ("Ownership", "They say “we” throughout. We couldn't find out what they did themselves."),
    ("Listening", "They interrupted twice, then stopped themselves. We think it was nerves."),
    ("Composure under provocation", "Unshaken in the scene. We want to see a real Saturday."),
)


@dataclass(frozen=True, slots=True)
class PastOpening:
    """What is known of it beforehand. `sits_in` means that the manager was on the panel; `met` are interviewed."""

    title: str
    place: Workplace
    rubric: str
    began: int  # days ago
    manager: str
    sits_in: bool
    met: int
    hires: int
    questions: tuple[str, ...]
    is_season: bool = False


@dataclass
class Applied:
    """One applicant on the way: their levels, their panel and the marks it gave."""

    application: Application
    levels: TrueLevels
    panel: list[Person]
    interview: Interview | None = None
    marks: list[int] = field(default_factory=list)


@dataclass
class OpeningChapter:
    """Tells one opening on the timeline. `on_hire` goes on with the person hired."""

    timeline: Timeline
    plan: PastOpening
    names: Sequence[str]
    interviewers: Sequence[str]
    lenient: dict[str, float]
    on_hire: Callable[[PastOpening, Application, TrueLevels, int], None]
    opening: Opening | None = None
    applied: list[Applied] = field(default_factory=list)

    def begin(self) -> None:
        began = self.plan.began
        self.timeline.at(began, 9, self._open)
        self.timeline.at(began - 5, 9, self._apply)
        self.timeline.at(began - 8, 11, self._set_interviews)
        self.timeline.at(self._decides, 15, self._decide)

    @property
    def _henrike(self) -> Person:
        return self.timeline.story.cast["Henrike"]

    def _standing(self) -> Opening:
        if self.opening is None:
            raise LookupError("nobody has opened this opening yet")
        return self.opening

    def _open(self, session: Session) -> None:
        story, plan = self.timeline.story, self.plan
        people = list(dict.fromkeys([*self.interviewers, *([plan.manager] if plan.sits_in else [])]))
        self.opening = openings.open_opening(
            session, self._henrike, title=plan.title, workplace=plan.place,
            version=version_by_key(session, plan.rubric), owner=self._henrike,
            interviewers=[story.cast[name] for name in people], manager=story.cast[plan.manager], posts=plan.hires,
            needs_licence=False, licence_waiver=WAIVED, days_between=0, raters_needed=2, probation_days=90,
        )  # fmt: skip
        criteria = [
            PlannedCriterion(criterion.key, criterion.weight, criterion.weight_reason, None)
            for criterion in self.opening.criteria
        ]
        asked = PlannedRound("What you would do", 45, 2, list(plan.questions))
        openings.plan_opening(session, self._henrike, self.opening, Plan(criteria, [asked]))

    def _apply(self, session: Session) -> None:
        opening, chance = self._standing(), self.timeline.chance
        on = self.timeline.story.on(self.plan.began - 5)
        for place, name in enumerate(self.names):
            email = f"{name.lower().replace(' ', '.')}@applicants.example"
            application = candidates.add_candidate(
                session, self._henrike, opening, name=name, email=email, applied_on=on,
                source=("Careers page", "Job board", "Told by a colleague")[place % 3],
            )  # fmt: skip
            if place < self.plan.met:
                levels = applicant([criterion.key for criterion in opening.criteria], chance)
                self.applied.append(Applied(application, levels, self._panel(place)))
            else:
                decisions.reject_before_panel(session, self._henrike, [application], reason=NOT_MET)

    def _panel(self, place: int) -> list[Person]:
        """Two who take turns, so that everyone meets candidates with everyone; the manager where they sit in."""
        people, turn = self.interviewers, place + self.plan.began
        first = people[turn % len(people)]
        step = 1 + turn // len(people) % (len(people) - 1)
        second = self.plan.manager if self.plan.sits_in else people[(turn + step) % len(people)]
        return [self.timeline.story.cast[name] for name in (first, second)]

    def _set_interviews(self, session: Session) -> None:
        story, planned_round = self.timeline.story, self._standing().rounds[0]
        for place, met in enumerate(self.applied):
            day, hour = self.plan.began - 11 - place // 3, 10 + 2 * (place % 3)
            met.interview = interviews.set_interview(
                session, self._henrike, met.application, planned_round, starts_at=story.moment(day, hour),
                place="Room Birch", people=met.panel,
            )  # fmt: skip
            is_late = (place + self.plan.began) % 9 == 4
            self.timeline.at(day - is_late, hour + 1, self._sealing(met))

    def _sealing(self, met: Applied) -> Callable[[Session], None]:
        def seal(session: Session) -> None:
            edition = edition_of(self._standing().version)
            for seat in met.interview.seats if met.interview is not None else ():
                lenient = self.lenient[seat.person.name.split()[0]]
                answers = []
                for reference in self.plan.questions:
                    question, level = (
                        edition.question(reference),
                        met.levels.marked(reference, lenient, self.timeline.chance),
                    )
                    words = {
                        1: question.poor,
                        2: question.poor,
                        3: question.middling,
                        4: question.good,
                        5: question.good,
                    }
                    answers.append(Answer(reference, level, words[level]))
                    met.marks.append(level)
                interviews.seal_scorecard(session, seat.person, seat, answers)

        return seal

    def _decide(self, session: Session) -> None:
        """Most hires on the day; anyone who asked for time to think is decided on a week or two later."""
        ranked = sorted(self.applied, key=lambda met: -sum(met.marks))
        hires, others = ranked[: self.plan.hires], ranked[self.plan.hires :]
        for met in others:
            self._settle(session, met, Verdict.REJECT, "Others answered with more of what they did themselves.")
        for place, met in enumerate(hires):
            later = (0, 0, 3, 0, 8, 14, 21)[place % 7] + self.plan.began % 4
            self.timeline.at(self._decides - later, 16, self._hiring(met, place, self._decides - later))
        self.timeline.at(self._decides - 26, 9, self._close)

    @property
    def _decides(self) -> int:
        """Days ago: some openings take longer."""
        return self.plan.began - 20 - self.plan.began % 17

    def _close(self, session: Session) -> None:
        openings.close_opening(session, self._henrike, self._standing(), self.timeline.story.on(self._decides - 26))

    def _hiring(self, met: Applied, place: int, decided: int) -> Callable[[Session], None]:
        def hire(session: Session) -> None:
            self._hire(session, met, place)
            self.on_hire(self.plan, met.application, met.levels, decided)

        return hire

    def _hire(self, session: Session, met: Applied, place: int) -> None:
        henrike, application = self._henrike, met.application
        decisions.record_skill_floor(
            session, henrike, application, verdict=Skill.TRAINABLE, evidence=SKILL, judged_by=henrike
        )
        decisions.record_references(session, henrike, application, waived=False, said=SAID)
        words = HireWords(ADVICE, (NOTES[(place + self.plan.began) % len(NOTES)],)) if place % 2 else NO_WORDS
        self._settle(session, met, Verdict.HIRE, "Finishes what they begin; both interviewers heard it.", words=words)

    def _settle(self, session: Session, met: Applied, verdict: Verdict, reason: str, **more: Any) -> None:
        henrike, application = self._henrike, met.application
        summary = summary_of(session, application)
        token = reveal_log.proof(henrike, application, summary)
        is_open = verdict is Verdict.HIRE and open_gates(gates_of(session, application, summary))
        why = OVERRIDES if is_open else ""
        decisions.decide(
            session, henrike, application, verdict=verdict, reason=reason, override_reason=why, seen=token, **more
        )
