"""The kinds of letter there are: those of this room, and the list that the app puts together from every room's."""

from collections.abc import Sequence
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_for
from hiring.candidates.models import Application
from hiring.foundation import paths
from hiring.foundation.outbox.letters import organisation
from hiring.foundation.web.base_app import Provided
from hiring.foundation.web.signed_links import absolute
from hiring.letters.values import LetterKind, LetterValues, Placeholder
from hiring.openings.models import PublicPage

KINDS = Provided[Sequence[LetterKind]]("letter_kinds")

NEVER_MISSING = ""
COMMON = (
    Placeholder("candidate", "the candidate's name", NEVER_MISSING),
    Placeholder("opening", "the title of the opening", NEVER_MISSING, is_personal=False),
    Placeholder("workplace", "the workplace", NEVER_MISSING, is_personal=False),
    Placeholder("organisation", "your organisation", NEVER_MISSING, is_personal=False),
    Placeholder("sender", "your own name", NEVER_MISSING, is_personal=False),
    Placeholder(
        "page",
        "the address of the opening's page for candidates",
        "This opening has no page for candidates. Make one under Plan, or take {page} out.",
        is_personal=False,
    ),
)


def kinds() -> Sequence[LetterKind]:
    return KINDS.get()


def kind_called(key: str) -> LetterKind | None:
    return next((kind for kind in kinds() if kind.key == key), None)


def placeholders_of(kind: LetterKind) -> tuple[Placeholder, ...]:
    return (*COMMON, *kind.placeholders)


@cache
def our_wording(key: str) -> tuple[str, str]:
    """Subject and text as we ship them; the first line of the file is the subject."""
    whole = (paths.templates() / "_letters" / f"{key}.txt").read_text(encoding="utf-8")
    subject, _, body = whole.partition("\n")
    return subject.strip(), body.strip() + "\n"


def values_for(session: Session, sender: Person, kind: LetterKind, applications: Sequence[Application]) -> LetterValues:
    """Application id → placeholder → value, in a fixed number of queries."""
    openings = {application.opening_id for application in applications}
    pages = sa.select(PublicPage).where(PublicPage.opening_id.in_(openings), PublicPage.token.is_not(None))
    addresses = {page.opening_id: absolute("public_pages.show", token=page.token) for page in session.scalars(pages)}
    own = kind.values(session, applications)
    return {
        application.id: {
            "candidate": application.candidate.name,
            "opening": application.opening.title,
            "workplace": application.opening.workplace.name,
            "organisation": organisation(),
            "sender": sender.name,
            "page": addresses.get(application.opening_id, ""),
            **own.get(application.id, {}),
        }
        for application in applications
    }


def who_is_not_rejected(session: Session, reader: Person, applications: Sequence[Application]) -> dict[str, str]:
    """Why no rejection can be written to them. People who still owe a scorecard learn nothing from the sentence."""
    facts = facts_for(session, reader, Application.id.in_([application.id for application in applications]))
    why = {}
    for application in applications:
        known = facts.get(application.id)
        if known is None or known.is_blind:
            why[application.id] = "You still owe a scorecard for {name}. Seal it first."
        elif known.verdict != "reject":
            why[application.id] = "{name} hasn't been rejected. Record the rejection first."
    return why


OWN = [
    LetterKind("received", "Application received", "When an application has arrived."),
    LetterKind("message", "Message", "Whenever you want to tell candidates something else."),
]
