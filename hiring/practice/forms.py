"""The forms of a sample answer: what carries the mark, then the mark; or blind, the mark alone."""

from flask import request
from wtforms import HiddenField

from hiring.foundation.web.drafts import Draft
from hiring.foundation.web.forms import Form, lines, radios
from hiring.rubrics.schema import LEVELS

FIELDS = ("evidence", "level")


class MarkForm(Form):
    evidence = lines(
        "Which words in the answer carry your mark?",
        hint="Copy them or say them in your own words, before you mark.",
        missing="Write which words of the answer carry your mark.",
    )
    level = radios("Your mark", [(str(level), str(level)) for level in LEVELS], missing="Choose a mark.")

    @classmethod
    def of(cls, draft: Draft | None) -> "MarkForm":
        return cls(data=dict(draft.content) if draft else {})


class BlindMarkForm(Form):
    """A mark on the answer that was on the page."""

    answer = HiddenField()
    level = radios("Your mark", [(str(level), str(level)) for level in LEVELS], missing="Choose a mark.")


def overtaking(draft: Draft | None) -> Draft | None:
    """The draft, where it is a newer text than the one this request was written over; the person then chooses."""
    if request.method != "POST" or draft is None or draft.revision == posted_revision():
        return None
    return draft if draft.content != posted() else None


def posted() -> dict[str, str]:
    """What this request sent for the form's fields, exactly as typed."""
    return {name: request.form[name] for name in FIELDS if request.form.get(name)}


def posted_revision() -> int:
    """The draft this page was made from; 0 where there was none."""
    revision = request.form.get("revision", "")
    return int(revision) if revision.isdecimal() and len(revision) < 10 else 0
