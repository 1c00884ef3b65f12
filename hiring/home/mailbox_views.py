"""Pages: the mail that did not go out, and one of them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation.database import db
from hiring.foundation.outbox import server
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.outbox.problems import trouble_of
from hiring.foundation.outbox.trial import send_test_mail
from hiring.foundation.web import access
from hiring.home import mailbox
from hiring.home.mailbox import KEPT_DAYS
from hiring.letters import policy as letters

bp = Blueprint("mailbox", __name__)


def _mail_in_url(outgoing_mail_id: str) -> OutgoingMail | None:
    return db.session.get(OutgoingMail, outgoing_mail_id)


@bp.get("/mailbox")
@access.allows(mailbox.can_open_mailbox)
def index(person: Person) -> ResponseReturnValue:
    return render_template(
        "mailbox/index.html",
        has_server=server.is_set(),
        mails=mailbox.mails_for(db.session, person),
        most=mailbox.MOST,
        undelivered=mailbox.undelivered_for(db.session, person),
        days=KEPT_DAYS,
        may_keep_templates=letters.can_keep_templates(person),
    )


@bp.post("/mailbox/test")
@access.reads_by_post
@access.allows(mailbox.can_open_mailbox)
def send_test(person: Person) -> ResponseReturnValue:
    """To the reader's own address, and only there. The server may take its time, so no transaction is open."""
    name, address = person.name, person.email
    db.session.rollback()
    flash(send_test_mail(name, address))
    return redirect(url_for("mailbox.index"))


def can_read_mail(person: Person, mail: OutgoingMail) -> bool:
    return mailbox.can_read_mail(db.session, person, mail)


@bp.get("/mailbox/<outgoing_mail_id>")
@access.allows(can_read_mail, of=_mail_in_url)
def show(person: Person, mail: OutgoingMail) -> ResponseReturnValue:
    is_told = mail.gave_up_at is not None and mailbox.can_see_undelivered(person)
    return render_template("mailbox/show.html", mail=mail, trouble=trouble_of(mail.problem) if is_told else None)
