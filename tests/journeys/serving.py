"""The house behind a real server on a free port, at a time that a test may move."""

import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import waitress.server
from waitress import wasyncore

from hiring.foundation import clock
from hiring.foundation.database import db
from tests.cast import Cast
from tests.make import Make

T = TypeVar("T")


class Serving:
    """Serves while the block lasts; afterwards neither a thread nor a socket is left.

    The house is opened and its story told in a thread of its own, because Playwright keeps an event loop running in
    the test's thread, where an app context could not be left.
    """

    def __init__(self, opened: Callable[[], Any], moment: datetime) -> None:
        self._teller = ThreadPoolExecutor(1, initializer=lambda: clock.use_source(lambda: self._tells()))
        self.travel(moment)
        self.app: Any = self._teller.submit(opened).result()
        self._server: Any = waitress.server.create_server(self._answer, host="127.0.0.1", port=0, threads=6)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self.address = f"http://127.0.0.1:{self._server.effective_port}"

    def travel(self, moment: datetime) -> None:
        """For every request from now on it is this moment, and a little later with each reading of the clock."""
        ticks = count()
        self._tells = lambda: moment + timedelta(microseconds=next(ticks))

    def tell(self, story: Callable[[Make], T]) -> T:
        """Make things through the rooms' own actions; hand back plain values, never rows."""

        def told() -> T:
            with self.app.app_context():
                return story(Make(Cast.here()))

        return self._teller.submit(told).result()

    def _answer(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        clock.use_source(self._tells)
        return self.app(environ, start)

    def __enter__(self) -> "Serving":
        self._thread.start()
        return self

    def __exit__(self, *_raised: object) -> None:
        self._server.task_dispatcher.shutdown()
        # Closed by the server's own loop, which then has nothing left to wait for and ends.
        # A request that ends just then wakes the loop first, which then has closed what is pulled here.
        with suppress(OSError):
            self._server.trigger.pull_trigger(lambda: wasyncore.close_all(self._server._map))
        self._thread.join(10)
        assert not self._thread.is_alive(), "the server did not end"
        self._teller.submit(self._dispose).result()
        self._teller.shutdown()

    def _dispose(self) -> None:
        with self.app.app_context():
            db.engine.dispose()
