"""How the story's managers follow a hire: check-ins with acts behind every mark, and how it ends."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.demo.builder import Story
from hiring.demo.phrases import CONCERNS, GOOD
from hiring.probation import actions, outcomes, proposals
from hiring.probation.check_ins.actions import file_check_in
from hiring.probation.models import CheckIn, Outcome, Probation
from hiring.probation.promises.actions import close_promise
from hiring.probation.promises.models import Promise
from hiring.probation.queries import end_proposal
from hiring.probation.values import (
    Act,
    CheckInRecord,
    CriterionWord,
    Going,
    PromiseBy,
    PromiseFate,
    PromiseMade,
    TakeAgain,
)

TOLD = "In the back office, the two of us, and handed over the letter."
CONSIDERED = "Asked in each check-in. They said they need none."
WHYS = {"reply": "They read this and didn't want to write anything."}
# What was promised, what the hire said and what customers ask, at the first, the second and the last check-in.
SUPPORT = (
    "An hour beside a colleague who does this well, and a note of what to try until next time.",
    "No early shifts alone until the month is out.",
    "One hard case together each week, the rest as it comes.",
    "I'll be at the till myself for the first hour on Saturday.",
    "The list of what they may decide alone, in writing.",
    "Half a day at the other counter, to see how they do it there.",
    "Fifteen minutes every Thursday, the two of us, no agenda.",
)
KEPT = (
    "Done on the Wednesday after, and we talked about it on the way out.",
    "Yes, since the week after. It's on the rota now.",
    "We did it twice. The second time they led.",
)
HIRE_SAID = (
    "I see what you mean about the hand-over. I'd like to watch someone do the late shift once.",
    "The mornings are fine now. Evenings I'm still guessing what I may decide.",
    "I'd stay. I know what a good day looks like here.",
)
CUSTOMERS_SAID = (
    "They ask most about opening hours on holidays. It's nowhere on the door.",
    "Two asked why the lift music is on in the night.",
    "They'd like a hook for the dog's lead by the till.",
    "They want to pay at the table and can't.",
    "The form asks for a fax number. Nobody has one.",
    "The bus times in the hall are last year's.",
)


def start(story: Story, application: Application, manager: Person, days_ago: int) -> Probation:
    with story.scene(days_ago + 7, 10) as session:
        return actions.open_probation(
            session, story.cast["Henrike"], application, manager=manager, starts_on=story.on(days_ago)
        )


def check_in(story: Story, probation: Probation, manager: Person, days_ago: int, about: float) -> None:
    """File the next check-in around a level: as words, or with marks where it's the last before decide-by."""
    levels = {
        criterion.key: min(5, max(1, round(story.chance.gauss(about, 0.5))))
        for criterion in probation.application.opening.criteria
    }
    turn = next_of(probation).position - 1
    more = {
        "promises": [PromiseMade(story.supports(SUPPORT), PromiseBy.MANAGER, story.on(days_ago) + timedelta(days=14))],
        "hire_said": HIRE_SAID[turn],
        "customers_said": story.customers_say(CUSTOMERS_SAID),
    }
    with story.scene(days_ago, 15) as session:
        for promise in session.scalars(open_promises(probation)):
            close_promise(session, manager, promise, became=PromiseFate.DONE, on=story.on(days_ago), words=KEPT[turn])
    with story.scene(days_ago, 16) as session:
        file_levels(session, probation, manager, story.on(days_ago), levels, **more)


def open_promises(probation: Probation) -> sa.Select[Promise]:
    return sa.select(Promise).where(Promise.probation_id == probation.id, Promise.closed_at.is_(None))


def next_of(probation: Probation) -> CheckIn:
    return next(planned for planned in probation.check_ins if planned.filed_at is None)


def file_levels(
    session: Session, probation: Probation, manager: Person, held_on: date, levels: dict[str, int], **more: Any
) -> None:
    """File the next check-in from a level for each criterion, with what was seen for it."""
    due = next_of(probation)
    acts = [act for key, level in levels.items() for act in _acts(key, level, held_on, due)]
    record = CheckInRecord(held_on=held_on, acts=acts, **_judged(levels, is_last=due.asks_marks), **more)
    file_check_in(session, manager, due, record)


def _judged(levels: dict[str, int], *, is_last: bool) -> dict[str, Any]:
    if is_last:
        again = TakeAgain.YES if min(levels.values()) >= 3 else TakeAgain.UNSURE
        return {"ratings": levels, "take_again": again}
    return {"words": {key: CriterionWord(_going(level)) for key, level in levels.items()}}


def _going(level: int) -> Going:
    if level <= 2:
        return Going.WORRIED
    return Going.NOT_SURE if level == 3 else Going.ON_TRACK


def _acts(criterion: str, level: int, held_on: date, due: CheckIn) -> Iterator[Act]:
    """One act, or two where a low mark needs them."""
    needed = 2 if level <= 2 and due.asks_marks else 1
    seen = not_noted(due.probation, criterion, is_concern=level <= 2)
    for place, words in enumerate(seen[:needed]):
        yield Act(criterion, held_on - timedelta(days=2 + 3 * place), words, is_concern=level <= 2)


def not_noted(probation: Probation, criterion: str, *, is_concern: bool) -> list[str]:
    """What can be seen of a criterion and wasn't noted of this hire yet."""
    noted = {note.act for note in probation.observations}
    return [words for words in (CONCERNS if is_concern else GOOD)[criterion] if words not in noted]


def confirm(story: Story, probation: Probation, manager: Person, days_ago: int, reason: str) -> None:
    with story.scene(days_ago, 11) as session:
        outcome = outcomes.confirm(session, manager, probation, reason=reason)
    told(story, outcome, manager, days_ago - 1)


def told(story: Story, outcome: Outcome, manager: Person, days_ago: int) -> None:
    """The manager tells the hire themselves, and records it."""
    with story.scene(days_ago, 15) as session:
        outcomes.tell_hire(session, manager, outcome, on=story.on(days_ago), how=TOLD)


def end(story: Story, probation: Probation, manager: Person, days_ago: int, reason: str) -> None:
    """The manager asks; the HR lead, who is nobody it concerns, reads exactly this text and says yes."""
    with story.scene(days_ago, 11) as session:
        session.refresh(probation, ["observations"])  # in the order of their days, as a page reads them
        last_day = story.on(days_ago - 10)
        approval = proposals.propose_end(
            session, manager, probation, reason=reason, last_day=last_day, done={"adjustments": CONSIDERED}, whys=WHYS
        )
    with story.scene(days_ago - 2, 10) as session:
        proposal = end_proposal(session, approval.id)
        if proposal is None:
            raise LookupError("the proposal that was just made is not there")
        outcome = proposals.approve_end(
            session, story.cast["Leander"], proposal, shown_digest=proposal.approval.digest, has_checked=True
        )
    told(story, outcome, manager, days_ago - 2)
