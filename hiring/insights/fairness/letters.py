"""The placeholder for the voluntary form's link, in letters that go out before a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy.orm import Session

from hiring.candidates.models import Application
from hiring.insights.fairness.links import LINK_HERE
from hiring.letters.kinds import NEVER_MISSING
from hiring.letters.values import LetterKind, LetterValues, Placeholder

_FORM = Placeholder(
    "form",
    "the link to the voluntary form on groups, added as the email is sent. Give it a paragraph of its own: on paper, "
    "that paragraph is left out",
    NEVER_MISSING,
    in_mail_only=LINK_HERE,
)


def with_form(kinds: Iterable[LetterKind]) -> list[LetterKind]:
    """The same kinds, where those that tell no verdict can carry the link."""
    return [kind if kind.tells_verdict else _with_form(kind) for kind in kinds]


def _with_form(kind: LetterKind) -> LetterKind:
    def values(session: Session, applications: Sequence[Application]) -> LetterValues:
        own = kind.values(session, applications)
        return {
            application.id: {
                **own.get(application.id, {}),
                _FORM.key: LINK_HERE,
            }
            for application in applications
        }

    return replace(kind, placeholders=(*kind.placeholders, _FORM), values=values)
