"""The application for a WSGI server: `gunicorn wsgi:app`. Settings come from the environment."""

import os
import sys
from typing import Any

# One thread of linear algebra, before numpy is imported: left at their default they fight over a small machine.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from sqlalchemy.exc import OperationalError  # noqa: E402 - see above

from hiring.app import create_app  # noqa: E402 - see above
from hiring.foundation import config, readiness  # noqa: E402 - see above
from hiring.foundation.database import NotReady, db  # noqa: E402 - see above

# What a gunicorn worker exits with to say that starting another one is no use.
NO_USE = 3


def ready_app() -> Any:
    """The application, after the checks that every way in makes; or a sentence on standard error."""
    try:
        made = create_app()
        with made.app_context():
            readiness.refuse_unless_ready()
            db.engine.dispose()  # a server may fork after this, and connections don't survive that
    except (config.SettingRefused, NotReady) as refused:
        sentence = str(refused)
    except OperationalError as broken:
        sentence = f"The database could not be used: {broken.orig}"
    else:
        return made
    print(sentence, file=sys.stderr)
    raise SystemExit(NO_USE)


app = ready_app()
