"""Which post someone takes who was offered the job, where an opening has posts at several workplaces."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person, Workplace
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application
from hiring.candidates.status import StatusGroup, status_of
from hiring.candidates.values import ApplicationState, PostTaken
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused


class PostRefused(Refused):
    """There's no post for them there."""


@dataclass(frozen=True, slots=True)
class PlacePosts:
    """A workplace of an opening, its posts, and how many of them nobody has taken."""

    workplace: Workplace
    posts: int
    left: int

    @property
    def label(self) -> str:
        return f"{self.workplace.name}, {self.left} of {self.posts} {'post' if self.posts == 1 else 'posts'} left"


def posts_for(session: Session, application: Application) -> list[PlacePosts]:
    """The workplaces of the opening; a post is free again once its candidate declined it or didn't start."""
    taken = sa.select(Application.workplace_id, sa.func.count()).group_by(Application.workplace_id)
    taken = taken.where(Application.opening_id == application.opening_id, Application.id != application.id)
    taken = taken.where(Application.state == ApplicationState.UNDER_WAY, Application.workplace_id.is_not(None))
    number: dict[str | None, int] = dict(list(session.execute(taken)))
    return [
        PlacePosts(workplace, posts, max(0, posts - number.get(workplace.id, 0)))
        for workplace, posts in application.opening.places
    ]


def can_take_post(session: Session, person: Person, application: Application) -> bool:
    """From the offer until the probation opens; people who must not know of the offer find nothing to do."""
    facts = facts_of(session, person, application)
    return facts is not None and not facts.is_blind and status_of(facts).group == StatusGroup.OFFER


def take_post(session: Session, person: Person, application: Application, workplace: Workplace) -> None:
    """Say at which of the opening's workplaces they'll work."""
    if not can_take_post(session, person, application):
        raise PostRefused("You can choose a workplace once you've offered them the job, and until they start.")
    place = next((place for place in posts_for(session, application) if place.workplace.id == workplace.id), None)
    if place is None:
        raise PostRefused(f"This opening has no post at {workplace.name}.", "workplace")
    if not place.left:
        raise PostRefused(f"{workplace.name} has no post left. Choose another workplace.", "workplace")
    application.workplace = workplace
    session.flush()
    journal.record(session, person.id, PostTaken(application.id, workplace=workplace.id))
