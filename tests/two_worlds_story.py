"""The story of both worlds: every application of it holds marks that some mustn't know."""

from dataclasses import dataclass, field
from datetime import date

from hiring.accounts import actions as accounts
from hiring.accounts.models import Person
from hiring.accounts.values import Role
from hiring.candidates.models import Application
from hiring.decisions import actions as decisions
from hiring.decisions.values import Skill, Verdict
from hiring.foundation.database import writing
from hiring.insights.fairness.actions import give_answers
from hiring.insights.fairness.links import application_key, form_address
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.models import Seat, interviews_of
from hiring.interviews.paper import seal_paper_card
from hiring.interviews.values import Answer
from hiring.panels.actions import close_panel, record_debrief
from hiring.panels.amendments import amend
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import proof
from hiring.panels.summary import Debriefed
from hiring.probation.hire_side.actions import make_link
from hiring.probation.hire_side.links import address_of
from tests.cast import Cast
from tests.house import scene
from tests.make import Make

# Which group the candidates say they belong to, at the level of each world. Nobody in the walks may know.
GROUPS = {1: "woman", 5: "man"}


@dataclass
class Told:
    """The applications with marks to be kept from some, and the arguments of addresses that have no table."""

    waiting: str = ""
    closed: str = ""
    rejected: str = ""
    hired: str = ""
    followed: str = ""
    guest: str = ""
    hire_page: str = ""
    arguments: dict[str, str] = field(default_factory=dict)

    @property
    def of_others(self) -> list[str]:
        return [self.waiting, self.closed, self.rejected, self.hired, self.followed]


class Story:
    def __init__(self, cast: Cast, level: int, words: str) -> None:
        self.cast, self.make, self.level, self.words = cast, Make(cast), level, words
        self.mona = self._person("Mona Moss", Role.MANAGER)
        self.oda = self._person("Oda Oak", Role.INTERVIEWER)
        people = [cast.panellist, cast.second_panellist, cast.second_hr, cast.elsewhere, self.oda]
        self.opening = self.make.opening("Night porter", interviewers=people, posts=9)

    def _person(self, name: str, role: Role) -> Person:
        address = f"{name.split()[0].lower()}@example.org"
        with writing() as session:
            return accounts.add_person(
                session,
                None,
                name=name,
                email=address,
                roles=[role],
                workplace=self.cast.harbour,
                password_hash=self.cast.manager.password,
            )

    def tell(self) -> Told:
        arguments = scene.furnish(self.make, self.cast)
        waiting, guest = self.waiting()
        closed, rejected = self.closed("Cem Can"), self.closed("Rita Rook")
        hired, followed = self.closed("Hilda Hay"), self.closed("Fritz Fall")
        self.decide(rejected, Verdict.REJECT)
        for application in (hired, followed):
            self.decide(application, Verdict.HIRE)
        self.make.probation(hired)
        at_work = self.make.probation(followed, manager=self.mona)
        self.make.check_in(at_work)
        applications = [application.id for application in (waiting, closed, rejected, hired, followed)]
        with writing() as session:
            for application in applications:
                give_answers(session, application_key(application), {"gender": GROUPS[self.level]})
        arguments["fairness_token"] = form_address(rejected.id).rsplit("/", 1)[1]
        arguments["token"] = guest_link_for(guest).rsplit("/", 1)[1]
        with writing() as session:
            own_page = address_of(make_link(session, self.cast.hr, at_work))
        return Told(*applications, guest.id, own_page, arguments)

    def waiting(self) -> tuple[Application, Seat]:
        """Pablo has sealed; Pia, Hugo and a guest have not."""
        cast = self.cast
        application = self.make.application(self.opening, "Wanda Weir")
        people = [cast.panellist, cast.second_panellist, cast.second_hr]
        interview = self.make.interview(application, people=people)
        guest = self.make.guest(interview)
        self.make.scorecard(self.seat_of(cast.second_panellist, application), self.level, self.words)
        return application, guest

    def closed(self, name: str) -> Application:
        """Pablo and a guest sealed, Oda on paper, Elsa never; HR closed it, Pablo amended, they talked. Then HR
        reopened it, and Pia and Hugo were asked to meet the candidate once more."""
        cast, make = self.cast, self.make
        application = make.application(self.opening, name)
        interview = make.interview(application, people=[cast.second_panellist, self.oda, cast.elsewhere])
        guest = make.guest(interview, f"Greta with {name}")
        for seat in (self.seat_of(cast.second_panellist, application), guest):
            make.scorecard(seat, self.level, self.words)
        self.on_paper(self.seat_of(self.oda, application))
        with writing() as session:
            close_panel(session, cast.hr, application, reason="Elsa is ill and will not be back this year.")
        self.amend(application)
        with writing() as session:
            talk = [Debriefed("empathy", self.level, self.words)]
            record_debrief(session, cast.hr, application, talk, standing="")
        make.reopened(application)
        make.interview(application, 1, people=[cast.panellist, cast.second_hr])
        return application

    def seat_of(self, person: Person, application: Application) -> Seat:
        seats = [seat for interview in interviews_of(application) for seat in interview.seats]
        return next(seat for seat in seats if seat.person_id == person.id)

    def on_paper(self, seat: Seat) -> None:
        answers = [Answer(question, self.level, self.words) for question in seat.interview.round.questions]
        with writing() as session:
            seal_paper_card(session, self.cast.hr, seat, answers, free_probe=self.words, paper_on=date(2026, 11, 2))

    def amend(self, application: Application) -> None:
        card = self.seat_of(self.cast.second_panellist, application).scorecard
        with writing() as session:
            rating, why = card.ratings[0], f"As I see it now: {self.words.lower()}"
            amend(session, self.cast.second_panellist, rating, level=6 - self.level, evidence=self.words, reason=why)

    def decide(self, application: Application, verdict: Verdict) -> None:
        hr, words = self.cast.hr, self.words
        with writing() as session:
            decisions.record_skill_floor(
                session, hr, application, verdict=Skill.TRAINABLE, evidence="Booked a room with us.", judged_by=hr
            )
            said = "Former manager, by telephone: kept promises."
            decisions.record_references(session, hr, application, waived=False, said=said)
        with writing() as session:
            read = proof(hr, application, summary_of(session, application))
            reasons = {"reason": f"What the panel heard: {words}", "override_reason": f"Despite it all: {words}"}
            decisions.decide(session, hr, application, verdict=verdict, seen=read, **reasons)
