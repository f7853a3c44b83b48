"""Calendar subscriptions, the rendered events they are joined from, and a counter of changes for each municipality.

Everything but the subscription itself is derived or is telemetry, and is not journalled.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from tracker.obligations.obligation import Act
from tracker.store.database import BIG_ID, Row, choice, identity, reference


class Scope(StrEnum):
    """What a subscription shows."""

    MINE = "mine"
    MUNICIPALITY = "municipality"
    TOWNS = "towns"
    OFFICE = "office"
    MEETINGS = "meetings"
    PARTNER = "partner"


class SubscriptionRow(Row, table=True):
    """One secret address of one person's calendar, or of a partner's; only the SHA-256 of its token is kept.

    ``municipality_id`` belongs to the scopes of one municipality, ``office_id`` to that of an office, ``act`` to the
    meetings of one kind of body of a municipality, of which ``body_id`` names one. A partner's has no person.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        sa.CheckConstraint(
            "(scope IN ('municipality', 'meetings')) = (municipality_id IS NOT NULL)", name="names_municipality"
        ),
        sa.CheckConstraint("(scope = 'office') = (office_id IS NOT NULL)", name="names_office"),
        sa.CheckConstraint("(scope = 'meetings') = (act IS NOT NULL)", name="names_act"),
        sa.CheckConstraint("(scope = 'partner') = (partner_id IS NOT NULL)", name="names_partner"),
        sa.CheckConstraint("(person_id IS NULL) = (partner_id IS NOT NULL)", name="one_owner"),
    )

    id: int | None = identity()
    token_hash: str = Field(max_length=64, unique=True)
    person_id: int | None = reference("person.id", nullable=True)
    partner_id: int | None = reference("partner.id", nullable=True)
    scope: Scope = choice(Scope, "subscription_scope")
    municipality_id: int | None = reference("municipality.id", nullable=True)
    office_id: int | None = reference("office.id", nullable=True)
    act: Act | None = choice(Act, "subscription_act", default=None, nullable=True)
    body_id: int | None = reference("body.id", nullable=True)
    label: str = Field(max_length=80)
    alarms: bool = True
    hide_fulfilled: bool = False
    only_mine: bool = False
    created_at: datetime
    issued_at: datetime
    revoked_at: datetime | None = None


class FeedUseRow(Row, table=True):
    """What is known of the last fetch: the client, when, and the state it was given.

    ``bodies`` counts the whole calendars sent in the hour that began at ``hour``. While the journal still ends with
    ``clock`` and the day and the renderer are those of ``holds_for``, ``seen_tag`` is the tag of the newest state.
    """

    __tablename__ = "feed_use"
    __unjournalled__ = True

    subscription_id: int = Field(foreign_key="subscription.id", primary_key=True, sa_type=BIG_ID)
    client: str = Field(default="", max_length=200)
    fetched_at: datetime | None = None
    seen_revision: int | None = None
    seen_tag: str = Field(default="", max_length=64)
    hour: datetime | None = None
    bodies: int = 0
    clock: int | None = Field(default=None, sa_type=BIG_ID)
    holds_for: str | None = Field(default=None, max_length=80)


class FeedStateRow(Row, table=True):
    """How often the calendar of a municipality has changed, and by which renderer its fragments were made.

    ``steps_on`` is the day for which the steps before council sessions were planned; ``None`` when they must be anew.
    """

    __tablename__ = "feed_state"
    __unjournalled__ = True

    municipality_id: int = Field(foreign_key="municipality.id", primary_key=True, sa_type=BIG_ID)
    revision: int
    renderer: str = Field(max_length=64)
    changed_at: datetime
    steps_on: date | None = None


class FragmentRow(Row, table=True):
    """The rendered event of one occurrence and what decides whether it stands in a feed on a day.

    ``fingerprint`` covers all that is rendered but ``sequence`` and ``changed_at``: these two say when it changed.
    """

    __tablename__ = "ics_fragment"
    __table_args__ = (sa.Index("ix_ics_fragment_municipality_id_day", "municipality_id", "day"),)
    __unjournalled__ = True

    occurrence_id: int = Field(foreign_key="occurrence.id", primary_key=True, sa_type=BIG_ID)
    municipality_id: int = reference("municipality.id", index=False)
    uid_source: str = Field(max_length=200)
    day: date
    state: str = Field(max_length=10)
    changed_on: date
    sequence: int
    changed_at: datetime
    fingerprint: str = Field(max_length=64)
    event: bytes


class ExtraFragmentRow(Row, table=True):
    """The rendered event of a planned meeting (``body_id``) or of a step before a council session (``occurrence_id``).

    ``uid_source`` begins with ``meeting/`` or ends with the kind of the step.
    """

    __tablename__ = "ics_extra"
    __table_args__ = (sa.Index("ix_ics_extra_municipality_id_day", "municipality_id", "day"),)
    __unjournalled__ = True

    uid_source: str = Field(max_length=220, primary_key=True)
    municipality_id: int = reference("municipality.id", index=False)
    occurrence_id: int | None = reference("occurrence.id", nullable=True)
    body_id: int | None = reference("body.id", nullable=True)
    day: date
    state: str = Field(max_length=10)
    changed_on: date
    sequence: int
    changed_at: datetime
    fingerprint: str = Field(max_length=64)
    event: bytes


FEED_USE: sa.Table = FeedUseRow.__table__  # type: ignore[attr-defined]
FEED_STATE: sa.Table = FeedStateRow.__table__  # type: ignore[attr-defined]
FRAGMENT: sa.Table = FragmentRow.__table__  # type: ignore[attr-defined]
EXTRA: sa.Table = ExtraFragmentRow.__table__  # type: ignore[attr-defined]
