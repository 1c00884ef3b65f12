"""The file of words: an organisation's own instead of ours, and what is refused, with its place."""

from pathlib import Path

import pytest

from hiring.app import create_app
from hiring.foundation import config
from hiring.interviews.hints.matching import hints
from hiring.interviews.hints.reading import WordListUnclear, read
from hiring.interviews.hints.values import Phrase, PhraseRole

OURS = (Path(__file__).parents[2] / "hiring" / "data" / "notes.yaml").read_text("utf-8")
OWN = """sets:
  sign: [virgo, water bearer]
topics:
  - name: the star sign
    instead: Leave it out.
    words: [libra, typical aries/taurus, a (real) <sign>, born under …]
    weak: [gemini]
    quiet: [ford taurus, under the libra sign]
traits:
  instead: What did they do?
  words: [jolly]
  quiet: [jolly roger]
  acts: [sing/sings/sang]
  seems: [seemed]
others:
  one: [sailor]
  many: [sailors]
"""


def notes_of(phrase: Phrase) -> list[str]:
    """Notes in which every word of a phrase stands at least once in its place."""
    choices = [sorted(words) or ["quite"] for words in phrase]
    return [" ".join(one[at % len(one)] for one in choices) for at in range(max(map(len, choices)))]


def own(folder: Path, text: str) -> Path:
    (folder / "notes.yaml").write_text(text, "utf-8")
    return folder


def test_an_organisation_lays_its_own_words_over_ours(tmp_path):
    known = read(own(tmp_path, OWN))
    said = "“Typical Taurus” (the star sign) counts for nothing here. Leave it out."
    assert hints("Typical Taurus! She is pregnant.", known) == [said]
    assert hints("Drives a Ford Taurus. The sailor is a Libra.", known) == []
    longer = said.replace("Typical Taurus", "born under Libra")
    assert hints("Under the Libra sign, or born under Libra.", known) == [longer]
    assert hints("Jolly. Seemed jolly.", known) == ["“Jolly” says what someone is. What did they do?"]
    assert hints("Jolly, sang to the sailors. Found the Jolly Roger", known) == []


@pytest.mark.parametrize(
    ("note", "quoted"),
    [
        ("A Virgo.", "A Virgo"),
        ("A real water-bearer!", "A real water-bearer"),
        ("Really a water bearer, I think", "a water bearer"),
        ("Born under Mars.", "Born under Mars"),
        ("Gemini, surely", "Gemini"),
    ],
)
def test_sets_brackets_and_open_places_stand_for_several_phrases(tmp_path, note, quoted):
    said = f"“{quoted}” (the star sign) counts for nothing here. Leave it out."
    assert hints(note, read(own(tmp_path, OWN))) == [said]


def test_a_weak_word_is_left_alone_in_a_sentence_that_tells_an_act(tmp_path):
    known = read(own(tmp_path, OWN))
    assert hints("Mended the Gemini lamp. Sang “Gemini”.", known) == []
    assert hints("Mended the lamp for a Virgo", known) != []


def test_a_text_with_commas_is_a_list(tmp_path):
    text = OWN.replace("[libra, typical aries/taurus,", "[").replace(
        "weak: [gemini]", "weak: >\n      gemini, libra,\n      leo,"
    )
    known = read(own(tmp_path, text))
    assert [bool(hints(note, known)) for note in ("Gemini", "Libra", "Leo", "Aries")] == [True, True, True, False]


def test_every_word_we_ship_gets_the_hint_of_its_topic_where_nothing_explains_it():
    known = read(None)
    hinted = {PhraseRole.WORD, PhraseRole.WEAK}
    listed = {entry for entries in known.by_word.values() for _, entry in entries if entry.role in hinted}
    notes = [(note, one.topic) for one in listed for note in notes_of(one.phrase)]
    of_topic = {at: (topic.says, topic.says_of_several) for at, topic in enumerate(known.topics)}
    unheard = [note for note, at in notes if not any(told.endswith(of_topic[at]) for told in hints(note, known))]
    assert (unheard, len(notes) > 1500) == ([], True)


@pytest.mark.parametrize(
    ("before", "after", "place", "sentence"),
    [
        ("  - name: the star sign\n", "  -\n", "5:5", "There should be name, instead, words, weak, quiet here"),
        ("instead: Leave", "insted: Leave", "5:5", "There should be name, instead, words, weak, quiet here"),
        ("[virgo,", "[<star>,", "2:10", "There's no set “star”. Name one of those above."),
        ("[gemini]", "[<star> gemini]", "7:12", "There's no set “star”. Name one of those above."),
        ("[gemini]", "[gemini/…]", "7:12", "“…” isn't a word."),
        ("[gemini]", "[(gemini)]", "7:12", "“(gemini)” can stand for nothing at all."),
        ("[gemini]", "[… …]", "7:12", "“… …” can stand for nothing at all."),
        ("[gemini]", "[(a) (b) (c) (d) (e) (f) (g) h]", "7:12", "A phrase holds 8 words at most, and stands for 100."),
        ("words: [jolly]", "words: 5", "11:3", "“words” should be a list in brackets"),
        ("[jolly]", "[jol(l)*y]", "11:11", "“jol(l)*y” isn't a word."),
        ("[jolly]", "[jolly, 5]", "11:18", "There should be words here. Put a number in quotes."),
        ("[jolly]", "[jolly//glad]", "11:11", "“” isn't a word."),
        ("[jolly]", "[a b c d e f g h i]", "11:11", "A phrase holds 8 words at most"),
        ("[seemed]", "seemed", "14:3", "“seems” should be a list in brackets"),
        ("others:\n", "otters:\n", "15:1", "There should be sets, topics, traits, others here"),
        ("[jolly]", "[jolly", "11:10", "A bracket is opened and not closed"),
        ("[jolly]", "[*jolly]", "11:11", "This file can't use aliases"),
        (OWN, "", "1:1", "This file is empty."),
        (OWN, "- 1", "1:1", "There should be sets, topics, traits, others here"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_its_place(tmp_path, before, after, place, sentence):
    with pytest.raises(WordListUnclear) as refused:
        read(own(tmp_path, OWN.replace(before, after, 1)))
    assert refused.value.sentence.startswith(f"{tmp_path / 'notes.yaml'}:{place}: {sentence}")


def test_text_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "notes.yaml").write_bytes(OWN.replace("star", "stár").replace("…", "x").encode("latin-1"))
    with pytest.raises(WordListUnclear, match=r"notes\.yaml:4:1: This file isn't UTF-8"):
        read(tmp_path)


def test_a_house_with_an_unclear_file_does_not_open(tmp_path):
    environ = {"HIRING_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnop", "HIRING_STATE_DIR": str(tmp_path)}
    own(tmp_path, OWN.replace("[jolly]", "5"))
    with pytest.raises(WordListUnclear, match=r"notes\.yaml:11:3"):
        create_app(config.from_environment(environ | {"HIRING_DATA_DIR": str(tmp_path)}))
