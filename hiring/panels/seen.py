"""That somebody saw a panel: a note that they are not blind any more, and a signed proof of what they saw."""

from collections.abc import Sequence

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.foundation import sightings, signed_links
from hiring.interviews.queries import MARKS
from hiring.panels.summary import PanelSummary

_PURPOSE = "panel seen"
# A proof is good for as long as the panel stands unchanged; this only bounds how long a page may lie open.
HOURS = 24 * 14


def note_marks_seen(person: Person, applications: Sequence[str]) -> None:
    """Before marks are shown: from now on this person cannot be seated for these applications."""
    sightings.note_all(person.id, applications, MARKS)


def proof(person: Person, application: Application, summary: PanelSummary) -> str:
    """A token that this person was shown exactly this summary."""
    return signed_links.token(_PURPOSE, [person.id, application.id, summary.evidence_digest])


def digest_seen(person: Person, application: Application, given: str) -> str | None:
    """The digest of what this person was shown of this application; None where nothing proves it."""
    known = signed_links.content(_PURPOSE, given, hours=HOURS)
    if not isinstance(known, list) or known[:2] != [person.id, application.id]:
        return None
    return str(known[2])
