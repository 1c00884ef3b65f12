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
from hiring.probation.models import Probation
from hiring.probation.outcomes import Whys, with_reasons
from hiring.probation.policy import is_manager_of
from hiring.probation.queries import as_record, criteria_of
from hiring.probation.record import record_of, rules_of
from hiring.probation.values import LeavingReason, OutcomeKind


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
    """Notes and filed check-ins as they are now, in the words a second person reads."""
    titles = {criterion.key: criterion.title for criterion in criteria_of(probation)}
    records = [record for check_in in probation.check_ins if (record := as_record(check_in)) is not None]
    return {
        "acts": [
            {
                "on": day(note.on),
                "criterion": titles.get(note.criterion, note.criterion),
                "act": note.act,
                "source": note.known_from.label,
                "concern": note.is_concern,
                "by": note.recorded_by.name,
            }
            for note in probation.observations
        ],
        "check_ins": [
            {
                "held_on": day(record.held_on),
                "marks": [[titles[key], _mark(record.ratings.get(key))] for key in titles],
                "support": record.support,
                "hire_said": record.hire_said,
            }
            for record in records
        ],
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


def _mark(level: int | None) -> str:
    return "not observed" if level is None else str(level)
