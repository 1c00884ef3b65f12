"""The app that a command works in: with every page, or with the database alone, which loads in a third of the time."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from flask import Flask

from hiring.foundation import config, readiness
from hiring.foundation.loading import loading
from hiring.foundation.web.base_app import base_app

Command = Callable[..., Any]


def database_app(settings: config.Settings) -> Flask:
    """An app that knows every table and no page."""
    import hiring.tables  # noqa: F401, PLC0415 - the settings are read first, and refused at once

    return base_app(settings)


def page_app(settings: config.Settings) -> Flask:
    """The app with all its pages."""
    from hiring.app import create_app  # noqa: PLC0415 - with all rooms, which the settings need not wait for

    return create_app(settings)


def in_context(
    command: Command,
    *,
    opened: Callable[[config.Settings], Flask],
    checked: bool = True,
    settings: Callable[..., config.Settings] = config.from_environment,
) -> Command:
    """Hand the command its app, inside its context. Links lead to the port it serves on.

    With `checked`, a database that is not ready is refused first.
    """

    @wraps(command)
    def inside(*given: Any, **named: Any) -> Any:
        with loading():
            app = opened(settings(port=named.get("port", config.USUAL_PORT)))
        with app.app_context():
            if checked:
                readiness.refuse_unless_ready()
            return command(app, *given, **named)

    return inside


with_database = partial(in_context, opened=database_app)
with_pages = partial(in_context, opened=page_app)
with_unchecked_database = partial(in_context, opened=database_app, checked=False)
with_unchecked_pages = partial(in_context, opened=page_app, checked=False)
