"""How the manager, or who stands in, settles a probation alone: confirmed, extended once, or what happened recorded."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.state_table import Position, StepPage, refuse_unless_offered
from hiring.foundation import clock as time
from hiring.foundation import jurisdictions, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.probation import clock, events
from hiring.probation.actions import planned_check_ins, refuse_if_over, today_at
from hiring.probation.conditions import Condition, conditions_of
from hiring.probation.models import Outcome, OutcomeTold, Probation
from hiring.probation.policy import is_manager_of
from hiring.probation.queries import waiting_end
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import OutcomeKind


class OutcomeRefused(Refused):
    """The probation cannot end, or go on, like this."""


on_violation("uq_outcome_probation_id_kind", OutcomeRefused, "Someone has just recorded this. Check it again.")
on_violation("pk_outcome_told", OutcomeRefused, "Someone has just recorded this. Check it again.")

# Condition → why it's right to go on without it.
Whys = dict[str, str]
HAPPENED = frozenset({OutcomeKind.CONTRACT_ENDED, OutcomeKind.RAN_OUT})


def confirm(
    session: Session, person: Person, probation: Probation, *, reason: str, whys: Whys | None = None
) -> Outcome:
    """They stay, and the probation is over. What is still open needs a reason, which is kept."""
    refuse_unless_in_time(session, probation)
    needed(reason, "Write the reason.", "reason")
    kept = with_reasons(conditions_of(OutcomeKind.CONFIRMED, record_of(probation), rules_of(probation)), whys or {})
    refuse_unless_offered(session, person, probation.application, StepPage.PROBATION, Position.CONFIRMED)
    outcome = _outcome(person, probation, OutcomeKind.CONFIRMED, reason)
    outcome.conditions = kept
    probation.closed_on = today_at(probation)
    _recorded(session, person, events.ProbationConfirmed(probation.id, late=outcome.days_late > 0))
    return outcome


def with_reasons(conditions: Sequence[Condition], whys: Whys) -> list[dict[str, Any]]:
    """The conditions as they are kept, each required one that isn't met with its reason; refuses where one has none."""
    for condition in conditions:
        if condition.needs_reason and not whys.get(condition.key, "").strip():
            raise OutcomeRefused("Do this first, or say why it's right to go ahead without it.", f"why-{condition.key}")
    return [
        {
            "key": condition.key,
            "met": condition.met,
            "sentence": condition.sentence,
            "strength": str(condition.strength),
            "source": condition.source,
            "as_of": condition.as_of,
            "why": text.kept(whys.get(condition.key, "")).strip() if not condition.met else "",
        }
        for condition in conditions
    ]


def what_an_extension_means(probation: Probation, extended_to: date) -> clock.Term:
    """The new days, or a refusal."""
    if probation.is_extended:
        raise OutcomeRefused(f"This {probation.period} has been extended already, and it can be extended once.")
    term = clock.extension(
        probation.starts_on,
        probation.ends_on,
        today_at(probation),
        extended_to,
        probation.notice_days,
        probation.days_to_call,
    )
    if isinstance(term, clock.TermProblem):
        raise OutcomeRefused(term.sentence, term.field)
    if probation.calendar.is_pause(extended_to):
        raise OutcomeRefused("They're away on that day. Choose a day when they're at work.", "extended_to")
    refuse_beyond_longest(probation, extended_to)
    return term


def beyond_longest(probation: Probation, ends_on: date) -> str:
    """What a place says of a probation up to this day: nothing where it isn't too long."""
    place = jurisdictions.at(probation.workplace.jurisdiction)
    days, longest = clock.day_number(probation.starts_on, ends_on), int(str(place.facts["longest_days"]))
    if days <= longest:
        return ""
    return f"That makes {days} days in all. In {place.name} more than {longest} are unusual (as of {place.as_of})."


def refuse_beyond_longest(probation: Probation, ends_on: date, field: str = "extended_to") -> None:
    """Where the place's file says that a longer one is refused; elsewhere the check page warns."""
    place = jurisdictions.at(probation.workplace.jurisdiction)
    if place.facts.get("beyond_longest") != "refuse" or not beyond_longest(probation, ends_on):
        return
    longest = place.facts["longest_days"]
    sentence = f"In {place.name} it lasts {longest} days at most (as of {place.as_of}). Choose an earlier day."
    raise OutcomeRefused(sentence, field)


def extend(
    session: Session, person: Person, probation: Probation, *, reason: str, goals: str, extended_to: date
) -> Outcome:
    """Once, before the last day, with a reason to expect better and goals; with a new decide-by and new check-ins."""
    refuse_unless_in_time(session, probation)
    term = what_an_extension_means(probation, extended_to)
    needed(goals, "Write the goals, and how you'll support them.", "goals")
    needed(reason, "Write the reason.", "reason")
    refuse_unless_offered(session, person, probation.application, StepPage.PROBATION, Position.EXTENDED)
    outcome = _outcome(person, probation, OutcomeKind.EXTENDED, reason)
    outcome.goals, outcome.extended_to = text.kept(goals).strip(), term.ends_on
    probation.ends_on, probation.decide_by = term.ends_on, term.decide_by
    _plan_check_ins(probation, term.check_ins)
    days = {"to": term.ends_on.isoformat(), "decide_by": term.decide_by.isoformat()}
    _recorded(session, person, events.ProbationExtended(probation.id, **days))
    return outcome


def _plan_check_ins(probation: Probation, days: Sequence[date]) -> None:
    """The new ones take the place of those that were still to be held: nobody is asked for them any more."""
    for check_in in probation.check_ins:
        if check_in.is_waiting:
            check_in.not_held_on = today_at(probation)
    last = max((check_in.position for check_in in probation.check_ins), default=0)
    probation.check_ins += planned_check_ins(days, after=last)


def record_what_happened(
    session: Session, person: Person, probation: Probation, *, kind: OutcomeKind, reason: str
) -> Outcome:
    """After the end, or from the last day of a contract: they stay and nobody decided, or the contract ended."""
    refuse_unless_open(session, probation)
    needed(reason, "Write what happened.", "reason")
    refuse_unless_it_happened(person, probation, kind)
    refuse_unless_offered(session, person, probation.application, StepPage.PROBATION, Position(kind))
    outcome = _outcome(person, probation, kind, reason)
    outcome.last_day = probation.contract_ends_on if kind is OutcomeKind.CONTRACT_ENDED else None
    probation.closed_on = today_at(probation)
    _recorded(session, person, events.RanOutRecorded(probation.id, outcome=str(kind), late=outcome.days_late > 0))
    return outcome


def refuse_unless_it_happened(person: Person, probation: Probation, kind: OutcomeKind) -> None:
    """The term has run out, or the contract's last day has come."""
    if kind is OutcomeKind.RAN_OUT and not has_run_out(probation):
        raise OutcomeRefused(f"The {probation.period} hasn't run out. Confirm, extend or propose to end it.")
    if kind is OutcomeKind.CONTRACT_ENDED:
        _refuse_unless_contract_over(person, probation)


def _refuse_unless_contract_over(person: Person, probation: Probation) -> None:
    last_day = probation.contract_ends_on
    if last_day is None:
        raise OutcomeRefused("No last day of the contract is on record. Record it first, under Change a date.")
    if today_at(probation) < last_day:
        raise OutcomeRefused(f"The contract runs until {last_day.day} {last_day:%B %Y}. Record its end from that day.")
    if probation.contract_end_set_by_id == person.id:
        raise OutcomeRefused("You set the last day of this contract, so someone else has to record that it ended.")


def tell_hire(session: Session, person: Person, outcome: Outcome, *, on: date, how: str) -> OutcomeTold:
    """Someone told the hire of an outcome. Until that is recorded, it stays on the manager's Home."""
    probation = outcome.probation
    needed(how, "Write how you told them.", "how")
    if not OutcomeKind(outcome.kind).is_told or outcome.told is not None:
        raise OutcomeRefused("Someone has already recorded telling them.")
    if on > today_at(probation):
        raise OutcomeRefused("This day is still to come. Record it once you've told them.", "on")
    if on < time.in_zone(outcome.at, probation.workplace.zone).date():
        raise OutcomeRefused("That was before it was decided. Check the day.", "on")
    told = OutcomeTold(outcome_id=outcome.id, on=on, how=text.kept(how).strip(), by=person, at=time.now())
    outcome.told = told
    _recorded(session, person, events.HireTold(probation.id, outcome=outcome.id, on=on.isoformat()))
    return told


def has_run_out(probation: Probation) -> bool:
    return probation.ends_in_decision and today_at(probation) > probation.ends_on


def refuse_unless_in_time(session: Session, probation: Probation) -> None:
    """Confirming, extending and proposing an end are closed once the term has run out."""
    refuse_unless_open(session, probation)
    if not probation.ends_in_decision:
        raise OutcomeRefused("Nobody decides on a contractor. Record it when they leave or the contract ends.")
    if has_run_out(probation):
        day = probation.ends_on
        raise OutcomeRefused(
            f"The {probation.period} ran out on {day.day} {day:%B %Y}, so it's too late. Record what happened."
        )


def refuse_unless_open(session: Session, probation: Probation) -> None:
    refuse_if_over(probation)
    if waiting_end(session, probation) is not None:
        raise OutcomeRefused("A proposal is waiting for a second person. Take it back first.")


def needed(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise OutcomeRefused(sentence, field)


def _outcome(person: Person, probation: Probation, kind: OutcomeKind, reason: str) -> Outcome:
    outcome = Outcome(kind=str(kind), reason=text.kept(reason).strip(), recorded_by=person, at=time.now())
    outcome.in_place_of_id = None if is_manager_of(person, probation) else probation.manager_id
    probation.outcomes.append(outcome)
    return outcome


def _recorded(session: Session, person: Person, event: journal.Event) -> None:
    session.flush()
    journal.record(session, person.id, event)
