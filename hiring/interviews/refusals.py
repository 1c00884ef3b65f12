"""What a person reads when a card cannot be sealed: its interview did not take place, or something is missing."""

from collections.abc import Sequence

from hiring.foundation import clock
from hiring.foundation.text import LONGEST_TEXT
from hiring.foundation.web.template_filters import day
from hiring.interviews.models import Interview
from hiring.interviews.values import Answer, InterviewState, UnfinishedAnswer
from hiring.rubrics.schema import LEVELS


def why_off(interview: Interview) -> str:
    """Why a card of this interview cannot be sealed, and what to do about it."""
    when = day(clock.in_zone(interview.starts_at, interview.application.opening.workplace.zone).date())
    if interview.state == InterviewState.NO_SHOW:
        return (
            f"HR recorded that the candidate didn't come on {when}, so this card can't be sealed. Your text is kept. "
            "If they did come, ask HR to take the no-show back."
        )
    return (
        f"The interview on {when} was cancelled, so this card can't be sealed. Your text is kept. "
        "If it did take place, ask HR to set it again for that day."
    )


def what_is_missing(asked: Sequence[str], answers: Sequence[Answer | None]) -> list[UnfinishedAnswer]:
    """Everything that keeps these answers from being sealed, in the order of the questions."""
    unfinished = []
    for question, answer in zip(asked, answers, strict=True):
        if answer is None:
            unfinished.append(UnfinishedAnswer(question, "level", "choose a mark, or say that it was not observed."))
            continue
        if answer.level is not None and answer.level not in LEVELS:
            unfinished.append(UnfinishedAnswer(question, "level", "choose a mark from 1 to 5, or not observed."))
        if answer.level is not None and not answer.evidence.strip():
            unfinished.append(UnfinishedAnswer(question, "evidence", "write what the candidate said or did."))
        if len(answer.evidence) > LONGEST_TEXT:
            too_long = f"this is {len(answer.evidence):,} characters long; at most {LONGEST_TEXT:,} can be kept."
            unfinished.append(UnfinishedAnswer(question, "evidence", f"{too_long} Shorten it."))
    return unfinished
