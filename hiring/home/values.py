"""What awaits a person, a line each."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what, about whom, where it is done, when, and whether that has passed."""

    title: str
    about: str
    url: str
    when: str
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Things of one kind, under a heading a person of that role understands."""

    heading: str
    lines: tuple[Waiting, ...]
