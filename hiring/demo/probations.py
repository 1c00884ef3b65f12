"""How the story's managers follow a hire: check-ins with acts behind every mark, and how it ends."""

from collections.abc import Iterator
from datetime import date, timedelta

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.demo.builder import Story
from hiring.demo.phrases import CONCERNS, GOOD
from hiring.probation import actions, outcomes, proposals
from hiring.probation.models import Probation
from hiring.probation.queries import end_proposal
from hiring.probation.values import Act, CheckInRecord

SUPPORT = "An hour beside a colleague who does this well, and a note of what to try until next time."
HIRE_SAID = "I see what you mean about the hand-over. I would like to watch someone do the late shift once."
CUSTOMERS_SAID = "They ask most about opening hours on holidays; it stands nowhere."


def start(story: Story, application: Application, manager: Person, days_ago: int) -> Probation:
    with story.scene(days_ago + 7, 10) as session:
        return actions.open_probation(
            session, story.cast["Henrike"], application, manager=manager, starts_on=story.on(days_ago)
        )


def check_in(story: Story, probation: Probation, manager: Person, days_ago: int, about: float) -> None:
    """File the next check-in with marks around a level, each on acts of the days before."""
    held_on = story.on(days_ago)
    acts: list[Act] = []
    ratings: dict[str, int | None] = {}
    for criterion in probation.application.opening.criteria:
        level = min(5, max(1, round(story.chance.gauss(about, 0.5))))
        ratings[criterion.key] = level
        acts += _acts(criterion.key, level, held_on)
    record = CheckInRecord(
        held_on=held_on,
        ratings=ratings,
        acts=acts,
        support=SUPPORT,
        hire_said=HIRE_SAID,
        customers_said=CUSTOMERS_SAID,
    )
    due = next(planned for planned in probation.check_ins if planned.filed_at is None)
    with story.scene(days_ago, 16) as session:
        actions.file_check_in(session, manager, due, record)


def _acts(criterion: str, level: int, held_on: date) -> Iterator[Act]:
    phrases = CONCERNS if level <= 2 else GOOD
    for place, words in enumerate(phrases[criterion][: 1 if level in (3, 4) else 2]):
        yield Act(criterion, held_on - timedelta(days=2 + 3 * place), words, is_concern=level <= 2)


def confirm(story: Story, probation: Probation, manager: Person, days_ago: int, reason: str) -> None:
    with story.scene(days_ago, 11) as session:
        outcomes.confirm(session, manager, probation, reason=reason)


def end(story: Story, probation: Probation, manager: Person, days_ago: int, reason: str) -> None:
    """The manager asks; the HR lead, who is nobody it concerns, reads exactly this text and says yes."""
    with story.scene(days_ago, 11) as session:
        last_day = story.on(days_ago - 10)
        approval = proposals.propose_end(session, manager, probation, reason=reason, last_day=last_day)
    with story.scene(days_ago - 2, 10) as session:
        proposal = end_proposal(session, approval.id)
        if proposal is None:
            raise LookupError("the proposal that was just made is not there")
        proposals.approve_end(
            session, story.cast["Leander"], proposal, shown_digest=proposal.approval.digest, has_checked=True
        )
