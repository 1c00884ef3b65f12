"""The form of a reopening: why, written down first, and then confirmed on a check page."""

from wtforms import HiddenField

from hiring.foundation.drafted_forms import DraftedForm
from hiring.foundation.forms import lines


class ReopenForm(DraftedForm):
    has_check_page = True

    step = HiddenField()
    reason = lines(
        "Why does this panel need another card?",
        missing="Write why the panel needs another card.",
        hint="For example: the branch manager couldn't come in May and met the candidate this week.",
        rows=2,
    )
