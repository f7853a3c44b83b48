"""Floor 10: the pages, in rooms named like those of the operations they call. One blueprint a file.

A view reads input, asks permission, calls one operation, answers. What every room needs lies beside the rooms.
"""

from tracker.web import help, town_choice, typed_choice
from tracker.web.agreements import agreements, council, obligations, owners, settling
from tracker.web.calendars import calendar, feed, subscriptions
from tracker.web.documents import comparison, documents, starting
from tracker.web.events import events, evidence, recording, reviews
from tracker.web.mails import mails, reminders, sorting
from tracker.web.meetings import meetings
from tracker.web.overviews import board, home, overview, search, towns
from tracker.web.partners import partner_data, partner_page, partners
from tracker.web.people import (
    account,
    api_keys,
    handing_over,
    link_signing,
    mandates,
    organisation_signing,
    people,
    people_import,
    signing,
    territory,
)
from tracker.web.registers import register_import, registers
from tracker.web.reports import open_data, public_reports, publishing, reports
from tracker.web.upkeep import administration, code_lists, days_off, health, metrics, retention, status, tasks

BLUEPRINTS = (
    administration.blueprint,
    people.blueprint,
    mandates.blueprint,
    people_import.blueprint,
    territory.blueprint,
    code_lists.blueprint,
    days_off.blueprint,
    handing_over.blueprint,
    owners.blueprint,
    signing.blueprint,
    sorting.blueprint,
    link_signing.blueprint,
    organisation_signing.blueprint,
    account.blueprint,
    home.blueprint,
    mails.blueprint,
    meetings.blueprint,
    help.blueprint,
    health.blueprint,
    metrics.blueprint,
    status.blueprint,
    retention.blueprint,
    feed.blueprint,
    calendar.blueprint,
    subscriptions.blueprint,
    api_keys.blueprint,
    public_reports.blueprint,
    open_data.blueprint,
    publishing.blueprint,
    reports.blueprint,
    documents.blueprint,
    starting.blueprint,
    comparison.blueprint,
    agreements.blueprint,
    board.blueprint,
    council.blueprint,
    events.blueprint,
    evidence.blueprint,
    obligations.blueprint,
    overview.blueprint,
    partner_data.blueprint,
    partner_page.blueprint,
    partners.blueprint,
    recording.blueprint,
    register_import.blueprint,
    registers.blueprint,
    reminders.blueprint,
    reviews.blueprint,
    search.blueprint,
    settling.blueprint,
    tasks.blueprint,
    town_choice.blueprint,
    typed_choice.blueprint,
    towns.blueprint,
)
"""Every blueprint of the application."""
