"""Flask-Security, fitted to the house: revocable sessions, our guards, one write per sign-in."""

import time
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from flask import Flask, current_app
from flask import session as cookie
from flask_limiter.util import get_remote_address
from flask_login import user_logged_out
from flask_principal import Principal, identity_loaded
from flask_security import FSQLALiteUserDatastore, Security, user_authenticated
from flask_security.views import login
from sqlalchemy.orm import joinedload

from hiring.accounts.actions import begin_sign_in
from hiring.accounts.forms import SignInForm
from hiring.accounts.models import Person, RoleHeld, SignIn
from hiring.foundation import access, clock
from hiring.foundation.database import db, writing
from hiring.foundation.limits import limiter, typed_address
from hiring.foundation.submitting import forget_old_forms

LONGEST_HOURS = 12


class Datastore(FSQLALiteUserDatastore):  # type: ignore[misc]
    def commit(self) -> None:
        """Nothing: the library commits after the answer is built; here `writing()` has done it before."""


def init_app(app: Flask) -> None:
    app.config |= {
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SALT": app.config["SECRET_KEY"],
        "SECURITY_PASSWORD_LENGTH_MIN": 15,
        "SECURITY_RETURN_GENERIC_RESPONSES": True,
        "SECURITY_LOGIN_URL": "/sign-in",
        "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
        "SECURITY_POST_LOGIN_VIEW": "/",
        "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "SECURITY_MSG_GENERIC_AUTHN_FAILED": ("The address or the password is not right.", "error"),
        "SECURITY_FLASH_MESSAGES": False,
        "SECURITY_JOIN_USER_ROLES": False,
        "SECURITY_DEFAULT_REMEMBER_ME": False,
        "SIGN_IN_ENDPOINT": "security.login",
    }
    Security(app, Datastore(db, Person, RoleHeld), login_form=SignInForm, register_blueprint=False)
    _switch_off_permissions(app)
    app.login_manager.user_loader(_person_of_cookie)  # type: ignore[attr-defined]
    user_authenticated.connect(_begin, app)
    user_logged_out.connect(_forget, app)
    _register_library_views(app)


def _switch_off_permissions(app: Flask) -> None:
    """The library would load the person before every request to note their permissions. Ours are the guards, and a
    write must not read anything, not even the person, before it has begun."""
    app.before_request_funcs[None] = [
        hook for hook in app.before_request_funcs[None] if type(getattr(hook, "__self__", None)) is not Principal
    ]
    for receiver in list(identity_loaded.receivers_for(app)):
        identity_loaded.disconnect(receiver, app)


def _register_library_views(app: Flask) -> None:
    """The views of Flask-Security that exist here, each with its guard. What is not in this table is not reachable."""
    for url, endpoint, view, guard in [("/sign-in", "security.login", login, access.public)]:
        guarded = guard(limiter.limit("60/minute", key_func=get_remote_address, methods=["POST"])(view))
        guarded = guard(limiter.limit("10/minute", key_func=typed_address, methods=["POST"])(guarded))
        # It reads and hashes first, which is slow, and writes in `_begin` below, inside writing().
        guarded.writes = True  # type: ignore[attr-defined]
        app.add_url_rule(url, endpoint, guarded, methods=["GET", "POST"])


def _begin(app: Flask, user: Person, **_how: Any) -> None:
    person_id = user.id
    with writing() as session:
        oldest = clock.now() - timedelta(hours=LONGEST_HOURS)
        session.execute(sa.delete(SignIn).where(SignIn.at < oldest))
        forget_old_forms(session)
        person = session.get_one(Person, person_id)
        cookie["sign_in"] = begin_sign_in(session, person).id
    cookie["seen"] = int(time.time())


def _forget(_app: Flask, **_who: Any) -> None:
    cookie.clear()


def _person_of_cookie(uniquifier: str) -> Person | None:
    """The signed-in person, where the session of this cookie still stands and has not idled away."""
    idle = int(time.time()) - int(cookie.get("seen", 0))
    if idle > current_app.config["IDLE_MINUTES"] * 60:
        return None
    if idle >= 60:
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
