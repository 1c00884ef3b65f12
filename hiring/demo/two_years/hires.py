"""Each hire of the two years: notes, check-ins, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.demo import words
from hiring.demo.probations import CONSIDERED, SUPPORT, file_levels, not_noted
from hiring.demo.two_years.levels import TrueLevels, visited
from hiring.demo.two_years.openings import PastOpening
from hiring.demo.two_years.timeline import Timeline
from hiring.probation import actions, outcomes, proposals
from hiring.probation.first_weeks.actions import look_back
from hiring.probation.measures.models import Measure
from hiring.probation.models import Outcome, Probation
from hiring.probation.notes.actions import note_act
from hiring.probation.queries import end_proposal
from hiring.probation.values import Act, LeavingReason, OutcomeKind, ProbationPlan, PromiseBy, PromiseMade

LEFT = (LeavingReason.HOURS, LeavingReason.ANOTHER_JOB, LeavingReason.PAY, LeavingReason.WORK, LeavingReason.STUDY)
WHYS = dict.fromkeys(("expectations", "taught", "examples", "concern", "support", "reply", "follow_up"), words.TALKED)
_END_BELOW = 2.55
# The number of the one hire who is decided on after the day for it.
DECIDED_LATE = 9


@dataclass
class HireChapter:
    """Goes on with everyone who was hired. `strict` is how much lower each manager marks."""

    timeline: Timeline
    strict: dict[str, float]
    measures: dict[str, Measure]
    hires: int = 0
    told: int = 0
    hindsights: list[str] = field(default_factory=lambda: list(words.WRONG))
    reasons: list[LeavingReason] = field(default_factory=lambda: list(LEFT))

    def follow(self, plan: PastOpening, application: Application, levels: TrueLevels, decided: int) -> None:
        """Starts two weeks after the decision; a season's work is followed lightly and ends with its contract."""
        self.hires += 1
        number, starts = self.hires, decided - 14
        manager = self.timeline.story.cast[plan.manager]
        work = levels.at_work(self.strict[plan.manager], self.timeline.chance)

        def start(session: Session) -> None:
            is_full = not plan.is_season and number % 4 == 0
            on = self.timeline.story.on(starts)
            probation = actions.open_probation(
                session, self.timeline.story.cast["Henrike"], application, manager=manager, starts_on=on,
                plan=ProbationPlan.FULL if is_full else ProbationPlan.LIGHT,
                contract_ends_on=on + timedelta(days=150) if plan.is_season and number % 2 else None,
            )  # fmt: skip
            self._go_on(probation, manager, work, number)

        self.timeline.at(starts + 6, 10, start)

    def _go_on(self, probation: Probation, manager: Person, work: dict[str, int], number: int) -> None:
        mean = sum(work.values()) / len(work)
        leaves_early = number % 15 == 7
        if mean < 3.3 or number % 5 == 0 or number % 31 == 16:
            self._on(probation.starts_on + timedelta(days=12 + number % 9), 17, self._noting(probation, manager, work))
        if leaves_early:
            self._on(probation.starts_on + timedelta(days=20 + number % 30), 12, self._leaving(probation, manager))
            return
        for check_in in probation.check_ins:
            self._on(check_in.due_on, 16, self._checking_in(probation, manager, work, check_in.due_on))
        in_time = probation.check_ins[-1].due_on + timedelta(days=1 + number % 4)
        decide_on = probation.decide_by + timedelta(days=2) if number == DECIDED_LATE else in_time
        if mean >= _END_BELOW and number % 31 == 16:
            self._on(probation.ends_on + timedelta(days=9), 12, self._running_out(probation, manager))
        elif mean < _END_BELOW:
            self._on(decide_on, 11, self._ending(probation, manager))
        else:
            self._on(decide_on, 11, self._confirming(probation, manager))
        if number % 3 == 0 or mean < _END_BELOW:
            self._on(decide_on + timedelta(days=1), 13, self._looking_back(probation, manager))

    def _on(self, day: date, hour: int, act: Callable[[Session], None]) -> None:
        self.timeline.at((self.timeline.story.today - day).days, hour, act)

    def _noting(self, probation: Probation, manager: Person, work: dict[str, int]) -> Callable[[Session], None]:
        key = min(work, key=lambda criterion: work[criterion])
        is_concern = work[key] <= 3

        def note(session: Session) -> None:
            seen, on = not_noted(probation, key, is_concern=is_concern)[0], actions.today_at(probation)
            note_act(session, manager, probation, Act(key, on, seen, is_concern=is_concern))

        return note

    def _checking_in(
        self, probation: Probation, manager: Person, work: dict[str, int], on: date
    ) -> Callable[[Session], None]:
        more: dict[str, Any] = {"measured": self._measured(probation, work)}
        if min(work.values()) <= 2:
            more["promises"] = [PromiseMade(SUPPORT[0], PromiseBy.MANAGER, on + timedelta(days=14))]

        def check_in(session: Session) -> None:
            file_levels(session, probation, manager, on, work, **more)

        return check_in

    def _measured(self, probation: Probation, work: dict[str, int]) -> dict[str, int]:
        """What was counted since the last check-in, where the workplace counts something."""
        measure = self.measures.get(probation.workplace_id)
        if measure is None:
            return {}
        return {measure.id: visited(work, self.timeline.chance)}

    def _confirming(self, probation: Probation, manager: Person) -> Callable[[Session], None]:
        def confirm(session: Session) -> None:
            outcome = outcomes.confirm(
                session, manager, probation, reason=self._turn(words.CONFIRMED), whys={"open_concerns": words.TALKED}
            )
            self._tell(session, manager, outcome)

        return confirm

    def _ending(self, probation: Probation, manager: Person) -> Callable[[Session], None]:
        def end(session: Session) -> None:
            last_day = actions.today_at(probation) + timedelta(days=10)
            done = dict.fromkeys(("adjustments", "companion", "works_council", "appeal"), CONSIDERED)
            approval = proposals.propose_end(
                session, manager, probation, reason=self._turn(words.ENDED), last_day=last_day, done=done, whys=WHYS
            )
            self._tell(session, manager, self._approve(session, approval.id))

        return end

    def _leaving(self, probation: Probation, manager: Person) -> Callable[[Session], None]:
        def leave(session: Session) -> None:
            reason = self.reasons[0]
            self.reasons = [*self.reasons[1:], reason]
            approval = proposals.propose_end(
                session, manager, probation, kind=OutcomeKind.RESIGNED, reason=self._turn(words.GAVE_NOTICE),
                last_day=actions.today_at(probation) + timedelta(days=7), leaving_reason=reason,
            )  # fmt: skip
            self._approve(session, approval.id)

        return leave

    def _approve(self, session: Session, approval_id: str) -> Outcome:
        proposal = end_proposal(session, approval_id)
        if proposal is None:
            raise LookupError("the proposal that was just made is not there")
        return proposals.approve_end(
            session, self.timeline.story.cast["Leander"], proposal, shown_digest=proposal.approval.digest,
            has_checked=True,
        )  # fmt: skip

    def _running_out(self, probation: Probation, manager: Person) -> Callable[[Session], None]:
        def run_out(session: Session) -> None:
            outcomes.record_what_happened(session, manager, probation, kind=OutcomeKind.RAN_OUT, reason=words.RAN_OUT)

        return run_out

    def _looking_back(self, probation: Probation, manager: Person) -> Callable[[Session], None]:
        def look(session: Session) -> None:
            if self.hindsights:
                look_back(session, manager, probation, self.hindsights.pop())

        return look

    def _tell(self, session: Session, manager: Person, outcome: Outcome) -> None:
        today = actions.today_at(outcome.probation)
        outcomes.tell_hire(session, manager, outcome, on=today, how=self._turn(words.HANDED_OVER))

    def _turn(self, said: Sequence[str]) -> str:
        """One of them after the other."""
        self.told += 1
        return said[self.told % len(said)]
