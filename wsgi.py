"""The application for a WSGI server: ``gunicorn wsgi:app``. It does not start on another schema than its own."""

import os

from tracker.app import create_app
from tracker.config import from_environment
from tracker.operations.upkeep.logs import configure_logs
from tracker.store.migrating import ensure_schema

config = from_environment(os.environ)
configure_logs(config)
app = create_app(config)
engine = app.extensions["tracker.ground"].engine
ensure_schema(engine)
engine.dispose()  # gunicorn --preload forks now: processes must not share a connection
