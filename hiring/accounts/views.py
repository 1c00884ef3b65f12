"""Pages of accounts: people, workplaces, own password, the first run."""

from typing import Any

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from flask_security import hash_password, verify_password

from hiring.accounts import actions, notices, password_links, policy, queries, zones
from hiring.accounts.forms import (
    OwnPasswordForm,
    PersonChangeForm,
    PersonForm,
    WorkplaceForm,
)
from hiring.accounts.models import Person, Workplace
from hiring.accounts.signing_in import sign_in_as
from hiring.accounts.values import LINK_HOURS
from hiring.foundation import jurisdictions
from hiring.foundation.database import db, writing
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import opens_writing_itself, writes
from hiring.foundation.web.forms import choices
from hiring.foundation.web.limits import GuessKey, begin_guess, guessed_right

bp = Blueprint("accounts", __name__)
# Wrong guesses that cost no wait: at the present password, and at links, which nobody can guess but many can mistype.
FREE_GUESSES, FREE_LINKS = 5, 100


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
    form.workplace.choices, form.area.choices = _workplace_choices(), _area_choices()
    if form.validate_on_submit():
        with form.refusals():
            typed = form.values()
            typed["workplace"] = _workplace_in_url(typed["workplace"])
            area = typed.pop("area") or []
            added = actions.add_person(db.session, administrator.id, **typed)
            actions.set_area(db.session, administrator.id, added, area)
            flash(f"{added.name} was added. Make a link below so they can choose a password.")
            return redirect(url_for("accounts.show_person", person_id=added.id))
    return render_template("accounts/add_person.html", form=form)


@bp.route("/people/<person_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_accounts, of=_person_in_url)
def show_person(administrator: Person, shown: Person) -> ResponseReturnValue:
    area = queries.area_workplaces(db.session, shown)
    stored = {"roles": sorted(shown.roles), "workplace": shown.workplace_id or "", "area": area}
    form = PersonChangeForm(name=shown.name, email=shown.email, active=shown.active, **stored)
    form.workplace.choices, form.area.choices = _workplace_choices(), _area_choices()
    if form.validate_on_submit():
        with form.refusals():
            typed = form.values()
            typed["workplace"] = _workplace_in_url(typed["workplace"])
            actions.change_address(db.session, administrator, shown, typed.pop("email"))
            area = typed.pop("area") or []
            actions.change_person(db.session, administrator.id, shown, **typed)
            actions.set_area(db.session, administrator.id, shown, area)
            flash("Saved.")
            return redirect(url_for("accounts.show_person", person_id=shown.id))
    return render_template(
        "accounts/person.html",
        form=form,
        shown=shown,
        can_be_shown=password_links.can_be_shown(shown),
        why_not_mailed=password_links.why_not_mailed(shown),
    )


@bp.post("/people/<person_id>/password-link")
@writes
@access.allows(policy.can_keep_accounts, of=_person_in_url)
def make_password_link(administrator: Person, shown: Person) -> ResponseReturnValue:
    """Shown once to its maker where nobody has signed in yet; else sent to the person, who alone reads it."""
    try:
        if password_links.can_be_shown(shown):
            cookie["fresh_password_link"] = password_links.make_shown_link(db.session, administrator, shown).id
            return redirect(url_for("accounts.show_password_link", person_id=shown.id))
        password_links.mail_link(db.session, administrator, shown)
        flash(f"A link is on its way to {shown.email}. It works once, for {LINK_HOURS} hours.")
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("accounts.show_person", person_id=shown.id))


@bp.get("/people/<person_id>/password-link")
@access.allows(policy.can_keep_accounts, of=_person_in_url)
def show_password_link(_administrator: Person, shown: Person) -> ResponseReturnValue:
    """To the person who has just made it, and to nobody again."""
    link = queries.password_link(db.session, cookie.pop("fresh_password_link", ""), shown)
    if link is None:
        return redirect(url_for("accounts.show_person", person_id=shown.id))
    address = password_links.address_of(link)
    return render_template("accounts/password_link.html", shown=shown, address=address, hours=LINK_HOURS)


def _area_choices() -> list[Any]:
    return choices([(workplace.id, workplace.name) for workplace in queries.workplaces(db.session)])


def _workplace_choices() -> list[Any]:
    return choices([("", "–"), *((w.id, w.name) for w in queries.workplaces(db.session))])


@bp.get("/workplaces")
@access.allows(policy.can_keep_workplaces)
def workplaces(_person: Person) -> ResponseReturnValue:
    places = dict(jurisdictions.names())
    return render_template("accounts/workplaces.html", workplaces=queries.workplaces(db.session), places=places)


@bp.route("/workplaces/add", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_workplaces)
def add_workplace(person: Person) -> ResponseReturnValue:
    languages = [language for language, _ in request.accept_languages]
    places = queries.workplaces(db.session)
    jurisdiction, zone = zones.likely(places, languages, current_app.config["ZONE"])
    form = WorkplaceForm(jurisdiction=jurisdiction, zone=zone).offer()
    if form.validate_on_submit():
        with form.refusals():
            added = actions.add_workplace(db.session, person.id, **form.values())
            flash(f"{added.name} was added.")
            return redirect(url_for("accounts.workplaces"))
    return render_template("accounts/workplace.html", form=form, shown=None)


@bp.route("/workplaces/<workplace_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_workplaces, of=_workplace_in_url)
def show_workplace(person: Person, shown: Workplace) -> ResponseReturnValue:
    form = WorkplaceForm(obj=shown).offer()
    if form.validate_on_submit():
        with form.refusals():
            actions.change_workplace(db.session, person.id, shown, **form.values())
            flash("Saved.")
            return redirect(url_for("accounts.workplaces"))
    return render_template("accounts/workplace.html", form=form, shown=shown)


@bp.route("/me", methods=["GET", "POST"])
@opens_writing_itself
@access.signed_in
def me(person: Person) -> ResponseReturnValue:
    form = OwnPasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            keys = [GuessKey("present password", person.id, FREE_GUESSES)]
            begin_guess(keys)
            if not verify_password(form.current.data or "", person.password or ""):
                raise Refused("This isn't your current password.", "current")
            guessed_right(keys)
            hashed = hash_password(actions.check_password(form.password.data or ""))
            with writing() as session:
                actions.choose_password(session, session.get_one(Person, person.id), hashed)
            answer = sign_in_as(person.id)
            flash("Your password is changed. You're still signed in here, and signed out everywhere else.")
            return answer
    happened = notices.of(db.session, person)
    return render_template("accounts/me.html", form=form, notices=happened), _status(form.problems)


@bp.post("/sign-out")
@writes
@access.signed_in
def sign_out(person: Person) -> ResponseReturnValue:
    actions.end_sign_in(db.session, person, cookie.get("sign_in", ""))
    logout_user()
    flash("You're signed out.", "signed-out")  # its kind tells session.js to close the other pages of this browser
    return redirect(url_for("security.login"))


def _status(problems: list[tuple[str, str]]) -> int:
    return 422 if problems and request.method == "POST" else 200
