"""Headers of every answer (ASVS 3.4) and the cookie of the session (3.3)."""

from flask import Flask, g, request
from werkzeug.wrappers import Response

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; script-src 'self'; style-src 'self'"
)


def cookie_name(app: Flask) -> str:
    """The session cookie; only over TLS a browser accepts the ``__Host-`` prefix."""
    return "__Host-hlidac" if app.config["SESSION_COOKIE_SECURE"] else "hlidac"


def add_headers(response: Response) -> Response:
    """Close what a browser would leave open; pages of a signed-in person are kept by nobody."""
    headers = response.headers
    headers.setdefault("Content-Security-Policy", POLICY)
    headers.setdefault("X-Content-Type-Options", "nosniff")
    headers.setdefault("Referrer-Policy", "no-referrer")
    headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(), microphone=()")
    headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if request.is_secure:
        headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if g.get("signed_in") is not None:
        headers.setdefault("Cache-Control", "no-store")
    return response
