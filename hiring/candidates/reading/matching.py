"""Finds the same person within a file, and among those the house knows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from hiring.candidates.reading.rows import CandidateRow, RowOutcome
from hiring.candidates.values import name_key


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the house keeps under an address, and whether they have applied to this opening."""

    name: str
    has_applied: bool


@dataclass(frozen=True, slots=True)
class Known:
    """Whom the house knows: people by address; and of those without one who applied here, their names and ids."""

    people: Mapping[str, Sequence[KnownPerson]] = field(default_factory=dict)
    names_without_address: frozenset[str] = frozenset()
    references_without_address: frozenset[str] = frozenset()


def matched(rows: list[CandidateRow], known: Known) -> list[CandidateRow]:
    """Find the same person within the file and among those the house knows."""
    first: dict[tuple[str, str], CandidateRow] = {}
    settled = []
    for row in rows:
        if row.outcome is not RowOutcome.REFUSED:
            key = ("address", row.email) if row.email else ("id", row.reference)
            key = key if key[1] else ("name", name_key(row.name))
            earlier = first.get(key)
            row = _within(row, earlier) if earlier else _among(row, known)
            if row.outcome is not RowOutcome.REFUSED and earlier is None:
                first[key] = row
        settled.append(row)
    return settled


def _within(row: CandidateRow, earlier: CandidateRow) -> CandidateRow:
    if name_key(row.name) != name_key(earlier.name):
        same = "address" if row.email else "id"
        return row.refuse(f"Row {earlier.number} has the same {same} under another name, “{earlier.name}”.")
    if not row.email and not row.reference:
        return row.refuse(f"Row {earlier.number} has the same name. Without an address or id they look like one.")
    if row.outcome is RowOutcome.UNCLEAR:
        return row
    return replace(
        row,
        outcome=RowOutcome.MERGED,
        joins=earlier.number,
        is_here_already=earlier.is_here_already,
        reason=f"The same person as row {earlier.number}.",
    )


def _among(row: CandidateRow, known: Known) -> CandidateRow:
    if not row.email:
        if row.reference and row.reference in known.references_without_address:
            return _here_already(row)
        if name_key(row.name) in known.names_without_address:
            return row.refuse(
                "Someone of this name, also without an address, has applied here. Add an address to tell them apart."
            )
        return row
    people = known.people.get(row.email, ())
    same = next((person for person in people if name_key(person.name) == name_key(row.name)), None)
    if same is None:
        return row.refuse(f"This address is kept for {people[0].name}, another name.") if people else row
    if same.has_applied:
        return _here_already(row)
    if row.outcome is RowOutcome.UNCLEAR:
        return row
    return replace(row, outcome=RowOutcome.MERGED, reason="Known already: this application joins their others.")


def _here_already(row: CandidateRow) -> CandidateRow:
    return replace(
        row, outcome=RowOutcome.MERGED, is_here_already=True, reason="Has applied here already: nothing is added."
    )
