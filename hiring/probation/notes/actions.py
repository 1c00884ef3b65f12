"""Notes: what someone saw a hire do, written in ten seconds, and looking into what a customer told."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock as time
from hiring.foundation import text
from hiring.foundation.database import later_side
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.models import Observation, Probation
from hiring.probation.notes.models import StoryCheck
from hiring.probation.notes.rules import what_is_wrong_with
from hiring.probation.notes.worries import ask_hr_to_call
from hiring.probation.values import Act, ActSource


class ActRefused(Refused):
    """The act cannot be kept like this."""


class StoryRefused(Refused):
    """There is nothing to check about this note, or it was checked already."""


def note_act(session: Session, person: Person, probation: Probation, act: Act, told_by: str = "") -> Observation:
    """Keep one dated act. The next check-in offers it, and the person who files that says whether it counts."""
    refuse_if_over(probation)
    if act.criterion not in {"", *(criterion.key for criterion in probation.application.opening.criteria)}:
        raise ActRefused("Choose one of the criteria of this opening.", "criterion")
    wrong = what_is_wrong_with(act, probation.starts_on, today_at(probation))
    if wrong:
        raise ActRefused(wrong[0].sentence, wrong[0].part)
    noted = as_note(person, act)
    noted.told_by = text.tidy(told_by)
    probation.observations.append(noted)
    session.flush()
    event = events.ActNoted(noted.id, probation=probation.id, on=act.on.isoformat(), wants_call=act.wants_call)
    journal.record(session, person.id, event)
    if noted.wants_call:
        ask_hr_to_call(session, person, noted)
    return noted


def as_note(person: Person, act: Act) -> Observation:
    return Observation(
        criterion=act.criterion,
        on=act.on,
        source=str(act.source),
        act=text.kept(act.act).strip(),
        is_concern=act.is_concern,
        wants_call=act.wants_call,
        recorded_by=person,
        at=time.now(),
    )


def check_story(session: Session, person: Person, note: Observation, probation: Probation, words: str) -> StoryCheck:
    """Write down what was checked about a customer's story. It counts from then on, and stays as it was told."""
    refuse_if_over(probation)
    if note.source != ActSource.UNCHECKED:
        raise StoryRefused("You only check stories that customers told.")
    if later_side(note, "story_check") is not None:
        raise StoryRefused("This has already been checked.")
    kept = text.kept(words).strip()
    if not kept:
        raise StoryRefused("Write what you checked, and what you found.", "words")
    check = StoryCheck(observation=note, words=kept, by=person, at=time.now())
    session.add(check)
    session.flush()
    journal.record(session, person.id, events.StoryChecked(note.id, probation=probation.id))
    return check
