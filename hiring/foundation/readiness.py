"""The checks that every way in makes before anything else: the server, a WSGI worker, and each command."""

from collections.abc import Callable, Sequence

from hiring.foundation import database, logs, schema
from hiring.foundation.database import DatabaseBusy, NotReady, db
from hiring.foundation.records import append_only, journal_chain, journal_key
from hiring.foundation.web.base_app import Provided

# What rooms do before the first request, each in writes of its own; nothing is served unless all of it is done.
FIRST = Provided[Sequence[Callable[[], object]]]("before_the_first_request")


class NotBegun(NotReady):
    """What has to be done before the first request couldn't be."""

    short = "the database was busy at the start"


def refuse_unless_ready() -> None:
    """Raise NotReady, with what to do, unless schema, durability, triggers and the journal's key are as they should be.

    After a crash between a commit and its anchor, the anchor is brought up to the journal here.
    """
    _check()
    try:
        journal_chain.move_anchor()
    except Exception as error:
        logs.step_failed("move_anchor", error)
    try:
        for act in FIRST.get() if FIRST.is_given() else ():
            act()
    except DatabaseBusy:
        raise NotBegun("The database is busy, so we can't erase people again as we have to. Try again.") from None


def prepare() -> bool:
    """Bring the database up to date, then make the same checks; says whether there was anything to do."""
    did_something = schema.upgrade()
    refuse_unless_ready()
    return did_something


def _check() -> None:
    schema.refuse_unless_current()
    database.assert_durable()
    with db.engine.connect() as connection:
        append_only.refuse_unprotected(connection)
        journal_key.refuse_another_key(connection)


def fault() -> str | None:
    """What a watchdog should know, in words that name no file of the server; None where all is well."""
    try:
        _check()
    except NotReady as refused:
        return refused.short
    return journal_chain.anchor_fault()
