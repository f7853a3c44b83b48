"""Every form in which a report leaves the house: one table of names, media types and writers."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from tracker.reports import csv_form, frozen, html, pdf, sheet, word
from tracker.reports.report import Report


@dataclass(frozen=True, slots=True)
class Form:
    """A file form: its ending, its media type, and how a report becomes its bytes."""

    ending: str
    media_type: str
    write: Callable[[Report], bytes]


def _csv(report: Report) -> bytes:
    return csv_form.to_csv(report.tables[0])


def _json(report: Report) -> bytes:
    return (json.dumps(frozen.to_json(report), ensure_ascii=False, indent=2) + "\n").encode()


def _html(report: Report) -> bytes:
    return html.to_html(report).encode()


FORMS: dict[str, Form] = {
    form.ending: form
    for form in (
        Form("csv", csv_form.MEDIA_TYPE, _csv),
        Form("json", "application/json", _json),
        Form("html", "text/html; charset=utf-8", _html),
        Form("xlsx", sheet.MEDIA_TYPE, sheet.to_xlsx),
        Form("docx", word.MEDIA_TYPE, word.to_docx),
        Form("pdf", pdf.MEDIA_TYPE, pdf.to_pdf),
    )
}
