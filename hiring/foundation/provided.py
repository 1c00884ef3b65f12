"""What an earlier room calls and only a later room has: declared where it's called, listed in `hiring/app.py`."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, cast

from flask import Flask, current_app

Value = TypeVar("Value")
_KEY = "provided"


class Provided(Generic[Value]):
    """Something that an app is given when it's made, such as a function of a later room."""

    def __init__(self, name: str) -> None:
        self.name = name

    def by(self, value: Value) -> "Provision":
        """A line of the table in which an app is told what to use."""
        return self, value

    def get(self) -> Value:
        """What this app was given; a KeyError with the name where it was given nothing."""
        return cast("Value", current_app.extensions[_KEY][self.name])


Provision = tuple[Provided[Any], Any]


def provide(app: Flask, provisions: Iterable[Provision]) -> None:
    """Have the app use these from now on."""
    app.extensions.setdefault(_KEY, {}).update({provided.name: value for provided, value in provisions})
