"""Pages of the dated acts: what can be changed, each change, and its check page."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.probation import actions, policy
from hiring.probation.acts import pages
from hiring.probation.acts.departures import has_stayed
from hiring.probation.acts.pages import BY_HR, BY_MANAGER, OF_CHECK_IN, ActPage
from hiring.probation.models import CheckIn, Probation
from hiring.probation.outcome_forms import CheckForm

bp = Blueprint("acts", __name__)


@dataclass(frozen=True, slots=True)
class ChangePage:
    """One dated act of one probation or check-in, and the address on which it's written."""

    thing: Probation | CheckIn
    act: ActPage
    address: str

    @property
    def probation(self) -> Probation:
        return self.thing if isinstance(self.thing, Probation) else self.thing.probation


def probation_in_url(probation_id: str) -> Probation | None:
    return db.session.get(Probation, probation_id)


def change_in_url(probation_id: str, kind: str) -> ChangePage | None:
    return _of_probation(BY_MANAGER, "acts.change", probation_id, kind)


def oversight_in_url(probation_id: str, kind: str) -> ChangePage | None:
    return _of_probation(BY_HR, "acts.oversee", probation_id, kind)


def _of_probation(acts: dict[str, ActPage], endpoint: str, probation_id: str, kind: str) -> ChangePage | None:
    probation = db.session.get(Probation, probation_id)
    if probation is None or kind not in acts:
        return None
    return ChangePage(probation, acts[kind], url_for(endpoint, probation_id=probation_id, kind=kind))


def check_in_in_url(check_in_id: str, kind: str) -> ChangePage | None:
    check_in = db.session.get(CheckIn, check_in_id)
    if check_in is None or kind not in OF_CHECK_IN:
        return None
    address = url_for("acts.change_check_in", check_in_id=check_in_id, kind=kind)
    return ChangePage(check_in, OF_CHECK_IN[kind], address)


def can_change(person: Person, page: ChangePage) -> bool:
    return policy.can_change_dates(person, page.probation)


def can_oversee(person: Person, page: ChangePage) -> bool:
    return policy.can_oversee(person, page.probation)


def can_see_page(person: Person, page: ChangePage) -> bool:
    return policy.can_see_probation(person, page.probation)


@bp.get("/probations/<probation_id>/changes")
@access.allows(policy.can_change_dates, of=probation_in_url, insider=policy.can_see_probation)
def index(person: Person, probation: Probation) -> ResponseReturnValue:
    waiting = [check_in for check_in in probation.check_ins if check_in.is_waiting]
    return render_template(
        "probation/acts/changes.html",
        probation=probation,
        by_manager=BY_MANAGER,
        by_hr=BY_HR if policy.can_oversee(person, probation) else {},
        waiting=waiting if probation.is_running else [],
        filed=[check_in for check_in in probation.check_ins if check_in.filed_at is not None],
        has_stayed=has_stayed(probation),
        may_say_not_started=policy.can_oversee(person, probation) and not probation.is_at_work,
    )


def _write(page: ChangePage) -> ResponseReturnValue:
    form = page.act.form(**_as_it_is(page))
    form.prepare(page.probation)
    if not form.is_submitted() and page.probation.is_running == page.act.after_end:
        return redirect(url_for("probation.show", probation_id=page.probation.id))
    if form.validate_on_submit():
        with form.refusals():
            if not page.act.after_end:
                actions.refuse_if_over(page.probation)
            page.act.preview(db.session, page.thing, form.written())
            form.keep_draft()
            return redirect(f"{page.address}/check")
    return render_template("probation/acts/change.html", form=form, page=page, probation=page.probation)


def _as_it_is(page: ChangePage) -> dict[str, Any]:
    """What a field shows before anyone changes it."""
    probation, today = page.probation, actions.today_at(page.probation)
    names = ("starts_on", "hours", "contract_ends_on", "payroll_number")
    as_it_is = {name: getattr(probation, name) for name in names}
    return as_it_is | {"manager": probation.manager_id, "workplace": probation.workplace_id, "on": today}


def _check(person: Person, page: ChangePage) -> ResponseReturnValue:
    written = page.act.form.stored(page.address)
    if written is not None:
        written.prepare(page.probation)
    to_probation = redirect(url_for("probation.show", probation_id=page.probation.id))
    if written is None or written.draft is None or not written.validate():
        if request.method == "POST":
            flash("You recorded this in another window, so nothing was recorded again. This is how it is now.")
        return to_probation
    form = CheckForm(revision=str(written.draft.revision))
    typed = written.written()
    if form.validate_on_submit():
        with form.refusals():
            actions.refuse_if_moved_on(written.draft, form.revision.data)
            pages.carry_out(db.session, person, page.act, page.thing, typed)
            written.drop_draft()
            flash("Recorded.")
            return to_probation
    moved: list[pages.Change] = []
    with form.refusals():
        moved = page.act.preview(db.session, page.thing, typed)
    return render_template(
        "probation/acts/check_change.html",
        form=form,
        page=page,
        probation=page.probation,
        changes=moved,
        reason=typed.get("reason"),
        shown_revision=written.draft.revision,
    )


@bp.route("/probations/<probation_id>/changes/<kind>", methods=["GET", "POST"])
@writes
@access.allows(can_change, of=change_in_url, insider=can_see_page)
def change(_person: Person, page: ChangePage) -> ResponseReturnValue:
    return _write(page)


@bp.route("/probations/<probation_id>/changes/<kind>/check", methods=["GET", "POST"])
@writes
@access.allows(can_change, of=change_in_url, insider=can_see_page)
def check_change(person: Person, page: ChangePage) -> ResponseReturnValue:
    return _check(person, page)


@bp.route("/probations/<probation_id>/oversight/<kind>", methods=["GET", "POST"])
@writes
@access.allows(can_oversee, of=oversight_in_url, insider=can_see_page)
def oversee(_person: Person, page: ChangePage) -> ResponseReturnValue:
    return _write(page)


@bp.route("/probations/<probation_id>/oversight/<kind>/check", methods=["GET", "POST"])
@writes
@access.allows(can_oversee, of=oversight_in_url, insider=can_see_page)
def check_oversee(person: Person, page: ChangePage) -> ResponseReturnValue:
    return _check(person, page)


@bp.route("/check-ins/<check_in_id>/changes/<kind>", methods=["GET", "POST"])
@writes
@access.allows(can_change, of=check_in_in_url, insider=can_see_page)
def change_check_in(_person: Person, page: ChangePage) -> ResponseReturnValue:
    return _write(page)


@bp.route("/check-ins/<check_in_id>/changes/<kind>/check", methods=["GET", "POST"])
@writes
@access.allows(can_change, of=check_in_in_url, insider=can_see_page)
def check_change_check_in(person: Person, page: ChangePage) -> ResponseReturnValue:
    return _check(person, page)
