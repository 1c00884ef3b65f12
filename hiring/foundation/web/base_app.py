"""The app without a page: settings, log, database. Commands use it as it is; `hiring.app` adds the rooms."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, cast

from flask import Flask, current_app

from hiring.foundation import config, database, paths, schema
from hiring.foundation.web import static_files
from hiring.foundation.web.lazy_rules import LazyRule

Value = TypeVar("Value")
_KEY = "provided"


def base_app(settings: config.Settings, **overrides: Any) -> Flask:
    """An app that can reach the database. Refuses a state folder that cannot be used with a sentence."""
    static = paths.static()
    app = Flask(
        "hiring",
        template_folder=str(paths.templates()),
        static_folder=str(static),
        static_url_path=static_files.static_address(static),
    )
    app.url_rule_class = LazyRule
    app.config |= _configured(settings) | overrides
    config.make_state_folder(settings.state_dir)
    database.init_app(app, settings.database_url)
    schema.init_app(app, settings.database_url)
    return app


def _configured(settings: config.Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "STATE_DIR": settings.state_dir,
        "JOURNAL_KEY_FILE": settings.journal_key_file,
        "DATA_DIR": settings.data_dir,
        "ORGANISATION": settings.organisation,
        "ZONE": settings.zone,
        "BASE_URL": settings.base_url,
        "MAIL_SERVER": settings.mail_server,
        "MAIL_FROM": settings.mail_from,
        "MAIL_HOST": settings.mail_host,
        "BEHIND_TLS": settings.behind_tls,
        "THREADS": settings.threads,
        "IDLE_MINUTES": settings.idle_minutes,
        "BOOTSTRAP_SERVE_LOCAL": True,
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_CONTENT_LENGTH": 4 * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 4 * 1024 * 1024,
        "SESSION_COOKIE_NAME": "hiring",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.behind_tls,
    }


class Provided(Generic[Value]):
    """Something that an app is given when it's made: what an earlier room calls and only a later room has.

    Declared where it's called, listed in `hiring/app.py`.
    """

    def __init__(self, name: str) -> None:
        self.name = name

    def by(self, value: Value) -> "Provision":
        """A line of the table that tells an app what to use."""
        return self, value

    def is_given(self) -> bool:
        """Whether this app was given anything; one without pages isn't."""
        return self.name in current_app.extensions.get(_KEY, {})

    def get(self) -> Value:
        """What this app was given; a KeyError with the name where it was given nothing."""
        return cast("Value", current_app.extensions[_KEY][self.name])


Provision = tuple[Provided[Any], Any]


def provide(app: Flask, provisions: Iterable[Provision]) -> None:
    """Have the app use these from now on."""
    app.extensions.setdefault(_KEY, {}).update({provided.name: value for provided, value in provisions})
