"""Until when each candidate is kept: the day their applications ended, the rule of each place, holds and consent."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application, Candidate
from hiring.candidates.policy import own_candidates
from hiring.candidates.values import ApplicationState
from hiring.decisions.models import IN_FORCE, Decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock, jurisdictions
from hiring.foundation.records.approvals import digest_of
from hiring.foundation.retention import KeepingDays, KeepingLimit, KeepingRule, keeping_days, rule_of
from hiring.openings.models import Opening
from hiring.privacy.models import LegalHold, PrivacyRequest
from hiring.privacy.values import RequestKind
from hiring.probation.models import Probation

# Up to so many people the groups are open.
FEW = 20


@dataclass(frozen=True, slots=True)
class KeptApplication:
    """One application: when it ended, None while it runs, and the rule of the place where it was made."""

    application_id: str
    title: str
    ended_on: date | None
    in_probation: bool
    workplace: str
    place: str
    as_of: str
    rule: KeepingRule
    today: date

    @property
    def limit(self) -> KeepingLimit | None:
        return self.rule.purge_after


@dataclass(frozen=True, slots=True)
class KeptCandidate:
    """A candidate, what they applied for, and until when they're kept."""

    id: str
    name: str
    applications: tuple[KeptApplication, ...]
    days: KeepingDays
    is_restricted: bool

    @property
    def today(self) -> date:
        """The day it is wherever they applied: a day begins once it has begun everywhere."""
        return min(kept.today for kept in self.applications)

    @property
    def is_due(self) -> bool:
        return self.days.purge_on is not None and self.days.purge_on <= self.today

    @property
    def is_to_restrict(self) -> bool:
        restrict_on = self.days.restrict_on
        return not self.is_restricted and restrict_on is not None and restrict_on <= self.today

    @property
    def last(self) -> KeptApplication:
        """The application that keeps them longest."""
        return max(self.applications, key=_ends)

    @property
    def floor(self) -> KeepingLimit | None:
        """The law that still asks to keep them; None once its time is over or where there's none."""
        floors = [kept.rule.purge_after for kept in self.applications if kept.rule.floors]
        return max((each for each in floors if each), key=lambda limit: limit.days, default=None)


@dataclass(frozen=True, slots=True)
class DueGroup:
    """Everyone due who was last kept for this job at this place."""

    job: str
    workplace: str
    people: tuple[KeptCandidate, ...]

    @property
    def title(self) -> str:
        return f"{self.job}, {self.workplace}"

    @property
    def since(self) -> date:
        """When the first of them became due."""
        return min(kept.days.purge_on for kept in self.people if kept.days.purge_on is not None)

    @property
    def key(self) -> str:
        return digest_of({"job": self.job, "workplace": self.workplace})[:16]

    @property
    def value(self) -> str:
        """What its checkbox sends: the group, and who was in it when it was shown."""
        return f"{self.key}.{digest_of({'people': sorted(kept.id for kept in self.people)})}"


def _ends(kept: KeptApplication) -> tuple[bool, int]:
    if kept.ended_on is None:
        return True, 0
    return False, kept.ended_on.toordinal() + (kept.limit.days if kept.limit else 0)


def group_title(kept: KeptCandidate | None) -> str:
    """The job they were last kept for, and its place."""
    return f"{kept.last.title}, {kept.last.workplace}" if kept is not None else "Never applied"


def kept_candidates(session: Session, condition: sa.ColumnElement[bool] | None = None) -> list[KeptCandidate]:
    """Every candidate who isn't erased yet and has applied, by name; three statements however many there are."""
    held = set(session.scalars(sa.select(LegalHold.candidate_id).where(LegalHold.released_at.is_(None))))
    agreed = sa.select(PrivacyRequest.candidate_id).where(PrivacyRequest.kind == RequestKind.CONSENT)
    consents = set(session.scalars(agreed))
    names: dict[str, tuple[str, bool]] = {}
    applications: dict[str, list[KeptApplication]] = {}
    for row in session.execute(_rows(condition)):
        names[row.candidate_id] = row.name, row.restricted_at is not None
        applications.setdefault(row.candidate_id, []).append(_kept(row, row.candidate_id in consents))
    return list(_candidates(names, applications, held))


def _candidates(
    names: Mapping[str, tuple[str, bool]], applications: Mapping[str, list[KeptApplication]], held: set[str]
) -> Iterator[KeptCandidate]:
    for candidate_id, (name, is_restricted) in names.items():
        kept = tuple(applications[candidate_id])
        days = keeping_days([(each.ended_on, each.rule) for each in kept], is_held=candidate_id in held)
        yield KeptCandidate(candidate_id, name, kept, days, is_restricted)


def _rows(condition: sa.ColumnElement[bool] | None) -> sa.Select[Any]:
    usual, chosen = aliased(Workplace), aliased(Workplace)
    columns: list[Any] = [
        *(Application.id, Application.candidate_id, Application.state, Application.state_on, Candidate.name),
        *(Candidate.restricted_at, Opening.title, Opening.closed_on, Decision.verdict, Decision.decided_at),
        *(Probation.id.label("probation_id"), Probation.closed_on.label("probation_closed_on")),
        sa.func.coalesce(chosen.name, usual.name).label("workplace"),
        sa.func.coalesce(chosen.zone, usual.zone).label("zone"),
        sa.func.coalesce(chosen.jurisdiction, usual.jurisdiction).label("jurisdiction"),
    ]
    rows = sa.select(*columns).join(Candidate, Application.candidate_id == Candidate.id)
    rows = rows.join(Opening, Application.opening_id == Opening.id).join(usual, Opening.workplace_id == usual.id)
    rows = rows.outerjoin(chosen, Application.workplace_id == chosen.id)
    rows = rows.outerjoin(Decision, sa.and_(Decision.application_id == Application.id, IN_FORCE))
    rows = rows.outerjoin(Probation, Probation.application_id == Application.id)
    rows = rows.where(Candidate.erased_at.is_(None), sa.true() if condition is None else condition)
    return rows.order_by(Candidate.sort_name, Candidate.id, Application.applied_on, Application.id)


def _kept(row: Any, has_consent: bool) -> KeptApplication:
    place = jurisdictions.at(row.jurisdiction)
    return KeptApplication(
        row.id,
        row.title,
        _ended_on(row),
        row.probation_id is not None and row.probation_closed_on is None,
        row.workplace,
        place.name,
        place.as_of,
        rule_of(place, has_consent=has_consent),
        clock.today(row.zone),
    )


def _ended_on(row: Any) -> date | None:
    """The day from which it's counted: it was withdrawn or rejected, its probation or its opening was closed."""
    ended: date | None = row.closed_on
    if row.state != ApplicationState.UNDER_WAY:
        ended = row.state_on
    elif row.probation_id is not None:
        ended = row.probation_closed_on
    elif row.verdict == Verdict.REJECT:
        ended = clock.in_zone(row.decided_at, row.zone).date()
    elif row.verdict == Verdict.HIRE:
        ended = None
    return ended


def kept_candidate(session: Session, candidate_ids: list[str]) -> KeptCandidate | None:
    """Until when this person is kept, under whatever ids; None where they're erased or never applied."""
    kept = kept_candidates(session, Candidate.id.in_(candidate_ids))
    if not kept:
        return None
    applications = tuple(each for candidate in kept for each in candidate.applications)
    is_held = any(candidate.days.is_held for candidate in kept)
    days = keeping_days([(each.ended_on, each.rule) for each in applications], is_held=is_held)
    return KeptCandidate(kept[0].id, kept[0].name, applications, days, any(each.is_restricted for each in kept))


def due_candidates(session: Session, person: Person) -> list[KeptCandidate]:
    """Everyone due to be forgotten, without the reader's own record."""
    return [kept for kept in kept_candidates(session, sa.and_(seen_by(person), applied_long_ago())) if kept.is_due]


def due_groups(people: Sequence[KeptCandidate]) -> list[DueGroup]:
    """The groups, the longest due first."""
    groups: dict[tuple[str, str], list[KeptCandidate]] = {}
    for kept in people:
        groups.setdefault((kept.last.title, kept.last.workplace), []).append(kept)
    listed = [DueGroup(job, workplace, tuple(each)) for (job, workplace), each in groups.items()]
    return sorted(listed, key=lambda group: (group.since, group.title))


def applied_long_ago() -> sa.ColumnElement[bool]:
    """Candidates who applied nowhere of late. Nothing ends before it began, so nobody else can be due."""
    usual, chosen = aliased(Workplace), aliased(Workplace)
    last_days = {key: _last_day(place) for key, place in jurisdictions.known().items()}
    place = sa.func.coalesce(chosen.jurisdiction, usual.jurisdiction)
    lately = sa.select(Application.candidate_id).join(Opening, Application.opening_id == Opening.id)
    lately = lately.join(usual, Opening.workplace_id == usual.id)
    lately = lately.outerjoin(chosen, Application.workplace_id == chosen.id)
    is_late = Application.applied_on > sa.case(last_days, value=place, else_=last_days["other"])
    return Candidate.id.not_in(lately.where(is_late))


def _last_day(place: jurisdictions.Jurisdiction) -> date:
    """Who applied after this day can't be due there, wherever the day has begun."""
    limits = [rule_of(place, has_consent=consents).purge_after for consents in (False, True)]
    shortest = min((limit.days for limit in limits if limit is not None), default=None)
    return date.min if shortest is None else clock.now().date() - timedelta(days=shortest - 1)


def seen_by(person: Person) -> sa.ColumnElement[bool]:
    """Without the reader's own record."""
    return Candidate.id.not_in(own_candidates(person))
