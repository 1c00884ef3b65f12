"""The state table: every pair of positions by every person, by direct request; and the docs, which are made from it."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.candidates.state_table import STEPS, Position, as_markdown
from hiring.foundation.database import db
from hiring.foundation.records.approvals import Approval
from tests.candidates.positions import REOPENED, TARGETS, copied, forget_proposals, press, where
from tests.cast import ADDRESSES, Cast
from tests.visitor import Visitor

DOCS = Path(__file__).resolve().parents[2] / "docs" / "states.md"
HR = {"hr", "second_hr"}
MANAGER = {"manager"}

# Where an application is → where it can be taken, and who by. Everybody else is refused, and so is everything else.
MAY = {
    "undecided": {"withdrawn": HR, "rejected": HR},
    "ready": {"withdrawn": HR, "rejected": HR, "offer_made": HR},
    "rejected": {"undecided": HR},
    "turned_down": {"ready": HR},
    "offer_made": {"ready": HR, "offer_declined": HR, "did_not_start": HR, "in_probation": HR},
    "withdrawn": {"undecided": HR},
    "offer_declined": {"offer_made": HR},
    "did_not_start": {"offer_made": HR},
    "never_came": {"in_probation": HR},
    "in_probation": {"did_not_start": HR, "confirmed": MANAGER, "extended": MANAGER},
    "at_work": {"confirmed": MANAGER, "extended": MANAGER},
    "extended": {"did_not_start": HR, "confirmed": MANAGER},
    # From the day after decide-by HR stands in for the manager; from the day after the end nobody decides any more.
    "past_decide_by": {"did_not_start": HR, "confirmed": HR | MANAGER, "extended": HR | MANAGER},
    "over": {"did_not_start": HR, "ran_out": HR | MANAGER},
    # Hedda set the last day of this contract: someone else records that it ended on it.
    "contract_over": {
        "did_not_start": HR,
        "confirmed": MANAGER,
        "extended": MANAGER,
        "contract_ended": {"second_hr"} | MANAGER,
    },
    "stayed": {},
    "contract_ended": {},
    "confirmed": {},
    "ended": {},
    "resigned": {},
    "end_proposed": {"ended": HR},
    "leaving_proposed": {"resigned": {"second_hr"}},
    # Hugo still owes a scorecard for these two, and must not learn from what he may do that someone has decided.
    "blind": {"withdrawn": HR, "rejected": {"hr"}},
    "blind_rejected": {"withdrawn": {"second_hr"}, "undecided": {"hr"}},
}
PEOPLE = ["hr", "second_hr", "manager", "stranger", "panellist", "administrator"]


class Told:
    """A copy of every position, with one person signed in."""

    def __init__(self, folder, name):
        folder.mkdir()
        self.app, self.ids = copied(folder)
        self.context = self.app.app_context()
        self.context.push()
        self.cast = Cast(None, **{one: _person(one) for one in ADDRESSES})
        self.person = getattr(self.cast, name)
        self.visitor = Visitor(self.app, self.person)
        self.known = set(db.session.scalars(sa.select(Approval.id)))

    def press(self, at, target, *, reopens=True):
        press(self.visitor, self.person, self.cast, self.ids[at], target, reopens=reopens)
        found = where(self.ids[at])
        forget_proposals(self.known)
        return found

    def leave(self):
        db.session.close()
        db.engine.dispose()
        self.context.pop()


def _person(name):
    from hiring.accounts.queries import person_by_email

    return person_by_email(db.session, ADDRESSES[name])


@pytest.fixture
def told(tmp_path, now):
    made = []

    def tell(name):
        made.append(Told(tmp_path / f"{name}{len(made)}", name))
        return made[-1]

    yield tell
    for one in reversed(made):
        one.leave()


@pytest.mark.parametrize("name", PEOPLE)
def test_every_other_step_is_refused_whatever_is_sent(told, name):
    house = told(name)
    moved = {}
    for at, may in MAY.items():
        before = where(house.ids[at])
        reopens = not any(name in may.get(target, ()) for target in REOPENED)
        for target in TARGETS:
            if name in may.get(target, ()):
                continue
            after = house.press(at, target, reopens=reopens)
            if after != before:
                moved[at, target] = after
    assert moved == {}


@pytest.mark.parametrize("at", [at for at, may in MAY.items() if may])
def test_every_step_of_the_table_is_taken(told, at):
    for target, people in MAY[at].items():
        for name in sorted(people):
            assert told(name).press(at, target) == target, (at, target, name)


def test_every_position_and_every_step_of_the_table_is_tried():
    like = {"turned_down": "rejected", "never_came": "did_not_start", "at_work": "in_probation"}
    in_probation = ["over", "past_decide_by", "contract_over", "end_proposed", "leaving_proposed"]
    like |= dict.fromkeys(in_probation, "in_probation") | {"stayed": "ran_out"}
    like |= {"blind": "undecided", "blind_rejected": "rejected"}
    tried = {(like.get(at, at), target) for at, may in MAY.items() for target in may}
    assert {like.get(at, at) for at in MAY} == set(Position)
    # Not told one by one: what HR who owe a card may do at an offer, how an extended probation ends, and what becomes
    # of a hire that is reopened after its panel was.
    told_elsewhere = {("offer_made", "withdrawn"), ("offer_made", "undecided")}
    told_elsewhere |= {("extended", "ended"), ("extended", "resigned")}
    told_elsewhere |= {("extended", "contract_ended"), ("extended", "ran_out")}
    assert {(step.at, step.to) for step in STEPS} == tried | told_elsewhere


def test_the_docs_hold_the_table_to_the_letter():
    assert as_markdown() in DOCS.read_text()
