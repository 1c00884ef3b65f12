"""Whatever statement fails while a card is sealed, it is sealed whole or not at all."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from hiring.foundation import database
from hiring.foundation.database import db
from hiring.foundation.records import journal
from hiring.interviews.models import Rating, Scorecard
from hiring.openings.models import Opening


class _Fault:
    """Fails the n-th statement before the next commit, or the n-th of those that begin like this.

    What is sent after a commit can't undo it; `tests/foundation/test_after_commit.py` fails that.
    """

    def __init__(self, number, beginning=""):
        self.left, self.beginning, self.sent, self.is_over = number, beginning, 0, False

    def __call__(self, _connection, _cursor, statement, *_):
        if self.is_over or not statement.startswith(self.beginning):
            return
        self.sent += 1
        if self.sent == self.left:
            raise OperationalError(statement, {}, Exception("disk I/O error"))

    def end(self, _connection):
        self.is_over = True


def _failing(number, act):
    fault = _Fault(number)
    sa.event.listen(db.engine, "before_cursor_execute", fault)
    sa.event.listen(db.engine, "commit", fault.end)
    try:
        act()
    except (database.DatabaseBusy, OperationalError):
        pass  # inside the write it is said to be busy; a reading before it just fails
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", fault)
        sa.event.remove(db.engine, "commit", fault.end)
    db.session.rollback()
    return fault.sent < number  # it did not come that far: every statement has had its turn


def test_a_seal_is_whole_or_nothing_whichever_statement_fails(app, make, cast):
    seat = make.interview(make.application()).seats[0]
    asked = len(seat.interview.round.questions)
    for number in range(1, 200):
        reached_the_end = _failing(number, lambda: make.scorecard(seat, 4))
        cards = db.session.scalar(sa.select(sa.func.count()).select_from(Scorecard))
        ratings = db.session.scalar(sa.select(sa.func.count()).select_from(Rating))
        frozen = db.session.scalar(sa.select(Opening.frozen_at)) is not None
        assert (cards, ratings, frozen) in {(0, 0, False), (1, asked, True)}
        assert journal.first_bad_sequence(db.session) is None
        if cards:
            assert reached_the_end, "a card was sealed although a statement of it failed"
            return
    pytest.fail("the card was never sealed")


def test_a_page_that_fails_half_way_keeps_the_text_and_works_again(app, visit, make, cast):
    seat = next(one for one in make.interview(make.application()).seats if one.person_id == cast.panellist.id)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    first = f"evidence-{seat.interview.round.questions[0].replace('/', '--')}"
    data = visitor.page.form("Check and seal").filled({first: "She rang back at ten, as she had said."})
    fault = _Fault(1, "INSERT INTO draft")
    sa.event.listen(db.engine, "before_cursor_execute", fault)
    try:
        visitor.post(f"/scorecards/{seat.id}/draft", data, expect=503)
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", fault)
    assert visitor.page.form("Send it again").held()[first] == "She rang back at ten, as she had said."
    visitor.submit(button="Send it again").follow()
    assert "She rang back at ten, as she had said." in visitor.page.html
