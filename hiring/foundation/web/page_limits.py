"""How many pages one source may ask for; counted by each process alone, because it guards no secret."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)


def followed_link() -> str:
    """The address itself, whoever asks for it: one that cannot be guessed is worn out only by who holds it."""
    return request.path
