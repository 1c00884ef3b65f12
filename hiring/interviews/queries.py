"""Reading interviews, seats and scorecards."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload, selectinload

from hiring.accounts.models import Person
from hiring.candidates.models import SHOWN, Application, Candidate
from hiring.candidates.policy import is_own_record, unseen_candidates
from hiring.candidates.values import ApplicationState
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web.drafts import Draft
from hiring.interviews.counted import IS_ON, is_on
from hiring.interviews.models import Interview, Scorecard, Seat
from hiring.interviews.models import interviews_of as interviews_at
from hiring.interviews.policy import can_see_standing, is_unsealed
from hiring.interviews.readings import not_blind
from hiring.interviews.values import CardStatus
from hiring.openings.models import Opening, Round


def open_seats_of(session: Session, person: Person) -> Sequence[Seat]:
    """The scorecards this person still owes, the earliest interview first."""
    chosen = _seats_of(person).outerjoin(Scorecard).where(Scorecard.id.is_(None), Seat.left_on.is_(None))
    chosen = chosen.where(IS_ON, Application.state == ApplicationState.UNDER_WAY)
    return session.scalars(chosen.order_by(Interview.starts_at, Seat.id)).unique().all()


def drafts_of_interviews_off(session: Session, person: Person) -> Sequence[Seat]:
    """Seats for which this person began a card of an interview that was then off, the latest first. It is kept."""
    begun = sa.select(Draft.about).where(Draft.person_id == person.id)
    chosen = _seats_of(person).outerjoin(Scorecard).where(Scorecard.id.is_(None), Seat.left_on.is_(None))
    chosen = chosen.where(sa.not_(IS_ON), Seat.id.in_(begun), Application.state == ApplicationState.UNDER_WAY)
    return session.scalars(chosen.order_by(Interview.starts_at.desc(), Seat.id)).unique().all()


def seats_with_draft(session: Session, interview: Interview) -> list[Seat]:
    """The seats of an interview whose own interviewer has begun a card and not sealed it."""
    begun = sa.select(Draft.about, Draft.person_id).where(Draft.about.in_([seat.id for seat in interview.seats]))
    known = {tuple(row) for row in session.execute(begun)}
    return [seat for seat in interview.seats if is_unsealed(seat) and (seat.id, seat.person_id) in known]


def sealed_seats_of(session: Session, person: Person) -> Sequence[Seat]:
    """What this person has handed back, the latest first."""
    chosen = _seats_of(person).join(Scorecard).options(selectinload(Seat.scorecard))
    return session.scalars(chosen.order_by(Interview.starts_at.desc(), Seat.id)).unique().all()


def _seats_of(person: Person) -> sa.Select[Seat]:
    return (
        sa.select(Seat)
        .join(Interview, Seat.interview_id == Interview.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(Seat.person_id == person.id)
        .where(Candidate.id.not_in(unseen_candidates(person)))
        .options(joinedload(Seat.interview).joinedload(Interview.application).joinedload(Application.opening))
        .options(joinedload(Seat.interview).joinedload(Interview.round))
    )


def seat(session: Session, seat_id: str) -> Seat | None:
    """A seat with all that its pages need, in one query: fifty may be opened or sealed at the same moment."""
    interview = joinedload(Seat.interview)
    application = interview.joinedload(Interview.application)
    chosen = sa.select(Seat).where(Seat.id == seat_id)
    chosen = chosen.options(
        application.joinedload(Application.opening),
        application.joinedload(Application.candidate).joinedload(Candidate.relations),
        interview.joinedload(Interview.round),
        joinedload(Seat.scorecard),
    )
    return session.scalars(chosen).unique().one_or_none()


def drafted_seats(session: Session, person: Person, seats: Sequence[Seat]) -> set[str]:
    """Ids of those of the seats whose scorecard this person has begun."""
    ids = [seat.id for seat in seats]
    begun = sa.select(Draft.about).where(Draft.person_id == person.id, Draft.about.in_(ids))
    return set(session.scalars(begun))


def interviews_of(session: Session, opening: Opening) -> Sequence[Interview]:
    """Every interview of an opening with its seats, by candidate and time."""
    chosen = (
        sa.select(Interview)
        .join(Application, Interview.application_id == Application.id)
        .join(Candidate, Application.candidate_id == Candidate.id)
        .where(Application.opening_id == opening.id, SHOWN)
        .options(
            joinedload(Interview.application),
            joinedload(Interview.round),
            selectinload(Interview.seats).joinedload(Seat.person),
            selectinload(Interview.seats).selectinload(Seat.scorecard),
        )
        .order_by(Candidate.sort_name, Candidate.id, Interview.starts_at, Interview.id)
    )
    return session.scalars(chosen).unique().all()


def card_statuses(session: Session, seats: Sequence[Seat]) -> dict[str, CardStatus]:
    """How far each seat's scorecard is. Ask `can_see_standing` first."""
    begun = set(session.scalars(sa.select(Draft.about).where(Draft.about.in_([seat.id for seat in seats]))))
    statuses = {}
    for seat in seats:
        if seat.scorecard is not None:
            statuses[seat.id] = CardStatus.SEALED
        elif seat.left_on is not None:
            statuses[seat.id] = CardStatus.REPLACED
        else:
            statuses[seat.id] = CardStatus.DRAFT if seat.id in begun else CardStatus.NOT_OPENED
    return statuses


def seatable(session: Session, application: Application) -> list[Person]:
    """Who HR may seat: the opening's interviewers, less the candidate and people who have met marks already."""
    not_seatable = not_blind(session, application.id)
    return [
        person
        for person in application.opening.interviewers
        if person.active and person.id not in not_seatable and not is_own_record(person, application)
    ]


def interviews_ahead(application: Application) -> list[Interview]:
    """What is planned and has still to take place; where a card is sealed, it did, whatever its hour says."""
    return [interview for interview in _to_come(application) if all(seat.scorecard is None for seat in interview.seats)]


def number_ahead_for(reader: Person, application: Application) -> int | None:
    """How many those are. Not for people who have still to seal: it depends on what others have sealed."""
    if not _to_come(application):
        return 0
    return len(interviews_ahead(application)) if can_see_standing(reader, application) else None


def _to_come(application: Application) -> list[Interview]:
    now = clock.now()
    ahead = [interview for interview in interviews_at(application) if is_on(interview) and interview.starts_at > now]
    return sorted(ahead, key=lambda interview: (interview.starts_at, interview.id))


def short_of_interviewers() -> sa.Select[Interview, int]:
    """Interviews that someone has left and that have fewer interviewers than planned, and how many they have; the
    earliest first. Those to come, and those whose hour passed with nobody there.

    Only seats are counted: who has sealed changes nothing, so it cannot be read from this by who has still to seal.
    """
    standing = (
        sa.select(sa.func.count(Seat.id))
        .where(Seat.interview_id == Interview.id, Seat.left_on.is_(None))
        .scalar_subquery()
    )
    return (
        sa.select(Interview, standing)
        .join(Round, Interview.round_id == Round.id)
        .join(Application, Interview.application_id == Application.id)
        .join(Opening, Application.opening_id == Opening.id)
        .where(Interview.id.in_(sa.select(Seat.interview_id).where(Seat.left_on.is_not(None))))
        .where(IS_ON, standing < Round.interviewers)
        .where(sa.or_(Interview.starts_at > clock.now(), standing == 0))
        .where(Application.state == ApplicationState.UNDER_WAY, Opening.closed_on.is_(None))
        .options(joinedload(Interview.round), joinedload(Interview.application).joinedload(Application.opening))
        .order_by(Interview.starts_at, Interview.id)
    )


def applications_owed_by(person: Person) -> sa.Select[str]:
    """Ids of the applications of which this person has still to seal a card, whatever became of its interview."""
    owed = sa.select(Interview.application_id).join(Seat, Seat.interview_id == Interview.id).outerjoin(Scorecard)
    return owed.where(Seat.person_id == person.id, Seat.left_on.is_(None), Scorecard.id.is_(None))


def by_application(interviews: Sequence[Interview]) -> dict[str, list[Interview]]:
    """Application id → its interviews, in the order given."""
    found: dict[str, list[Interview]] = {}
    for interview in interviews:
        found.setdefault(interview.application_id, []).append(interview)
    return found


def interview_in_url(interview_id: str) -> Interview | None:
    """The interview that an address names; what `access.allows` loads it with."""
    return db.session.get(Interview, interview_id)


def seat_in_url(seat_id: str) -> Seat | None:
    """The seat that an address names; what `access.allows` loads it with."""
    return db.session.get(Seat, seat_id)
