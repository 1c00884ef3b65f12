"""A demo that starts empty: one person, who meets the four steps of the first hour."""

from hiring.accounts import actions
from hiring.accounts.values import Role
from hiring.demo.people import MEMBERS
from hiring.foundation.database import writing

FIRST = MEMBERS[0]


def begin(password_hash: str) -> None:
    """The person who sets things up: HR who keeps accounts and workplaces too, without a workplace yet."""
    with writing() as session:
        actions.add_person(
            session,
            None,
            name=FIRST.name,
            email=FIRST.email,
            roles=[str(Role.ADMINISTRATOR), str(Role.HR), str(Role.HR_LEAD)],
            workplace=None,
            password_hash=password_hash,
        )
