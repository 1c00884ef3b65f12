"""Access, decided once: every view names its guard, and the app refuses to start while one does not.

A guard loads the object in the URL within its parent, asks a predicate of a room's policy, and hands the object to
the view. To an outsider a forbidden id looks like one that never was (404); an insider who lacks the right hears so
(403); nobody signed in is asked to sign in, whatever the id.
"""

import functools
import inspect
from collections.abc import Callable
from typing import Any

from flask import Flask, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from hiring.foundation.web.errors import held, sign_in_first

View = Callable[..., ResponseReturnValue]
Predicate = Callable[..., bool]


class Unguarded(Exception):
    """An endpoint has no guard, or answers POST without saying how; the app does not start."""


def public(view: View) -> View:
    """Open to everybody, on purpose."""

    return _guarded(view, "public", lambda act, **url: act(**url))


def signed_in(view: View) -> View:
    """Open to every person who is signed in; the view is handed that person."""

    def admit(act: View, **url: Any) -> ResponseReturnValue:
        return act(_person(), **url) if current_user.is_authenticated else _sign_in_first()

    return _guarded(view, "signed in", admit)


def allows(
    predicate: Predicate, *, of: Callable[..., Any] | None = None, insider: Predicate | None = None
) -> Callable[[View], View]:
    """Open where `predicate(person)` or, with a loader, `predicate(person, object)` holds.

    `of` is called with the URL's arguments and returns the object or None. `insider(person, object)` tells who may
    know that the object exists: they get 403 instead of 404. The view is handed the person and the object.
    """

    def admit(act: View, **url: Any) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return _sign_in_first()
        person = _person()
        if of is None:
            if not predicate(person):
                abort(403)
            return act(person, **url)
        loaded = of(**url)
        if loaded is None:
            abort(404)
        if not predicate(person, loaded):
            abort(403 if insider is not None and insider(person, loaded) else 404)
        return act(person, loaded)

    return lambda view: _guarded(view, predicate.__name__, admit)


def bearer(*, of: Callable[..., Any]) -> Callable[[View], View]:
    """Open to anyone who carries a key that the loader accepts, signed in or not; the view is handed what it opens.

    `of` is called with the URL's arguments and returns the object or None. Whatever is wrong with a key, the answer
    is one and the same page, so that it tells nothing; and whatever was typed is shown back in it.
    """

    def admit(act: View, **url: Any) -> ResponseReturnValue:
        loaded = of(**url)
        return act(loaded) if loaded is not None else _opens_nothing()

    return lambda view: _guarded(view, "bearer", admit)


def with_guard_of_form(view: View) -> View:
    """Open where the form is whose address stands in the URL: that form's own guard is asked.

    The view is handed the person, the address, and what shows the form again with what was posted.
    """

    def admit(act: View, form: str) -> ResponseReturnValue:
        if not current_user.is_authenticated:
            return _sign_in_first()
        form_view, url = _form_at(f"/{form}")
        show_again = functools.partial(form_view, **url)

        def then(person: Any, *_of: Any, **_url: Any) -> ResponseReturnValue:
            return act(person, f"/{form}", show_again)

        answer: ResponseReturnValue = form_view.admit(then, **url)
        return answer

    return _guarded(view, "guard of the form", admit)


def _form_at(address: str) -> tuple[Any, dict[str, Any]]:
    """The view that a form is sent to, and the arguments in its address."""
    try:
        endpoint, url = current_app.url_map.bind("").match(address, method="POST")
    except (HTTPException, RequestRedirect):
        abort(404)
    view: Any = current_app.view_functions[endpoint]
    if getattr(view, "guard", "") in {"public", "bearer", "guard of the form"} or not getattr(view, "writes", False):
        abort(404)
    return view, dict(url)


def _opens_nothing() -> ResponseReturnValue:
    if set(request.form) - {"csrf_token"}:
        return held(
            "This link doesn't work",
            "Nothing was recorded. Everything you typed is kept on this page. Open your link again, start there, "
            "and send this again. If your link doesn't work, ask the person who sent it.",
            404,
        )
    return render_template("errors/link.html"), 404


def _person() -> Any:
    """The person behind the request, not a proxy to them."""
    return current_user._get_current_object()


def _sign_in_first() -> ResponseReturnValue:
    if request.method != "GET":
        return sign_in_first()
    target = request.full_path.rstrip("?")
    return redirect(url_for(current_app.config["SIGN_IN_ENDPOINT"], next=target if target != "/" else None))


def _guarded(view: View, guard: str, admit: Callable[..., ResponseReturnValue]) -> View:
    """The view behind its guard. `admit(act, **url)` does `act` instead of the view where the guard lets it."""

    @functools.wraps(view)
    def guarded(**url: Any) -> ResponseReturnValue:
        return admit(view, **url)

    declare(guarded, guard=guard, admit=admit)
    return guarded


def declare(view: Callable[..., Any], **facts: Any) -> None:
    """Note on a view what `refuse_unguarded` reads there."""
    vars(view).update(facts)


def inside(view: View) -> View:
    """The view without its guards, for another page that does the same under guards of its own."""
    bare: View = inspect.unwrap(view)
    return bare


def reads_by_post(view: View) -> View:
    """A POST that changes nothing, such as an export."""
    declare(view, reads_by_post=True)
    return view


def guard_of(app: Flask, endpoint: str) -> str | None:
    return getattr(app.view_functions[endpoint], "guard", None)


def refuse_unguarded(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if guard_of(app, rule.endpoint) is None:
            raise Unguarded(f"{rule.endpoint} ({rule.rule}) has no guard. Name one, or say that it is public.")
        declared = getattr(view, "writes", False) or getattr(view, "reads_by_post", False)
        if "POST" in (rule.methods or ()) and not declared:
            raise Unguarded(f"{rule.endpoint} ({rule.rule}) answers POST but is neither @writes nor @reads_by_post.")
