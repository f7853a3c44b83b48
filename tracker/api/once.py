"""``Idempotency-Key``: a program names its request, and whatever happens on the way it is carried out once.

The same name with the same request is told the same answer for a day, with ``Idempotency-Replayed: true``; with another
request it is 422, and 409 while the first has no answer.
"""

import hashlib

from flask import Response, g, request

from tracker.api.access import admitted, ground
from tracker.api.problems import Failed
from tracker.operations.people.once import OtherRequest, begin_once, end_once
from tracker.store.api_answers import ApiAnswerRow

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
LONGEST = 255


def check_name() -> Response | None:
    """Before a request that changes something: the answer it had before, if it had one."""
    name = request.headers.get(HEADER)
    if name is None or request.method != "POST" or request.endpoint is None:
        return None
    if not (0 < len(name) <= LONGEST and name.isascii() and name.isprintable()):
        raise Failed(422, f"{HEADER} je 1 až {LONGEST} znaků ASCII.")
    told = f"{request.method} {request.path}\n".encode() + request.get_data(cache=True)
    try:
        before = begin_once(ground(), admitted().token_id, name, hashlib.sha256(told).hexdigest())
    except OtherRequest:
        raise Failed(422, f"Pod tímto {HEADER} už přišel jiný požadavek. Nový požadavek potřebuje nový.") from None
    if before is None:
        g.named = name
        return None
    headers = {REPLAYED: "true"} | ({"Location": before.location} if before.location else {})
    return Response(before.body, before.status, headers, mimetype=before.media_type)


def keep_answer(response: Response) -> Response:
    """After it: the answer is kept, unless the fault was ours."""
    name = g.pop("named", None)
    if name is not None:
        end_once(ground(), admitted().token_id, name, None if response.status_code >= 500 else _kept(response))
    return response


def _kept(response: Response) -> ApiAnswerRow:
    return ApiAnswerRow.model_construct(
        status=response.status_code,
        body=response.get_data(as_text=True),
        location=response.headers.get("Location", ""),
        media_type=response.mimetype,
    )
