"""Making a hire's link, and what hires do on their own page."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, ids, text
from hiring.foundation.database import later_side
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.probation import events
from hiring.probation.actions import refuse_if_over
from hiring.probation.hire_side.links import code_of, digest_of_code
from hiring.probation.hire_side.models import HireLink, HireWord, ManagerAnswer
from hiring.probation.hire_side.values import QUESTIONS, HireWordKind, ManagerAnswerLevel
from hiring.probation.models import CheckIn, Probation
from hiring.probation.notes.rules import LONGEST_WORDS


class HireLinkRefused(Refused):
    """This link can't be made, or opened, like this."""


class HireWordRefused(Refused):
    """This can't be said any more, or there is nothing in it."""


def make_link(session: Session, person: Person, probation: Probation) -> HireLink:
    """A new link with a new code. Any earlier one opens nothing from now on."""
    refuse_if_over(probation)
    link = session.scalar(sa.select(HireLink).where(HireLink.probation_id == probation.id))
    if link is None:
        link = HireLink(id=ids.new_id(), probation_id=probation.id, renewals=-1)
    link.renewals += 1
    link.code_digest = digest_of_code(code_of(link.id, link.renewals))
    link.browser, link.revoked_at = "", None
    link.made_at, link.made_by_id = clock.now(), person.id
    session.add(link)
    session.flush()
    journal.record(session, person.id, events.HireLinkMade(link.id, probation=probation.id))
    return link


def take_link_back(session: Session, person: Person, link: HireLink) -> None:
    if link.revoked_at is not None:
        raise HireLinkRefused("The link has already been taken back.")
    link.revoked_at = clock.now()
    session.flush()
    journal.record(session, person.id, events.HireLinkTakenBack(link.id))


def open_in(session: Session, link: HireLink, browser: str, *, has_code: bool) -> None:
    """The first browser opens the page by the link; any other by the code, and is then the one."""
    if link.browser and link.browser != browser and not has_code:
        raise HireLinkRefused("This link has been opened in another browser. Type your code, or ask for a new link.")
    if link.browser != browser:
        link.browser = browser
        session.flush()
        journal.record(session, None, events.HireLinkOpened(link.id))


def say(
    session: Session, probation: Probation, kind: HireWordKind, words: str = "", check_in: CheckIn | None = None
) -> HireWord:
    """Keep what the hire prepares, replies or confirms to have read. It stays as they wrote it."""
    refuse_if_over(probation)
    kept = text.kept(words).strip()
    if kind is not HireWordKind.ACKNOWLEDGED and not kept:
        raise HireWordRefused("Write what you want to say.", "words")
    if len(kept) > LONGEST_WORDS:
        raise HireWordRefused(f"At most {LONGEST_WORDS:,} characters can be kept. Shorten it.", "words")
    is_filed = check_in is not None and check_in.filed_at is not None
    if kind is HireWordKind.PREPARED and is_filed:
        raise HireWordRefused("This check-in is already filed. Reply to it instead.")
    if kind is not HireWordKind.PREPARED and not is_filed:
        raise HireWordRefused("This check-in isn't filed yet. Prepare for it instead.")
    word = HireWord(
        probation_id=probation.id,
        check_in_id=check_in.id if check_in is not None else None,
        kind=str(kind),
        words=kept,
        at=clock.now(),
    )
    session.add(word)
    session.flush()
    journal.record(session, None, events.HireSaid(word.id, kind=str(kind)))
    return word


def answer_about_manager(
    session: Session, probation: Probation, answers: dict[str, ManagerAnswerLevel], words: str
) -> ManagerAnswer:
    """Three answers, once. HR reads them; the manager sees them together with those of other hires."""
    refuse_if_over(probation)
    if later_side(probation, "manager_answer") is not None:
        raise HireWordRefused("You've answered already. Thank you.")
    answer = ManagerAnswer(
        probation_id=probation.id,
        manager_id=probation.manager_id,
        words=text.kept(words).strip(),
        at=clock.now(),
        **{question: str(answers[question]) for question in QUESTIONS},
    )
    session.add(answer)
    session.flush()
    journal.record(session, None, events.ManagerAnswered(answer.id))
    return answer
