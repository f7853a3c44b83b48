"""Static files: addresses that change with the content, so that a browser may keep them for a year, sent compressed.

Only the text files of the repository are compressed: they hold no secret that a compressed length could betray.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path

from flask import Flask, Response, request, url_for

COMPRESSED = frozenset({"text/css", "text/javascript", "application/javascript", "image/svg+xml", "application/json"})
A_YEAR = 365 * 24 * 3600


def install_assets(app: Flask) -> None:
    """Give templates ``asset('css/app.css')`` and let static answers be kept and compressed."""
    folder = Path(app.static_folder or "")
    known: dict[tuple[str, str], str] = {}

    def asset(name: str) -> str:
        place = request.root_path, name
        if place not in known:
            known[place] = url_for("static", filename=name, v=_fingerprint(folder / name))
        return known[place]

    app.jinja_env.globals["asset"] = asset
    app.after_request(_finish_static)


@cache
def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _finish_static(response: Response) -> Response:
    if request.endpoint != "static" or response.status_code != 200:
        return response
    if "v" in request.args or response.mimetype == "font/woff2":  # a face is named in a style sheet, without its print
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.max_age = A_YEAR
        response.cache_control.immutable = True
    if response.mimetype in COMPRESSED:
        _compress(response)
    return response


def _compress(response: Response) -> None:
    response.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or "Range" in request.headers:
        return
    response.direct_passthrough = False
    etag, _ = response.get_etag()
    response.set_data(_gzipped(response.get_data()))
    response.content_encoding = "gzip"
    response.set_etag(f"{etag}-gz")
    response.headers.pop("Accept-Ranges", None)


@cache
def _gzipped(content: bytes) -> bytes:
    """Kept for the life of the process: there are a handful of files and they do not change under it."""
    return gzip.compress(content, compresslevel=9, mtime=0)
