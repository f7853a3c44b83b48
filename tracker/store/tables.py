"""Registers every table with the metadata; whoever needs the whole schema imports this module."""

from sqlmodel import SQLModel

from tracker.store import (
    agreements,
    api_tokens,
    code_lists,
    council,
    documents,
    events,
    inbox,
    journal,
    lease,
    meetings,
    occurrences,
    openings,
    outbox,
    partners,
    people,
    register_sources,
    registers,
    reminder_settings,
    reports,
    subscriptions,
    tasks,
    territory,
)

METADATA = SQLModel.metadata
MODULES = (
    agreements,
    code_lists,
    api_tokens,
    council,
    documents,
    events,
    inbox,
    journal,
    lease,
    meetings,
    occurrences,
    openings,
    outbox,
    partners,
    people,
    register_sources,
    registers,
    reminder_settings,
    reports,
    subscriptions,
    tasks,
    territory,
)
