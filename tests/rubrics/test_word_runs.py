"""Two texts compared word by word."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.rubrics.word_runs import word_runs


def test_only_the_words_that_differ_are_marked():
    before, after = word_runs("Can't say why, at all.", "Can say why, at all!")
    assert [(run.text, run.differs) for run in before] == [("Can't", True), (" say why, at all", False), (".", True)]
    assert [(run.text, run.differs) for run in after] == [("Can", True), (" say why, at all", False), ("!", True)]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_the_runs_are_the_texts_and_agree_where_they_do_not_differ(before, after):
    old, new = word_runs(before, after)
    assert ("".join(run.text for run in old), "".join(run.text for run in new)) == (before, after)
    assert [run.text for run in old if not run.differs] == [run.text for run in new if not run.differs]
