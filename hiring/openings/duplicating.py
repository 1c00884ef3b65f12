"""An opening that begins as a copy of another: the same post at another shop, or a year later."""

from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.openings.actions import DETAILS, lay_out
from hiring.openings.models import Opening
from hiring.openings.queries import plan_of
from hiring.openings.values import OpeningOpened
from hiring.rubrics.queries import edition_of


def duplicate_opening(
    session: Session, person: Person, opening: Opening, *, title: str, workplace: Workplace, posts: int
) -> Opening:
    """A new opening with the plan, people, brief and gates of this one, and nobody's application.

    A waiver of practice isn't copied: the person who waives it gives the reason again.
    """
    kept = DETAILS - {"posts", "needs_licence", "licence_waiver"}
    copy = Opening(
        title=text.tidy(title),
        workplace=workplace,
        version=opening.version,
        owner=opening.owner,
        manager=opening.manager,
        interviewers=[interviewer for interviewer in opening.interviewers if interviewer.active],
        posts=posts,
        opened_at=clock.now(),
        opened_by_id=person.id,
        **{name: getattr(opening, name) for name in kept},
    )
    session.add(copy)
    lay_out(copy, edition_of(copy.version), plan_of(opening))
    session.flush()
    journal.record(session, person.id, OpeningOpened(copy.id, version=copy.version_id))
    return copy
