"""Settings from the environment, typed, and refused with a sentence a person can act on."""

import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SHORTEST_SECRET = 32
USUAL_PORT = 8000


class SettingRefused(Exception):
    """A setting is missing or cannot be used; the message names it and says what would do."""


@dataclass(frozen=True, slots=True)
class MailServer:
    host: str
    port: int
    security: str  # tls from the first word, starttls, or none
    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Settings:
    secret_key: str
    database_url: str
    state_dir: Path
    journal_key_file: Path
    data_dir: Path | None
    organisation: str
    zone: str
    base_url: str
    behind_tls: bool
    idle_minutes: int
    threads: int
    mail_server: MailServer | None
    mail_from: str
    mail_host: str


def from_environment(environ: Mapping[str, str] | None = None, *, port: int = USUAL_PORT) -> Settings:
    """Every setting there is. An unknown HIRING_… name is refused: it is a typo that would otherwise be silent.

    Where no address is set, links lead to this machine and `port`.
    """
    given = {k: v.strip() for k, v in (environ or os.environ).items() if k.startswith("HIRING_")}
    unknown = sorted(set(given) - KNOWN)
    if unknown:
        raise SettingRefused(f"{unknown[0]} isn't a setting. The settings are: {', '.join(sorted(KNOWN))}.")
    state_dir = Path(given.get("HIRING_STATE_DIR") or "var").resolve()
    base_url = _base_url(given.get("HIRING_BASE_URL") or f"http://localhost:{port}")
    mail_host, mail_server = _mail_host(base_url), _mail_server(given.get("HIRING_SMTP_URL", ""))
    return Settings(
        secret_key=_secret(given.get("HIRING_SECRET_KEY", "")),
        database_url=database_url(given.get("HIRING_DATABASE_URL", ""), state_dir),
        state_dir=state_dir,
        journal_key_file=Path(given.get("HIRING_JOURNAL_KEY_FILE") or state_dir / "journal.key").resolve(),
        data_dir=_folder("HIRING_DATA_DIR", given.get("HIRING_DATA_DIR", "")),
        organisation=given.get("HIRING_ORGANISATION") or "Our organisation",
        zone=_zone(given.get("HIRING_ZONE") or "Europe/London"),
        base_url=base_url,
        behind_tls=_yes_no("HIRING_BEHIND_TLS", given.get("HIRING_BEHIND_TLS") or "no"),
        idle_minutes=_number("HIRING_IDLE_MINUTES", given.get("HIRING_IDLE_MINUTES") or "30", 5, 720),
        threads=_number("HIRING_THREADS", given.get("HIRING_THREADS") or "4", 1, 64),
        mail_server=mail_server,
        mail_from=_mail_from(given.get("HIRING_MAIL_FROM", ""), mail_server, mail_host),
        mail_host=mail_host,
    )


KNOWN = {
    "HIRING_SECRET_KEY",
    "HIRING_DATABASE_URL",
    "HIRING_STATE_DIR",
    "HIRING_JOURNAL_KEY_FILE",
    "HIRING_DATA_DIR",
    "HIRING_ORGANISATION",
    "HIRING_ZONE",
    "HIRING_BASE_URL",
    "HIRING_BEHIND_TLS",
    "HIRING_IDLE_MINUTES",
    "HIRING_THREADS",
    "HIRING_SMTP_URL",
    "HIRING_MAIL_FROM",
}


def _secret(value: str) -> str:
    if not value:
        raise SettingRefused(
            "HIRING_SECRET_KEY isn't set. It signs the sessions. Make one and keep it: "
            "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    if len(value) < SHORTEST_SECRET or len(set(value)) < 8:
        raise SettingRefused(
            f"HIRING_SECRET_KEY is too easy to guess: it needs at least {SHORTEST_SECRET} characters, at random. "
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def database_url(value: str, state_dir: Path, called: str = "HIRING_DATABASE_URL") -> str:
    """The address of a database as SQLAlchemy writes it; without a value, the SQLite file in the state folder."""
    if not value:
        return f"sqlite:///{state_dir / 'hiring.sqlite'}"
    if value.startswith("sqlite:////"):
        return value
    if value.startswith("sqlite:///"):
        return f"sqlite:///{Path(value.removeprefix('sqlite:///')).resolve()}"
    _refuse_unreadable(value, called)
    for scheme in ("postgresql+psycopg://", "postgresql://", "postgres://"):
        if value.startswith(scheme):
            return "postgresql+psycopg://" + value.removeprefix(scheme)
    raise SettingRefused(
        f"{called} must start with sqlite:/// or postgresql://, for example postgresql://hiring@localhost/hiring"
    )


def _refuse_unreadable(url: str, called: str) -> None:
    """Nothing of the value is repeated: it may hold a password."""
    try:
        _ = urlsplit(url).port
    except ValueError:
        raise SettingRefused(
            f"{called} can't be read. It looks like postgresql://hiring@localhost:5432/hiring, and / ? # @ % of a "
            "password are written as %2F %3F %23 %40 %25."
        ) from None


def make_state_folder(folder: Path) -> None:
    """Make the state folder where there is none; refused where nothing can be kept in it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as unusable:
        raise SettingRefused(
            f"HIRING_STATE_DIR is '{folder}', and nothing can be kept there: {unusable.strerror}. "
            "Name a folder that this user may write to."
        ) from None


def _folder(name: str, value: str) -> Path | None:
    if not value:
        return None
    path = Path(value).resolve()
    if not path.is_dir():
        raise SettingRefused(f"{name} is {value!r}, which isn't a folder.")
    return path


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError) as none:
        raise SettingRefused(f"HIRING_ZONE is {value!r}; it must be a zone such as Europe/London.") from none
    return value


def _base_url(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise SettingRefused(f"HIRING_BASE_URL is {value!r}; it must look like https://hiring.example.org")
    return value.rstrip("/")


def _yes_no(name: str, value: str) -> bool:
    if value.lower() in {"yes", "true", "1", "on"}:
        return True
    if value.lower() in {"no", "false", "0", "off"}:
        return False
    raise SettingRefused(f"{name} is {value!r}; write yes or no.")


def _number(name: str, value: str, least: int, most: int) -> int:
    if not value.isascii() or not value.isdigit() or not least <= int(value) <= most:
        raise SettingRefused(f"{name} is {value!r}; it must be a whole number from {least} to {most}.")
    return int(value)


# Scheme → how the line is kept secret, and the usual port.
_MAIL = {"smtps": ("tls", 465), "smtp": ("starttls", 587), "smtp+plain": ("none", 25)}


def _mail_server(value: str) -> MailServer | None:
    """Of the value nothing is repeated in a refusal: it holds a password."""
    if not value:
        return None
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in _MAIL or parts.path not in {"", "/"} or parts.query or parts.fragment:
        raise SettingRefused(
            "HIRING_SMTP_URL must look like smtps://user:password@mail.example.org:465 (or smtp:// for STARTTLS, "
            "smtp+plain:// for a server without either). Write # / ? : @ % of a password as %23 %2F %3F %3A %40 %25."
        )
    user, password = unquote(parts.username or ""), unquote(parts.password or "")
    security, usual = _MAIL[parts.scheme]
    if bool(user) != bool(password):
        raise SettingRefused("HIRING_SMTP_URL holds a name without a password, or a password without a name.")
    if user and security == "none":
        raise SettingRefused(
            "HIRING_SMTP_URL would send a password that anyone on the way can read. "
            "Use smtps:// or smtp://, or leave name and password out."
        )
    return MailServer(host, port or usual, security, user, password)


def _mail_from(value: str, server: MailServer | None, host: str) -> str:
    if not value and server is not None:
        raise SettingRefused(
            "HIRING_SMTP_URL is set but HIRING_MAIL_FROM isn't. It's the address mail comes from, for example "
            "hiring@example.org"
        )
    if value and not re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", value):
        raise SettingRefused(f"HIRING_MAIL_FROM is {value!r}; it must be an address alone, such as hiring@example.org")
    return value or f"hiring@{host}"


def _mail_host(base_url: str) -> str:
    """Whose mail it is: the ids of mails and of calendar entries end in it."""
    try:
        return (urlsplit(base_url).hostname or "").encode("idna").decode()
    except UnicodeError:
        raise SettingRefused(f"HIRING_BASE_URL is {base_url!r}, whose host cannot be a name.") from None
