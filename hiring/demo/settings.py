"""A demo's own settings: its own folder, its own secret, its own database."""

import os
import secrets
from pathlib import Path

from hiring.demo.people import ORGANISATION
from hiring.foundation import config

FOLDER = Path("var/demo")
# Invented people get no mail: it stays in the outbox, and is read on the mailbox page.
NEVER = {"HIRING_SMTP_URL", "HIRING_MAIL_FROM"}


def settings(port: int) -> config.Settings:
    """From the environment where it says something; else a secret of its own, and links to where it is served."""
    folder = Path(os.environ.get("HIRING_STATE_DIR") or FOLDER)
    own = {"HIRING_STATE_DIR": str(folder), "HIRING_ORGANISATION": ORGANISATION}
    if not os.environ.get("HIRING_SECRET_KEY"):
        own["HIRING_SECRET_KEY"] = _kept_secret(folder / "secret")
    return config.from_environment(own | {k: v for k, v in os.environ.items() if v and k not in NEVER}, port=port)


def _kept_secret(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
    return path.read_text().strip()
