"""What a hire can say on their own page, and the three questions about their manager."""

from datetime import timedelta
from enum import StrEnum


class HireWordKind(StrEnum):
    """Prepared is before a check-in; replied and acknowledged are after it."""

    PREPARED = "prepared"
    REPLIED = "replied"
    ACKNOWLEDGED = "acknowledged"


class ManagerAnswerLevel(StrEnum):
    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        return self.value.capitalize()


# Field → question, in the order of the page.
QUESTIONS = {
    "was_shown": "Has someone shown you what's expected?",
    "had_time": "Have you had time to learn it?",
    "knows_standing": "Do you know where you stand?",
}
# The manager sees the answers together, from this many hires on.
HIRES_NEEDED = 5
# The page works for this long after the probation's last day.
AFTER_END = timedelta(days=30)
KEY_HOURS = 12
BROWSER_DAYS = 400
