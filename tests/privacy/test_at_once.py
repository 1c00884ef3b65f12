"""Two people act on one record at the same moment, on both databases: it's done once, and the other hears of it."""

import threading

import pytest
import sqlalchemy as sa

from hiring.decisions.values import Verdict
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.privacy import erasures
from hiring.privacy.models import Erasure, ErasureProposal
from hiring.privacy.values import ErasureReason
from tests.conftest import NOW


@pytest.fixture
def rejected(either, make):
    application = make.panel(3, 4, rounds=1)
    make.decision(application, Verdict.REJECT)
    return application.candidate


def _pressed(ready):
    """What each is answered who presses at once: (client, address, what is sent)."""
    db.session.close()
    start, answers = threading.Barrier(len(ready)), []

    def press(client, path, typed):
        with clock.standing_at(NOW):
            start.wait()
            answers.append(client.post(path, data=typed))

    threads = [threading.Thread(target=press, args=each) for each in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted((answer.status_code, answer.get_data(as_text=True)) for answer in answers)


def _number(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_two_who_answer_an_erasure_at_once_erase_once(rejected, either, visit, cast):
    with either.test_request_context(), writing() as session:
        proposal = erasures.propose(session, cast.hr, rejected, ErasureReason.REQUEST)
    ready = []
    for person in (cast.hr_lead, cast.second_hr):
        browser = visit(person).get(f"/erasures/{proposal.id}")
        ready.append((browser.client, browser.path, browser.page.form("Send answer").filled({"answer": "yes"})))
    (done, _), (refused, says) = _pressed(ready)
    assert (done, refused) == (302, 422)
    assert "Someone has answered this in the meantime." in says
    assert (_number(Erasure), _number(ErasureProposal)) == (1, 1)
    assert all("They&#39;re erased." in client.get(path).get_data(as_text=True) for client, path, _ in ready)


def test_two_who_propose_an_erasure_at_once_propose_it_once(rejected, visit, cast):
    ready = []
    for person in (cast.hr, cast.hr_lead):
        browser = visit(person).get(f"/candidates/{rejected.id}/kept")
        ready.append((browser.client, f"{browser.path}/erase", browser.page.form("Propose erasure").held()))
    assert [status for status, _ in _pressed(ready)] == [302, 302]
    assert _number(ErasureProposal) == 1
    told = [client.get(path.removesuffix("/erase")).get_data(as_text=True) for client, path, _ in ready]
    assert sum("asked to erase Amara Osei already" in text for text in told) == 1
