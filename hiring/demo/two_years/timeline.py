"""What happens when: acts in the order of their moments, all in one write."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy.orm import Session

from hiring.demo.builder import Story
from hiring.foundation import clock
from hiring.foundation.database import writing
from hiring.interviews.mail.seat_news import queue_news

Act = Callable[[Session], None]
MONTH = timedelta(days=31)


@dataclass
class Timeline:
    """Acts that wait for their moment. An act may add later ones. `chance` always says the same."""

    story: Story
    chance: random.Random = field(default_factory=lambda: random.Random(11))  # noqa: S311 - it must repeat
    _waiting: list[tuple[datetime, int, Act]] = field(default_factory=list)
    _order: "count[int]" = field(default_factory=count)

    def at(self, days_ago: int, hour: int, act: Act) -> None:
        """`hour` is on the clock in London."""
        heapq.heappush(self._waiting, (self.story.moment(days_ago, hour), next(self._order), act))

    def run(self) -> None:
        """Everything, each act at its own moment, as people did it, with its mail once a month; in one write."""
        with writing() as session:
            while self._waiting:
                month_begins = self._waiting[0][0]
                while self._waiting and self._waiting[0][0] < month_begins + MONTH:
                    moment, _, act = heapq.heappop(self._waiting)
                    with clock.standing_at(moment):
                        act(session)
                with clock.standing_at(month_begins):
                    queue_news(session)
