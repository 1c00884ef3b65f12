"""Pages of accounts: people, workplaces, own password, the first run."""

from zoneinfo import available_timezones

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from flask_security import hash_password, verify_password

from hiring.accounts import actions, policy, queries
from hiring.accounts.forms import (
    FirstRunForm,
    OwnPasswordForm,
    PasswordForm,
    PersonChangeForm,
    PersonForm,
    WorkplaceForm,
)
from hiring.accounts.models import Person, Workplace
from hiring.accounts.values import LINK_HOURS, Role
from hiring.foundation import access, jurisdictions, signed_links
from hiring.foundation.database import db, writing
from hiring.foundation.errors import Refused
from hiring.foundation.forms import choices
from hiring.foundation.submitting import opens_writing_itself, writes

bp = Blueprint("accounts", __name__)


def _person_in_url(person_id: str) -> Person | None:
    return queries.account(db.session, person_id)


def _workplace_in_url(workplace_id: str) -> Workplace | None:
    return db.session.get(Workplace, workplace_id)


@bp.get("/people")
@access.allows(policy.can_keep_accounts)
def people(_administrator: Person) -> ResponseReturnValue:
    return render_template("accounts/people.html", people=queries.people(db.session))


@bp.route("/people/add", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_accounts)
def add_person(administrator: Person) -> ResponseReturnValue:
    form = PersonForm()
    form.workplace.choices = _workplace_choices()
    if form.validate_on_submit():
        with form.refusals():
            typed = form.values()
            typed["workplace"] = _workplace_in_url(typed["workplace"])
            added = actions.add_person(db.session, administrator.id, **typed)
            flash(f"{added.name} was added. Now hand over the link below, so that they can choose a password.")
            return redirect(url_for("accounts.show_person", person_id=added.id))
    return render_template("accounts/add_person.html", form=form)


@bp.route("/people/<person_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_accounts, of=_person_in_url)
def show_person(administrator: Person, shown: Person) -> ResponseReturnValue:
    stored = {"roles": sorted(shown.roles), "workplace": shown.workplace_id or ""}
    form = PersonChangeForm(name=shown.name, active=shown.active, **stored)
    form.workplace.choices = _workplace_choices()
    if form.validate_on_submit():
        with form.refusals():
            typed = form.values()
            typed["workplace"] = _workplace_in_url(typed["workplace"])
            actions.change_person(db.session, administrator.id, shown, **typed)
            flash("Saved.")
            return redirect(url_for("accounts.show_person", person_id=shown.id))
    token = signed_links.token("password", shown.fs_uniquifier)
    link = signed_links.absolute("accounts.choose_password", token=token)
    return render_template("accounts/person.html", form=form, shown=shown, link=link, hours=LINK_HOURS)


def _workplace_choices() -> list[object]:
    return list(choices([("", "–"), *((w.id, w.name) for w in queries.workplaces(db.session))]))


@bp.get("/workplaces")
@access.allows(policy.can_keep_workplaces)
def workplaces(_person: Person) -> ResponseReturnValue:
    return render_template("accounts/workplaces.html", workplaces=queries.workplaces(db.session))


@bp.route("/workplaces/add", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_workplaces)
def add_workplace(person: Person) -> ResponseReturnValue:
    form = WorkplaceForm()
    form.jurisdiction.choices = choices(jurisdictions.names())
    if form.validate_on_submit():
        with form.refusals():
            added = actions.add_workplace(db.session, person.id, **form.values())
            flash(f"{added.name} was added.")
            return redirect(url_for("accounts.workplaces"))
    return render_template("accounts/workplace.html", form=form, shown=None, zones=sorted(available_timezones()))


@bp.route("/workplaces/<workplace_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_workplaces, of=_workplace_in_url)
def show_workplace(person: Person, shown: Workplace) -> ResponseReturnValue:
    form = WorkplaceForm(obj=shown)
    form.jurisdiction.choices = choices(jurisdictions.names())
    if form.validate_on_submit():
        with form.refusals():
            actions.change_workplace(db.session, person.id, shown, **form.values())
            flash("Saved.")
            return redirect(url_for("accounts.workplaces"))
    return render_template("accounts/workplace.html", form=form, shown=shown, zones=sorted(available_timezones()))


@bp.route("/me", methods=["GET", "POST"])
@opens_writing_itself
@access.signed_in
def me(person: Person) -> ResponseReturnValue:
    form = OwnPasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            if not verify_password(form.current.data or "", person.password or ""):
                raise Refused("This is not your present password.", "current")
            hashed = hash_password(actions.check_password(form.password.data or ""))
            with writing() as session:
                actions.choose_password(session, session.get_one(Person, person.id), hashed)
            cookie.clear()
            flash("Your password is changed and every session of yours has ended. Sign in with the new one.")
            return redirect(url_for("security.login"))
    return render_template("accounts/me.html", form=form), _status(form.problems)


@bp.post("/sign-out")
@writes
@access.signed_in
def sign_out(person: Person) -> ResponseReturnValue:
    actions.end_sign_in(db.session, person, cookie.get("sign_in", ""))
    logout_user()
    flash("You are signed out.", "signed-out")  # its kind tells session.js to close the other pages of this browser
    answer = redirect(url_for("security.login"))
    answer.headers["Clear-Site-Data"] = '"storage"'
    return answer


def choose_password_of(token: str) -> Person | None:
    """The person a link was made for. Their uniquifier changes with the password, so a link works once."""
    uniquifier = signed_links.content("password", token, hours=LINK_HOURS)
    return db.session.query(Person).filter_by(fs_uniquifier=uniquifier, active=True).one_or_none()


@bp.route("/password/<token>", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def choose_password(token: str) -> ResponseReturnValue:
    person = choose_password_of(token) or abort(404)
    form = PasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            hashed = hash_password(actions.check_password(form.password.data or ""))
            with writing() as session:
                actions.choose_password(session, choose_password_of(token) or abort(404), hashed)
            flash("Your password is set. Sign in with it.")
            return redirect(url_for("security.login"))
    return render_template("accounts/choose_password.html", form=form, shown=person), _status(form.problems)


@bp.route("/first-run/<token>", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def first_run(token: str) -> ResponseReturnValue:
    """The first administrator, by the link `hiring init` printed; gone as soon as anybody is here."""
    if signed_links.content("first-run", token, hours=LINK_HOURS) is None or queries.is_anybody_here(db.session):
        abort(404)
    form = FirstRunForm()
    if form.validate_on_submit():
        with form.refusals():
            typed = form.values()
            hashed = hash_password(actions.check_password(typed.pop("password") or ""))
            with writing() as session:
                if queries.is_anybody_here(session):
                    abort(404)
                roles = [Role.ADMINISTRATOR, Role.HR_LEAD]
                actions.add_person(session, None, roles=roles, password_hash=hashed, **typed)
            flash("You are the first administrator. Sign in, then add the others under People.")
            return redirect(url_for("security.login"))
    return render_template("accounts/first_run.html", form=form), _status(form.problems)


def _status(problems: list[tuple[str, str]]) -> int:
    return 422 if problems and request.method == "POST" else 200
