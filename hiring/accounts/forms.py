"""Forms of accounts: signing in, people, workplaces, passwords."""

from typing import Self

import sqlalchemy as sa
from flask_security.forms import LoginForm
from flask_security.utils import validate_redirect_url
from wtforms import EmailField, PasswordField

from hiring.accounts import zones
from hiring.accounts.values import MONDAY_TO_FRIDAY, SHORTEST_PASSWORD, WEEKDAYS, Role
from hiring.foundation import jurisdictions
from hiring.foundation.database import db
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, line, lines, radios, select, tick


class SignInForm(LoginForm):
    email = EmailField("Email address", render_kw={"autocomplete": "username"})
    password = PasswordField("Password", render_kw={"autocomplete": "current-password"})
    new_hash: str | None = None  # to be kept where the password was hashed in an older way
    remember = None  # type: ignore[assignment]  # how WTForms leaves out a field

    @property
    def is_filled_in(self) -> bool:
        return bool((self.email.data or "").strip() and self.password.data)

    def validate(self, **kwargs: object) -> bool:
        self.email.data = (self.email.data or "").strip()
        if not validate_redirect_url(self.next.data or ""):
            self.next.data = ""  # an address of another site is nobody's mistake to explain; it is left out
        if not self.is_filled_in:
            self.form_errors = ["Fill in your address and your password."]
            return False
        with db.session.no_autoflush:
            is_valid = bool(super().validate(**kwargs))
        self.new_hash = self._taken_new_hash()
        return is_valid

    def _taken_new_hash(self) -> str | None:
        """The library changes the person where their hash is of an older kind. A change belongs inside `writing()`, so
        it's taken back here and made there."""
        history = sa.inspect(self.user).attrs.password.history if self.user is not None else None
        if history is None or not history.deleted:
            return None
        new_hash = str(history.added[0])
        db.session.expire(self.user)
        return new_hash


class PersonForm(Form):
    name = line("Name", missing="Write the person's name.", autocomplete="off")
    email = line("Email address", missing="Write the address they sign in with.", kind="email", autocomplete="off")
    roles = boxes(
        "What they do here",
        [(str(role), f"{role.label} – {role.means}") for role in Role],
        missing="Choose at least one.",
    )
    workplace = select("Workplace", hint="Leave it empty for someone who works everywhere.")
    area = boxes("Workplaces they look after", hint="For area managers only.")


class PeopleListForm(DraftedForm):
    people = lines(
        "Paste your list",
        hint="One person a line: name, email, role. You can paste from Excel.",
        missing="Paste at least one line.",
        rows=8,
    )
    link = radios(
        "Their link to choose a password",
        [("mail", "Email it to each of them now"), ("copy", "Show me the links to copy")],
        missing="Choose how they get their link.",
    )


class PersonChangeForm(Form):
    name = line("Name", missing="Write the person's name.", autocomplete="off")
    email = line(
        "Email address",
        missing="Write the address they sign in with.",
        hint="If you change it, we tell the old address.",
        kind="email",
        autocomplete="off",
    )
    roles = boxes(
        "What they do here",
        [(str(role), f"{role.label} – {role.means}") for role in Role],
        missing="Choose at least one.",
    )
    workplace = select("Workplace", hint="Leave it empty for someone who works everywhere.")
    area = boxes("Workplaces they look after", hint="For area managers only.")
    active = tick("Can sign in")


def _new_password(label: str) -> PasswordField:
    return PasswordField(
        label,
        description=f"At least {SHORTEST_PASSWORD} characters. A few unrelated words do well; nothing else is asked.",
        render_kw={"autocomplete": "new-password"},
    )


class PasswordForm(Form):
    password = _new_password("New password")


class ForgottenForm(Form):
    email = line(
        "Email address",
        missing="Write the address you sign in with.",
        kind="email",
        autocomplete="username",
    )


class OwnPasswordForm(Form):
    current = PasswordField("Current password", render_kw={"autocomplete": "current-password"})
    password = _new_password("New password")


class FirstRunForm(Form):
    name = line("Your name", missing="Write your name.", autocomplete="name")
    email = line(
        "Email address",
        missing="Write the address you will sign in with.",
        kind="email",
        autocomplete="email",
    )
    password = _new_password("Password")


class WorkplaceForm(Form):
    name = line("Name", missing="Write the name of the workplace.", hint="For example: Harbour branch")
    zone = select("Time zone", missing="Choose its time zone.")
    jurisdiction = select("Jurisdiction", missing="Choose whose law applies to the people who work there.")
    working_days = boxes(
        "Working days",
        list(WEEKDAYS.items()),
        missing="Choose at least one day.",
        hint="We propose interviews on these days only.",
        default=list(MONDAY_TO_FRIDAY),
    )

    def offer(self) -> Self:
        """Fill the lists. A zone that is kept already stays on it, though nobody would choose it today."""
        self.zone.choices = choices(zones.offered(self.zone.data or ""))
        self.jurisdiction.choices = choices(jurisdictions.names())
        return self
