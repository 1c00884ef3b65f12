"""Adding candidates, what becomes of an application by its own course, and who a candidate is."""

from datetime import date

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates import values
from hiring.candidates.identity import link_accounts_by_address
from hiring.candidates.models import Application, Candidate, Relation
from hiring.candidates.policy import is_same_human
from hiring.candidates.queries import candidates_at, has_applied, last_number
from hiring.candidates.state_table import StepPage, step_for
from hiring.candidates.upcoming_interviews import interviews_ahead
from hiring.candidates.values import ApplicationState, RelationKind, name_key, plain_address
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused, on_violation
from hiring.openings.models import Opening

APPLIED_ALREADY = "This person has already applied to this opening."


class AlreadyApplied(Refused):
    """One person tries once for one opening."""


class AddressOfAnother(Refused):
    """Another name is kept under this address: either is a mistake, and only a person can say which."""


class DayNotPossible(Refused):
    """It cannot have happened on that day."""


class AlreadySo(Refused):
    """The application is in this state already."""


class ReasonNeeded(Refused):
    """This step isn't taken without a reason."""


class RelationToOneself(Refused):
    """Nobody refers or manages themselves."""


class NameMissing(Refused):
    """Someone without a name can't be told from anyone."""


class CandidateAddressUnusable(Refused):
    """Not an e-mail address."""


on_violation("uq_application_opening_id_candidate_id", AlreadyApplied, APPLIED_ALREADY, "name")


def add_candidate(
    session: Session,
    person: Person,
    opening: Opening,
    *,
    name: str,
    email: str = "",
    phone: str = "",
    applied_on: date,
    source: str = "",
    note: str = "",
    external_reference: str = "",
) -> Application:
    """An application of someone new, or of someone known by the same address and the same name."""
    if applied_on > clock.today(opening.workplace.zone):
        raise DayNotPossible("That day is still to come. Write the day the application arrived.", "applied_on")
    known = _known(session, name, email)
    if known is not None and has_applied(session, opening, known):
        raise AlreadyApplied(f"{known.name} has already applied to this opening.", "name")
    number = last_number(session, opening) + 1
    candidate = known or _new_candidate(name, email)
    if phone and not candidate.phone:
        candidate.phone = text.tidy(phone)
    application = Application(
        opening=opening,
        candidate=candidate,
        number=number,
        external_reference=text.tidy(external_reference),
        source=text.tidy(source),
        note=text.kept(note).strip(),
        applied_on=applied_on,
        added_at=clock.now(),
    )
    session.add(application)
    session.flush()
    if known is None:
        link_accounts_by_address(session, person.id, candidate)
    journal.record(session, person.id, values.CandidateAdded(candidate.id, application=application.id))
    return application


def _known(session: Session, name: str, email: str) -> Candidate | None:
    there = candidates_at(session, plain_address(email))
    same = [candidate for candidate in there if candidate.sort_name == name_key(name)]
    if there and not same:
        raise AddressOfAnother(
            f"{there[0].name} has this address. Correct the address, or the name if it's the same person.",
            "email",
        )
    return same[0] if same else None


def _new_candidate(name: str, email: str) -> Candidate:
    candidate = Candidate(added_at=clock.now())
    _name(candidate, name, email)
    return candidate


def _name(candidate: Candidate, name: str, email: str) -> None:
    if not text.tidy(name):
        raise NameMissing("Write the name.", "name")
    address = plain_address(email)
    if address and not values.is_address(address):
        raise CandidateAddressUnusable("This isn't an email address. It should look like name@example.org.", "email")
    candidate.name, candidate.sort_name, candidate.email = text.tidy(name), name_key(name), address


def change_candidate(
    session: Session, person: Person, candidate: Candidate, *, name: str, email: str, phone: str
) -> None:
    """Correct the name, the address or the telephone number. Accounts found by the old address stay linked."""
    others = [other for other in candidates_at(session, plain_address(email)) if other.id != candidate.id]
    if others:
        raise AddressOfAnother(f"{others[0].name} already has this address.", "email")
    link_accounts_by_address(session, person.id, candidate)
    _name(candidate, name, email)
    candidate.phone = text.tidy(phone)
    session.flush()
    link_accounts_by_address(session, person.id, candidate)
    journal.record(session, person.id, values.CandidateChanged(candidate.id))


def change_state(
    session: Session,
    person: Person,
    application: Application,
    state: ApplicationState,
    on: date,
    note: str = "",
    page: StepPage = StepPage.CANDIDATE,
) -> int:
    """Record what the candidate did, and on which day. None of it is a rejection, and all of it can be taken back.

    Only a step that the state table offers on this page is taken. Once an application has ended, nobody interviews the
    candidate any more: returns how many interviews were cancelled with it.
    """
    if state == application.state:
        raise AlreadySo(f"This application is already marked “{state.label}”.")
    step = step_for(session, person, application, page, state)
    _check_day(application, on)
    note = text.kept(note).strip()
    if step.needs_reason and not note:
        raise ReasonNeeded("Write why, in a few words.", "note")
    application.state, application.state_on, application.state_note = str(state), on, note
    session.flush()
    journal.record(session, person.id, values.ApplicationChanged(application.id, state=str(state), on=on.isoformat()))
    if application.is_under_way:
        return 0
    return interviews_ahead().cancel(session, person, application, f"The candidate {state.label}.")


def _check_day(application: Application, on: date) -> None:
    today = clock.today(application.opening.workplace.zone)
    # An import may bring an application dated tomorrow in another zone; that must not hold up what happens today.
    earliest = min(today, max(application.applied_on, application.state_on or application.applied_on))
    if on > today:
        raise DayNotPossible("That day is still to come.", "on")
    if on < earliest:
        raise DayNotPossible(
            f"This can't be before {earliest.day} {earliest:%B %Y}, the day of what happened before.", "on"
        )


def note_adjustments(
    session: Session, person: Person, application: Application, adjustments: str, *, shown: bool
) -> None:
    """Write down what helps a candidate on the day; `shown` where they agreed that interviewers read it."""
    application.adjustments = text.kept(adjustments).strip()
    application.adjustments_shown = shown and bool(application.adjustments)
    session.flush()
    journal.record(session, person.id, values.AdjustmentsNoted(application.id, shown=application.adjustments_shown))


def note_relations(
    session: Session, person: Person, candidate: Candidate, *, referred: Person | None, manages: Person | None
) -> None:
    """Say who here referred the candidate or manages them already; they are asked before they interview them."""
    noted = {RelationKind.REFERRED: referred, RelationKind.MANAGES: manages}
    for kind, relative in noted.items():
        if relative is not None and is_same_human(relative, candidate):
            raise RelationToOneself(f"{relative.name} is this candidate.", kind)
    kept = {relation.kind: relation for relation in candidate.relations}
    for kind, relative in noted.items():
        if relative is None:
            kept.pop(kind, None)
        else:
            kept.setdefault(kind, Relation(kind=kind)).person = relative
    candidate.relations = list(kept.values())
    session.flush()
    ids = {kind.value: relative.id if relative else "" for kind, relative in noted.items()}
    journal.record(session, person.id, values.RelationsNoted(candidate.id, **ids))
