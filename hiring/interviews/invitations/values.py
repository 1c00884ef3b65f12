"""What can be told about a seat or its interview."""

from enum import StrEnum

from hiring.interviews.invitations.calendar import Method

# What the mail table calls these mails.
INVITATION = "invitation"


class News(StrEnum):
    """Each is the name of a letter, too."""

    SEATED = "seated"
    MOVED = "moved"
    CALLED_OFF = "called_off"
    DRAFT_KEPT = "draft_kept"
    LEFT = "left"

    @property
    def method(self) -> Method:
        return Method.REQUEST if self in {News.SEATED, News.MOVED} else Method.CANCEL
