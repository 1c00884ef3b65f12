"""What awaits a person, as one line each."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to do: what it is, about whom, where, by when, and whether that has passed."""

    title: str
    about: str
    url: tuple[str, dict[str, str]]
    due: str
    sort: datetime
    is_overdue: bool
