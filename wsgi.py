"""The application for a WSGI server: `gunicorn wsgi:app`. Settings come from the environment."""

from hiring.app import create_app

app = create_app()
