"""The form in which a question is retired."""

from hiring.foundation.drafted_forms import DraftedForm
from hiring.foundation.forms import lines


class RetireForm(DraftedForm):
    reason = lines(
        "Why it should not be asked any more",
        missing="Write why this question should not be asked any more.",
        hint="Whoever plans an opening reads this. For example: it stands on a website, with model answers.",
        rows=2,
    )
