"""What interviewers wrote down of answers, in their own words: the same note doesn't come twice running."""

from collections import Counter
from collections.abc import Mapping

from hiring.demo.interview_notes import elements, second_voice, service, technician

# Question → notes of weak, of middling and of good answers.
_NOTES: Mapping[str, Mapping[str, tuple[tuple[str, ...], ...]]] = {
    "service-attitude": service.NOTES,
    "six-elements": elements.NOTES,
    "field-technician": technician.NOTES,
}


class NoteBook:
    """Hands out the notes of each question in turn, so that 2 interviewers of a panel never have the same words."""

    def __init__(self) -> None:
        self._used: Counter[tuple[str, str, int]] = Counter()

    def note(self, rubric: str, question: str, level: int) -> str:
        band = _band(level)
        return self._next((rubric, question, band), _NOTES[rubric][question][band])

    def second_note(self, level: int) -> str:
        """Of a story that a colleague has written down already: it fits any, and contradicts none."""
        band = _band(level)
        return self._next(("", "", band), second_voice.NOTES[band])

    def _next(self, place: tuple[str, str, int], notes: tuple[str, ...]) -> str:
        self._used[place] += 1
        return notes[self._used[place] % len(notes)]


def _band(level: int) -> int:
    """Weak, middling or good."""
    return 0 if level <= 2 else min(2, level - 2)
