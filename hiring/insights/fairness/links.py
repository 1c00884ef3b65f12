"""The link to the voluntary form, and what an application is known by among the answers."""

import hashlib
import hmac

from flask import current_app
from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.web import signed_links
from hiring.insights.fairness.values import LINK_DAYS
from hiring.letters.values import LETTER

_LINK = "fairness"
# What stands in a letter until it's mailed, so that people who write or read the letter never have the link.
LINK_HERE = "[the link to your own form, which is added as this email is sent]"


def application_key(application_id: str) -> str:
    """What an application's answers are kept under. Nobody can compute it without the server's secret key."""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"fairness {application_id}".encode(), hashlib.sha256).hexdigest()


def form_address(application_id: str) -> str:
    return signed_links.absolute("fairness.answer", fairness_token=signed_links.token(_LINK, application_id))


def application_of_token(session: Session, token: str) -> Application | None:
    """The application a link was made for; None where it's altered, too old, or the person was erased."""
    named = signed_links.content(_LINK, token, hours=LINK_DAYS * 24)
    application = session.get(Application, str(named)) if named else None
    return application if application is not None and application.candidate.erased_at is None else None


def form_in_letter(_session: Session, mail: OutgoingMail) -> dict[str, str]:
    """What stands in a letter for the link → the link of the application the letter is about."""
    if mail.kind != LETTER or LINK_HERE not in mail.text:
        return {}
    return {LINK_HERE: form_address(mail.about)}
