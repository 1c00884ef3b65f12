"""Templates never trust what a person typed. Their length is held by `make check`."""

import re
from pathlib import Path

STYLES = Path(__file__).resolve().parents[2] / "hiring/static"
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
TRUSTS = re.compile(r"\|\s*safe\b|autoescape false|<script(?! type=\"module\" src=)|style=\"")


def test_no_template_marks_anything_as_safe():
    trusting = {
        f"{path.relative_to(TEMPLATES)}: {found.group()}"
        for path in TEMPLATES.rglob("*.html")
        if (found := TRUSTS.search(path.read_text(encoding="utf-8")))
    }
    assert trusting == set()


def test_every_rule_of_a_stylesheet_ends_where_it_should():
    """After an unclosed rule everything else counts on some screens only, and no browser says so."""
    open_at = {}
    for path in STYLES.glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        depth = 0
        for number, line in enumerate(text.splitlines(), 1):
            depth += line.count("{") - line.count("}")
            if depth not in {0, 1, 2} or (line.startswith("@") and depth - line.count("{") + line.count("}")):
                open_at[path.name] = number
        open_at |= {path.name: "end"} if depth else {}
    assert open_at == {}
