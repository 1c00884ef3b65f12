"""Keeping templates, and writing, changing, sending and printing letters. Sending is always a person's act."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.candidates.values import name_words
from hiring.foundation import clock, text
from hiring.foundation.grammar import listed
from hiring.foundation.outbox.letters import Letter
from hiring.foundation.outbox.mails import queue_mail
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.letters import kinds, queries, values, wording
from hiring.letters.models import CandidateLetter, LetterTemplate
from hiring.letters.values import LetterEnd, LetterKind


class WordingRefused(Refused):
    """A template or letter with a placeholder that can't be filled, or a subject that says too much."""


class LetterRefused(Refused):
    """This letter can't be written, sent or printed as things are."""


class NoAddress(Refused):
    """A letter that only paper can carry."""


# A short first name may be an ordinary word in a subject.
SHORTEST_NAME = 3


def save_template(session: Session, person: Person, kind: LetterKind, *, subject: str, text_typed: str) -> None:
    """Have this wording used from now on. Letters that are written already stay as they are."""
    _check_wording(kind, subject, text_typed)
    template = session.get(LetterTemplate, kind.key) or LetterTemplate(kind=kind.key)
    template.subject, template.text = text.tidy(subject), text.kept(text_typed)
    template.changed_by_id, template.changed_at = person.id, clock.now()
    session.add(template)
    journal.record(session, person.id, values.LetterTemplateChanged(kind.key))


def use_our_wording(session: Session, person: Person, kind: LetterKind) -> None:
    """Drop the organisation's own wording of this kind."""
    own = session.get(LetterTemplate, kind.key)
    if own is None:
        raise LetterRefused("This template already has our wording.")
    session.delete(own)
    journal.record(session, person.id, values.LetterTemplateChanged(kind.key))


def _check_wording(kind: LetterKind, subject: str, text_typed: str) -> None:
    offered = kinds.placeholders_of(kind)
    in_subject = [*wording.mistakes_in(subject, offered), *wording.personal_in(subject, offered)]
    if in_subject:
        raise WordingRefused(" ".join(in_subject), "subject")
    if mistakes := wording.mistakes_in(text_typed, offered):
        raise WordingRefused(" ".join(mistakes), "text")


def write_letters(
    session: Session,
    person: Person,
    kind: LetterKind,
    applications: Sequence[Application],
    *,
    subject: str,
    text_typed: str,
) -> list[CandidateLetter]:
    """Make a draft for each of them, or for nobody if one of them can't be written."""
    _check_wording(kind, subject, text_typed)
    if not applications or not all(kind.can_write(person, application) for application in applications):
        raise LetterRefused("Choose at least one candidate you may write to.", "applications")
    letters = queries.prepared(session, person, kind, applications, subject, text_typed)
    problems = list(dict.fromkeys(problem for letter in letters for problem in letter.problems))
    if problems:
        raise LetterRefused(" ".join(problems), "applications")
    return [_keep_draft(session, person, kind, letter) for letter in letters]


def _keep_draft(
    session: Session, person: Person, kind: LetterKind, prepared: queries.PreparedLetter
) -> CandidateLetter:
    _check_subject(prepared.application, prepared.subject)
    letter = CandidateLetter(
        application=prepared.application,
        kind=kind.key,
        subject=text.tidy(prepared.subject)[: text.LONGEST_LINE],
        text=text.kept(prepared.text),
        written_by_id=person.id,
        written_at=clock.now(),
    )
    session.add(letter)
    session.flush()
    event = values.LetterWritten(letter.id, application=prepared.application.id, kind=kind.key)
    journal.record(session, person.id, event)
    return letter


def _check_subject(application: Application, subject: str) -> None:
    """Nothing personal in a subject: not the candidate's name, unless the opening has the same word."""
    ordinary = name_words(f"{application.opening.title} {application.opening.workplace.name}")
    if named := [word for word in _names(application.candidate) if word in set(name_words(subject)) - set(ordinary)]:
        raise WordingRefused(
            f"Leave the name ({listed(named)}) out of the subject: anyone who glances at their screen can read it.",
            "subject",
        )


def _names(candidate: Candidate) -> list[str]:
    return [word for word in name_words(candidate.name) if len(word) >= SHORTEST_NAME]


def change_letter(session: Session, person: Person, letter: CandidateLetter, *, subject: str, text_typed: str) -> None:
    """Rewrite a draft. It's text by now: braces in it are only braces."""
    _refuse_if_done(letter)
    _check_subject(letter.application, subject)
    letter.subject, letter.text = text.tidy(subject), text.kept(text_typed)
    journal.record(session, person.id, values.LetterChanged(letter.id))


def send_letters(session: Session, person: Person, letters: Sequence[CandidateLetter]) -> None:
    """Put each into the outbox, or none of them if one has no address."""
    addresses = {letter.id: queries.address_for(letter) for letter in letters}
    without = [letter.application.candidate.name for letter in letters if not addresses[letter.id]]
    if without:
        have = "has" if len(without) == 1 else "have"
        raise NoAddress(
            f"{listed(without)} {have} no email address we can use, so nothing was sent. "
            "Untick them, print their letters, then record them as printed.",
            "letters",
        )
    for letter in letters:
        _refuse_if_done(letter)
        kind = kinds.kind_called(letter.kind)
        mail_id = queue_mail(
            session,
            addresses[letter.id],
            Letter(letter.subject, text.visible(letter.text)),
            kind=values.LETTER,
            about=letter.application_id,
            once=f"letter {letter.id}",
            useless_from=clock.now() + (kind.useful_for if kind else values.USEFUL_FOR),
        )
        letter.address, letter.mail_id = addresses[letter.id], mail_id
        _end(person, letter, LetterEnd.SENT)
        journal.record(session, person.id, values.LetterSent(letter.id, mail=mail_id or ""))


def record_printed(session: Session, person: Person, letters: Sequence[CandidateLetter]) -> None:
    """Note that these went out on paper, and keep what was printed."""
    for letter in letters:
        _refuse_if_done(letter)
        letter.text = queries.paper_text(letter)
        if not letter.text.strip():
            raise LetterRefused(
                f"Nothing is left of the letter to {letter.application.candidate.name} on paper: its link goes out by "
                "email only. Write another paragraph first.",
                "letters",
            )
        _end(person, letter, LetterEnd.PRINTED)
        journal.record(session, person.id, values.LetterPrinted(letter.id))


def delete_draft(session: Session, person: Person, letter: CandidateLetter) -> None:
    _refuse_if_done(letter)
    journal.record(session, person.id, values.LetterDeleted(letter.id, application=letter.application_id))
    session.delete(letter)


def _end(person: Person, letter: CandidateLetter, end: LetterEnd) -> None:
    letter.end, letter.done_at, letter.done_by_id = end, clock.now(), person.id


def _refuse_if_done(letter: CandidateLetter) -> None:
    if not letter.is_draft:
        raise LetterRefused(f"The letter to {letter.application.candidate.name} went out already.", "letters")
