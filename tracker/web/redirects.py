"""Where a request may be sent on to: a path of this application and nothing else."""

from urllib.parse import urlsplit


def local_path(target: str | None, otherwise: str = "/") -> str:
    """``target`` when it is a plain path here, else ``otherwise``; never another host."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if any(ord(character) < 32 or character == "\\" for character in target):
        return otherwise
    parts = urlsplit(target)
    return otherwise if parts.scheme or parts.netloc else target
