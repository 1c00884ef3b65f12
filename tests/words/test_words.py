"""What is collected is what a person reads, and list A is found in it."""

import ast
import re

import pytest

from tests.checks.source import templates
from tests.words.all_prose import comments, script_parts, strings, template_parts
from tests.words.collect import VisibleText, prose_of, template_texts, visible_texts
from tests.words.plain import LIST_B, stiff_words
from tests.words.reading_ease import is_sentence, of_pages

VOICE_TERMS = """rubric criterion level anchor question probe opening candidate application round interview seat panel
practice licence kit scorecard mark evidence seal debrief decision gate probation check-in note promise outcome"""
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
    assert stiff_words("Wholesome, thoughtful and nobody else, and they are told apart") == []


@pytest.mark.parametrize(
    ("text", "hits"), [("As far\nas we see, a no is a no.", 3), ("Record a no-show", 0), ("We can’t say ‘yes’.", 1)]
)
def test_list_b_is_found_over_the_end_of_a_line(text, hits):
    assert len(stiff_words(text, LIST_B)) == hits


@pytest.mark.parametrize(
    ("parts", "source", "hits"),
    [
        (comments, "x = 1  # whoever\n\n# it is\n# told\ny = 'nought'\n", 2),
        (lambda source: strings(ast.parse(source)), 'f"{a} {\'whom\' if b else c} awaits"\nPATTERN = "(?:whom)"', 2),
        (template_parts, '{# whom #}{{ "somebody" if x else y("nought") }}{% set z = "whoever" %}<b>awaits</b>', 5),
        (script_parts, "await load(`meanwhile ${whom}`); say('whoever'); // somebody\n/* kept\n apart */", 4),
    ],
)
def test_comments_and_every_string_are_read_and_code_is_not(parts, source, hits):
    assert sum(len(stiff_words(text)) for _, text in parts(source)) == hits


HARD = "Organisational responsibilities necessitate comprehensive consideration of alternatives " * 10
PLAIN = "You can change this until the first card is sealed. " * 100


def test_a_hard_page_is_found_however_plain_the_others_of_its_kind():
    """And a kind that is hard as a whole, whatever its pages are: each says too little to be measured alone."""
    texts = [VisibleText("templates/a/hard.html", 1, HARD), VisibleText("templates/a/plain.html", 1, PLAIN)]
    grades = of_pages(texts)
    assert (grades["templates/a/hard.html"] > 80, grades["templates/a/plain.html"] > 80) == (True, False)
    short = [VisibleText(f"templates/b/{n}.html", 1, HARD[:80] + " of people") for n in range(9)]
    assert of_pages(short).keys() == {"templates/b"}


@pytest.mark.parametrize(("text", "is_read"), [("1 2 3 4 five", False), ("1 2 3 4 five six", True)])
def test_labels_are_no_sentences(text, is_read):
    assert is_sentence(text) is is_read


def test_each_term_of_the_trade_is_explained_in_one_place():
    """Where it's first met, by a small “?”; a term that no page explains is as wrong as one that two do."""
    sources = {file.name: file.text for file in templates()}
    explained = re.findall(r'^  "([a-z-]+)": "', sources["templates/_components/terms.html"], re.MULTILINE)
    lists = [found for text in sources.values() for found in re.findall(r"explain\(\[(.*?)\]", text)]
    shown = [term for found in lists for term in re.findall(r'"([a-z-]+)"', found)]
    assert sorted(shown) == sorted(explained) == sorted(VOICE_TERMS.split())
