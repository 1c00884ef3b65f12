"""The tests' browser: follows what a person would do, and checks every page it sees."""

import contextvars
import re
from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from hiring.accounts.models import Person
from hiring.foundation import clock, ids
from hiring.foundation.database import db
from tests.cast import PASSWORD
from tests.page import Page

T = TypeVar("T")


def alone(call: Callable[[], T]) -> T:
    """In a context of its own, as a server would have it; only the clock and the ids are the caller's."""

    def called() -> T:
        clock.use_source(source)
        ids.use_source(chance)
        return call()

    source, chance = clock.current_source(), ids.current_source()
    return contextvars.Context().run(called)


class Visitor:
    """`visit(cast.hr)` is signed in. A page that breaks a rule of the house fails the test that saw it."""

    def __init__(self, app: Flask, person: Person | None = None) -> None:
        self.client: FlaskClient = app.test_client()
        self.answer: TestResponse
        self.page: Page
        self.path = "/"
        if person is not None:
            self.sign_in(person.email)

    def sign_in(self, email: str, password: str = PASSWORD) -> "Visitor":
        self.get("/sign-in")
        return self.submit({"email": email, "password": password}, expect=302)

    def get(self, path: str, expect: int = 200) -> "Visitor":
        return self._took(path, self._send(lambda: self.client.get(path)), expect)

    def post(self, path: str, data: dict[str, Any] | None = None, expect: int = 302, **more: Any) -> "Visitor":
        """Send a form that no page offered; with a token, so that only the guard can refuse it."""
        data = {"csrf_token": self.token()} | (data or {})
        return self._took(path, self._send(lambda: self.client.post(path, data=data, **more)), expect)

    def send_raw(self, path: str, data: dict[str, Any]) -> TestResponse:
        """Post exactly this and look at the bare answer."""
        return self._send(lambda: self.client.post(path, data=data))

    def token(self) -> str:
        for path in ("/me", "/sign-in"):
            html = self._send(lambda path=path: self.client.get(path)).get_data(as_text=True)
            found = re.search(r'name="csrf_token" value="([^"]+)"', html)
            if found is not None:
                return found.group(1)
        raise AssertionError("no page offers a token")

    def _send(self, call: Callable[[], TestResponse]) -> TestResponse:
        answer = alone(call)
        db.session.rollback()  # what the request changed is seen by the test
        return answer

    def submit(self, typed: dict[str, Any] | None = None, expect: int = 302, button: str | None = None) -> "Visitor":
        """Fill in the page's form (the one with this button, else the first that is not a tap) and send it."""
        form = self.page.form(button)
        action = urljoin(self.path, form.action_of(button) or self.path)
        kind = "multipart/form-data" if form.has_files else None
        data = form.filled(typed or {}) | form.sent_by(button)
        return self._took(action, self._send(lambda: self.client.post(action, data=data, content_type=kind)), expect)

    def follow(self) -> "Visitor":
        """Go where the last answer sent us."""
        assert self.answer.status_code in {302, 303}, f"{self.path} answered {self.answer.status_code}"
        return self.get(self.answer.headers["Location"])

    def _took(self, path: str, answer: TestResponse, expect: int) -> "Visitor":
        self.answer, self.path = answer, urlsplit(path).path
        if answer.mimetype == "text/html" and answer.status_code not in {301, 302, 303, 308}:
            self.page = Page(answer.get_data(as_text=True))
            self.page.check(path)
        said = self.page.problems() if hasattr(self, "page") else []
        assert answer.status_code == expect, f"{path} answered {answer.status_code}, not {expect}: {said}"
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")
        return self

    @property
    def text(self) -> str:
        return self.page.text
