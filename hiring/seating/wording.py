"""What a proposal says of itself, in words."""

from collections.abc import Mapping, Sequence

from hiring.foundation.grammar import counted, listed
from hiring.seating.proposal import Task, islands


def loads_in_words(task: Task, people: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> list[str]:
    """One line an interviewer: how many of these seats, and how many in all."""
    lines = []
    for person in task.interviewers:
        new = sum(person in seats for seats in people.values())
        lines.append(f"{names[person]}: {counted(new, 'seat')} here, {task.loads.get(person, 0) + new} in all")
    return lines


def linked_in_words(task: Task, people: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> str:
    groups = islands(task.seated, people)
    if not groups:
        return "Nobody has a seat yet."
    if len(groups) == 1:
        return "All interviewers are linked by candidates they share, so strict marking can be told from weak answers."
    apart = [listed([names[person] for person in group]) for group in groups[1:]]
    return (
        f"Not all interviewers are linked: {'; '.join(apart)} share no candidate with the others. "
        "Between them, strict marking cannot be told from weak answers."
    )


def missing_in_words(task: Task, people: Mapping[str, Sequence[str]], names: Mapping[str, str]) -> list[str]:
    """Who nobody is left for, and how many more interviewers would do."""
    sentences = []
    for application, seats in people.items():
        more = task.needed - len(seats)
        if more > 0:
            left = f"Only {listed([names[seat] for seat in seats])} can be seated" if seats else "Nobody is left"
            sentences.append(f"{left} for {names[application]}: {counted(more, 'more interviewer')} would do.")
    return sentences
