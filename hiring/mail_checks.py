"""What the rooms ask of a mail before it is sent. The same list for the pages and for `hiring send-mail`."""

from hiring.accounts.queries import not_to_a_closed_account
from hiring.foundation.outbox import sending
from hiring.interviews.invitations import still_true_of_the_seat
from hiring.interviews.reminders.queries import still_late

CHECKS = sending.CHECKS.by([not_to_a_closed_account, still_true_of_the_seat, still_late])
