"""What the rooms ask of a mail before it is sent, put into it at sending, and write by themselves."""

from sqlalchemy.orm import Session

from hiring.accounts.queries import not_to_a_closed_account
from hiring.foundation.outbox import rounds, sending
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.actions import still_owed
from hiring.home.undelivered_notices import tell_hr_of_undelivered
from hiring.insights.fairness.links import form_in_letter
from hiring.interviews.guests.links import links_in_mail
from hiring.interviews.mail.seat_news import still_true_of_the_seats
from hiring.interviews.reminders.automatic import send_due_reminders
from hiring.interviews.reminders.queries import still_late
from hiring.interviews.walk_ins.mails import still_true_of_the_session
from hiring.privacy.restricting import restrict_due
from hiring.probation.board.due_mails import still_open, write_due_mails
from hiring.probation.endings.leaving import leaving_link_in_mail
from hiring.probation.hire_side.mailing import link_still_opens, own_page_in_mail

_LINKS = (links_in_mail, leaving_link_in_mail, own_page_in_mail, form_in_letter)
_STILL = (still_true_of_the_seats, still_true_of_the_session, still_late, still_owed, still_open, link_still_opens)


def secrets_in(session: Session, mail: OutgoingMail) -> dict[str, str]:
    """What stands in a mail for a link → the link, which is kept nowhere."""
    return {kept: link for links in _LINKS for kept, link in links(session, mail).items()}


CHECKS = sending.CHECKS.by([not_to_a_closed_account, *_STILL])
SECRETS = sending.SECRETS.by(secrets_in)
TASKS = rounds.TASKS.by([send_due_reminders, write_due_mails, tell_hr_of_undelivered, restrict_due])
