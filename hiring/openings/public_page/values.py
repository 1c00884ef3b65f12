"""What is said in the journal of an opening's page for candidates; never its address."""

from dataclasses import dataclass

from hiring.foundation.records.journal import Event


@dataclass(frozen=True, slots=True)
class PageMade(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageChanged(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageAddressRenewed(Event):
    pass


@dataclass(frozen=True, slots=True)
class PageClosed(Event):
    pass
