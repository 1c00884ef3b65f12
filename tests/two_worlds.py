"""One story told in two worlds that differ only in the marks and words of other people, and a walk through all of it.

Every application of `TOLD` holds marks that nobody in `tests.house.test_two_worlds` may know: Pia and Hugo, who is of
HR, still owe a card on it, the guest has not sealed, and no manager has filed the last check-in: Mona has the first.
Everything else, ids and moments included, is the same in both worlds.
"""

import io
import itertools
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from hiring.accounts import actions as accounts
from hiring.accounts.models import Person
from hiring.accounts.values import Role
from hiring.candidates.models import Application
from hiring.decisions import actions as decisions
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock, ids
from hiring.foundation.database import Base, db, writing
from hiring.insights.fairness.actions import give_answers
from hiring.insights.fairness.links import application_key, form_address
from hiring.interviews.guests.links import guest_link_for
from hiring.interviews.models import Interview, Seat, interviews_of
from hiring.interviews.paper import seal_paper_card
from hiring.interviews.values import Answer
from hiring.panels.actions import close_panel, record_debrief
from hiring.panels.amendments import amend
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import proof
from hiring.panels.summary import Debriefed
from hiring.probation.acts.pages import BY_HR, BY_MANAGER, OF_CHECK_IN
from hiring.probation.hire_side.actions import make_link
from hiring.probation.hire_side.links import address_of
from hiring.probation.models import CheckIn, Probation
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.house import scene
from tests.make import Make
from tests.visitor import Visitor

# What others marked and wrote, at its two ends.
WORLDS = {"low": (1, "Blamed the customer and hung up."), "high": (5, "Rang back twice, then wrote it down.")}
# Which group the candidates say they belong to, at the level of each world. Nobody in the walks may know.
GROUPS = {1: "woman", 5: "man"}
# Random, or dated by a signature's own clock: the token of a form, and signed links.
TOKENS = re.compile(r'name="csrf_token" value="[^"]+"|[\w-]{8,}\.[\w-]{6}\.[\w-]{27}')
# Ways to ask for a page that could give away an order, a count or a match.
LOOKS = {
    "panels.compare": [
        *("?page=all", "?sort=-total", "?sort=total&page=2", "?sort=-empathy", "?sort=-gates", "?sort=-status"),
        *("?show=discuss", "?show=below", "?show=ready", "?show=decided"),
    ],
    "panels.side_by_side": ["?of={closed}&of={rejected}", "?of={waiting}&of={hired}&of={followed}"],
    "packets.show": ["?of={closed}&of={rejected}&of={hired}", "?of={waiting}"],
    "packets.pdf": ["?of={closed}&of={rejected}&of={hired}"],
    "several.decide": ["?of={closed}&of={rejected}&of={waiting}&of={hired}"],
    "candidates.index": ["?q=a", "?status=ready", "?status=waiting", "?sort=applied"],
    "candidates.show": ["?show=sent"],
    "agenda.show": ["?view=week", "?day=2026-11-02"],
    "agenda.day_sheet": ["?day=2026-11-02"],
}


# Arguments that hold a signed token.
SIGNED = {"token", "feed_key", "hire_token", "colleague_token", "leaving_token", "referee_token", "fairness_token"}
# Arguments that are words of ours, each with all it can be.
KINDS = {
    "decision": ["confirm", "extend", "end"],
    "happening": ["left", "contract-ended", "stays"],
    "kind": [*BY_MANAGER, *BY_HR, *OF_CHECK_IN],
}

# Of these there are many, and those of one application are alike: how each is found from its application.
OF_APPLICATIONS: dict[str, sa.Select[tuple[str]]] = {
    "seat_id": sa.select(Seat.id).join(Interview, Seat.interview_id == Interview.id).join(Application),
    "check_in_id": sa.select(CheckIn.id).join(Probation, CheckIn.probation_id == Probation.id).join(Application),
}


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


@cache
def _template(name: str) -> tuple[Path, Cast, Told]:
    """The world of that name, told once; its people as they were, for their addresses and ids."""
    folder = Path(tempfile.mkdtemp(prefix=f"hiring-{name}-"))
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
        cast = Cast.arrive()
        told = Story(cast, *WORLDS[name]).tell()
        db.session.close()
        db.engine.dispose()
    return folder, cast, told


@contextmanager
def world(name: str, folder: Path) -> Iterator[tuple[Flask, Told]]:
    """A copy of that world, its clock and the ids to come the same as in the other."""
    template, _, told = _template(name)
    folder.mkdir()
    for part in ("hiring.sqlite", "journal.key", "journal.anchor"):
        shutil.copy(template / part, folder / part)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(11), app.app_context():
        yield app, told
        db.session.close()
        db.engine.dispose()


@dataclass(frozen=True)
class Address:
    """One way to ask: `name` is the same in both worlds, also where the address holds a signed token."""

    endpoint: str
    method: str
    url: str
    name: str


def addresses(app: Flask, told: Told) -> list[Address]:
    """Everything that is read: every page, and every POST that changes nothing, with every id there is."""
    asked = []
    for rule in app.url_map.iter_rules():
        reads_by_post = getattr(app.view_functions[rule.endpoint], "reads_by_post", False)
        if "filename" in rule.arguments or not (reads_by_post or "GET" in (rule.methods or ())):
            continue
        method = "POST" if reads_by_post else "GET"
        pools = [_values(argument, told) for argument in sorted(rule.arguments)]
        for values in itertools.product(*pools):
            given = dict(zip(sorted(rule.arguments), values, strict=True))
            url, name = (_filled(rule.rule, given | hidden) for hidden in ({}, dict.fromkeys(SIGNED & set(given), "…")))
            looks = ["", *(look.format(**vars(told)) for look in LOOKS.get(rule.endpoint, []))]
            asked += [Address(rule.endpoint, method, url + look, name + look) for look in looks]
    return sorted(asked, key=lambda address: (address.method, address.name, address.endpoint))


def _values(argument: str, told: Told) -> list[str]:
    """Each word of ours it can be; else every id of the table it's named after; else the story's own."""
    if argument in KINDS:
        return KINDS[argument]
    table = Base.metadata.tables.get(argument.removesuffix("_id"))
    if table is not None and "id" in table.columns:
        everything = [str(key) for key in db.session.scalars(sa.select(table.c.id).order_by(table.c.id))]
        return _shortened(argument, everything, told) if argument in OF_APPLICATIONS else everything
    assert argument in told.arguments, f"the story has nothing to put for <{argument}> in an address"
    return [told.arguments[argument]]


def _shortened(argument: str, everything: list[str], told: Told) -> list[str]:
    """All that belong to the applications with marks to keep, the story's own, and every fifth of the others."""
    wanted = OF_APPLICATIONS[argument].where(Application.id.in_(told.of_others))
    kept = {*db.session.scalars(wanted), *told.arguments.values()}
    return [key for place, key in enumerate(everything) if key in kept or place % 5 == 0]


def _filled(rule: str, given: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: given[part.group(1)], rule)


def observed(visitor: Visitor, asked: list[Address]) -> dict[tuple[str, str], Any]:
    """(endpoint, name) → everything this browser gets: status, headers, body to the letter but for tokens."""
    token = visitor.token()
    answers = {}
    for address in asked:
        if address.method == "POST":
            answer = visitor.client.post(address.url, data={"csrf_token": token})
        else:
            answer = visitor.client.get(address.url)
        db.session.rollback()
        # A body that is the same to the letter has the same length; the header counts the tokens as well.
        headers = sorted((k, v) for k, v in answer.headers if k not in {"Set-Cookie", "Date", "Content-Length"})
        answers[address.endpoint, address.name] = (answer.status_code, TOKENS.sub("", str(headers)), _body(answer))
    return answers


def _body(answer: TestResponse) -> Any:
    """Text without tokens; a workbook part by part, without the second at which it was written."""
    content = answer.get_data()
    if content.startswith(b"%PDF"):
        return content
    if not content.startswith(b"PK"):
        return TOKENS.sub("", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
