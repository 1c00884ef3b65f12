"""A digest of what people recorded: equal where the content is equal, whichever database holds it."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.foundation import figures
from hiring.foundation.database import Base, canonical

# Not content: sessions and what guards them, half-written drafts, retries, mail on its way, and the journal, whose
# salts and keys differ by design.
LEFT_OUT = {
    *(
        "draft",
        "sighting",
        "journal_entry",
        "journal_key",
        "protection_lifted",
        "sign_in",
        "submitted_form",
        "outgoing_mail",
        "alembic_version",
    ),
    *("guess_count", "known_browser", "password_link", "account_notice", "guest_browser"),
}
# Secrets of an account, and when it was used, are not what anybody recorded.
LEFT_OUT_COLUMNS = {("person", "password"), ("person", "fs_uniquifier"), ("person", "signed_in_at")}


def content_digest(session: Session) -> str:
    whole = hashlib.sha256()
    for table in sorted(Base.metadata.tables.values(), key=lambda t: t.name):
        if table.name in LEFT_OUT:
            continue
        columns = sorted(
            (c for c in table.columns if (table.name, c.name) not in LEFT_OUT_COLUMNS), key=lambda c: c.name
        )
        rows = [canonical([plain(v) for v in row]) for row in session.execute(sa.select(*columns))]
        whole.update(canonical([table.name, [c.name for c in columns], sorted(rows)]).encode())
    return whole.hexdigest()


def plain(value: Any) -> Any:
    """A stored value in the spelling that both databases share."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return figures.stored(value)
    return value
