"""Everything held on one person, to hand over: as JSON against a shipped schema and as a page, in one ZIP."""

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from flask import current_app, render_template
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Application, Candidate
from hiring.foundation import clock, paths
from hiring.foundation.outbox.letters import organisation
from hiring.foundation.records import journal, view_log
from hiring.foundation.records.digest import plain
from hiring.foundation.records.personal import mark_of
from hiring.foundation.records.view_log import Sighting
from hiring.interviews.readings import EARLY, MARKS
from hiring.openings.models import Opening
from hiring.panels.policy import state_of
from hiring.privacy.due import KeptCandidate, kept_candidate
from hiring.privacy.gathering import HeldPlace, PersonHeld, gather, history, same_person
from hiring.privacy.mentions import find_mentions, known_as, lines_naming
from hiring.privacy.names_of_others import OtherNames, other_names
from hiring.privacy.readable import in_words
from hiring.privacy.values import PersonExported

SCHEMA = "person_export.schema.json"
FORMAT = "hiring-person-export/1"
# What a person is not handed: keys that open something, and digests that say nothing to anyone.
SECRETS = {"password", "fs_uniquifier", "code_digest", "browser", "digest", "email_key", "sort_name", "revision"}
PURPOSES = [
    "To run your application: to meet you, to judge the interviews fairly and to decide.",
    "If you were hired: to run your first months, and to decide at their end.",
    "To show afterwards that the decision was fair, for as long as a claim can be brought.",
    "To see how well interviewers agree, with figures that name nobody.",
]
NOT_KEPT = [
    "No photo.",
    "Nothing from social media.",
    "No score made by a machine.",
    "No group (age, origin) beside a mark.",
]


def export_person(session: Session, candidate: Candidate, *, names_shown: bool) -> dict[str, Any]:
    """Everything held on this person, as plain values that follow the shipped schema."""
    held = gather(session, candidate)
    others = other_names(session, held, are_shown=names_shown)
    kept = kept_candidate(session, held.candidate_ids)
    titles = {row.id: row.title for row in session.execute(sa.select(Opening.id, Opening.title))}
    return {
        "format": FORMAT,
        "made_at": clock.now().isoformat(timespec="seconds"),
        "organisation": organisation(),
        "person": {
            "ids": held.candidate_ids,
            "name": held.candidates[0].name,
            "accounts": [account.email for account in held.accounts],
        },
        "names_of_others": "shown" if names_shown else "withheld",
        "kept_until": _kept_until(kept),
        "purposes": PURPOSES,
        "sources": _sources(session, held),
        "viewed": list(_viewed(session, held, others)),
        "history": [
            {"at": plain(row.at), "by": others.of(row.actor), "what": row.verb} for row in history(session, held)
        ],
        "records": [record for place in held.places if (record := _record(session, place, others, titles))["rows"]],
        "mentions": [
            {"in": mark.what, "line": others.in_text(line)}
            for names, where in known_as(session, held).steps()
            for mention in find_mentions(session, held, names, where)
            for column, value in mention.values.items()
            if (mark := mark_of(mention.table.c[column])) is not None
            for line in lines_naming(value, names)
        ],
        "not_kept": NOT_KEPT,
    }


def _kept_until(kept: KeptCandidate | None) -> dict[str, Any]:
    if kept is None:
        return {"deleted_on": None, "used_until": None, "on_hold": False, "rules": []}
    rules = {
        f"{each.place}, as of {each.as_of}: {limit.days} days after the end. {limit.source}"
        for each in kept.applications
        for limit in (*each.rule.floors, *each.rule.ceilings)
    }
    return {
        "deleted_on": _day(kept.days.purge_on),
        "used_until": _day(kept.days.restrict_on),
        "on_hold": kept.days.is_held,
        "rules": sorted(rules),
    }


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()


def _sources(session: Session, held: PersonHeld) -> list[str]:
    """Where it comes from: the person, the people who met them, and what HR noted as the source."""
    chosen = sa.select(Application.source).where(held.where("application"), Application.source != "").distinct()
    usual = ["You, in your application and in the interviews.", "The people who interviewed you and worked with you."]
    return [*usual, *(f"Source noted: {source}" for source in sorted(session.scalars(chosen)))]


def _viewed(session: Session, held: PersonHeld, others: OtherNames) -> Iterator[dict[str, str]]:
    seen = sa.select(Sighting.at, Sighting.person_id, Sighting.what).where(held.where("sighting"))
    for row in session.execute(seen.order_by(Sighting.at, Sighting.id)):
        yield {"at": plain(row.at), "by": others.of(row.person_id), "what": row.what}


def _record(session: Session, place: HeldPlace, others: OtherNames, titles: Mapping[str, str]) -> dict[str, Any]:
    """The person's rows of one table. Columns keep the names that the table gives them; an opening has its title."""

    def given(column: sa.Column[Any], value: Any) -> Any:
        return titles.get(value) if column.name == "opening_id" else _value(others.in_column(column, value))

    columns = [column for column in place.table.columns if column.name not in SECRETS]
    rows = session.execute(sa.select(*columns).where(place.where).order_by(*place.table.primary_key)).mappings()
    return {
        "record": place.table.name.replace("_", " "),
        "rows": [{column.name: given(column, row[column]) for column in columns} for row in rows],
    }


def _value(value: Any) -> Any:
    return plain(value) if isinstance(value, date | datetime) else value


def as_zip(content: dict[str, Any]) -> bytes:
    """The JSON, a page that anyone can read, and the schema."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("person.json", json.dumps(content, ensure_ascii=False, indent=2))
        zone = current_app.config["ZONE"]
        page = render_template("privacy/export.html", held=in_words(content, zone), zone=zone)
        archive.writestr("person.html", page)
        archive.writestr(SCHEMA, paths.data(SCHEMA).read_text(encoding="utf-8"))
    return whole.getvalue()


def hand_over(session: Session, actor: Person | None, candidate: Candidate, *, names_shown: bool) -> bytes:
    """The ZIP, with the journal's word that it was made. Whoever makes it has met the marks in it."""
    if actor is not None:
        applications = [each for same in same_person(session, candidate) for each in same.applications]
        for application in applications:
            view_log.note_all(actor.id, [application.id], MARKS if state_of(application).is_complete else EARLY)
    content = export_person(session, candidate, names_shown=names_shown)
    event = PersonExported(candidate.id, names_shown=names_shown)
    journal.record(session, actor.id if actor is not None else None, event)
    return as_zip(content)
