"""Final rows changed behind the application's back are noticed, in every table that asks for it."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import Base, db, writing
from hiring.foundation.records import append_only, journal, journal_chain, row_digests
from hiring.foundation.records.append_only import lifted
from hiring.interviews.models import Rating, Scorecard


@pytest.fixture
def card(make):
    return make.scorecard(make.interview(make.application()).seats[0], 4)


def _fault() -> str | None:
    db.session.rollback()
    return journal_chain.fault_of(db.session)


def _behind_its_back(statement: str, *, put_back: bool = True) -> None:
    """As someone with the database's password would: the triggers off, the change, the triggers on again."""
    db.session.rollback()
    with db.engine.begin() as connection:
        append_only.take_off(connection)
        connection.exec_driver_sql(statement)
        append_only.protect(connection)


def test_what_was_sealed_is_kept_in_the_journal_with_the_seal(either, card):
    entries = db.session.scalars(sa.select(journal.JournalEntry).where(journal.JournalEntry.rows.is_not(None)))
    kept = {name for entry in entries for name in entry.rows or ()}
    assert kept == {f"scorecard:{card.id}", *(f"rating:{card.id}/{rating.question}" for rating in card.ratings)}
    assert _fault() is None


@pytest.mark.parametrize(
    "change",
    ["level = 5", "level = NULL", "evidence = 'Other words.'", "is_licensed = NOT is_licensed", "position = 99"],
)
def test_a_changed_rating_is_named(either, card, change):
    question = card.ratings[0].question
    _behind_its_back(f"UPDATE rating SET {change} WHERE question = '{question}'")
    assert _fault().startswith(f"The row rating:{card.id}/{question} is not as it was recorded: it was changed after")


def test_a_removed_rating_is_named(either, card):
    question = card.ratings[0].question
    _behind_its_back(f"DELETE FROM rating WHERE question = '{question}'")
    assert _fault().startswith(f"The row rating:{card.id}/{question} is gone: it was removed after entry ")


def test_an_added_rating_is_named(either, card):
    _behind_its_back(
        "INSERT INTO rating (scorecard_id, question, criterion, position, level, evidence, is_licensed) "
        "SELECT scorecard_id, 'added', criterion, 99, 5, evidence, is_licensed FROM rating WHERE position = 0"
    )
    assert _fault() == (
        f"The row rating:{card.id}/added is not in the journal: it was added behind the application's back."
    )


def test_a_row_that_cannot_be_read_any_more_is_named(app, card):
    _behind_its_back("UPDATE scorecard SET sealed_at = 'yesterday'")
    assert _fault() == "A row of scorecard was altered: it can't be read any more."


def test_swapping_the_marks_of_two_answers_is_noticed(either, make):
    seat = make.interview(make.application()).seats[0]
    number = len(seat.interview.round.questions)
    make.scorecard(seat, [2, 4] + [3] * (number - 2))
    _behind_its_back("UPDATE rating SET level = 6 - level WHERE position < 2")
    assert "is not as it was recorded" in _fault()


def test_every_table_that_asks_for_it_is_compared(either):
    """A row that no entry of the journal speaks of is noticed in each of them."""
    from tests.house.test_final_rows import _rows

    for table in row_digests.tables():
        with _rows("x", [table.name]):
            assert _fault().startswith(f"The row {table.name}:")
            _behind_its_back(f"DELETE FROM {table.name}")


def test_a_write_to_final_rows_needs_an_event_after_it(either, card):
    seat = db.session.scalar(sa.select(Scorecard)).seat
    db.session.rollback()
    for rows in ({"question": "late", "position": 98}, {"question": "later", "position": 99}):
        with pytest.raises(row_digests.NotInTheJournal, match="without an event"), writing() as session:
            journal.record(session, None, journal.Event(seat.id))
            session.add(
                Rating(scorecard_id=card.id, criterion="empathy", level=3, evidence="", is_licensed=True, **rows)
            )
    assert _fault() is None


def test_a_refused_action_leaves_nothing_to_record(either, card):
    with writing() as session, pytest.raises(ZeroDivisionError), session.begin_nested():
        session.add(
            Rating(
                scorecard_id=card.id, question="x", criterion="empathy", level=3, evidence="", is_licensed=True,
                position=99,
            )
        )  # fmt: skip
        session.flush()
        _ = 1 / 0
    assert _fault() is None


def test_an_erased_row_is_accounted_for(either, card):
    """As the eraser will do it: in one write, the switch on, the rows gone, and an event."""
    with writing() as session, lifted(session, "erasing for a test"):
        for name, column in (("rating", "scorecard_id"), ("scorecard", "id")):
            table = Base.metadata.tables[name]
            row_digests.remove(session, table, table.c[column] == card.id)
        journal.record(session, None, journal.Event(card.id))
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Base.metadata.tables["rating"])) == 0
    assert _fault() is None
