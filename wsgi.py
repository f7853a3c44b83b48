"""The application for a WSGI server: ``gunicorn wsgi:app``. It does not start on another schema than its own."""

import os

from tracker.app import create_app
from tracker.config import from_environment
from tracker.store.migrating import ensure_schema

app = create_app(from_environment(os.environ))
ensure_schema(app.extensions["tracker.ground"].engine)
