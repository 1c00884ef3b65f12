"""What is collected is what a person reads, and list A is found in it."""

import ast

import pytest

from tests.words.collect import prose_of, template_texts, visible_texts
from tests.words.plain import stiff_words

TEMPLATE = """{# not read #}
{% extends "page.html" %}
<p class="quiet">Ines hasn't sealed
  {{ name }}.</p>
<button aria-label="Remind Ines" value="x">{{ "Send again" if late else word }}</button>
<input type="submit" value="Save it"><input value="typed">
<script>let hidden = "Not read";</script>
"""
MODULE = '''"""Not read."""
import re
PATTERN = re.compile("not read either")
LABEL = "Decide-by date"
KEY = "decide_by"
def refuse(name):
    """Not read."""
    raise Refusal(f"{name} has left. Choose someone else.")
'''


def test_a_template_gives_its_texts_attributes_and_printed_strings():
    assert [text.split() for _, text in template_texts(TEMPLATE)] == [
        text.split() for text in ("Ines hasn't sealed ….", "Remind Ines", "Send again", "…", "Save it")
    ]


def test_a_module_gives_its_sentences_and_labels():
    assert list(prose_of(ast.parse(MODULE))) == [
        (4, "Decide-by date"),
        (8, "… has left. Choose someone else."),
    ]


def test_every_kind_of_file_is_read():
    paths = {visible.path for visible in visible_texts()}
    for kind in (
        "templates/accounts/",
        "templates/_emails/",
        "hiring/decisions/",
        "hiring/static/",
        "rubrics/criteria/",
        "hiring/data/",
    ):
        assert any(path.startswith(kind) for path in paths), kind


@pytest.mark.parametrize("text", ["Somebody left.", "the person whom you chose", "Nobody is told yet"])
def test_list_a_is_found(text):
    assert len(stiff_words(text)) == 1


def test_a_word_that_only_contains_one_is_left_alone():
    assert stiff_words("Wholesome, thoughtful and nobody else") == []
