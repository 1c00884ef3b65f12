"""Starting a copy, saving its parts whatever they say, adding and removing parts, and ending it."""

import copy as copying
import re
from typing import Any

from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.foundation import clock, text
from hiring.foundation.records import journal
from hiring.foundation.web.errors import Refused
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.editing import parts, values
from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.form_tree import Tree, flat, merged, typed, typed_content
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.parts import Part
from hiring.rubrics.editing.queries import is_taken
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import bank

MOST = 20  # of one kind: more is no rubric any more, and a page must stay one that can be read
_NOT_IN_KEYS = re.compile(r"[^a-z0-9]+")


class CopyMovedOn(Refused):
    """Someone saved another text of the same part; both texts are shown, and the person chooses."""

    def __init__(self, copy: RubricCopy) -> None:
        super().__init__(f"{copy.saved_by.name} has saved a different text in the meantime.")


class NothingLikeThat(Refused):
    """What should be added to, moved or removed is not there."""

    def __init__(self) -> None:
        super().__init__("This has changed in the meantime. Nothing was saved. Check it and try again.")


def start_copy(
    session: Session, person: Person, edition: Edition, version: RubricVersion | None, *, title: str | None = None
) -> RubricCopy:
    """A copy of the edition: for the next version of its rubric or, with a title, for a rubric of its own."""
    content = typed_content(edition)
    if title is not None:
        content["rubric"] |= {"title": text.tidy(title), "key": _free_key(session, title)}
    copy = RubricCopy(
        key=content["rubric"]["key"],
        title=content["rubric"]["title"],
        content=content,
        before=edition.content(),
        before_version_id=version.id if version else None,
        started_by=person,
        saved_by=person,
        saved_at=clock.now(),
    )
    session.add(copy)
    session.flush()
    started = values.RubricCopyStarted(copy.id, key=copy.key, version=copy.before_version_id)
    journal.record(session, person.id, started)
    return copy


def key_from(title: str, kind: str = "rubric") -> str:
    """Front desk & phones → front-desk-phones; nothing where the title has no letter or digit that a key can hold."""
    key = _NOT_IN_KEYS.sub("-", text.sort_key(title)).strip("-")
    return (f"{kind}-{key}" if key[:1].isdigit() else key)[:60].strip("-")


def _free_key(session: Session, title: str) -> str:
    key = key_from(title)
    if not key:
        raise Refused("Write a title with letters from a to z. The rubric's files are named after it.", "title")
    if is_taken(session, key):
        raise Refused(f"There's already a rubric “{key}”. Give yours another title.", "title")
    return key


def save_part(session: Session, person: Person, copy: RubricCopy, part: Part, sent: Tree, seen: str) -> Part:
    """Keep the texts of a part, right or wrong. `seen` is what the part said of itself when it was shown."""
    own = merged(part.own, sent)
    if own == part.own:
        return part
    for name, typed_text in flat(own).items():
        if len(typed_text) > text.LONGEST_TEXT:
            most = f"at most {text.LONGEST_TEXT:,} can be kept"
            raise Refused(f"This is {len(typed_text):,} characters long; {most}. Shorten it.", name)
    if part.seen != seen:
        raise CopyMovedOn(copy)
    _keep(copy, person, parts.with_texts(copy.content, part, own))
    return parts.part_at(copy.content, part.address) or part


def add_part(session: Session, person: Person, copy: RubricCopy, address: str) -> str:
    """An empty question, scene, practice answer or round at the end of its list; returns its address."""
    content = copying.deepcopy(copy.content)
    place = parts.list_at(content, address)
    if place is None:
        raise NothingLikeThat
    kind, rows = place
    if len(rows) >= MOST:
        raise Refused(f"There are {MOST} of them already. Remove one first.")
    rows.append(copying.deepcopy(parts.BLANK[kind]))
    _keep(copy, person, content)
    return f"{address}/{len(rows)}"


def add_criterion(session: Session, person: Person, copy: RubricCopy, key: str) -> None:
    """A criterion of the bank, as it stands there now."""
    known = bank(session).get(key)
    if known is None:
        raise Refused("Choose a criterion from the list.")
    if any(criterion["key"] == key for criterion in copy.content["criteria"]):
        raise Refused(f"“{known.title}” is already in this rubric.")
    _append(copy, person, typed(known.model_dump(mode="json", by_alias=True, exclude_none=True)))


def begin_criterion(session: Session, person: Person, copy: RubricCopy, title: str) -> str:
    """A criterion of one's own, with nothing but its title; returns its key, by which marks on it are kept for good."""
    key = key_from(title, "criterion")
    if not key:
        raise Refused("Write a title with letters from a to z. The criterion's file is named after it.", "title")
    if any(criterion["key"] == key for criterion in copy.content["criteria"]):
        raise Refused(f"There's already a criterion “{key}” in this rubric. Give yours another title.", "title")
    if key in bank(session):
        raise Refused(
            f"There's already a criterion “{key}” in the bank. Add that one, or write another title.", "title"
        )
    _append(copy, person, {"key": key, "title": text.tidy(title), **copying.deepcopy(parts.BLANK_CRITERION)})
    return key


def _append(copy: RubricCopy, person: Person, criterion: Tree) -> None:
    content = copying.deepcopy(copy.content)
    if len(content["criteria"]) >= MOST:
        raise Refused(f"There are {MOST} of them already. Remove one first.")
    content["criteria"].append(criterion)
    content["rubric"]["criteria"].append({"criterion": criterion["key"], "weight": "1", "scenes": []})
    _keep(copy, person, content)


def move_criterion_up(session: Session, person: Person, copy: RubricCopy, key: str) -> None:
    content = copying.deepcopy(copy.content)
    place = next((n for n, criterion in enumerate(content["criteria"]) if criterion["key"] == key), 0)
    if place == 0:
        raise NothingLikeThat
    for rows in (content["criteria"], content["rubric"]["criteria"]):
        rows.insert(place - 1, rows.pop(place))
    _keep(copy, person, content)


def remove_part(session: Session, person: Person, copy: RubricCopy, part: Part, seen: str) -> None:
    """Only what was shown is removed: after someone else's change the same address may hold another question."""
    if part.seen != seen or not part.can_be_removed:
        raise NothingLikeThat
    content = copying.deepcopy(copy.content)
    *around, place = part.way
    rows: Any = parts.at(content, tuple(around))
    rows.pop(place)
    if part.kind is parts.PartKind.USE:
        content["criteria"].pop(place)
    _keep(copy, person, content)


def _keep(copy: RubricCopy, person: Person, content: Tree) -> None:
    copy.content, copy.saved_by, copy.saved_at = content, person, clock.now()
    copy.title = text.tidy(content["rubric"]["title"])[:200] or copy.key


def discard_copy(session: Session, person: Person, copy: RubricCopy) -> None:
    _end(copy, person, values.CopyEnd.DISCARDED)
    journal.record(session, person.id, values.RubricCopyDiscarded(copy.id, key=copy.key))


def publish_copy(session: Session, person: Person, copy: RubricCopy) -> RubricVersion:
    """Publish what the copy says, and close it. The same text as a version is the version it already is."""
    edition = read(copy.content).edition
    if edition is None:
        raise Refused("There's something to fix first.")
    version = publish_rubric(session, person, edition)
    _end(copy, person, values.CopyEnd.PUBLISHED)
    copy.version = version
    journal.record(session, person.id, values.RubricCopyPublished(copy.id, key=copy.key, version=version.id))
    return version


def _end(copy: RubricCopy, person: Person, how: values.CopyEnd) -> None:
    copy.ended, copy.saved_by, copy.saved_at = how, person, clock.now()
