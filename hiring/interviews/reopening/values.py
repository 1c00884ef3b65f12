"""What is said of a reopened panel in the journal."""

from dataclasses import dataclass

from hiring.foundation.journal import Event


@dataclass(frozen=True, slots=True)
class PanelReopened(Event):
    on: str
