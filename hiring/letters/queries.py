"""Reading templates and letters, who would get what, and what became of the emails."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_for
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import is_out_of_reach
from hiring.foundation.database import db
from hiring.foundation.outbox.mails import OutgoingMail, is_usable
from hiring.letters import kinds, wording
from hiring.letters.models import CandidateLetter, LetterTemplate
from hiring.letters.policy import can_see_letters, is_hidden
from hiring.letters.values import LetterKind
from hiring.openings.models import Opening

LEFT_OUT = "{name} has no email address we can use. On paper the paragraph with the link is left out."
NOTHING_ON_PAPER = (
    "{name} has no email address we can use, and on paper the paragraph with the link is left out. "
    "Write another paragraph."
)


@dataclass(frozen=True, slots=True)
class LetterWording:
    """Subject and text of a template; `own` is the organisation's, where it has replaced ours."""

    subject: str
    text: str
    own: LetterTemplate | None = None


@dataclass(frozen=True, slots=True)
class PreparedLetter:
    """What one candidate would get; with `problems`, which say what is in the way, it can't be written. `note` says
    what's left out of it on paper, where only paper reaches them."""

    application: Application
    subject: str
    text: str
    problems: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class ListedLetter:
    """A letter with its kind's title, the address an email would go to, and what is known of the email."""

    letter: CandidateLetter
    title: str
    address: str
    delivery: str


def wording_of(session: Session, kind: LetterKind) -> LetterWording:
    own = session.get(LetterTemplate, kind.key)
    return LetterWording(own.subject, own.text, own) if own else LetterWording(*kinds.our_wording(kind.key))


def own_templates(session: Session) -> dict[str, LetterTemplate]:
    """Kind → the organisation's own template, for those it has rewritten."""
    return {template.kind: template for template in session.scalars(sa.select(LetterTemplate))}


def prepared(
    session: Session, sender: Person, kind: LetterKind, applications: Sequence[Application], subject: str, text: str
) -> list[PreparedLetter]:
    """The letter to each of them, with everything that keeps it from being written."""
    values = kinds.values_for(session, sender, kind, applications)
    reasons = kind.why_not(session, sender, applications)
    offered, letters = kinds.placeholders_of(kind), []
    for application in applications:
        own, name = values[application.id], application.candidate.name
        filled = wording.filled_in(text, own)
        paper = filled if is_usable(kind.address(application)) else wording.on_paper(filled, offered)
        problems = [reasons[application.id]] if application.id in reasons else []
        problems += [
            placeholder.missing
            for placeholder in offered
            if placeholder.key in wording.keys_in(f"{subject}\n{text}") and not own.get(placeholder.key)
        ]
        problems += [NOTHING_ON_PAPER] if paper != filled and not paper.strip() else []
        sentences = tuple(problem.replace("{name}", name) for problem in problems)
        note = "" if paper == filled else LEFT_OUT.replace("{name}", name)
        letters.append(PreparedLetter(application, wording.filled_in(subject, own), filled, sentences, note))
    return letters


def paper_text(letter: CandidateLetter) -> str:
    """What's printed of a letter: a draft without what only an email carries, anything else as it went out."""
    kind = kinds.kind_called(letter.kind)
    if kind is None or not letter.is_draft:
        return letter.text
    return wording.on_paper(letter.text, kinds.placeholders_of(kind))


def listed_to_write(
    session: Session, person: Person, kind: LetterKind, opening: Opening, ids: Sequence[str] = ()
) -> list[Application]:
    """The applications of an opening this person may write to, by name; only these ids where any are given."""
    chosen = sa.select(Application).join(Candidate).where(Application.opening_id == opening.id)
    if ids:
        chosen = chosen.where(Application.id.in_(list(ids)[:1_000]))
    applications = session.scalars(chosen.order_by(Candidate.sort_name, Candidate.id)).unique()
    return [application for application in applications if kind.can_write(person, application)]


def letters_of(session: Session, reader: Person, application: Application) -> list[ListedLetter]:
    """The letters about one application that this reader may read, the latest first."""
    return _listed(session, reader, CandidateLetter.application_id == application.id)


def letters_of_several(session: Session, reader: Person, applications: Sequence[str]) -> list[ListedLetter]:
    return _listed(session, reader, CandidateLetter.application_id.in_(applications))


def letters_of_opening(session: Session, reader: Person, opening: Opening) -> list[ListedLetter]:
    return _listed(session, reader, Application.opening_id == opening.id)


def _listed(session: Session, reader: Person, condition: sa.ColumnElement[bool]) -> list[ListedLetter]:
    chosen = sa.select(CandidateLetter).join(Application, CandidateLetter.application_id == Application.id)
    chosen = chosen.where(condition).options(
        joinedload(CandidateLetter.written_by), joinedload(CandidateLetter.done_by)
    )
    chosen = chosen.options(joinedload(CandidateLetter.application).joinedload(Application.candidate))
    latest = chosen.order_by(CandidateLetter.written_at.desc(), CandidateLetter.id)
    letters = readable(session, reader, session.scalars(latest).unique().all())
    deliveries = _deliveries(session, [letter.mail_id for letter in letters if letter.mail_id])
    titles = {kind.key: kind for kind in kinds.kinds()}
    return [
        ListedLetter(
            letter,
            titles[letter.kind].title if letter.kind in titles else letter.kind,
            address_for(letter),
            deliveries.get(letter.mail_id or "", ""),
        )
        for letter in letters
    ]


def readable(session: Session, reader: Person, letters: Iterable[CandidateLetter]) -> list[CandidateLetter]:
    """Those this reader may read, for all of them at once as `can_read_letter` asks for one."""
    seen = [letter for letter in letters if can_see_letters(reader, letter.application)]
    ids = {letter.application_id for letter in seen}
    facts = facts_for(session, reader, Application.id.in_(ids)) if ids else {}
    blind = {application_id for application_id, known in facts.items() if known.is_blind}
    return [letter for letter in seen if not is_hidden(letter.kind, is_blind=letter.application_id in blind)]


def address_for(letter: CandidateLetter) -> str:
    """Where an email went, or would go now; nothing where none can be sent."""
    if not letter.is_draft:
        return letter.address
    kind = kinds.kind_called(letter.kind)
    address = kind.address(letter.application) if kind else ""
    return address if is_usable(address) else ""


def _deliveries(session: Session, mail_ids: Sequence[str]) -> dict[str, str]:
    """Mail id → what became of it, in words."""
    mails = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.id.in_(mail_ids))) if mail_ids else ()
    return {mail.id: _delivery(mail) for mail in mails}


def _delivery(mail: OutgoingMail) -> str:
    if mail.gave_up_at is not None:
        return "couldn't be delivered"
    return "" if mail.sent_at is not None else "waiting to go out"


def applications_by_mail(session: Session, reader: Person, mail_ids: Sequence[str]) -> dict[str, Application]:
    """Mail id → the application its letter is about, for the letters this reader may read."""
    chosen = sa.select(CandidateLetter).where(CandidateLetter.mail_id.in_(mail_ids))
    letters = readable(session, reader, session.scalars(chosen).unique().all()) if mail_ids else []
    return {letter.mail_id: letter.application for letter in letters if letter.mail_id}


def application_to_preview(session: Session, person: Person, application_id: str) -> Application | None:
    """The candidate a template is shown on: the one that was chosen, or the latest this person may see."""
    recent = recent_applications(session, person)
    return next(
        (application for application in recent if application.id == application_id), recent[0] if recent else None
    )


RECENT = 50


def recent_applications(session: Session, person: Person) -> list[Application]:
    """The latest applications, as candidates to preview a template on."""
    latest = sa.select(Application).options(joinedload(Application.opening))
    latest = latest.order_by(Application.added_at.desc(), Application.id).limit(RECENT)
    return [application for application in session.scalars(latest).unique() if not is_out_of_reach(person, application)]


def letter_in_url(letter_id: str) -> CandidateLetter | None:
    return db.session.get(CandidateLetter, letter_id)
