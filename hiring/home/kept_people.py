"""What HR still owes people whose data is kept: forget those whose time is over, agree to erasures, answer requests."""

from collections.abc import Iterator

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock
from hiring.foundation.web.template_filters import day, zone_of_reader
from hiring.home.others_turn import Address
from hiring.home.values import HomeLink, TodoLine
from hiring.privacy.erasures import due_for, proposals_for
from hiring.privacy.requests import open_requests

_PRIVACY = "forgetting.due"


def kept_people(session: Session, person: Person, address: Address) -> Iterator[TodoLine]:
    """At most a line of each kind, without the reader's own record. They belong to no workplace."""
    requests = open_requests(session, person)
    if requests:
        first, today = requests[0].due_on, clock.today(zone_of_reader())
        link = HomeLink("Open the requests", address(_PRIVACY))
        late = "late" if first < today else ""
        yield TodoLine(
            f"Answer {_people(len(requests))} who asked about their data", f"By {day(first)}.", link, "", late
        )
    waiting = [each for each in proposals_for(session, person) if each.proposed_by_id != person.id]
    if waiting:
        link = HomeLink("Open the erasures", address(_PRIVACY))
        yield TodoLine(f"Answer: erase {_people(len(waiting))}?", "You’re the second person.", link, "")
    due = due_for(session, person)
    if due:
        title = f"{_people(len(due))} {'is' if len(due) == 1 else 'are'} due to be forgotten"
        yield TodoLine(title, "The time to keep them is over.", HomeLink("Open the list", address(_PRIVACY)), "")


def _people(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"
