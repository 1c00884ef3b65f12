"""Figures are rounded in one way and in one place."""

import ast
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hiring
from hiring.foundation import figures
from hiring.foundation.paths import templates

PACKAGE = Path(hiring.__file__).parent


@pytest.mark.parametrize("tenths", range(10, 50))
@pytest.mark.parametrize("sign", [1, -1])
def test_every_half_goes_away_from_zero(tenths, sign):
    half = sign * (tenths + 0.5) / 10
    assert figures.rounded(half) == Decimal(sign * (tenths + 1)) / 10


@given(st.lists(st.integers(1, 5), min_size=1, max_size=4), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_a_mean_of_means_is_rounded_as_it_is_on_paper(pia, pablo):
    """Means of thirds are not exact in binary; 3.05 from thirds is 3.1 all the same."""
    exact = (Fraction(sum(pia), len(pia)) + Fraction(sum(pablo), len(pablo))) / 2
    in_binary = (sum(pia) / len(pia) + sum(pablo) / len(pablo)) / 2
    assert figures.rounded(in_binary) == Decimal(int(exact * 10 + Fraction(1, 2))) / 10


def test_a_half_that_binary_puts_a_little_lower_is_still_a_half():
    assert figures.fixed(3.0499999999999994) == "3.1"
    assert figures.fixed(2.675, 2) == "2.68"
    assert figures.whole(2.4999999999999996) == 3


@pytest.mark.parametrize(
    ("value", "digits", "fixed", "short"),
    [
        (3.25, 1, "3.3", "3.3"),
        (3.0, 1, "3.0", "3"),
        (-0.04, 1, "0.0", "0"),
        (0.0, 2, "0.00", "0"),
        (-1.25, 1, "−1.3", "−1.3"),
        (100.0, 0, "100", "100"),
        (2.345, 2, "2.35", "2.35"),
        (0.1234567890124, 12, "0.123456789012", "0.123456789012"),
        (1e300, 0, f"{int(1e300)}", f"{int(1e300)}"),
    ],
)
def test_columns_keep_their_decimals_and_sentences_drop_them(value, digits, fixed, short):
    assert (figures.fixed(value, digits), figures.short(value, digits)) == (fixed, short)


def test_a_coefficient_has_two_decimals_and_no_leading_zero():
    written = [figures.coefficient(value) for value in (0.125, -0.2, 0.0, 0.996, 1.0)]
    assert written == [".13", "−.20", ".00", "1.00", "1.00"]


def test_a_number_of_any_size_has_as_many_figures():
    written = [figures.significant(value) for value in (0.36005, 12.5, 14_003.0, 0.0000123456, 9.9996, 0.0)]
    assert written == ["0.3601", "12.5", "14000", "0.00001235", "10", "0"]


def test_what_is_not_there_is_shown_as_nothing():
    assert figures.fixed(None) == ""


@given(st.floats(-1e6, 1e6))
def test_what_is_stored_is_shown_as_what_it_was_made_from(value):
    assert figures.fixed(figures.stored(value)) == figures.fixed(value)


# Numbers that are no figures: where a dot of a chart lies, what a spreadsheet's cell held, and the whole marks that the
# demo draws at random.
# Places in drawings, minutes of reading, days of the demo, thousandths of a measure, steps of half a level,
# and the figures of a digest.
ELSEWHERE = {
    *("analyse/report/charts.py", "foundation/tables/cells.py", "demo/builder.py", "demo/probations.py"),
    *("probation/board/queries.py", "probation/measures/numbers.py", "rubrics/kit.py"),
    *("interviews/agenda/own_interviews.py", "measurement/sentences/panel_patterns.py", "analyse/reading/reshaping.py"),
    *("measurement/stated.py", "insights/questions/reading.py", "insights/hires/drawings.py"),
    "demo/two_years/levels.py",
}


def roundings(source):
    """Lines that round or cut a number: round(), a float's format, quantize, and the like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in {"round", "quantize"}:
                yield node.lineno
        if isinstance(node, ast.FormattedValue) and node.format_spec is not None:
            written = ast.unparse(node.format_spec)
            if re.search(r"\.(\d+|\{\w+\})[feg%]|%'$", written):
                yield node.lineno


def test_the_search_finds_each_way_to_round():
    ways = 'round(x, 1)\nf"{x:.1f}"\nx.quantize(y)\nf"{x:.{n}f}"\nf"{x:.0%}"\nf"{x:%B}"\nf"{x:>3}"\n'
    assert sorted(roundings(ways)) == [1, 2, 3, 4, 5]


def test_no_module_rounds_a_figure_by_itself():
    found = {
        path.relative_to(PACKAGE).as_posix(): lines
        for path in sorted(PACKAGE.rglob("*.py"))
        if (lines := list(roundings(path.read_text("utf-8"))))
    }
    assert set(found) == ELSEWHERE | {"foundation/figures.py"}, found


def test_no_template_rounds_a_figure_by_itself():
    rounding = re.compile(r"\|\s*(round|int|format)\b|%\.\d|\.format\(|\{:")
    # Where a mark lies in a drawing, and how wide a bar is, is a place and not a figure that anyone reads.
    # Nor is a clock, or a count.
    place = re.compile(
        r"\"%\.\df\" \| format\(.*?\) \}\}(?=%|\"|\{% endmacro)|\"[^\"]*%02d:%02d\" \| format\(|\"{:,}\"\.format\("
    )
    pages = {path: path.read_text("utf-8") for path in templates().rglob("*") if path.is_file()}
    assert len(pages) > 50
    assert [path.name for path, page in pages.items() if rounding.search(place.sub("", page))] == []
