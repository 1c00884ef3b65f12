"""How a probation ends: confirmed, extended once, or ended, which needs a second person from HR."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import approvals, drafts, journal, jurisdictions, text
from hiring.foundation import clock as time
from hiring.foundation.approvals import Approval
from hiring.foundation.errors import Refused, on_violation
from hiring.foundation.showing import day, day_in_full
from hiring.probation import clock, values
from hiring.probation.actions import refuse_if_over, today_at
from hiring.probation.evidence import what_is_held
from hiring.probation.models import CheckIn, EndProposal, Outcome, Probation
from hiring.probation.policy import can_answer_proposal
from hiring.probation.queries import as_act, as_record, criteria_of, waiting_end
from hiring.probation.values import OutcomeKind


class OutcomeRefused(Refused):
    """The probation cannot end, or go on, like this."""


class AnswerRefused(Refused):
    """The proposal cannot be answered like this."""


on_violation("uq_outcome_probation_id_kind", OutcomeRefused, "Somebody recorded this meanwhile. Look at it again.")


def confirm(session: Session, person: Person, probation: Probation, *, reason: str) -> Outcome:
    """They stay."""
    _refuse_unless_open(session, probation)
    outcome = _outcome(session, person, probation, OutcomeKind.CONFIRMED, reason)
    probation.closed_on = today_at(probation)
    _recorded(session, person, probation, values.ProbationConfirmed(probation.id))
    return outcome


def what_an_extension_means(probation: Probation, extended_to: date) -> clock.Term:
    """The new days, or a refusal."""
    if probation.is_extended:
        raise OutcomeRefused("This probation has been extended already, and it can be extended once.")
    found = clock.extension(
        probation.starts_on,
        probation.ends_on,
        today_at(probation),
        extended_to,
        probation.notice_days,
        probation.lead_days,
    )
    if isinstance(found, clock.Problem):
        raise OutcomeRefused(found.sentence, found.field)
    return found


def extend(
    session: Session, person: Person, probation: Probation, *, reason: str, goals: str, extended_to: date
) -> Outcome:
    """Once, before the last day, with a reason to expect better and goals; with a new decide-by and new check-ins."""
    _refuse_unless_open(session, probation)
    term = what_an_extension_means(probation, extended_to)
    if not goals.strip():
        raise OutcomeRefused("Write the goals, and what support there will be.", "goals")
    outcome = _outcome(session, person, probation, OutcomeKind.EXTENDED, reason)
    outcome.goals, outcome.extended_to = text.kept(goals).strip(), term.ends_on
    probation.ends_on, probation.decide_by = term.ends_on, term.decide_by
    last = max(one.position for one in probation.check_ins)
    probation.check_ins += [CheckIn(position=n, due_on=day) for n, day in enumerate(term.check_ins, start=last + 1)]
    days = {"to": term.ends_on.isoformat(), "decide_by": term.decide_by.isoformat()}
    _recorded(session, person, probation, values.ProbationExtended(probation.id, **days))
    return outcome


def keep_outcome_draft(
    session: Session,
    person: Person,
    probation: Probation,
    kind: OutcomeKind,
    told: dict[str, Any],
    typed: dict[str, Any],
    rev: int,
) -> int:
    """Keep what is to be recorded until it has been checked; what could never stand is refused at once."""
    _refuse_unless_open(session, probation)
    if kind is OutcomeKind.EXTENDED:
        what_an_extension_means(probation, told["extended_to"])
    if kind is OutcomeKind.ENDED:
        _check_last_day(probation, told["last_day"])
    return drafts.save_draft(session, person.id, probation.id, typed | {"kind": str(kind)}, rev).revision


def what_it_means(probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> dict[str, Any]:
    """What a person should see beside their words before they record them."""
    if kind is OutcomeKind.ENDED:
        early = told["last_day"] < today_at(probation) + timedelta(days=probation.notice_days)
        return {"text": text_of_end(probation, **told), "is_early": early}
    if kind is OutcomeKind.EXTENDED:
        known = jurisdictions.known()
        place = known.get(probation.application.opening.workplace.jurisdiction, known["other"])
        days = clock.day_number(probation.starts_on, told["extended_to"])
        return {"days": days, "place": place, "is_long": days > int(str(place.facts["longest_days"]))}
    return {}


def carry_out(session: Session, person: Person, probation: Probation, kind: OutcomeKind, told: dict[str, Any]) -> None:
    """Record what was checked: a confirmation, an extension, or the question to a second person."""
    if kind is OutcomeKind.CONFIRMED:
        confirm(session, person, probation, **told)
    elif kind is OutcomeKind.EXTENDED:
        extend(session, person, probation, **told)
    else:
        propose_end(session, person, probation, **told)


def text_of_end(probation: Probation, *, reason: str, last_day: date) -> dict[str, Any]:
    """The text a second person says yes or no to: the reason, the last day, and the record as it stands."""
    titles = {one.key: one.title for one in criteria_of(probation)}
    records = [record for one in probation.check_ins if (record := as_record(one)) is not None]
    acts = [as_act(one) for one in probation.observations]
    return {
        "hire": probation.hire,
        "post": probation.application.opening.title,
        "manager": probation.manager.name,
        "started": day(probation.starts_on),
        "until": day(probation.ends_on),
        "last_day": last_day.isoformat(),
        "last_day_in_words": day_in_full(last_day),
        "reason": text.kept(reason).strip(),
        "acts": [
            {
                "on": day(one.on),
                "criterion": titles.get(one.criterion, one.criterion),
                "act": one.act,
                "source": one.known_from.label,
                "concern": one.is_concern,
                "by": one.recorded_by.name,
            }
            for one in probation.observations
        ],
        "check_ins": [
            {
                "held_on": day(one.held_on),
                "marks": [[titles[key], _mark(one.ratings.get(key))] for key in titles],
                "support": one.support,
                "hire_said": one.hire_said,
            }
            for one in records
        ],
        "held": [[one.met, one.sentence] for one in what_is_held(today_at(probation), records, acts)],
    }


def _mark(level: int | None) -> str:
    return "not observed" if level is None else str(level)


def propose_end(session: Session, person: Person, probation: Probation, *, reason: str, last_day: date) -> Approval:
    """Ask for a second person's yes. Nothing ends by asking."""
    _refuse_unless_open(session, probation)
    _check_last_day(probation, last_day)
    _needed(reason, "Write the reason.", "reason")
    asked = approvals.ask(session, person.id, probation.id, text_of_end(probation, reason=reason, last_day=last_day))
    session.flush()
    _recorded(session, person, probation, values.EndProposed(probation.id, approval=asked.id))
    return asked


def _check_last_day(probation: Probation, last_day: date) -> None:
    if last_day < probation.starts_on:
        raise OutcomeRefused("The last day cannot be before the first.", "last_day")
    if last_day < today_at(probation):
        raise OutcomeRefused("The last day cannot be in the past.", "last_day")
    if (last_day - today_at(probation)).days > clock.LONGEST:
        raise OutcomeRefused("That is more than two years away. Check the year.", "last_day")


def take_back_end(session: Session, person: Person, proposal: EndProposal) -> None:
    """The proposal is withdrawn before anybody answered it."""
    approval = proposal.approval
    if not approval.is_open:
        raise AnswerRefused("It has been answered meanwhile. Look at it again.")
    approval.answered_at, approval.approved, approval.remark = time.now(), False, "taken back"
    session.flush()
    event = values.EndTakenBack(proposal.probation.id, approval=approval.id)
    journal.record(session, person.id, event)


def approve_end(
    session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, has_checked: bool
) -> Outcome:
    """A second person's yes to exactly the text they were shown; the probation is over with it."""
    probation, approval = proposal.probation, proposal.approval
    _answer(person, proposal, approved=True, shown_digest=shown_digest, remark="")
    refuse_if_over(probation)
    if not has_checked:
        raise AnswerRefused("Confirm that you have checked this. What you found is not asked for.", "has_checked")
    last_day = date.fromisoformat(approval.text["last_day"])
    if last_day < today_at(probation):
        raise AnswerRefused("The last day in this text has passed. Decline it and ask for a new text.")
    outcome = Outcome(
        kind=str(OutcomeKind.ENDED),
        reason=approval.text["reason"],
        last_day=last_day,
        recorded_by_id=approval.asked_by,
        approved_by=person,
        approval_id=approval.id,
        at=time.now(),
    )
    probation.outcomes.append(outcome)
    probation.closed_on = today_at(probation)
    session.flush()
    event = values.EndApproved(probation.id, approval=approval.id, checked=True, last_day=last_day.isoformat())
    journal.record(session, person.id, event)
    return outcome


def decline_end(session: Session, person: Person, proposal: EndProposal, *, shown_digest: str, remark: str) -> None:
    """A second person's no, with what must change first. The probation goes on."""
    _needed(remark, "Write what is missing or must change.", "remark")
    remark = text.kept(remark).strip()
    _answer(person, proposal, approved=False, shown_digest=shown_digest, remark=remark)
    session.flush()
    event = values.EndDeclined(proposal.probation.id, approval=proposal.approval.id)
    journal.record(session, person.id, event)


def answer_end(
    session: Session,
    person: Person,
    proposal: EndProposal,
    *,
    answer: str,
    has_checked: bool,
    remark: str | None,
    digest: str | None,
) -> str:
    """Yes or no, as the form asks it; what the person is told then."""
    shown = digest or ""
    if answer == "approve":
        approve_end(session, person, proposal, shown_digest=shown, has_checked=has_checked)
        return "You said yes. The probation is over; tell the manager, who tells the hire."
    decline_end(session, person, proposal, shown_digest=shown, remark=remark or "")
    return "You said no. The probation goes on, and the manager reads your remark."


def _answer(person: Person, proposal: EndProposal, *, approved: bool, shown_digest: str, remark: str) -> None:
    hire = proposal.probation.application.candidate
    never = {proposal.probation.manager_id, *(account.id for account in hire.accounts)}
    approvals.answer(
        proposal.approval, person.id, approved=approved, shown_digest=shown_digest, never=never, remark=remark
    )
    if not can_answer_proposal(person, proposal):
        raise approvals.NotASecondPerson("Somebody from HR answers this, and nobody it concerns.")


def _refuse_unless_open(session: Session, probation: Probation) -> None:
    refuse_if_over(probation)
    if waiting_end(session, probation) is not None:
        raise OutcomeRefused("An end waits for a second person. Take it back first.")


def _outcome(session: Session, person: Person, probation: Probation, kind: OutcomeKind, reason: str) -> Outcome:
    _needed(reason, "Write the reason.", "reason")
    outcome = Outcome(kind=str(kind), reason=text.kept(reason).strip(), recorded_by=person, at=time.now())
    probation.outcomes.append(outcome)
    return outcome


def _needed(words: str, sentence: str, field: str) -> None:
    if not words.strip():
        raise OutcomeRefused(sentence, field)


def _recorded(session: Session, person: Person, probation: Probation, event: journal.Event) -> None:
    session.flush()
    drafts.drop_draft(session, person.id, probation.id)
    journal.record(session, person.id, event)
