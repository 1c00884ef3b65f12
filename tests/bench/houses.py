"""Houses for benchmarks: a fresh database with a cast, and clients signed in."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import databases
from tests.cast import ADDRESSES, PASSWORD, Cast
from tests.make import Make


@contextmanager
def house() -> Iterator[tuple[Any, Cast, Make]]:
    with tempfile.TemporaryDirectory() as folder:
        databases.fresh_sqlite(Path(folder))
        app = databases.make_app(Path(folder))
        with app.app_context():
            cast = Cast.arrive()
            yield app, cast, Make(cast)
            from hiring.foundation.database import db

            db.session.close()
            db.engine.dispose()


def token_of(html: str) -> str:
    return html.split('name="csrf_token" value="')[1].split('"')[0]


def signed_in(app: Any, name: str) -> Any:
    """A client of one of the cast, by the name of the role it plays there."""
    return signed_in_as(app, ADDRESSES[name])


def signed_in_as(app: Any, address: str) -> Any:
    client = app.test_client()
    token = token_of(client.get("/sign-in").get_data(as_text=True))
    client.post("/sign-in", data={"email": address, "password": PASSWORD, "csrf_token": token})
    return client
