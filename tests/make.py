"""Making things for tests through the rooms' own actions, one function a thing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hiring.accounts.models import Person
from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions as decisions
from hiring.decisions.models import Decision
from hiring.decisions.values import Verdict
from hiring.foundation.database import writing
from hiring.interviews import actions as interview_actions
from hiring.interviews.guests import actions as guests
from hiring.interviews.models import Interview, PanelReopening, Scorecard, Seat
from hiring.interviews.reopening import reopen_panel
from hiring.interviews.values import Answer
from hiring.interviews.walk_ins import actions as walk_in_actions
from hiring.interviews.walk_ins.models import WalkInSession
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.panels.actions import close_panel
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import proof
from hiring.practice import actions as practice
from hiring.practice.models import PracticeRound
from hiring.probation import actions as probation
from hiring.probation.check_ins import actions as filing
from hiring.probation.models import CheckIn, Probation
from hiring.probation.values import Act, CheckInRecord, CriterionWord, Going, PromiseBy, PromiseMade, TakeAgain
from hiring.rubrics import actions as rubrics
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped
from tests.cast import Cast

# Two before the moment that the tests stand at, and one an hour after it.
IN_AN_HOUR = datetime(2026, 11, 3, 10, 0, tzinfo=UTC)
HELD_AT, HELD_AGAIN_AT = datetime(2026, 11, 2, 10, 0, tzinfo=UTC), datetime(2026, 11, 3, 8, 0, tzinfo=UTC)

# Why it's right to go on without the last check-in and its marks, and what only people know of an ending.
NOT_FILED = dict.fromkeys(("last_check_in", "marks"), "They're off to train at another branch.")
CONSIDERED = {"adjustments": "Asked on 2 November: they need none."}


class Make:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def version(self, key: str = "service-attitude") -> RubricVersion:
        with writing() as session:
            return rubrics.publish_rubric(session, self.cast.hr, shipped()[key])

    def opening(self, title: str = "Front desk host", **more: Any) -> Opening:
        version = more.pop("version", None) or self.version()
        people = {
            "workplace": self.cast.harbour,
            "owner": self.cast.hr,
            "manager": self.cast.manager,
            "interviewers": [self.cast.panellist, self.cast.second_panellist],
        }
        with writing() as session:
            return openings.open_opening(session, self.cast.hr, title=title, version=version, **(people | more))

    def practice(self, opening: Opening, person: Person, *off: int, criterion: str = "empathy") -> PracticeRound:
        """A round on one criterion: begun or, with an `off` for each answer, finished that far from ours."""
        edition = next(one for one in opening.version.criteria if one.key == criterion)
        with writing() as session:
            round_ = practice.begin_practice(session, person, edition)
            for mark, steps in zip(list(round_.marks), off, strict=False):
                level = mark.agreed + steps
                practice.give_mark(session, person, mark, evidence="Rang back at ten.", level=level)
            return round_

    def licensed(self, opening: Opening, *people: Person) -> None:
        """Everybody named has practised every criterion of the opening."""
        for person in people:
            for one in opening.version.criteria:
                self.practice(opening, person, 0, 0, 0, 0, criterion=one.key)

    def application(self, opening: Opening | None = None, name: str = "Amara Osei", **more: Any) -> Application:
        opening = opening or self.opening()
        told = {"email": f"{name.lower().replace(' ', '.')}@candidates.example", "applied_on": date(2026, 10, 2)} | more
        with writing() as session:
            return candidates.add_candidate(session, self.cast.hr, opening, name=name, **told)

    def interview(
        self,
        application: Application,
        planned_round: int = 0,
        people: list[Person] | None = None,
        starts_at: datetime | None = None,
    ) -> Interview:
        """Held before the moment that the tests stand at, unless `starts_at` says otherwise."""
        people = people if people is not None else [self.cast.panellist, self.cast.second_panellist]
        with writing() as session:
            return interview_actions.set_interview(
                session,
                self.cast.hr,
                application,
                application.opening.rounds[planned_round],
                starts_at=starts_at or (HELD_AT if planned_round == 0 else HELD_AGAIN_AT),
                place="Room Birch",
                people=people,
            )

    def walk_ins(self, opening: Opening, **more: Any) -> WalkInSession:
        """Three places from tomorrow at 10 UTC, with one interviewer."""
        told: dict[str, Any] = {"starts_at": IN_AN_HOUR + timedelta(days=1), "places": 3, "place": "Room Alder"}
        told |= {"people": [self.cast.panellist]} | more
        with writing() as session:
            return walk_in_actions.plan_walk_ins(session, self.cast.hr, opening, opening.rounds[0], **told)

    def guest(self, interview: Interview, name: str = "Gita Guest", **more: Any) -> Seat:
        """The seat of someone from outside; their link works for a week."""
        with writing() as session:
            told = {"name": name, "until": date(2026, 11, 10)} | more
            return guests.invite_guest(session, self.cast.hr, interview, **told).seat

    def scorecard(
        self, seat: Seat, levels: int | list[int | None] = 3, evidence: str = "Rang back twice."
    ) -> Scorecard:
        """Seal the seat's card with one level for every answer, or with a level for each."""
        asked = seat.interview.round.questions
        given = levels if isinstance(levels, list) else [levels] * len(asked)
        answers = [Answer(q, level, evidence) for q, level in zip(asked, given, strict=True)]
        with writing() as session:
            return interview_actions.seal_scorecard(session, seat.person, seat, answers)

    def panel(self, *levels: int, application: Application | None = None, rounds: int | None = None) -> Application:
        """An application whose rounds are all sealed; each panellist gives one level throughout. With fewer
        rounds than planned the plan is cut to them first, so that the panel is complete."""
        application = application or self.application()
        if rounds is not None:
            self.plan_of(application.opening, rounds)
        people = [self.cast.panellist, self.cast.second_panellist][: len(levels)]
        for planned_round in range(len(application.opening.rounds)):
            interview = self.interview(application, planned_round, people)
            for seat in interview.seats:
                self.scorecard(seat, levels[people.index(seat.person)])
        return application

    def first_round_only(self, *levels: int, application: Application | None = None) -> Application:
        """A panel whose first round is sealed, that was closed without the others and reopened since."""
        application = application or self.application()
        interview = self.interview(application)
        for seat, level in zip(interview.seats, levels, strict=True):
            self.scorecard(seat, level)
        with writing() as session:
            close_panel(session, self.cast.hr, application, reason="The second interview can't be held this year.")
        self.reopened(application)
        return application

    def plan_of(self, opening: Opening, rounds: int) -> Opening:
        """The opening with only the first rounds of its plan, while nothing is sealed."""
        if len(opening.rounds) > rounds and not opening.is_frozen:
            with writing():
                del opening.rounds[rounds:]
        return opening

    def reopened(self, application: Application) -> PanelReopening:
        """Reopened by HR after its marks were read."""
        with writing() as session:
            reason = "The branch manager met them only this week."
            return reopen_panel(session, self.cast.hr, application, reason=reason)

    def decision(self, application: Application, verdict: Verdict = Verdict.HIRE, by: Person | None = None) -> Decision:
        """Decided by someone who saw the panel; a hire overrides whatever gates are open."""
        person = by or self.cast.hr
        with writing() as session:
            return decisions.decide(
                session,
                person,
                application,
                verdict=verdict,
                reason="Stayed with the customer to the end, twice.",
                override_reason="The shift manager has worked with them for years.",
                seen=proof(person, application, summary_of(session, application)),
            )

    def withdrawn(self, application: Application) -> None:
        with writing() as session:
            candidates.change_state(
                session, self.cast.hr, application, ApplicationState.WITHDRAWN, date(2026, 11, 3), "Took another post."
            )

    def hire(self, application: Application | None = None) -> Application:
        """An application that was decided with a yes; where nobody met them yet, two did in both rounds."""
        application = application or self.application()
        if not application.interviews:
            self.panel(3, 4, application=application)
        self.decision(application)
        return application

    def probation(self, application: Application | None = None, **more: Any) -> Probation:
        """Starts on 3 November 2026: decide by 13 January, check-ins on 20 November, 8 and 26 December."""
        application = application or self.hire()
        told = {"manager": self.cast.manager, "starts_on": date(2026, 11, 3)} | more
        with writing() as session:
            return probation.open_probation(session, self.cast.hr, application, **told)

    def record(self, of: Probation, on: date = date(2026, 11, 3), level: int | None = 3, **more: Any) -> CheckInRecord:
        """The last check-in: the same mark on every criterion, with two acts for each."""
        keys = [one.key for one in of.application.opening.criteria]
        acts = [Act(key, on, said, is_concern=False) for key in keys for said in ("Rang back.", "Asked twice.")]
        promised = PromiseMade("Sit beside her on Mondays.", PromiseBy.MANAGER, date(2027, 6, 1), of.manager.name)
        told = {"promises": [promised], "take_again": TakeAgain.YES} | more
        return CheckInRecord(on, dict.fromkeys(keys, level), acts, **told)

    def going(self, of: Probation, on: date = date(2026, 11, 3), going: Going = Going.ON_TRACK, **more: Any) -> Any:
        """A check-in without marks: the same word on every criterion, and one act about the first."""
        keys = [one.key for one in of.application.opening.criteria]
        words = {key: CriterionWord(going, "Seen at the desk." if going is Going.WORRIED else "") for key in keys}
        act = Act(keys[0], on, "Rang back.", is_concern=False)
        return CheckInRecord(on, acts=[act], words=words, **more)

    def check_in(self, of: Probation, place: int = 0, **more: Any) -> CheckIn:
        """A filed check-in, by the probation's manager; with marks where it's the last."""
        check_in = of.check_ins[place]
        record = self.record(of, **more) if check_in.asks_marks else self.going(of, **more)
        with writing() as session:
            return filing.file_check_in(session, of.manager, check_in, record)

    def marked(self, of: Probation, **more: Any) -> CheckIn:
        """The last check-in before decide-by, filed with marks."""
        return self.check_in(of, next(n for n, check_in in enumerate(of.check_ins) if check_in.asks_marks), **more)
