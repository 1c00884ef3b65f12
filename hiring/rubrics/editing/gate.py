"""A copy that was published or discarded by now says so on every page, and keeps what was typed."""

import functools
from typing import Any

from flask import jsonify, render_template, request
from flask.typing import ResponseReturnValue

from hiring.foundation.web.access import View
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.values import CopyEnd

_OURS = {"csrf_token", "form_id", "revision", "then", "to", "criterion"}


def wants_json() -> bool:
    """Whether a script asks, which shows the answer on the page it stands on."""
    return request.accept_mimetypes.best == "application/json"


def while_open(view: View) -> View:
    """The view where the copy is still edited; else what became of it. `found` is the copy, or has it as `copy`."""

    @functools.wraps(view)
    def asked(person: Any, found: Any) -> ResponseReturnValue:
        copy = found if isinstance(found, RubricCopy) else found.copy
        return view(person, found) if copy.is_open else cannot_be_saved(copy, _what_became_of(copy))

    return asked


def _what_became_of(copy: RubricCopy) -> str:
    return f"{copy.saved_by.name} {'published' if copy.ended == CopyEnd.PUBLISHED else 'discarded'} this copy."


def cannot_be_saved(copy: RubricCopy, sentence: str) -> ResponseReturnValue:
    if wants_json():
        return jsonify(conflict=f"{sentence} Your text stays here.", look="keep it"), 409
    written = [value for name, value in request.form.items() if name not in _OURS and value.strip()]
    return render_template("rubrics/editing/ended.html", copy=copy, sentence=sentence, written=written)
