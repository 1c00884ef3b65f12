"""One story told in two worlds that differ only in the marks and words of other people, and a walk through all of it.

Every application of `TOLD` holds marks that nobody in `tests.house.test_two_worlds` may know: Pia and Hugo, who is of
HR, still owe a card on it, the guest has not sealed, and no manager has filed the last check-in: Mona has the first.
Everything else, ids and moments included, is the same in both worlds.
"""

import io
import itertools
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from hiring.candidates.models import Application
from hiring.foundation import clock, ids
from hiring.foundation.database import Base, db
from hiring.interviews.models import Interview, Seat
from hiring.probation.acts.pages import BY_HR, BY_MANAGER, OF_CHECK_IN
from hiring.probation.models import CheckIn, Probation
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.two_worlds_story import Story, Told
from tests.visitor import Visitor

# What others marked and wrote, at its two ends.
WORLDS = {"low": (1, "Blamed the customer and hung up."), "high": (5, "Rang back twice, then wrote it down.")}
# Random, or dated by a signature's own clock: the token of a form, and signed links.
TOKENS = re.compile(r'name="csrf_token" value="[^"]+"|[\w-]{8,}\.[\w-]{6}\.[\w-]{27}')
# Ways to ask for a page that could give away an order, a count or a match.
LOOKS = {
    "panels.compare": [
        *("?page=all", "?sort=-total", "?sort=total&page=2", "?sort=-empathy", "?sort=-gates", "?sort=-status"),
        *("?show=discuss", "?show=below", "?show=ready", "?show=decided"),
    ],
    "panels.side_by_side": ["?of={closed}&of={rejected}", "?of={waiting}&of={hired}&of={followed}"],
    "packets.show": ["?of={closed}&of={rejected}&of={hired}", "?of={waiting}"],
    "packets.pdf": ["?of={closed}&of={rejected}&of={hired}"],
    "several.decide": ["?of={closed}&of={rejected}&of={waiting}&of={hired}"],
    "candidates.index": ["?q=a", "?status=ready", "?status=waiting", "?sort=applied"],
    "candidates.show": ["?show=sent"],
    "agenda.show": ["?view=week", "?day=2026-11-02"],
    "agenda.day_sheet": ["?day=2026-11-02"],
}


# Arguments that hold a signed token.
SIGNED = {"token", "feed_key", "hire_token", "colleague_token", "leaving_token", "referee_token", "fairness_token"}
# Arguments that are words of ours, each with all it can be.
KINDS = {
    "decision": ["confirm", "extend", "end"],
    "happening": ["left", "contract-ended", "stays"],
    "kind": [*BY_MANAGER, *BY_HR, *OF_CHECK_IN],
}

# Of these there are many, and those of one application are alike: how each is found from its application.
OF_APPLICATIONS: dict[str, sa.Select[tuple[str]]] = {
    "seat_id": sa.select(Seat.id).join(Interview, Seat.interview_id == Interview.id).join(Application),
    "check_in_id": sa.select(CheckIn.id).join(Probation, CheckIn.probation_id == Probation.id).join(Application),
}


@cache
def _template(name: str) -> tuple[Path, Cast, Told]:
    """The world of that name, told once; its people as they were, for their addresses and ids."""
    folder = Path(tempfile.mkdtemp(prefix=f"hiring-{name}-"))
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
        cast = Cast.arrive()
        told = Story(cast, *WORLDS[name]).tell()
        db.session.close()
        db.engine.dispose()
    return folder, cast, told


@contextmanager
def world(name: str, folder: Path) -> Iterator[tuple[Flask, Told]]:
    """A copy of that world, its clock and the ids to come the same as in the other."""
    template, _, told = _template(name)
    folder.mkdir()
    for part in ("hiring.sqlite", "journal.key", "journal.anchor"):
        shutil.copy(template / part, folder / part)
    app = databases.make_app(folder)
    with clock.standing_at(NOW), ids.repeatable(11), app.app_context():
        yield app, told
        db.session.close()
        db.engine.dispose()


@dataclass(frozen=True)
class Address:
    """One way to ask: `name` is the same in both worlds, also where the address holds a signed token."""

    endpoint: str
    method: str
    url: str
    name: str


def addresses(app: Flask, told: Told) -> list[Address]:
    """Everything that is read: every page, and every POST that changes nothing, with every id there is."""
    asked = []
    for rule in app.url_map.iter_rules():
        reads_by_post = getattr(app.view_functions[rule.endpoint], "reads_by_post", False)
        if "filename" in rule.arguments or not (reads_by_post or "GET" in (rule.methods or ())):
            continue
        method = "POST" if reads_by_post else "GET"
        pools = [_values(argument, told) for argument in sorted(rule.arguments)]
        for values in itertools.product(*pools):
            given = dict(zip(sorted(rule.arguments), values, strict=True))
            url, name = (_filled(rule.rule, given | hidden) for hidden in ({}, dict.fromkeys(SIGNED & set(given), "…")))
            looks = ["", *(look.format(**vars(told)) for look in LOOKS.get(rule.endpoint, []))]
            asked += [Address(rule.endpoint, method, url + look, name + look) for look in looks]
    return sorted(asked, key=lambda address: (address.method, address.name, address.endpoint))


def _values(argument: str, told: Told) -> list[str]:
    """Each word of ours it can be; else every id of the table it's named after; else the story's own."""
    if argument in KINDS:
        return KINDS[argument]
    table = Base.metadata.tables.get(argument.removesuffix("_id"))
    if table is not None and "id" in table.columns:
        everything = [str(key) for key in db.session.scalars(sa.select(table.c.id).order_by(table.c.id))]
        return _shortened(argument, everything, told) if argument in OF_APPLICATIONS else everything
    assert argument in told.arguments, f"the story has nothing to put for <{argument}> in an address"
    return [told.arguments[argument]]


def _shortened(argument: str, everything: list[str], told: Told) -> list[str]:
    """All that belong to the applications with marks to keep, the story's own, and every fifth of the others."""
    wanted = OF_APPLICATIONS[argument].where(Application.id.in_(told.of_others))
    kept = {*db.session.scalars(wanted), *told.arguments.values()}
    return [key for place, key in enumerate(everything) if key in kept or place % 5 == 0]


def _filled(rule: str, given: dict[str, str]) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: given[part.group(1)], rule)


def observed(visitor: Visitor, asked: list[Address]) -> dict[tuple[str, str], Any]:
    """(endpoint, name) → everything this browser gets: status, headers, body to the letter but for tokens."""
    token = visitor.token()
    answers = {}
    for address in asked:
        if address.method == "POST":
            answer = visitor.client.post(address.url, data={"csrf_token": token})
        else:
            answer = visitor.client.get(address.url)
        db.session.rollback()
        # A body that is the same to the letter has the same length; the header counts the tokens as well.
        headers = sorted((k, v) for k, v in answer.headers if k not in {"Set-Cookie", "Date", "Content-Length"})
        answers[address.endpoint, address.name] = (answer.status_code, TOKENS.sub("", str(headers)), _body(answer))
    return answers


def _body(answer: TestResponse) -> Any:
    """Text without tokens; a workbook part by part, without the second at which it was written."""
    content = answer.get_data()
    if content.startswith(b"%PDF"):
        return content
    if not content.startswith(b"PK"):
        return TOKENS.sub("", content.decode())
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"}
