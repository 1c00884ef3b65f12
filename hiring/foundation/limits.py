"""How often somebody may try: per source, per link, and per source and address, so that no victim is locked out."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)


def followed_link() -> str:
    """The address itself, whoever asks for it: one that cannot be guessed is worn out only by who holds it."""
    return request.path


def typed_address() -> str:
    """The source together with the address it tries, so that guessing at one account from afar blocks only itself."""
    return f"{get_remote_address()} {request.form.get('email', '').strip().lower()[:200]}"
