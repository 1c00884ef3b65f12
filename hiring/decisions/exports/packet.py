"""All that is on record of candidates of one opening, in order of time, for someone to read on paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from hiring.accounts.models import Person
from hiring.decisions.exports import packet_sections as sections
from hiring.decisions.models import Decision, ReferenceCheck, SkillFloor
from hiring.foundation import clock
from hiring.foundation.grammar import listed
from hiring.foundation.printed.documents import PrintedDocument, PrintedPart
from hiring.foundation.records.view_log import Sighting
from hiring.foundation.refusals import Refused
from hiring.foundation.web.template_filters import moment
from hiring.interviews.readings import EARLY, LINK, MARKS, PAPER
from hiring.interviews.values import called
from hiring.letters.models import CandidateLetter
from hiring.letters.queries import letters_of_several
from hiring.openings.models import Opening
from hiring.panels.evidence.answers import PanelAnswer, answers_in
from hiring.panels.models import DebriefMark, PanelClosing
from hiring.panels.opening_panels import NamedApplication, panels_for
from hiring.panels.summary import PanelSummary
from hiring.rubrics.edition import Edition
from hiring.rubrics.queries import edition_of

# More would be a pile that nobody reads, and a page that takes long to make.
MOST = 50
SEEN = {
    MARKS: "read the complete panel",
    EARLY: "read what there was after sealing",
    PAPER: "typed a scorecard in from paper",
    LINK: "was handed a guest's link",
}


class NoPacket(Refused):
    """Nobody is chosen, too many are, or there is nothing of one of them that could be printed."""


@dataclass(frozen=True)
class PacketRecords:
    """What was read of the chosen applications, by application where there may be several."""

    opening: Opening
    edition: Edition
    zone: str
    answers: Mapping[str, Sequence[PanelAnswer]]
    debriefs: Mapping[str, Sequence[DebriefMark]]
    skills: Mapping[str, SkillFloor]
    references: Mapping[str, ReferenceCheck]
    closings: Mapping[str, PanelClosing]
    decisions: Mapping[str, Sequence[Decision]]
    letters: Mapping[str, Sequence[CandidateLetter]]
    sightings: Mapping[str, Sequence[tuple[str, ...]]]


def packet_for(session: Session, person: Person, opening: Opening, chosen: Collection[str]) -> PrintedDocument:
    """The packet of the chosen applications, by name, as this person, being HR, may read them. That they read the
    marks is noted first.

    `NoPacket` where nobody is chosen, or one of them has no panel that this person can read.
    """
    wanted = list(dict.fromkeys(chosen))
    if not 0 < len(wanted) <= MOST:
        raise NoPacket(f"Tick between 1 and {MOST} candidates to print what is on record of them.")
    panels = panels_for(session, person, opening)
    named = [each for each in panels.named if each.application in wanted]
    if len(named) < len(wanted):
        raise NoPacket("One of these candidates isn't in this opening. Tick only candidates of this opening.")
    waiting = [each.name for each in named if panels.summary(each.application) is None]
    if waiting:
        raise NoPacket(
            f"There are no ratings of {listed(waiting)} that you can read yet, so there is nothing to print."
        )
    records = _records(session, person, opening, wanted)
    parts = [
        _part(records, summary, each) for each in named if (summary := panels.summary(each.application)) is not None
    ]
    title = f"{named[0].name}, {opening.title}" if len(named) == 1 else opening.title
    made = f"Made by {person.name} on {moment(clock.now(), records.zone)}. In confidence."
    return PrintedDocument(title, made, parts)


def _records(session: Session, person: Person, opening: Opening, wanted: Sequence[str]) -> PacketRecords:
    """The same number of statements, however many are chosen."""
    letters = [row.letter for row in reversed(letters_of_several(session, person, wanted))]
    return PacketRecords(
        opening=opening,
        edition=edition_of(opening.version),
        zone=opening.workplace.zone,
        answers=_by_application(answers_in(session, wanted)),
        debriefs=_by_application(_rows(session, DebriefMark, DebriefMark.recorded_by, wanted)),
        skills=_single(_rows(session, SkillFloor, SkillFloor.judged_by, wanted)),
        references=_single(_rows(session, ReferenceCheck, ReferenceCheck.taken_by, wanted)),
        closings=_single(_rows(session, PanelClosing, PanelClosing.closed_by, wanted)),
        decisions=_by_application(_rows(session, Decision, Decision.decided_by, wanted)),
        letters=_by_application(letter for letter in letters if letter.done_at is not None),
        sightings=_sightings(session, wanted, opening.workplace.zone),
    )


def _rows(session: Session, table: Any, who: Any, wanted: Sequence[str]) -> list[Any]:
    """What a table holds of these applications, with the person each names, the oldest first."""
    chosen = sa.select(table).options(joinedload(who)).where(table.application_id.in_(wanted)).order_by(table.id)
    return list(session.scalars(chosen).unique())


def _by_application(rows: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.application if isinstance(row, PanelAnswer) else row.application_id].append(row)
    return grouped


def _single(rows: Iterable[Any]) -> dict[str, Any]:
    return {row.application_id: row for row in rows}


def _sightings(session: Session, wanted: Sequence[str], zone: str) -> dict[str, list[tuple[str, ...]]]:
    """Application → (who, what they saw, when first), in order of time. Read anew: that this packet's reader saw it was
    noted after this request began to read."""
    first = sa.func.min(Sighting.at)
    chosen = (
        sa.select(Sighting.about, Person.name, Person.is_guest, Sighting.what, first.label("at"))
        .join(Person, Sighting.person_id == Person.id)
        .where(Sighting.about.in_(wanted), Sighting.what.in_(list(SEEN)))
        .group_by(Sighting.about, Person.id, Person.name, Person.is_guest, Sighting.what)
        .order_by(first, Person.name)
    )
    seen: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    with Session(session.get_bind()) as since:
        for about, name, is_guest, what, at in since.execute(chosen):
            seen[about].append((called(name, is_guest=is_guest), SEEN[what], moment(at, zone)))
    return seen


def _part(records: PacketRecords, summary: PanelSummary, named: NamedApplication) -> PrintedPart:
    key, opening = named.application, records.opening
    answers = records.answers.get(key, [])
    facts = [
        ("Opening", f"{opening.title}, {opening.workplace.name}"),
        ("Application", f"no. {named.number}, {named.status.word}"),
        ("Rubric", f"{opening.version.title}, version {opening.version.number}"),
    ]
    return PrintedPart(
        named.name,
        facts,
        [
            sections.plan(opening, summary),
            sections.questions(opening, records.edition),
            sections.evidence(records.edition, answers, summary, records.zone),
            sections.talk(records.edition, records.debriefs.get(key, []), records.closings.get(key), records.zone),
            sections.grounds(records.skills.get(key), records.references.get(key), records.zone),
            sections.decisions(records.decisions.get(key, []), records.zone),
            sections.letters(records.letters.get(key, []), records.zone),
            sections.readers(records.sightings.get(key, [])),
        ],
    )
