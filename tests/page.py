"""One page as a browser would read it, and the rules every page of the house keeps."""

import re
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

CONTROLS = {"input", "select", "textarea"}


class Form:
    def __init__(self, element: Element) -> None:
        self.element = element
        self.action = element.get("action")
        self.method = element.get("method", "get")

    @property
    def has_files(self) -> bool:
        return self.element.get("enctype") == "multipart/form-data"

    @property
    def buttons(self) -> list[str]:
        return ["".join(b.itertext()).strip() for b in self.element.iter("button")]

    def action_of(self, button: str | None) -> str | None:
        """Where this button sends the form: its own address before the form's."""
        own = [b.get("formaction") for b in self.element.iter("button") if "".join(b.itertext()).strip() == button]
        return next((address for address in own if address), self.action)

    def held(self) -> dict[str, Any]:
        """What a browser would send if nothing were typed."""
        sent: dict[str, Any] = {}
        for one in self.element.iter():
            name = one.get("name")
            if not name or one.tag not in CONTROLS:
                continue
            if one.tag == "select":
                options = list(one.iter("option"))
                chosen = [o for o in options if o.get("selected") is not None] or options[:1]
                sent[name] = (chosen[0].get("value") or "") if chosen else ""
            elif one.tag == "textarea":
                sent[name] = "".join(one.itertext()).removeprefix("\n")
            elif one.get("type") in {"radio", "checkbox"}:
                if one.get("checked") is not None:
                    if one.get("type") == "checkbox":
                        sent.setdefault(name, []).append(one.get("value", "on"))
                    else:
                        sent[name] = one.get("value", "on")
            elif one.get("type") != "file":
                value = one.get("value", "")
                before = sent.get(name)
                # Hidden fields may share a name, as boxes do.
                sent[name] = value if before is None else [*([before] if isinstance(before, str) else before), value]
        return sent

    def names(self) -> set[str]:
        return {str(one.get("name")) for one in self.element.iter() if one.tag in CONTROLS and one.get("name")}

    def sent_by(self, button: str | None) -> dict[str, str]:
        """The name and value that a browser adds for the button that is pressed."""
        pressed = [b for b in self.element.iter("button") if "".join(b.itertext()).strip() == button]
        return {str(b.get("name")): b.get("value", "") for b in pressed[:1] if b.get("name")}

    def filled(self, typed: dict[str, Any]) -> dict[str, Any]:
        unknown = set(typed) - self.names()
        assert not unknown, f"the form has no {sorted(unknown)}; it has {sorted(self.names())}"
        return self.held() | typed


class Page:
    def __init__(self, html: str) -> None:
        self.html = html
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root = parser.parse(html)
        self.parse_errors = [str(e) for e in parser.errors]
        self.elements = [e for e in self.root.iter() if isinstance(e.tag, str)]

    @property
    def text(self) -> str:
        body = self.root.find("body")
        return re.sub(r"\s+", " ", " ".join(body.itertext())).strip() if body is not None else ""

    @property
    def title(self) -> str:
        return "".join(next(self.root.iter("title")).itertext())

    @property
    def heading(self) -> str:
        return re.sub(r"\s+", " ", "".join(next(self.root.iter("h1")).itertext())).strip()

    def forms(self) -> list[Form]:
        return [Form(e) for e in self.root.iter("form")]

    def form(self, button: str | None = None) -> Form:
        if button is not None:
            owners = {b.get("form") for b in self.root.iter("button") if "".join(b.itertext()).strip() == button}
            found = [f for f in self.forms() if (f.element.get("id") or "") in owners - {None}]
            found = found or [f for f in self.forms() if button in f.buttons]
            assert len(found) >= 1, f"no form with the button {button!r}; there are {[f.buttons for f in self.forms()]}"
            return found[0]
        main = next(e for e in self.elements if e.get("id") == "main")
        found = [Form(e) for e in main.iter("form") if "tap" not in (e.get("class") or "")]
        assert found, "the page has no form"
        return found[0]

    def links(self) -> dict[str, str]:
        """Text of each link → its address."""
        return {re.sub(r"\s+", " ", "".join(a.itertext())).strip(): a.get("href", "") for a in self.root.iter("a")}

    def problems(self) -> list[str]:
        box = next((e for e in self.elements if e.get("id") == "problem"), None)
        return ["".join(a.itertext()).strip() for a in box.iter("a")] if box is not None else []

    def check(self, path: str) -> None:
        """The rules of the house for every page."""
        wrong = [f"not HTML5: {e}" for e in self.parse_errors]
        wrong += [problem for check in RULES for problem in check(self)]
        assert not wrong, f"{path}: {wrong}"


def _one_heading(page: Page) -> list[str]:
    headings = list(page.root.iter("h1"))
    if len(headings) != 1:
        return [f"{len(headings)} h1"]
    title = page.title.removeprefix("Error: ")
    wrong = [] if title.startswith(page.heading) else [f"title {page.title!r} does not start with {page.heading!r}"]
    if page.problems() and not page.title.startswith("Error: "):
        wrong.append("a page with problems needs a title that starts with Error:")
    return wrong


def _ids_once(page: Page) -> list[str]:
    ids = [str(e.get("id")) for e in page.elements if e.get("id")]
    return [f"id {one} twice" for one in sorted({i for i in ids if ids.count(i) > 1})]


def _controls_labelled(page: Page) -> list[str]:
    labelled = {e.get("for") for e in page.root.iter("label")}
    wrapped = {id(c) for label in page.root.iter("label") for c in label.iter() if c.tag in CONTROLS}
    wrong = []
    for e in page.elements:
        hidden = e.tag not in CONTROLS or e.get("type") in {"hidden", "submit"}
        if not hidden and e.get("id") not in labelled and id(e) not in wrapped and not e.get("aria-label"):
            wrong.append(f"{e.get('name')} has no label")
    return wrong


def _errors_linked(page: Page) -> list[str]:
    ids = {e.get("id") for e in page.elements}
    box = next((e for e in page.elements if e.get("id") == "problem"), None)
    targets = [a.get("href", "") for a in box.iter("a")] if box is not None else []
    return [f"error link {t} leads nowhere" for t in targets if t.removeprefix("#") not in ids]


def _forms_complete(page: Page) -> list[str]:
    wrong = []
    for form in page.forms():
        if form.action is None:
            wrong.append("a form without action")
        if form.method == "post" and "csrf_token" not in form.names():
            wrong.append(f"a form without token: {form.action}")
    return wrong


def _headings_in_order(page: Page) -> list[str]:
    levels = [int(e.tag[1]) for e in page.elements if re.fullmatch(r"h[1-6]", e.tag)]
    # The error summary's h2 stands above the h1 on purpose: it is what the person came back for.
    levels = [2, *levels[1:]] if levels and levels[0] == 2 else levels
    return [f"h{b} after h{a}" for a, b in pairwise(levels) if b > a + 1]


def _tables_have_headers(page: Page) -> list[str]:
    return ["a table without headers" for t in page.root.iter("table") if not any(True for _ in t.iter("th"))]


def _described(page: Page) -> list[str]:
    ids = {e.get("id") for e in page.elements}
    pointed = [r for e in page.elements for r in (e.get("aria-describedby") or "").split()]
    return [f"described by {one}, which is not there" for one in pointed if one not in ids]


def _no_inline(page: Page) -> list[str]:
    wrong = [f"inline style on {e.tag}" for e in page.elements if e.get("style") is not None]
    wrong += [f"inline handler on {e.tag}" for e in page.elements if any(k.startswith("on") for k in e.attrib)]
    return wrong + ["inline script" for s in page.root.iter("script") if not s.get("src")]


RULES = [
    _one_heading, _ids_once, _controls_labelled, _errors_linked, _forms_complete,
    _headings_in_order, _tables_have_headers, _described, _no_inline,
]  # fmt: skip
