"""Pages: the mail that waits because no server is set, and one of them."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import access
from hiring.foundation.database import db
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.mailbox import policy, queries

bp = Blueprint("mailbox", __name__)


def _mail_in_url(outgoing_mail_id: str) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, outgoing_mail_id)


@bp.get("/mailbox")
@access.allows(policy.can_open_mailbox)
def index(person: Person) -> ResponseReturnValue:
    return render_template("mailbox/index.html", mails=queries.mails_for(db.session, person), most=queries.MOST)


def can_read_mail(person: Person, mail: OutgoingMail) -> bool:
    return queries.can_read_mail(db.session, person, mail)


@bp.get("/mailbox/<outgoing_mail_id>")
@access.allows(can_read_mail, of=_mail_in_url)
def show(_person: Person, mail: OutgoingMail) -> ResponseReturnValue:
    return render_template("mailbox/show.html", mail=mail)
