"""One application at every position, and every request that could move one."""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions as decisions
from hiring.decisions.models import decision_of, decisions_of
from hiring.decisions.values import Verdict
from hiring.foundation.database import db, writing
from hiring.foundation.records.approvals import Approval
from hiring.panels.policy import state_of
from hiring.panels.queries import summary_of
from hiring.panels.reveal_log import proof
from hiring.probation import actions, outcomes, proposals
from hiring.probation.acts import changes
from hiring.probation.end_proposals import EndProposal
from hiring.probation.models import probation_of
from hiring.probation.values import OutcomeKind
from tests import databases
from tests.cast import Cast
from tests.make import CONSIDERED, NOT_FILED, Make

TODAY = date(2026, 11, 3)
WHY = "Told twice on different days, and once in writing."


@cache
def _template() -> tuple[Path, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="hiring-positions-"))
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with app.app_context():
        cast = Cast.arrive()
        ids = _at_every_position(Make(cast), cast)
        db.session.close()
        db.engine.dispose()
    return folder, ids


def copied(folder: Path) -> tuple[Any, dict[str, str]]:
    """A fresh copy, and name → id of each application."""
    template, ids = _template()
    for name in ("hiring.sqlite", "journal.key", "journal.anchor"):
        shutil.copy(template / name, folder / name)
    return databases.make_app(folder), ids


def _at_every_position(make: Make, cast: Cast) -> dict[str, str]:
    opening = make.opening(posts=99, interviewers=[cast.panellist, cast.second_panellist, cast.second_hr])

    def application(name: str, **more: Any) -> Application:
        return make.application(opening, name=name, **more)

    made = {name: application(name) for name in ("undecided", "withdrawn", "rejected")}
    for name in ("blind", "blind_rejected"):  # Hugo of HR owes a scorecard for these
        made[name] = application(name)
        make.interview(made[name], people=[cast.second_hr])
    for name in ("ready", "turned_down"):
        made[name] = make.panel(3, 4, application=application(name))
    for name in ("offer_made", "offer_declined", "did_not_start"):
        made[name] = make.hire(application(name))
    for name in ("never_came", "in_probation", "at_work", "extended", "confirmed", "ended", "resigned", "stayed"):
        made[name] = make.probation(make.hire(application(name))).application
    for name in ("end_proposed", "leaving_proposed"):
        made[name] = make.probation(make.hire(application(name))).application
    for name, starts_on in (("over", date(2026, 7, 1)), ("past_decide_by", date(2026, 8, 20))):
        early = make.hire(application(name, applied_on=date(2026, 6, 1)))
        made[name] = make.probation(early, starts_on=starts_on).application
    for name in ("contract_over", "contract_ended"):
        made[name] = make.probation(make.hire(application(name))).application
    _move(make, cast, made)
    return {name: one.id for name, one in made.items()}


def _move(make: Make, cast: Cast, made: dict[str, Application]) -> None:
    make.withdrawn(made["withdrawn"])
    make.decision(made["turned_down"], Verdict.REJECT)
    make.check_in(probation_of(made["at_work"]))
    with writing() as session:
        rejected = [made["rejected"], made["blind_rejected"]]
        decisions.reject_before_panel(session, cast.hr, rejected, reason=WHY)
        for state in (ApplicationState.OFFER_DECLINED, ApplicationState.DID_NOT_START):
            decisions.record_after_hire(session, cast.hr, made[state], state, TODAY, WHY)
        actions.did_not_start(session, cast.hr, probation_of(made["never_came"]), TODAY, WHY)
        outcomes.confirm(session, cast.manager, probation_of(made["confirmed"]), reason=WHY, whys=NOT_FILED)
        # Hedda set the last day of these contracts, so that she can't be who records that they ended.
        for name in ("contract_over", "contract_ended"):
            day_of_end = {"contract_ends_on": TODAY, "reason": WHY}
            changes.change_contract_end(session, cast.hr, probation_of(made[name]), **day_of_end)
        ended = {"kind": OutcomeKind.CONTRACT_ENDED, "reason": WHY}
        outcomes.record_what_happened(session, cast.second_hr, probation_of(made["contract_ended"]), **ended)
        stayed = probation_of(made["stayed"])
        stayed.starts_on, stayed.decide_by = date(2026, 7, 1), date(2026, 9, 20)
        stayed.ends_on = stayed.first_ends_on = date(2026, 9, 28)
        outcomes.record_what_happened(session, cast.hr, stayed, kind=OutcomeKind.RAN_OUT, reason=WHY)
        longer = {"reason": WHY, "goals": "A week at the desk.", "extended_to": date(2027, 3, 30)}
        outcomes.extend(session, cast.manager, probation_of(made["extended"]), **longer)
        for name, kind, by in (
            ("ended", OutcomeKind.ENDED, cast.manager),
            ("end_proposed", OutcomeKind.ENDED, cast.manager),
            ("resigned", OutcomeKind.RESIGNED, cast.manager),
            ("leaving_proposed", OutcomeKind.RESIGNED, cast.hr),
        ):
            followed, last_day = probation_of(made[name]), date(2026, 11, 20)
            told = {"kind": kind, "reason": WHY, "last_day": last_day, "done": CONSIDERED, "whys": NOT_FILED}
            asked = proposals.propose_end(session, by, followed, **told)
            if not name.endswith("proposed"):
                told = {"shown_digest": asked.digest, "has_checked": True}
                proposals.approve_end(session, cast.second_hr, EndProposal(asked, followed), **told)


def where(application_id: str) -> str:
    """Where an application is, read from its rows and not by the state table."""
    db.session.expire_all()
    application = db.session.get_one(Application, application_id)
    decision, followed = decision_of(application), probation_of(application)
    kinds = [one.kind for one in followed.outcomes] if followed else []
    if application.state != "under_way":
        return application.state
    for kind in ("confirmed", "ended", "resigned", "contract_ended", "ran_out", "extended"):
        if kind in kinds:
            return kind
    if followed or decision:
        return "in_probation" if followed else {"hire": "offer_made", "reject": "rejected"}[decision.verdict]
    return "ready" if decisions_of(application) and state_of(application).is_complete else "undecided"


TARGETS = [
    *("ready", "withdrawn", "offer_declined", "did_not_start", "undecided", "rejected", "offer_made", "in_probation"),
    *("confirmed", "extended", "ended", "resigned", "contract_ended", "ran_out"),
]


# The same request leads to each of these: where the application was before.
REOPENED = {"undecided", "ready", "offer_made", "in_probation"}


def press(visitor: Any, person: Any, cast: Cast, application_id: str, target: str, *, reopens: bool = True) -> None:
    """Send everything that could take the application there, whatever its pages offer.

    Without `reopens`, all but the request to reopen it, for people who may take that step to another position.
    """
    application = db.session.get_one(Application, application_id)
    token, here = visitor.token(), f"/applications/{application_id}"

    def send(path: str, **typed: str) -> None:
        visitor.send_raw(path, {"csrf_token": token} | typed)

    if target in set(ApplicationState) or (target in REOPENED and reopens):
        state = "under_way" if target in REOPENED else target
        send(f"{here}/state", state=state, on=TODAY.isoformat(), note=WHY)
        send(f"{here}/after-hire", state=state, on=TODAY.isoformat(), note=WHY)
    if target in {"ready", "undecided"} and reopens:
        send(f"{here}/decision/reopen", reason=WHY)
    if target in {"rejected", "offer_made"}:
        verdict = "reject" if target == "rejected" else "hire"
        shown = _proof(person, application)
        send(f"{here}/decide", step="decide", verdict=verdict, reason=WHY, override_reason=WHY, seen=shown)
    if target == "rejected":
        send(f"/openings/{application.opening_id}/reject", step="reject", applications=application_id, reason=WHY)
    if target == "in_probation":
        days = {"starts_on": TODAY.isoformat(), "notice_days": "7", "lead_days": "7"}
        send(f"{here}/probation/open", manager=cast.manager.id, **days)
    followed = probation_of(application)
    if followed is not None:
        _press_in_probation(send, followed, target)


def _proof(person: Any, application: Application) -> str:
    try:
        return proof(person, application, summary_of(db.session, application))
    except LookupError:
        return "nothing to see"


def _press_in_probation(send: Any, followed: Any, target: str) -> None:
    here = f"/probations/{followed.id}"
    if target == "did_not_start":
        send(f"{here}/did-not-start", on=TODAY.isoformat(), reason=WHY)
    way = WAYS.get(target)
    if way is None:
        return
    typed = {"reason": WHY, "goals": WHY, "extended_to": "2027-05-30", "last_day": "2026-11-25", "revision": "0"}
    typed |= {"ground": "performance", "leaving_reason": "pay"}
    typed |= dict.fromkeys(("why-last_check_in", "why-marks", "done-adjustments"), WHY)
    send(f"{here}/{way}", **typed)
    send(f"{here}/{way}/check", revision="1")
    db.session.rollback()
    asked = db.session.scalar(sa.select(Approval).where(Approval.about == followed.id, Approval.answered_at.is_(None)))
    if asked is not None and asked.text["outcome"] == target:
        send(f"/approvals/{asked.id}", answer="approve", has_checked="y", digest=asked.digest)


WAYS = {
    "confirmed": "decide/confirm",
    "extended": "decide/extend",
    "ended": "decide/end",
    "resigned": "happened/left",
    "contract_ended": "happened/contract-ended",
    "ran_out": "happened/stays",
}


def forget_proposals(known: set[str]) -> None:
    """Take away what this person proposed, so that the next request isn't refused because of it."""
    with writing() as session:
        session.execute(sa.delete(Approval).where(Approval.id.not_in(known)))
