"""writing(): one at a time, all or nothing, on both databases."""

import threading

import pytest
import sqlalchemy as sa

from hiring.accounts import actions
from hiring.accounts.models import Workplace
from hiring.foundation import database
from hiring.foundation.database import db, writing


def _add(session, name):
    return actions.add_workplace(session, None, name=name, zone="Europe/London", jurisdiction="uk")


def _names():
    return sorted(db.session.scalars(sa.select(Workplace.name)))


def test_what_is_written_is_there_afterwards(either):
    with writing() as session:
        _add(session, "North")
    db.session.close()
    assert _names() == ["North"]


def test_an_error_leaves_nothing_behind(either):
    with pytest.raises(ZeroDivisionError), writing() as session:
        _add(session, "North")
        _ = 1 / 0
    assert _names() == []


def test_a_write_inside_a_write_is_the_same_write(either):
    with pytest.raises(ZeroDivisionError), writing() as session:
        with writing() as inner:
            _add(inner, "North")
        assert inner is session
        _ = 1 / 0
    assert _names() == []


def test_something_changed_outside_a_write_is_refused(either):
    db.session.add(Workplace(name="Stray", zone="UTC", jurisdiction="uk"))
    with pytest.raises(RuntimeError, match="outside writing"), writing():
        pass
    db.session.rollback()


def test_many_writers_at_once_lose_nothing(either):
    failed = []

    def write(number):
        with either.app_context():
            try:
                with writing() as session:
                    seen = session.scalar(sa.select(sa.func.count()).select_from(Workplace))
                    _add(session, f"{number} after {seen}")
            except Exception as error:
                failed.append(error)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert sorted(int(name.split(" after ")[1]) for name in _names()) == list(range(20))


def test_a_lock_that_does_not_come_free_is_said_to_be_busy(app, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with database._one_writer, pytest.raises(database.DatabaseBusy), writing():
        pass


def test_sqlite_has_taken_every_setting_durability_rests_on(app):
    database.assert_durable()
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_busy_database_keeps_what_was_typed(visit, cast, monkeypatch):
    visitor = visit(cast.administrator).get("/workplaces/add")
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with database._one_writer:
        visitor.submit({"name": "The long named southern branch", "zone": "Europe/London"}, expect=503)
    assert visitor.page.form().held()["name"] == "The long named southern branch"
    visitor.submit()
    assert "The long named southern branch" in _names()


def test_a_form_id_that_another_page_has_used_keeps_nothing_from_being_recorded(visit, make, cast):
    """The answer to one address is not the answer to another, though the form carries the same id."""
    first, second = make.application(name="Ada Abel"), make.application(make.opening(title="Porter"), name="Ben Bolt")
    hr = visit(cast.hr)
    sent = hr.get(f"/applications/{first.id}/change").page.form("Save").held()
    hr.post(f"/applications/{first.id}/change", sent | {"name": "Ada Able"})
    hr.post(f"/applications/{second.id}/change", sent | {"name": "Ben Boult", "email": "ben@candidates.example"})
    assert hr.answer.headers["Location"].endswith(f"/applications/{second.id}")
    db.session.expire_all()
    assert (first.candidate.name, second.candidate.name) == ("Ada Able", "Ben Boult")
    hr.post(f"/applications/{first.id}/change", sent | {"name": "Sent twice"}, expect=303)
    db.session.expire_all()
    assert first.candidate.name == "Ada Able"
