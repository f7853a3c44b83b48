"""The form of an event: what was typed and uploaded, read into a ``NewEvent`` with an error beside each field at fault.

Nothing typed or uploaded is lost between the steps: files are kept at once by their hash and travel on as signed
hidden fields, bound to the person who uploaded them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from flask import current_app
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.datastructures import FileStorage, MultiDict

from tracker.fulfilment.event import EventForm, EvidenceKind, Visibility
from tracker.fulfilment.labels import label
from tracker.fulfilment.papers import kind_named
from tracker.obligations.obligation import Act
from tracker.operations.events.event_lines import read_attendance, read_outputs
from tracker.operations.events.event_papers import Paper
from tracker.operations.events.keep_paper import keep_paper, keep_reference
from tracker.operations.events.record_event import NewEvent
from tracker.operations.ground import Ground, Refused, Work
from tracker.operations.upkeep.code_lists import offered
from tracker.store.code_lists import CodeList
from tracker.web.fields import amount, day, word
from tracker.web.filters import translated_label
from tracker.web.sentences import say
from tracker.web.town_choice import town_number

Value = TypeVar("Value")

MOST_HOURS = 1000
MOST_PERSONS = 100_000
TYPED = (
    "municipality", "act", "day", "title", "form", "hours", "persons", "place", "note", "occurrence", "statement",
    "attendance", "facts", "decisions", "tasks", "body", "form_key",
)  # fmt: skip
"""The fields that travel on from step to step as they were typed."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was typed, the papers kept so far, and the errors by field; ``new`` is there when nothing is at fault."""

    typed: Mapping[str, str]
    papers: tuple[Paper, ...]
    errors: dict[str, str]
    new: NewEvent | None = None


def read_form(
    ground: Ground, person: int | None, today: date, form: MultiDict[str, str], files: Iterable[FileStorage]
) -> Filled:
    """Read one step of the form; files that cannot be kept are errors, the others are kept."""
    errors: dict[str, str] = {}
    papers = [*carried(form, person, today, errors), *_uploaded(ground, files, errors), *_referred(ground, form)]
    typed = {name: form.get(name, "") for name in TYPED}
    filled = Filled(typed, _once(papers), errors)
    new = _event(filled, today)
    return replace(filled, new=None if errors else new)


def seal(paper: Paper, person: int | None) -> str:
    """A kept paper as a hidden field; only the same person may send it back."""
    told = {"sha256": paper.sha256, "name": paper.name, "media_type": paper.media_type, "size": paper.size}
    return str(_serializer().dumps([person, {**told, "kind": paper.chosen}]))


def carried(form: MultiDict[str, str], person: int | None, today: date, errors: dict[str, str]) -> list[Paper]:
    """The papers that came along, each as was chosen for it, without the one to be removed."""
    papers = []
    for sealed in form.getlist("paper"):
        try:
            owner, told = _serializer().loads(sealed)
        except BadSignature:
            continue
        if owner == person and told["sha256"] != form.get("remove"):
            papers.append(_chosen(form, told, today, errors))
    return papers


def _chosen(form: MultiDict[str, str], told: Mapping[str, Any], today: date, errors: dict[str, str]) -> Paper:
    """The kind, who may see it and how long to keep it, as chosen on the page."""
    name = told["sha256"]
    kind, kind_words = _kind(form.get(f"kind-{name}") or told["kind"])
    return Paper(
        told["sha256"],
        told["name"],
        told["media_type"],
        told["size"],
        kind,
        word(Visibility, form.get(f"visibility-{name}")) or Visibility.PARTIES,
        _tried(errors, day, form, f"keep-{name}", today, ahead=True),
        kind_words,
    )


def kinds_of_papers(work: Work) -> list[tuple[str, str]]:
    """The kinds to choose from: those that the rules know, then the words of the list."""
    known = [(kind.value, translated_label(kind)) for kind in EvidenceKind]
    return [*known, *((words, words) for words in offered(work, CodeList.OUTPUT_KIND))]


def _kind(chosen: str) -> tuple[EvidenceKind, str]:
    """What was chosen of them: a kind, and the word of the list where it is one."""
    known = word(EvidenceKind, chosen)
    return (known, "") if known else (kind_named(chosen), chosen)


def read_papers(
    ground: Ground, today: date, form: MultiDict[str, str], files: Iterable[FileStorage]
) -> tuple[Paper, ...]:
    """Uploaded files as papers, as the form says for all of them; raises ``Refused`` for one not to be kept."""
    errors: dict[str, str] = {}
    papers = (*_uploaded(ground, files, errors), *_referred(ground, form))
    if errors:
        raise Refused(errors["files"], "files")
    kind, kind_words = _kind(form["kind"]) if form.get("kind") else (None, "")
    visibility = word(Visibility, form.get("visibility")) or Visibility.PARTIES
    keep_until = day(form, "keep_until", today, ahead=True)
    return tuple(
        replace(paper, kind=kind or paper.kind, kind_words=kind_words, visibility=visibility, keep_until=keep_until)
        for paper in papers
    )


def _uploaded(ground: Ground, files: Iterable[FileStorage], errors: dict[str, str]) -> Iterable[Paper]:
    for file in files:
        if not file.filename:
            continue
        try:
            yield keep_paper(ground, file.read(), file.filename)
        except Refused as error:
            errors["files"] = " ".join(filter(None, [errors.get("files"), say(error)]))


def _referred(ground: Ground, form: MultiDict[str, str]) -> Iterable[Paper]:
    """A proof that is not a file but can be looked up: a number of a resolution, an address."""
    if words := form.get("reference", "").strip():
        yield keep_reference(ground, words)


def _once(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    return tuple({paper.sha256: paper for paper in papers}.values())


def _event(filled: Filled, today: date) -> NewEvent | None:
    typed, errors = filled.typed, filled.errors
    municipality, act = _tried(errors, town_number, typed, "municipality"), word(Act, typed["act"])
    if municipality is None:
        errors.setdefault("municipality", _("Vyberte obec."))
    if act is None:
        errors["act"] = _("Vyberte, co proběhlo.")
    held = _tried(errors, _held_on, typed, today)
    hours = _tried(errors, amount, typed, "hours", MOST_HOURS)
    persons = _tried(errors, amount, typed, "persons", MOST_PERSONS)
    attendance = _tried(errors, read_attendance, typed["attendance"])
    outputs = _tried(errors, read_outputs, typed, today)
    if municipality is None or act is None or held is None:
        return None
    return NewEvent(
        municipality_id=municipality,
        act=act,
        day=held,
        title=typed["title"].strip()[:300] or label(act),
        form=word(EventForm, typed["form"]) or EventForm.IN_PERSON,
        hours=hours,
        persons=int(persons) if persons is not None else None,
        place=typed["place"].strip()[:300],
        note=typed["note"].strip()[:4000],
        papers=filled.papers,
        attendance=attendance or (),
        outputs=outputs or (),
        body=int(typed["body"]) if typed["body"].isdecimal() and len(typed["body"]) < 19 else None,
        form_key=typed["form_key"][:64] or None,
    )


def _held_on(typed: Mapping[str, str], today: date) -> date:
    held = day(typed, "day", today)
    if held is None:
        raise Refused("Zadejte datum konání.", "day")
    if held > today:
        raise Refused("Datum konání nemůže být v budoucnosti.", "day")
    return held


def _tried(errors: dict[str, str], read: Callable[..., Value], *arguments: Any, **more: Any) -> Value | None:
    """What ``read`` answers; its refusal is noted beside the field."""
    try:
        return read(*arguments, **more)
    except Refused as error:
        errors[error.field] = say(error)
        return None


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="paper")
