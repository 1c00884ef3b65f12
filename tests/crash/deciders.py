"""Two people of HR press at the same moment, at a real server, again and again: exactly one decision each time."""

from functools import partial
from pathlib import Path

import sqlalchemy as sa
from flask_security import hash_password

from hiring.accounts import actions as accounts
from hiring.accounts.values import Role
from hiring.app import create_app
from hiring.candidates.models import Application
from hiring.decisions.models import Decision
from hiring.foundation.database import db, writing
from tests import bulk, databases
from tests.bench.clients import Browser, all_at_once
from tests.cast import PASSWORD, Cast
from tests.crash.server import Server
from tests.make import Make
from tests.page import Page

_TYPED = {"verdict": "reject", "reason": "Left the customer alone, twice.", "step": "check"}


def decisions_of_two(folder: Path, trials: int, url: str = "") -> list[str]:
    """What went wrong in so many trials; nothing where each had one decision, and the other person was told."""
    if url:
        databases.begin_journal(folder)
    app = create_app(databases.settings(folder, url))
    with app.app_context():
        applications = _prepared(trials)
        db.session.close()
        server = Server(folder, url)
        server.start()
        try:
            browsers = [Browser(server.base, number) for number in range(2)]
            answers = {application: _pressed(browsers, application) for application in applications}
        finally:
            server.kill()
        db.session.rollback()
        count = sa.select(Decision.application_id, sa.func.count()).group_by(Decision.application_id)
        made = {row[0]: row[1] for row in db.session.execute(count)}
        db.session.close()
        db.engine.dispose()
    return [
        f"{application}: {made.get(application, 0)} decisions, answers {given}"
        for application, given in answers.items()
        if made.get(application, 0) != 1 or given != [302, 422]
    ]


def _prepared(trials: int) -> list[str]:
    """Applications whose panels can be read, and two people of HR who have no part in them."""
    cast, hashed = Cast.arrive(), hash_password(PASSWORD)
    with writing() as session:
        for number in range(2):
            name, email = f"Decider {number}", f"bench{number}@example.org"
            person = {"name": name, "email": email, "roles": [Role.HR], "workplace": cast.harbour}
            accounts.add_person(session, None, password_hash=hashed, **person)
    opening = Make(cast).opening(posts=trials)
    bulk.panels(opening, trials, interviewers=3, met=2, criteria=len(opening.criteria))
    return list(db.session.scalars(sa.select(Application.id).order_by(Application.number)))


def _pressed(browsers: list[Browser], application: str) -> list[int]:
    """The answers to both, who read and checked before and press together."""
    ready = [_checked(browser, application) for browser in browsers]
    address = f"/applications/{application}/decide"
    acts = [partial(browser.post, address, typed) for browser, typed in zip(browsers, ready, strict=True)]
    return sorted(status for status, _ in all_at_once(acts))


def _checked(browser: Browser, application: str) -> dict[str, str]:
    """What the button of the check page sends."""
    panel = Page(browser.get(f"/applications/{application}/panel"))
    address = panel.links()["Go on to the decision"]
    form = Page(browser.get(address)).form("Check before it's final")
    _, check = browser.post(address, form.held() | _TYPED)
    final = next(
        form for form in Page(check).forms() if any(button.startswith("Yes, reject") for button in form.buttons)
    )
    return final.held()
