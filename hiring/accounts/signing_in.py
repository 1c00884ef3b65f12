"""Flask-Security, fitted to the house: revocable sessions, our guards, one write per sign-in."""

import time
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue
from flask_login import current_user, user_logged_out
from flask_principal import Principal, identity_loaded
from flask_security import FSQLALiteUserDatastore, Security, user_authenticated
from flask_security.utils import login_user
from sqlalchemy.orm import joinedload

from hiring.accounts import browsers, notices
from hiring.accounts.actions import begin_sign_in
from hiring.accounts.forms import SignInForm
from hiring.accounts.models import Person, RoleHeld, SignIn
from hiring.accounts.queries import person_by_email
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import forget_old_forms, opens_writing_itself
from hiring.foundation.web.limits import GuessKey, begin_guess, guessed_right, source

LONGEST_HOURS = 12
FREE_OF_ACCOUNT, FREE_OF_SOURCE, FREE_OF_BROWSER = 5, 30, 10


class Datastore(FSQLALiteUserDatastore):
    def commit(self) -> None:
        """Nothing: the library commits after the answer is built; here `writing()` has done it before."""


def init_app(app: Flask) -> None:
    app.config |= {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SALT": app.config["SECRET_KEY"],
        "SECURITY_PASSWORD_LENGTH_MIN": 15,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_MSG_GENERIC_AUTHN_FAILED": ("The address or the password isn't right.", "error"),
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SIGN_IN_ENDPOINT": "security.login",
    }
    roles: Any = RoleHeld  # ours are words, not rows of the library's kind, and it is never asked for one
    security = Security(app, Datastore(db, Person, roles), login_form=SignInForm, register_blueprint=False)
    _switch_off_permissions(app)
    security.login_manager.user_loader(_person_of_cookie)
    # The session's cookie is the only way in: no token in a header, an address or a body is looked at.
    security.login_manager.request_loader(None)
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_forget, app)
    app.add_url_rule("/sign-in", "security.login", sign_in, methods=["GET", "POST"])


def _switch_off_permissions(app: Flask) -> None:
    """The library would load the person before every request to note their permissions. Ours are the guards, and a
    write must not read anything, not even the person, before it has begun."""
    app.before_request_funcs[None] = [
        hook for hook in app.before_request_funcs[None] if type(getattr(hook, "__self__", None)) is not Principal
    ]
    for receiver in list(identity_loaded.receivers_for(app)):
        identity_loaded.disconnect(receiver, app)


@opens_writing_itself
@access.public
def sign_in() -> ResponseReturnValue:
    """Our own page and not the library's, which also answers with tokens where it is asked to."""
    if current_user.is_authenticated:
        return redirect(url_for("home.show"))
    form = SignInForm()
    if request.method == "POST":
        keys = _guess_keys(form.email.data or "") if form.is_filled_in else []
        if keys:
            begin_guess(keys)
        if form.validate() and form.user is not None:
            guessed_right(keys)
            if form.new_hash is not None:
                _keep_hash(str(form.user.id), form.new_hash)
            login_user(form.user, authn_via=["password"])
            return redirect(form.next.data or url_for("home.show"))
    return render_template("accounts/sign_in.html", form=form)


def _keep_hash(person_id: str, new_hash: str) -> None:
    with writing() as session:
        session.get_one(Person, person_id).password = new_hash


def sign_in_as(person_id: str) -> ResponseReturnValue:
    """Go on signed in, as someone who has just chosen their password, in place of anyone who was signed in here."""
    cookie.clear()
    login_user(db.session.get_one(Person, person_id), authn_via=["password"])
    return redirect(url_for("home.show"))


def _guess_keys(address: str) -> list[GuessKey]:
    """A browser in which this person has signed in before is counted alone, so that strangers can't hold it up."""
    person = person_by_email(db.session, address)
    if person is not None and browsers.is_known(db.session, person):
        return [GuessKey("sign-in from a known browser", f"{person.id} {browsers.this_browser()}", FREE_OF_BROWSER)]
    typed = address.strip().lower()[:200]
    return [GuessKey("sign-in to an account", typed, FREE_OF_ACCOUNT), source("sign-in", FREE_OF_SOURCE)]


def _begin(app: Flask, user: Person, **_how: Any) -> None:
    person_id = user.id
    with writing() as session:
        oldest = clock.now() - timedelta(hours=LONGEST_HOURS)
        session.execute(sa.delete(SignIn).where(SignIn.at < oldest))
        forget_old_forms(session)
        person = session.get_one(Person, person_id)
        cookie["sign_in"] = begin_sign_in(session, person).id
        browsers.remember(session, person)
        news = notices.take_new(session, person)
    cookie["seen"] = int(time.time())
    cookie["since"] = int(clock.now().timestamp())
    if news:
        flash(news)


def _forget(_app: Flask, **_who: Any) -> None:
    cookie.clear()


def _person_of_cookie(uniquifier: str) -> Person | None:
    """The signed-in person, where the session of this cookie still stands and has not idled away."""
    idle = int(time.time()) - int(cookie.get("seen", 0))
    if idle > current_app.config["IDLE_MINUTES"] * 60:
        return None
    if not 0 <= idle < 60:  # below zero where the clock was set back since
        cookie["seen"] = int(time.time())
    oldest = clock.now() - timedelta(hours=LONGEST_HOURS)
    standing = (
        sa.select(Person)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(SignIn.id == cookie.get("sign_in", ""), SignIn.at >= oldest)
        .where(Person.fs_uniquifier == uniquifier, Person.active)
        .options(joinedload(Person.held))  # one statement instead of two: every request of every person asks this
    )
    return db.session.scalars(standing).unique().one_or_none()
