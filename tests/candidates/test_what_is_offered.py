"""No page of candidates, decisions and probations shows a link or a button that its own guard refuses."""

import re

import pytest

from hiring.candidates.models import Application
from hiring.foundation.database import db
from hiring.probation.models import probation_of
from tests.candidates.positions import copied
from tests.cast import ADDRESSES
from tests.visitor import Visitor

OURS = re.compile(r"^/(applications|probations|check-ins|approvals)/")


def pages_of(application):
    here = f"/applications/{application.id}"
    found = [here, f"{here}/decision", f"{here}/decide", f"/openings/{application.opening_id}/reject?application="]
    followed = probation_of(application)
    return [*found, f"/probations/{followed.id}"] if followed else found


@pytest.mark.parametrize("name", ["hr", "second_hr", "manager"])
def test_everything_a_page_offers_is_let_in(tmp_path, now, name):
    app, ids = copied(tmp_path)
    refused = []
    with app.app_context():
        visitor = Visitor(app, type("Person", (), {"email": ADDRESSES[name]}))
        for at, application_id in ids.items():
            for page in pages_of(db.session.get_one(Application, application_id)):
                answer = visitor.client.get(page)
                if answer.status_code != 200:
                    continue
                visitor.get(page)
                offered = {link for link in visitor.page.links().values() if OURS.match(link)}
                offered |= {form.action.split("?")[0] for form in visitor.page.forms() if OURS.match(form.action or "")}
                for address in sorted(offered):
                    # A form's address may answer POST alone; nothing is typed, so that nothing is changed by asking.
                    answers = {visitor.client.get(address).status_code, 405}
                    if answers == {405}:
                        token = visitor.token()
                        answers = {visitor.client.post(address, data={"csrf_token": token, "answer": ""}).status_code}
                    refused += [(at, page, address) for status in answers if status in {403, 404}]
        db.session.close()
        db.engine.dispose()
    assert refused == []
