"""The application for a WSGI server: ``gunicorn wsgi:app``."""

import os

from tracker.app import create_app
from tracker.config import from_environment

app = create_app(from_environment(os.environ))
