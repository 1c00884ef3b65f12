"""Each opening of the two years, from the first application to the decisions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.decisions import actions as decisions
from hiring.decisions.several import SharedDecision, decide_several
from hiring.decisions.values import HireWords, Skill, Verdict
from hiring.demo import words
from hiring.demo.builder import as_planned
from hiring.demo.two_years.levels import TrueLevels, applicant
from hiring.demo.two_years.timeline import Timeline
from hiring.interviews import actions as interviews
from hiring.interviews.models import Interview
from hiring.interviews.values import Answer
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedRound
from hiring.panels import reveal_log
from hiring.panels.queries import PanelReading, readings_of
from hiring.rubrics.queries import version_by_key


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
    notes_left: list[tuple[str, str]]
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
            needs_licence=False, licence_waiver=words.WAIVED, days_between=0, raters_needed=2, probation_days=90,
        )  # fmt: skip
        asked = PlannedRound("What you would do", 45, 2, list(plan.questions))
        openings.plan_opening(session, self._henrike, self.opening, Plan(as_planned(self.opening), [asked]))

    def _apply(self, session: Session) -> None:
        opening, chance = self._standing(), self.timeline.chance
        on = self.timeline.story.on(self.plan.began - 5)
        not_met: list[Application] = []
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
                not_met.append(application)
        reason = words.NOT_MET[self.plan.began % len(words.NOT_MET)]
        decisions.reject_before_panel(session, self._henrike, not_met, reason=reason)

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
            for seat in met.interview.seats if met.interview is not None else ():
                lenient = self.lenient[seat.person.name.split()[0]]
                answers = [self._answer(met, reference, lenient) for reference in self.plan.questions]
                met.marks += [answer.level or 0 for answer in answers]
                interviews.seal_scorecard(session, seat.person, seat, answers)

        return seal

    def _answer(self, met: Applied, reference: str, lenient: float) -> Answer:
        level = met.levels.marked(reference, lenient, self.timeline.chance)
        return Answer(reference, level, self.timeline.story.notes.note(self.plan.rubric, reference, level))

    def _decide(self, session: Session) -> None:
        """The rejections at once and most hires on the day; those who asked for time to think a week or two later."""
        ranked = sorted(self.applied, key=lambda met: -sum(met.marks))
        hires, others = ranked[: self.plan.hires], [met.application for met in ranked[self.plan.hires :]]
        readings = readings_of(session, others)
        seen = {
            application.id: reveal_log.proof(self._henrike, application, readings[application.id].summary)
            for application in others
        }
        shared = SharedDecision(Verdict.REJECT, words.REJECTED[self.plan.began % len(words.REJECTED)])
        decide_several(session, self._henrike, others, shared, seen)
        by_day: dict[int, list[tuple[int, Applied]]] = {}
        for place, met in enumerate(hires):
            later = (0, 0, 3, 0, 8, 14, 21)[place % 7] + self.plan.began % 4
            by_day.setdefault(self._decides - later, []).append((place, met))
        for decided, chosen in by_day.items():
            self.timeline.at(decided, 16, self._hiring(chosen, decided))
        self.timeline.at(self._decides - 26, 9, self._close)

    @property
    def _decides(self) -> int:
        """Days ago: some openings take longer."""
        return self.plan.began - 20 - self.plan.began % 17

    def _close(self, session: Session) -> None:
        openings.close_opening(session, self._henrike, self._standing(), self.timeline.story.on(self._decides - 26))

    def _hiring(self, chosen: list[tuple[int, Applied]], decided: int) -> Callable[[Session], None]:
        def hire(session: Session) -> None:
            readings = readings_of(session, [met.application for _, met in chosen])
            for place, met in chosen:
                self._hire(session, met, place, readings[met.application.id])
                self.on_hire(self.plan, met.application, met.levels, decided)

        return hire

    def _hire(self, session: Session, met: Applied, place: int, reading: PanelReading) -> None:
        henrike, application, turn = self._henrike, met.application, place + self.plan.began
        skill, said = words.SKILLS[turn % len(words.SKILLS)], words.REFERENCES[turn % len(words.REFERENCES)]
        decisions.record_skill_floor(
            session, henrike, application, verdict=Skill.TRAINABLE, evidence=skill, judged_by=henrike
        )
        decisions.record_references(session, henrike, application, waived=False, said=said)
        decisions.decide(
            session,
            henrike,
            application,
            verdict=Verdict.HIRE,
            reason=words.HIRED[turn % len(words.HIRED)],
            override_reason=words.OVERRIDES[turn % len(words.OVERRIDES)],  # kept only where a gate is open
            seen=reveal_log.proof(henrike, application, reading.summary),
            words=HireWords(words.ADVICE[turn % len(words.ADVICE)], self._notes(place)),
            reading=reading,
        )

    def _notes(self, place: int) -> tuple[tuple[str, str], ...]:
        """A note to ourselves with every other hire, each written once and on a criterion of the opening."""
        keys = {criterion.key for criterion in self._standing().criteria}
        left = [note for note in self.notes_left if words.CRITERIA[note[0]] in keys]
        if place % 2 == 0 or not left:
            return ()
        self.notes_left.remove(left[-1])
        return (left[-1],)
