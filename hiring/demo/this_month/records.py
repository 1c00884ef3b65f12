"""What people asked about their records: to see, to correct, to keep; and who is due to be forgotten."""

import sqlalchemy as sa

from hiring.candidates.models import Candidate
from hiring.demo.builder import Story
from hiring.foundation.database import db
from hiring.privacy.erasures import due_for, propose
from hiring.privacy.holds import place_hold
from hiring.privacy.requests import answer_request, extend_request, record_request
from hiring.privacy.restricting import restrict
from hiring.privacy.statements import attach, scorecards_of
from hiring.privacy.values import ErasureReason, RequestKind

HELD = "His solicitor wrote on the 3rd. Nothing about his probation may go until that's settled."
STATEMENT = (
    "The note says I blamed the branch. What I said was that nobody there had been told, me included. "
    "I'd like that to stand beside it."
)
MORE_TIME = "Nine people's notes mention her, and each of them has to be read for what it says about others."


def tell(story: Story) -> None:
    henrike = story.cast["Henrike"]
    _requests(story)
    with story.scene(35, 10) as session:
        place_hold(
            session, henrike, _named("Caspian Rook"), reason=HELD, reviewer=story.cast["Leander"],
            review_on=story.on(-60), today=story.on(35),
        )  # fmt: skip
    with story.scene(20, 10) as session:
        candidate = _named("Wren Halloway")
        attach(
            session, henrike, candidate, scorecards_of(session, [candidate.id])[-1], words=STATEMENT,
            received_on=story.on(21), today=story.on(20),
        )  # fmt: skip
    with story.scene(11, 10) as session:
        restrict(session, henrike, _named("Bastian Thistle"))
    with story.scene(2, 10) as session:
        for kept in due_for(session, henrike)[:1]:
            propose(session, henrike, session.get_one(Candidate, kept.id), ErasureReason.DUE)


def _requests(story: Story) -> None:
    """One is open, one took longer, and one is answered."""
    asked: list[tuple[str, RequestKind, str, str, int]] = [
        ("Marigold Finch", RequestKind.ACCESS, "She wrote herself", "From the address she applied with.", 19),
        ("Ottoline Pike", RequestKind.ACCESS, "Her union, with her letter", "Rang her at work.", 26),
        ("Wren Halloway", RequestKind.CORRECTION, "He rang, then wrote", "Knew both days and who he'd met.", 22),
    ]
    made = []
    for name, kind, who, identity, days_ago in asked:
        with story.scene(days_ago, 9) as session:
            on = story.on(days_ago)
            made.append(
                record_request(
                    session, story.cast["Leander"], _named(name), kind=kind, asked_by=who, identity=identity,
                    asked_on=on, today=on,
                )
            )  # fmt: skip
    with story.scene(9, 9) as session:
        extend_request(session, story.cast["Leander"], made[1], why=MORE_TIME, today=story.on(9))
    with story.scene(20, 11) as session:
        answer, on = "His statement is beside the card now. Sent him a copy of both.", story.on(20)
        answer_request(session, story.cast["Leander"], made[2], answer=answer, on=on, today=on)


def _named(name: str) -> Candidate:
    return db.session.scalars(sa.select(Candidate).where(Candidate.name == name)).one()
