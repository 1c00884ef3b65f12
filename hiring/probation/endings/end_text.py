"""The text a second person reads before a probation ends, and whether it still tells of the record as it is."""

from datetime import date
from typing import Any

from hiring.accounts.models import Person
from hiring.foundation import text
from hiring.foundation.database import later_side
from hiring.foundation.records.approvals import digest_of
from hiring.foundation.web.template_filters import day, day_in_full
from hiring.probation.acts.models import DatedAct
from hiring.probation.acts.values import ActKind
from hiring.probation.conditions import Ground, conditions_of
from hiring.probation.end_proposals import EndProposal
from hiring.probation.first_weeks.queries import ExpectedOfHire, expected_of
from hiring.probation.hire_side.queries import replies_of, says_not_shown
from hiring.probation.models import Probation
from hiring.probation.outcomes import Whys, with_reasons
from hiring.probation.policy import is_manager_of
from hiring.probation.promises.models import Promise
from hiring.probation.queries import as_record, criteria_of
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import CheckInRecord, LeavingReason, OutcomeKind, PromiseFate


def text_of_proposal(
    probation: Probation,
    *,
    kind: OutcomeKind,
    reason: str,
    last_day: date,
    ground: Ground = Ground.PERFORMANCE,
    done: Whys | None = None,
    whys: Whys | None = None,
    leaving_reason: LeavingReason | None = None,
    by: Person | None = None,
) -> dict[str, Any]:
    """The text a second person answers: the reason, the last day and, for an ending, the record as it is.

    `done` says when and how, for the conditions only people know of; `whys` why it's right to go on without one.
    """
    written = {
        "outcome": str(kind),
        "hire": probation.hire,
        "post": probation.application.opening.title,
        "manager": probation.manager.name,
        "period": probation.period,
        "started": day(probation.starts_on),
        "until": day(probation.ends_on),
        "last_day": last_day.isoformat(),
        "last_day_in_words": day_in_full(last_day),
        "reason": text.kept(reason).strip(),
    }
    if by is not None and not is_manager_of(by, probation):
        written |= {"in_place_of": probation.manager_id}
    if leaving_reason is not None:
        written |= {"leaving_reason": str(leaving_reason), "left_because": leaving_reason.label}
    if kind is not OutcomeKind.ENDED:
        return written
    conditions = conditions_of(kind, record_of(probation), rules_of(probation), ground, done)
    record = what_is_on_record(probation)
    about = {"ground": ground.label, "conditions": with_reasons(conditions, whys or {}), "record": digest_of(record)}
    return written | about | record


def what_is_on_record(probation: Probation) -> dict[str, Any]:
    """All that is on record of them as it is now, in the words a second person reads."""
    titles = {criterion.key: criterion.title for criterion in criteria_of(probation)}
    records = [record for check_in in probation.check_ins if (record := as_record(check_in)) is not None]
    return {
        "acts": [
            {
                "on": day(note.on),
                "criterion": titles.get(note.criterion, note.criterion),
                "act": note.act,
                "source": note.known_from.label + (f": {note.told_by}" if note.told_by else ""),
                "concern": note.is_concern,
                "by": note.recorded_by.name,
            }
            for note in probation.observations
        ],
        "check_ins": [
            {
                "held_on": day(record.held_on),
                "marks": [[titles[key], _word_or_mark(record, key)] for key in titles],
                "support": record.support,
                "hire_said": record.hire_said,
                "take_again": record.take_again.label if record.take_again is not None else "",
            }
            for record in records
        ],
        "expectations": [[each.criterion.title, each.words, _shown(each)] for each in expected_of(probation)],
        "promises": [[promise.by_name, promise.what, _kept(promise)] for promise in later_side(probation, "promises")],
        "replies": [[day(reply.at), reply.words] for reply in replies_of(probation)],
        "says_not_shown": says_not_shown(probation),
        "amendments": [[day(act.on), act.was, act.reason, act.by.name] for act in amendments_of(probation)],
    }


def amendments_of(probation: Probation) -> list[DatedAct]:
    """What filed check-ins should have said, the earliest first."""
    acts: list[DatedAct] = later_side(probation, "acts")
    return [act for act in acts if act.kind == ActKind.AMENDMENT]


def is_void(proposal: EndProposal) -> bool:
    """Whether anything came on record, or was changed there, after the text was written."""
    written = proposal.approval.text.get("record")
    return written is not None and written != digest_of(what_is_on_record(proposal.probation))


def _word_or_mark(record: CheckInRecord, key: str) -> str:
    """The word at a check-in without marks, with what was seen; else the mark."""
    word = record.words.get(key)
    if word is not None:
        return f"{word.going.label} ({word.seen})" if word.seen else word.going.label
    level = record.ratings.get(key)
    return "seen too little" if level is None else str(level)


def _shown(expected: ExpectedOfHire) -> str:
    """Who showed it when, and whether the hire agreed to it."""
    row = expected.row
    if row is None:
        return "never shown, not agreed"
    shown = f"shown on {day(row.shown_on)} by {row.shown_by}" if row.shown_on is not None else "never shown"
    return f"{shown}, {'agreed' if row.agreed_at is not None else 'not agreed'}"


def _kept(promise: Promise) -> str:
    """By when, and what became of it."""
    became = f"{PromiseFate(promise.became).label.lower()}: {promise.became_words}" if promise.became else "open"
    return f"by {day(promise.due_on)}, {became.removesuffix(': ')}"
