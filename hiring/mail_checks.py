"""What the rooms ask of a mail before it is sent. The same list for the pages and for `hiring send-mail`."""

from hiring.accounts.queries import not_to_a_closed_account
from hiring.foundation.outbox import sending
from hiring.interviews.guests.links import links_in_mail
from hiring.interviews.invitation_mail import still_true_of_the_seats
from hiring.interviews.reminders.queries import still_late

SECRETS = sending.SECRETS.by(links_in_mail)
CHECKS = sending.CHECKS.by([not_to_a_closed_account, still_true_of_the_seats, still_late])
