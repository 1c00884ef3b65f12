"""Nothing ends a probation but its outcome, and no end without two people: requests out of order by every role."""

from collections import Counter

import sqlalchemy as sa

from hiring.foundation.database import db
from hiring.probation.models import Outcome
from tests.probation.walk import Walk

REQUESTS = 90


def test_no_probation_stops_without_its_outcome_whoever_asks_for_what(either, cast):
    walk = Walk(either, seed=14)
    assert walk.go(REQUESTS) == []
    # Not in vain: some requests got through, most were refused, and nothing broke.
    assert walk.answers.total() >= 100
    assert walk.answers[302] >= 20
    assert walk.answers[403] >= 20
    assert not [status for status in walk.answers if status >= 500]
    ended = Counter(db.session.scalars(sa.select(Outcome.kind)))
    assert ended["ended"] >= 1
