"""Telling whether two e-mail addresses reach the same mailbox."""

from typing import Any

from hiring.foundation import text


def mailbox_key(address: str) -> str:
    """The address without capitals and plus-tag: Ada+jobs@Example.org and ada@example.org have one key.

    Kept in a column beside each address that is compared, so that the database compares keys. Empty where there is no
    address.
    """
    local, at, domain = text.tidy(address).casefold().rpartition("@")
    if not at:
        return ""
    untagged = local.partition("+")[0]
    return f"{untagged or local}@{domain}"


def key_of_row(context: Any) -> str:
    """The default of a column of keys: also rows that are added many at once have theirs."""
    return mailbox_key(context.get_current_parameters().get("email") or "")
