"""Two people decide at the same moment, on both databases: exactly one decision."""

import threading

import sqlalchemy as sa

from hiring.decisions.models import Decision
from hiring.foundation import clock
from hiring.foundation.database import db
from tests.conftest import NOW
from tests.visitor import Visitor

TYPED = {
    "verdict": "hire",
    "reason": "Stayed with the customer to the end, twice.",
    "override_reason": "The shift manager has worked with her for years.",
}


def ready_to_press(visit, person, application):
    visitor: Visitor = visit(person).get(f"/applications/{application.id}/panel")
    visitor.get(visitor.page.links()["Go on to the decision"])
    visitor.submit(TYPED, expect=200, button="Check before it's final")
    return visitor.client, visitor.path, visitor.page.form("Yes, hire Amara Osei").held()


def test_two_who_press_at_once_make_one_decision_and_the_other_is_told(either, visit, make, cast):
    application = make.panel(3, 4)
    ready = [ready_to_press(visit, person, application) for person in (cast.hr, cast.second_hr)]
    db.session.close()
    start, answers = threading.Barrier(2), []

    def press(client, path, typed):
        # A thread has no app context of ours, so each request gets a session of its own, as in the server.
        with clock.standing_at(NOW):
            start.wait()
            answers.append(client.post(path, data=typed))

    threads = [threading.Thread(target=press, args=one) for one in ready]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    told = next(answer for answer in answers if answer.status_code == 422).get_data(as_text=True)
    assert "decided on this already (hire, 3 Nov 2026, 09:00)." in told
    assert TYPED["reason"] in told
    assert db.session.scalar(sa.select(sa.func.count()).select_from(Decision)) == 1
