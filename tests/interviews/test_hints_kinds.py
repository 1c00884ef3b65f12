"""Kinds of protected remarks, each said in ways the list doesn't hold word for word, and twins that must stay quiet.

Each note in hint_notes/ was written before the list knew its kind. Four sets were written by the author of the list: of
76, 55, 60 and 46 risky ones, 61, 40, 49 and 42 got a hint when they were new, and of their 80, 55, 60 and 30 twins 14,
5, 3 and 2. The last set is by someone who hadn't read the list: 27 of 30 got a hint, and none of 30 twins. Where a new
note shows a gap, widen the kind and not the sentence, and add the note.
"""

from pathlib import Path

import pytest

from hiring.interviews.hints.matching import hints
from hiring.interviews.hints.reading import read

KNOWN = read(None)
FEWEST_WARNED = 0.95
MOST_FALSE = 0.03
NOTES = Path(__file__).parent / "hint_notes"
RISKY, INNOCENT = ((NOTES / name).read_text("utf-8").splitlines() for name in ("risky.txt", "innocent.txt"))


def warned(note: str) -> bool:
    return any("for nothing here" in hint for hint in hints(note, KNOWN))


def test_most_risky_remarks_get_a_hint() -> None:
    quiet = [note for note in RISKY if not warned(note)]
    print(f"{len(RISKY) - len(quiet)} of {len(RISKY)} warned; quiet: {quiet}")
    assert len(RISKY) > 500
    assert len(quiet) <= (1 - FEWEST_WARNED) * len(RISKY)


def test_few_innocent_notes_get_one() -> None:
    false = [note for note in INNOCENT if warned(note)]
    print(f"{len(false)} of {len(INNOCENT)} warned wrongly: {false}")
    assert len(INNOCENT) > 500
    assert len(false) <= MOST_FALSE * len(INNOCENT)


@pytest.mark.parametrize("note", ["Turned a blind eye.", "Deaf to the offer.", "Polish the text, please."])
def test_a_twin_stays_quiet_even_alone(note: str) -> None:
    assert hints(note, KNOWN) == []


def test_several_hits_of_different_kinds_are_all_shown() -> None:
    told = hints("Pregnant, a Polish girl, and quite young; wears a hijab.", KNOWN)
    assert len(told) == 4
