"""A corrected typo keeps the structure hash; a changed meaning does not, however small the change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiring.rubrics.files import RubricLibrary
from hiring.rubrics.hashes import changes, content_hash, same_but_for_typos, structure_hash
from hiring.rubrics.schema import Criterion

DEFINITION = "Keeps a customer's problem as their own until the customer says it is solved, whoever caused it."


def saying(criterion: Criterion, definition: str) -> Criterion:
    return criterion.model_copy(update={"definition": definition})


def hash_after(criterion: Criterion, definition: str) -> str:
    """The hash of a new definition where DEFINITION was published before."""
    before = saying(criterion, DEFINITION)
    return structure_hash(saying(criterion, definition), [(before, structure_hash(before))])


@pytest.mark.parametrize(
    "corrected",
    [
        DEFINITION.replace("customer's", "customer’s"),
        DEFINITION.replace("solved, whoever", "solved – whoever"),
        DEFINITION.replace("customer says", "custmer says"),
        DEFINITION.replace("problem", "probelm"),
        DEFINITION.replace("the customer", "teh customer"),
        DEFINITION.replace("Keeps a", "Keeps the"),
        DEFINITION.replace("problem", "Problem").replace(" ", "  "),
        DEFINITION.replace("whoever", "who ever"),
    ],
)
def test_a_typo_keeps_the_hash(lost_things: Criterion, corrected: str) -> None:
    assert corrected != DEFINITION
    assert hash_after(lost_things, corrected) == structure_hash(saying(lost_things, DEFINITION))


@pytest.mark.parametrize(
    "changed",
    [
        DEFINITION.replace("it is solved", "it is not solved"),
        DEFINITION.replace("whoever", "unless a colleague"),
        DEFINITION.replace("the customer says", "the manager says"),
        DEFINITION.replace("solved", "passed on"),
        DEFINITION.replace(", whoever caused it", ""),
        DEFINITION.replace("until", "after"),
    ],
)
def test_a_changed_meaning_changes_the_hash(lost_things: Criterion, changed: str) -> None:
    assert changed != DEFINITION
    assert hash_after(lost_things, changed) != structure_hash(saying(lost_things, DEFINITION))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("can pay 50", "can pay 60"),
        ("can pay 1.5", "can pay 15"),
        ("tells the guest", "sells the guest"),
        ("does ask", "doesn't ask"),
        ("asks first", "asks last"),
        ("could ring", "would ring"),
        ("stays safe", "stays same"),
        ("a quiet guest", "a quite guest"),
    ],
)
def test_words_that_only_look_alike_are_no_typos(one: str, other: str) -> None:
    assert not same_but_for_typos(one, other)


@given(st.text(max_size=60))
def test_every_text_says_the_same_as_itself_in_capitals_and_with_a_full_stop(text: str) -> None:
    assert same_but_for_typos(text, text + ".")
    assert same_but_for_typos(text, f"  {text} ")


@given(st.text(max_size=40), st.text(max_size=40))
def test_saying_the_same_is_mutual(one: str, other: str) -> None:
    assert same_but_for_typos(one, other) == same_but_for_typos(other, one)


def test_the_hash_stands_for_the_anchors_and_not_for_the_questions(lost_things: Criterion) -> None:
    fewer = lost_things.model_copy(update={"questions": lost_things.questions[:1], "title": "Lost and found"})
    assert structure_hash(fewer) == structure_hash(lost_things)
    anchors = lost_things.anchors.model_copy(update={"level_3": "Writes the loss down and forgets it."})
    assert structure_hash(lost_things.model_copy(update={"anchors": anchors})) != structure_hash(lost_things)
    between = lost_things.anchors.model_copy(update={"level_4": "Says when to ask again."})
    assert structure_hash(lost_things.model_copy(update={"anchors": between})) != structure_hash(lost_things)
    assert structure_hash(lost_things.model_copy(update={"skill_floor": True})) != structure_hash(lost_things)


def test_the_oldest_publication_that_means_the_same_gives_its_hash(lost_things: Criterion) -> None:
    published = [
        (saying(lost_things, "Something else."), "x"),
        (lost_things, "first"),
        (lost_things, "second"),
    ]
    assert structure_hash(lost_things, published) == "first"


def test_changes_are_told_apart_into_wording_and_meaning(lost_things: Criterion) -> None:
    anchors = lost_things.anchors.model_copy(update={"level_5": "Rings."})
    after = lost_things.model_copy(
        update={"anchors": anchors, "title": "Lost things", "definition": lost_things.definition + "!"}
    )
    assert [(change.where, change.in_meaning) for change in changes(lost_things, after)] == [
        ("title", False),
        ("definition", False),
        ("anchors.5", True),
    ]


def test_the_content_hash_does_not_forgive(pool: RubricLibrary) -> None:
    edition = pool.edition("pool")
    rubric = edition.rubric.model_copy(update={"title": edition.title + "."})
    assert content_hash(edition.model_copy(update={"rubric": rubric})) != content_hash(edition)
