"""Forms: what will change, and what came of it."""

from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import line, lines


class PlanChangeForm(DraftedForm):
    about = line("Because of", most=300, hint="The question or the criterion it's about.")
    words = lines(
        "What we'll change",
        missing="Write what you'll change.",
        hint="For example: drop this question and add a scene on a busy Saturday.",
        rows=3,
    )


class ReviewChangeForm(DraftedForm):
    came_of_it = lines(
        "What came of it",
        missing="Write what came of it.",
        hint="Did you change it, and what do the figures say now?",
        rows=3,
    )
