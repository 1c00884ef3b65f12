"""What people type is kept to the letter; only keys for comparing and what is shown are tidied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.foundation import text
from hiring.foundation.database import db
from hiring.interviews.models import Rating

ODD = "  Cafe\u0301, zero\u200bwidth \u202etrick, ﬁ ½ \x0b\x1f\n\ttabbed \n\n"


@given(st.text())
def test_only_line_ends_and_what_no_database_takes_are_changed(typed):
    expected = typed.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    assert text.kept(typed) == expected
    assert text.kept(text.kept(typed)) == text.kept(typed)
    text.kept(typed).encode()


def test_half_a_character_is_left_out():
    assert text.kept("a\ud800b") == "ab"


@given(st.text(), st.text())
def test_two_spellings_of_one_text_have_one_key(before, after):
    composed, decomposed = f"{before} é {after}", f"{before} e\u0301 {after}"
    assert text.tidy(composed) == text.tidy(decomposed)
    assert text.sort_key(composed) == text.sort_key(decomposed)


def test_sealed_evidence_is_what_was_typed_on_both_databases(either, make, cast):
    interview = make.interview(make.application(), people=[cast.panellist])
    card = make.scorecard(interview.seats[0], evidence=ODD)
    db.session.expire_all()
    assert {rating.evidence for rating in db.session.query(Rating)} == {ODD}
    assert card.ratings


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\u2066", "\x1f"])
def test_what_is_shown_holds_no_mark_that_steers_it(mark):
    assert text.visible(f"a{mark}b") == "ab"
