"""What is typed is kept: every form with free text has a draft, in its class and on its page."""

import sys

import pytest
from wtforms import TextAreaField

from hiring.decisions.forms import RejectForm
from hiring.decisions.referees.forms import RefereeForm
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form
from hiring.interviews.paper_views import PaperForm
from hiring.practice.forms import MarkForm
from hiring.probation.forms import ColleagueForm
from hiring.probation.hire_side.forms import HireWordForm, ManagerAnswerForm
from tests.house import scene
from tests.house.guard_table import BEARER, TABLE
from tests.house.test_guards import _endpoints, _signed_in, _url
from tests.page import Page

# Forms with free text that are no DraftedForm, and why nothing typed into them is lost all the same.
OTHERWISE = {
    MarkForm: "its own address takes its drafts, which decide whether a mark may be given",
    RejectForm: "a reason for the candidates who are ticked; kept, it would fill the form of others; leaving warns",
    PaperForm: "one sentence on the check page of a card that is kept; leaving it warns",
    RefereeForm: "nobody is signed in behind a referee's link; leaving it warns",
    ColleagueForm: "nobody is signed in behind a colleague's link; leaving it warns",
    HireWordForm: "nobody is signed in on a hire's own page; leaving it warns",
    ManagerAnswerForm: "nobody is signed in on a hire's own page; leaving it warns",
}

BY_CLASS = {  # pages of a form named above
    *("GET rejecting.reject", "GET colleagues.answer", "GET hire_pages.check_in", "GET hire_pages.suggestion"),
    *("GET hire_pages.about_manager", "GET referees.answer"),
}


def _all_forms(base=Form):
    return {base, *(form for below in base.__subclasses__() for form in _all_forms(below))}


def _has_free_text(form) -> bool:
    fields = [getattr(form, name) for name in dir(form) if not name.startswith("_")]
    return any(isinstance(getattr(one, "field_class", None), type) and issubclass(one.field_class, TextAreaField)
               for one in fields)  # fmt: skip


def test_every_form_class_with_free_text_keeps_a_draft_or_is_named_here_with_a_reason():
    """Forms whose fields are made of a rubric are held by their pages, below."""
    import hiring.app  # noqa: F401 - every room's forms are known then

    written = {form for form in _all_forms() if getattr(sys.modules[form.__module__], form.__name__, None) is form}
    without = {form for form in written if _has_free_text(form) and not issubclass(form, DraftedForm)}
    assert without == set(OTHERWISE)


@pytest.fixture
def furnished_app(tmp_path, now):
    return scene.copied(tmp_path)


def _pages(app, ids):
    """Every page that anyone can open, each once, as the first person who may."""
    endpoints, clients = _endpoints(app), {}
    for key in sorted(key for key in TABLE | dict.fromkeys(BEARER) if key.startswith("GET")):
        if key in BEARER:
            client = app.test_client()
            client.set_cookie("guest", ids["guest_key"], path="/guest/card")
            client.set_cookie("hire", ids["hire_key"], path="/my-start")
        else:
            name = min(TABLE[key].allowed)
            client = clients.setdefault(name, _signed_in(app, name))
        answer = client.get(_url(endpoints[key], ids))
        if answer.status_code == 200 and answer.mimetype == "text/html":
            yield key, Page(answer.get_data(as_text=True))


def test_every_form_with_free_text_carries_the_marker_and_a_page_has_one_such_form(furnished_app):
    app, ids = furnished_app
    marked = set()
    for key, page in _pages(app, ids):
        forms = [form.element for form in page.forms() if form.method == "post"]
        drafted = [form for form in forms if form.get("data-draft")]
        written = [form for form in forms if next(form.iter("textarea"), None) is not None]
        assert len(drafted) <= 1, f"{key}: the scripts keep one form a page"
        assert [one.get("action") for one in written if one not in drafted and key not in BY_CLASS] == [], key
        for form in drafted:
            marked.add(key)
            names = {control.get("name") for control in form.iter("input")}
            assert "revision" in names, key
            assert form.get("data-kept"), key
            assert form.get("data-key"), key
            assert form.get("data-who"), key
            assert form.get("data-reader") or form.get("data-card"), key
            scripts = [script.get("src", "").rsplit("/", 1)[-1] for script in page.root.iter("script")]
            assert "autosave.js" in scripts, key
            assert any(line.get("data-saved") is not None for line in page.elements), key
            assert any(line.get("data-notices") is not None for line in page.elements), key
    assert len(marked) >= 20, marked
