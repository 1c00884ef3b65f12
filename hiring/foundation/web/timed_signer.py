"""Signatures that carry a time, checked on a clock that may have been set back."""

from datetime import datetime
from typing import Any

from itsdangerous import SignatureExpired, TimestampSigner


class ClockTolerantSigner(TimestampSigner):
    """Refuses what is too old, as its base does, but not what was signed in the future.

    The base takes that for a forgery, so a clock set back by a second would end every session and every link. Only
    the holder of our key can sign at all, at whatever time.
    """

    def unsign(self, signed_value: Any, max_age: int | None = None, return_timestamp: bool = False) -> Any:
        value, signed_at = super().unsign(signed_value, max_age=None, return_timestamp=True)
        if max_age is not None and self._age(signed_at) > max_age:
            raise SignatureExpired("too old", payload=value, date_signed=signed_at)
        return (value, signed_at) if return_timestamp else value

    def _age(self, signed_at: datetime) -> int:
        return self.get_timestamp() - int(signed_at.timestamp())
