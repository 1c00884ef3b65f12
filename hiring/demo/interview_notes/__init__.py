"""What interviewers wrote down of answers, in their own words: the same note doesn't come twice running."""

from collections import Counter
from collections.abc import Mapping

from hiring.demo.interview_notes import elements, service, technician

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
        band = 0 if level <= 2 else level - 2 if level < 5 else 2
        notes = _NOTES[rubric][question][band]
        place = rubric, question, band
        self._used[place] += 1
        return notes[self._used[place] % len(notes)]
