"""What HR does next with an application: a label, and the page on which it's done."""

from dataclasses import dataclass

from hiring.candidates.facts import ApplicationFacts
from hiring.candidates.state_table import Position, StepPage, offered_steps
from hiring.candidates.status import StatusGroup, status_of


@dataclass(frozen=True, slots=True)
class NextAct:
    """A link to the page of the act. `says` is the sentence that a candidate's own page puts above it."""

    label: str
    endpoint: str
    arguments: dict[str, str]
    says: str = ""


def next_act(facts: ApplicationFacts, application_id: str, *, is_open: bool) -> NextAct | None:
    """The one act that moves this application on, for this reader; None where nothing is theirs to do now.

    `is_open` says of the opening that interviews can still be set.
    """
    at = {"application_id": application_id}
    group = status_of(facts).group
    if facts.is_blind:
        return _of_the_blind(facts, at, is_open=is_open)
    if group == StatusGroup.LATE and facts.late:
        return _remind(facts) if is_open else None
    if any(step.page == StepPage.DECISION and step.at == Position.READY for step in offered_steps(facts)):
        return NextAct("Decide", "decisions.decide", at, "Every scorecard is sealed.")
    if group == StatusGroup.OFFER and facts.needs_place:
        return NextAct("Choose the workplace", "posts.choose", at, "You've offered them the job.")
    if any(step.page == StepPage.START for step in offered_steps(facts)):
        return NextAct("Set the first day", "probation.open_probation", at, "You've offered them the job.")
    return _interviews(facts, group, at) if is_open else None


def _of_the_blind(facts: ApplicationFacts, at: dict[str, str], *, is_open: bool) -> NextAct | None:
    group = status_of(facts).group
    if group == StatusGroup.WAITING:
        return NextAct("Finish your scorecard", "scorecards.mine", {}, "You haven't sealed your scorecard.")
    return _interviews(facts, group, at) if is_open else None


def _remind(facts: ApplicationFacts) -> NextAct:
    card = facts.late[0]
    names = {late.name for late in facts.late}
    label = f"Remind {card.first_name}" if len(names) == 1 else f"Remind {len(names)} people"
    says = f"{card.name} hasn't sealed their scorecard. It's {card.by}."
    if facts.awaited == 1:
        says = f"{card.name} hasn't sealed their scorecard. It's {card.by}, and the last one missing."
    elif len(facts.late) > 1:
        says = f"{len(facts.late)} scorecards are late, the first by {card.by.removesuffix(' late')}."
    return NextAct(label, "reminders.of_interview", {"interview_id": card.interview}, says)


def _interviews(facts: ApplicationFacts, group: StatusGroup, at: dict[str, str]) -> NextAct | None:
    if facts.vacant and group in {StatusGroup.PLANNED, StatusGroup.WAITING}:
        return NextAct("Fill the seat", "interviews.show", {"interview_id": facts.vacant}, "A seat is empty.")
    if group == StatusGroup.PLANNED and not facts.is_invited and facts.opening:
        arguments = {"opening_id": facts.opening, "letter_kind": "invitation", "application": at["application_id"]}
        return NextAct("Invite", "letters.write", arguments, "You haven't sent them an invitation.")
    if group == StatusGroup.NO_DATE:
        return NextAct("Set a date", "interviews.set_interview", at, "The next interview has no date yet.")
    if group == StatusGroup.NEW:
        return NextAct("Set a date", "interviews.set_interview", at, "Set their first interview, then invite them.")
    return None
