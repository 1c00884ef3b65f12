"""The app that a command works in: with every page, or with the database alone, which loads in a third of the time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from hiring.foundation import config
from hiring.foundation.base_app import base_app

Command = Callable[..., Any]


def with_database(command: Command) -> Command:
    """Hand the command an app that knows every table and no page, inside its context."""

    @wraps(command)
    def inside(*given: Any, **named: Any) -> Any:
        import hiring.tables  # noqa: F401, PLC0415 - the settings are read first, and refused at once

        app = base_app(config.from_environment())
        with app.app_context():
            return command(app, *given, **named)

    return inside


def with_app(command: Command, settings: Callable[..., config.Settings] = config.from_environment) -> Command:
    """Hand the command the app with all its pages, inside its context. Links lead to the port it serves on."""

    @wraps(command)
    def inside(*given: Any, **named: Any) -> Any:
        from hiring.app import create_app  # noqa: PLC0415 - with all rooms, which the settings need not wait for

        app = create_app(settings(port=named.get("port", config.USUAL_PORT)))
        with app.app_context():
            return command(app, *given, **named)

    return inside
