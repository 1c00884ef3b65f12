"""The application for a WSGI server: `gunicorn wsgi:app`. Settings come from the environment."""

import os

# One thread of linear algebra, before numpy is imported: left at their default they fight over a small machine.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

from hiring.app import create_app  # noqa: E402

app = create_app()
