"""Whatever is uploaded, the answer is a library or sentences, never an exception."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.rubrics.files import Document, read_documents
from hiring.rubrics.proofreading.check import proofread
from hiring.rubrics.proofreading.yaml_source import read_source

LOST_THINGS = (Path(__file__).parent / "sound" / "criteria" / "lost-things.yaml").read_text("utf-8")
PIECES = ["key", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", "&a", "*a", "!", "!!str", "|", ">", "'", '"']
PIECES += [
    "\t",
    "#",
    "---",
    "...",
    "%YAML 9.9",
    "? ",
    "<<",
    "1",
    "1e999",
    "NO",
    "~",
    "\\x",
    "é",
    "\x85",
    "@",
    "`",
]

json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def sentences(raw: bytes) -> list[str]:
    return [problem.message for problem in read_documents([Document("criteria/lost-things.yaml", raw)]).problems]


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_random_bytes_are_answered(raw: bytes) -> None:
    assert sentences(raw)


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_random_yaml_is_answered(text: str) -> None:
    assert sentences(text.encode())


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(LOST_THINGS)), st.integers(0, 12), st.sampled_from(PIECES))
def test_a_file_damaged_anywhere_is_answered(at: int, gone: int, piece: str) -> None:
    for sentence in sentences((LOST_THINGS[:at] + piece + LOST_THINGS[at + gone :]).encode()):
        assert sentence.endswith((".", "?", "…"))


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(["anchors", "questions", "practice", "probation_mirror", "listen_for", "key"]), json_like)
def test_any_value_in_place_of_a_proper_one_is_answered(key: str, value: object) -> None:
    data = read_source(LOST_THINGS.encode()).data
    for mistake in proofread("criterion", data | {key: value}):
        assert mistake.sentence
