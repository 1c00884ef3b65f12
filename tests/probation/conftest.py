"""A day in a probation, for the tests of this room."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest

from hiring.foundation import clock


@pytest.fixture
def noon() -> Callable[[date], AbstractContextManager[None]]:
    """Inside `with noon(day)` it is twelve o'clock at the workplace on that day."""
    return lambda day: clock.standing_at(clock.at(day, 12, 0, "Europe/London"))
