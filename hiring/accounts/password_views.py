"""Pages for people without a password: by a link, at the first run, and after they forgot it."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_security import hash_password

from hiring.accounts import actions, browsers, password_links, queries
from hiring.accounts.forms import FirstRunForm, ForgottenForm, PasswordForm
from hiring.accounts.models import PasswordLink, Person
from hiring.accounts.signing_in import sign_in_as
from hiring.accounts.values import ASKED_LINK_HOURS, LINK_HOURS, Role
from hiring.foundation.database import db, writing
from hiring.foundation.outbox import server
from hiring.foundation.web import access, signed_links
from hiring.foundation.web.form_requests import opens_writing_itself
from hiring.foundation.web.limits import GuessKey, begin_guess, count_wrong, refuse_while_waiting, source

bp = Blueprint("passwords", __name__)
# What costs no wait: links that nobody can guess but many can mistype, and asking for a link.
FREE_LINKS, FREE_ASKED, FREE_ASKED_HERE = 100, 3, 30


def _password_link(token: str) -> PasswordLink:
    """The link, while it works. A source that tries many is slowed down."""
    keys = [source("password link", FREE_LINKS)]
    refuse_while_waiting(keys)
    link = password_links.live_link(db.session, token)
    if link is None:
        count_wrong(keys)
        abort(404)
    return link


@bp.route("/password/<token>", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def choose_password(token: str) -> ResponseReturnValue:
    link = _password_link(token)
    form = PasswordForm()
    if form.validate_on_submit():
        with form.refusals():
            hashed = hash_password(actions.check_password(form.password.data or ""))
            with writing() as session:
                link = password_links.live_link(session, token) or abort(404)
                password_links.use_link(session, link, hashed)
                browsers.forget_all(session, link.person)
                person_id = link.person_id
            return sign_in_as(person_id)
    elif request.method == "GET":
        with writing() as session:
            viewer = session.get(Person, current_user.id) if current_user.is_authenticated else None
            password_links.note_opened(session, session.get_one(PasswordLink, link.id), viewer)
    return render_template("accounts/choose_password.html", form=form, shown=link.person), _status(form.problems)


@bp.route("/first-run/<token>", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def first_run(token: str) -> ResponseReturnValue:
    """The first administrator, by the link `hiring init` printed; gone as soon as anybody is here."""
    keys = [source("first-run link", FREE_LINKS)]
    refuse_while_waiting(keys)
    if signed_links.content("first-run", token, hours=LINK_HOURS) is None or queries.is_anybody_here(db.session):
        count_wrong(keys)
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
                person_id = actions.add_person(session, None, roles=roles, password_hash=hashed, **typed).id
            return sign_in_as(person_id)
    return render_template("accounts/first_run.html", form=form), _status(form.problems)


@bp.route("/forgotten-password", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def forgotten() -> ResponseReturnValue:
    """The same answer for every address, whether anyone signs in with it or not."""
    form = ForgottenForm()
    if server.is_set() and form.validate_on_submit():
        address = form.values()["email"]
        asked = GuessKey("forgotten password", address.lower()[:200], FREE_ASKED)
        begin_guess([asked, source("forgotten password", FREE_ASKED_HERE)])
        with writing() as session:
            password_links.ask_for_link(session, address)
        flash(f"If someone signs in with {address}, a link is on its way there. It works for {ASKED_LINK_HOURS} hours.")
        return redirect(url_for("security.login"))
    has_server = server.is_set()
    return render_template("accounts/forgotten.html", form=form, has_server=has_server), _status(form.problems)


def _status(problems: list[tuple[str, str]]) -> int:
    return 422 if problems and request.method == "POST" else 200
