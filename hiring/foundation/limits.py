"""How often somebody may try: per source, and per source and address, so that a victim is never locked out."""

from flask import request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri="memory://", headers_enabled=False)


def typed_address() -> str:
    """The source together with the address it tries, so that guessing at one account from afar blocks only itself."""
    return f"{get_remote_address()} {request.form.get('email', '').strip().lower()[:200]}"
