"""Forms with free text: what is typed is kept on the server, under the address that the form is sent to."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, ClassVar, Self

from flask import request
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, StringField

from hiring.foundation.database import db
from hiring.foundation.web import drafts
from hiring.foundation.web.browser_keys import BrowserKey, browser_key
from hiring.foundation.web.forms import Form

PREFIX = "/drafts"
# What the page itself puts into a form; everything else was typed or chosen.
NOT_TYPED = frozenset({"csrf_token", "form_id", "revision", "who", "then"})


def posted_text() -> dict[str, Any]:
    """What this request sent, letter by letter; a list where several were chosen under one name."""
    sent = {name: [value.replace("\r\n", "\n") for value in values] for name, values in request.form.lists()}
    return {name: values if len(values) > 1 else values[0] for name, values in sent.items() if name not in NOT_TYPED}


def posted_revision() -> int:
    """The draft that the page was made from; 0 where there was none."""
    given = request.form.get("revision", "")
    return int(given) if given.isdecimal() and len(given) < 10 else 0


class DraftedForm(Form):
    """Shows its draft again, takes no text over a newer one, and drops the draft once the form has been sent."""

    revision = HiddenField()
    who = HiddenField()

    # Where a check page follows, the draft is what is checked. It goes with what is recorded in the end.
    has_check_page: ClassVar[bool] = False

    def __init__(self, *args: Any, address: str = "", page: str = "", **more: Any) -> None:
        """`address` is where the form is sent, `page` where it is shown; both are usually this request's."""
        self.address = address or request.path.removeprefix(PREFIX)
        self.page = page or self.address
        self.draft = drafts.draft_of(db.session, _writer(), self.address)
        self.is_posted = "formdata" not in more and _is_sent_to(self.address)
        is_restored = self.draft is not None and not self.is_posted and "formdata" not in more
        if not self.is_posted:  # what the request sends is of another form
            more.setdefault("formdata", self._shown(self.draft.content) if self.draft else None)
        super().__init__(*args, **more)
        if is_restored:
            self._show_as_typed()
        self.who.data = self.browser.who
        self.newer = self._saved_elsewhere()
        if self.newer or not self.is_posted:
            self.revision.data = str(self.draft.revision if self.draft else 0)

    @classmethod
    def stored(cls, address: str) -> Self | None:
        """The form as its draft has it, whatever this request sends; None where there is no draft."""
        draft = drafts.draft_of(db.session, _writer(), address)
        if draft is None:
            return None
        return cls(address=address, formdata=cls._shown(draft.content), meta={"csrf": False})

    @classmethod
    def _shown(cls, content: Mapping[str, Any]) -> MultiDict[str, Any]:
        """What a draft holds for the fields that people fill in. The page itself fills in hidden ones."""
        fields = {name: getattr(getattr(cls, name, None), "field_class", HiddenField) for name in content}
        return MultiDict({name: content[name] for name, kind in fields.items() if not issubclass(kind, HiddenField)})

    def _show_as_typed(self) -> None:
        """Letter by letter: what a field tidies before it is recorded stands in the draft as it was typed."""
        for field in self:
            if isinstance(field, StringField) and field.raw_data:
                field.data = field.raw_data[0]

    def _saved_elsewhere(self) -> list[tuple[str, str]]:
        """Label and text of what the same person saved in another window after this page was made."""
        if self.draft is None or not self.is_posted or self.draft.revision == posted_revision():
            return []
        there, here = _filled(self._shown(self.draft.content)), _filled(self._shown(posted_text()))
        if there == here:
            return []
        return [(self[name].label.text, ", ".join(values)) for name, values in there.items()]

    @property
    def browser(self) -> BrowserKey:
        """What the page is given so that its own reader's browser can keep text that is not saved yet."""
        return browser_key(_writer(), self.address)

    @property
    def is_unsaved(self) -> bool:
        """This page shows what was just posted, and the server keeps no such draft."""
        if not self.is_posted:
            return False
        kept = self._shown(self.draft.content) if self.draft else MultiDict()
        return _filled(kept) != _filled(self._shown(posted_text()))

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name not in NOT_TYPED}

    def validate(self, extra_validators: Any = None) -> bool:
        is_only_kept = self.is_posted and request.path != self.address
        is_valid = not is_only_kept and bool(super().validate(extra_validators))
        if self.newer:
            self.refuse(drafts.MOVED_ON)
        return is_valid and not self.newer

    @contextmanager
    def _refusals(self, fields: Mapping[str, str]) -> Iterator[None]:
        with super()._refusals(fields):
            yield
            if not self.has_check_page:
                self.drop_draft()

    def keep_draft(self) -> drafts.Draft:
        """Keep what this request sent until it has been checked."""
        return drafts.save_draft(db.session, _writer(), self.address, posted_text(), posted_revision())

    def drop_draft(self) -> None:
        drafts.drop_draft(db.session, _writer(), self.address)


def _filled(shown: MultiDict[str, Any]) -> dict[str, list[str]]:
    """Every field that holds something; a field left empty says the same as one that is not there."""
    return {name: values for name, values in shown.lists() if any(values)}


def _is_sent_to(address: str) -> bool:
    return request.method == "POST" and request.path in {address, PREFIX + address}


def _writer() -> str:
    return str(current_user.id) if current_user.is_authenticated else ""
