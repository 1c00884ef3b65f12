"""Random identifiers that are safe in a URL and say nothing about what they name."""

import random
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

# No vowels and no look-alikes: an id never spells a word and can be read out on the telephone.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_LENGTH = 16  # 27**16 is 76 bits
_ANY = re.compile(rf"[{_ALPHABET}]{{{_LENGTH}}}")

_unpredictable = secrets.SystemRandom()
_source: ContextVar[random.Random | None] = ContextVar("ids", default=None)


def new_id() -> str:
    return "".join((_source.get() or _unpredictable).choices(_ALPHABET, k=_LENGTH))


def ids_in(text: str) -> list[str]:
    """The ids that an address, or what a draft is about, is made of."""
    return _ANY.findall(text)


@contextmanager
def repeatable(seed: int) -> Iterator[None]:
    """Inside the block the same ids come in the same order each time. For a told story, never for real records."""
    token = _source.set(random.Random(seed))  # noqa: S311 - the point is that it repeats
    try:
        yield
    finally:
        _source.reset(token)


def current_source() -> random.Random | None:
    """Where ids come from here, for `use_source` in another context, such as a thread."""
    return _source.get()


def use_source(source: random.Random | None) -> None:
    _source.set(source)
