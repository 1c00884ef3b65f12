"""Licences through the pages: how long they last, when they are asked for again, and that practice is private."""

from datetime import timedelta

import pytest

from hiring.app import create_app
from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.practice import actions
from hiring.practice.queries import sample_of
from tests import databases
from tests.cast import Cast
from tests.conftest import NOW
from tests.house.test_commands import _hiring
from tests.make import Make
from tests.two_worlds import addresses, observed
from tests.two_worlds_story import Told
from tests.visitor import Visitor


def practise(visitor, title, level):
    """Mark the sample answers of a criterion with what `level` makes of ours; ends on how it went."""
    visitor.get("/practice").get(visitor.page.links()[title])
    visitor.submit(button=next(b for b in ("Start practice", "Carry on practising") if b in buttons(visitor))).follow()
    for _ in range(4):
        visitor.submit({"evidence": "She asked first.", "level": str(level(agreed_here(visitor)))}).follow()
    return visitor


def buttons(visitor):
    return [button for form in visitor.page.forms() for button in form.buttons]


def agreed_here(visitor):
    from hiring.practice.models import PracticeMark

    return sample_of(db.session, db.session.get(PracticeMark, visitor.path.rsplit("/", 1)[1])).agreed


def pias_seat(interview, cast):
    return next(one for one in interview.seats if one.person_id == cast.panellist.id)


@pytest.fixture
def house_with(tmp_path, now):
    """The house of an organisation with a practice file of its own."""
    databases.fresh_sqlite(tmp_path)
    own = tmp_path / "own"
    own.mkdir()

    def opened(said):
        (own / "practice.yaml").write_text(said)
        return create_app(databases.settings(tmp_path, HIRING_DATA_DIR=str(own)), TESTING=True, RATELIMIT_ENABLED=False)

    return opened


def test_an_organisation_says_in_its_own_file_how_long_a_licence_lasts(house_with):
    app = house_with("licence_days: 30\n")
    with app.app_context():
        cast = Cast.arrive()
        Make(cast).opening()
        visitor = practise(Visitor(app, cast.panellist), "Empathy", lambda agreed: agreed)
        assert "licensed for this criterion until 3 Dec 2026" in visitor.text
        assert "licensed until 3 Dec 2026" in visitor.get("/practice").text
        db.session.close()
        db.engine.dispose()


@pytest.mark.parametrize("said", ["licence_days: twelve months\n", "licence_days: 0\n", "licence_months: 12\n"])
def test_a_length_that_cannot_be_used_is_refused_in_a_sentence_and_nothing_opens(tmp_path, said):
    (tmp_path / "practice.yaml").write_text(said)
    done = _hiring(tmp_path / "state", "init", HIRING_DATA_DIR=str(tmp_path))
    sentence = f"{tmp_path}/practice.yaml: licence_days should be a whole number from 1 to 3650.\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", sentence)


def test_an_expired_licence_is_asked_for_again_on_every_page_that_needs_it(visit, make, cast):
    opening = make.opening()
    make.licensed(opening, cast.panellist)
    seat = pias_seat(make.interview(make.application(opening)), cast)
    visitor = visit(cast.panellist)
    assert "ask you to practise" not in visitor.get("/my-interviews").text
    assert "Practise first" not in visitor.get(f"/scorecards/{seat.id}").text
    with clock.standing_at(NOW + timedelta(days=366)):
        visitor = visit(cast.panellist)
        asked = "before you mark: Composure under provocation, Empathy, Listening and Ownership."
        assert asked in visitor.get("/my-interviews").text
        assert "Practise first" in visitor.get(f"/scorecards/{seat.id}").text
        assert visitor.get("/practice").text.count("licence ended 3 Nov 2027") == 4
        practise(visitor, "Empathy", lambda agreed: agreed)
        assert visitor.get("/practice").text.count("licence ended 3 Nov 2027") == 3
        assert "Empathy" not in visitor.get(f"/scorecards/{seat.id}").text.split("Practise first")[1].split(".")[0]


def test_what_was_practised_for_one_rubric_is_not_asked_for_in_another(visit, make, cast):
    make.licensed(make.opening(), cast.panellist)
    other = make.opening("Agent", version=make.version("contact-centre"))
    seat = pias_seat(make.interview(make.application(other), 0), cast)
    shared = {"listening"} & {one.split("/")[0] for one in seat.interview.round.questions}
    assert shared, "the contact centre does not ask about listening any more: choose another criterion"
    text = visit(cast.panellist).get(f"/scorecards/{seat.id}").text
    assert "Listening" not in text.split("Practise first")[1].split(".")[0]


SAID = [
    (lambda _agreed: 5, "You marked too high, by"),
    (lambda _agreed: 1, "You marked too low, by"),
    (lambda _agreed: 3, "You gave the weakest and the strongest answer the same mark."),
]


@pytest.mark.parametrize(("level", "sentence"), SAID, ids=["always five", "always one", "always three"])
def test_one_mark_for_everything_earns_nothing_and_is_told_why(visit, make, cast, level, sentence):
    make.opening()
    visitor = practise(visit(cast.panellist), "Empathy", level)
    assert sentence in visitor.text
    assert "Read the anchors again" in visitor.text
    assert "licensed until" not in visitor.get("/practice").text
    assert "Read the anchors once more: Empathy." in visitor.text


def test_marks_that_lie_too_close_together_are_told_so_and_where_to_read(visit, make, cast):
    make.opening()
    visitor = visit(cast.panellist)
    for title in ("Empathy", "Listening"):
        practise(visitor, title, lambda agreed: agreed - 1 if agreed > 3 else agreed + 1)
    text = visitor.get("/practice").text
    assert "Your marks are too close together. Use 1 and 5 where an answer has earned them." in text


class Anything(dict[str, str]):
    """An address for whatever has no table: what is asked about here has one."""

    def __contains__(self, argument: object) -> bool:
        return True

    def __missing__(self, argument: str) -> str:
        return "ownership"


@pytest.mark.parametrize("name", ["hr", "hr_lead", "administrator", "manager", "second_panellist"])
def test_nobody_else_can_tell_by_any_page_how_somebody_practised(tmp_path, name):
    seen = []
    for which, level in (("three", 3), ("one", 1)):
        (tmp_path / which).mkdir()
        databases.fresh_sqlite(tmp_path / which)
        app = databases.make_app(tmp_path / which)
        with clock.standing_at(NOW), ids.repeatable(7), app.app_context():
            cast = Cast.arrive()
            fail(Make(cast), cast.panellist, level)
            asked = [one for one in addresses(app, Told(arguments=Anything())) if one.method == "GET"]
            seen.append(observed(Visitor(app, getattr(cast, name)), asked))
            db.session.close()
            db.engine.dispose()
    assert seen[0] == seen[1]


def fail(make, person, level):
    """Mark every sample answer alike, with an interview ahead on which someone could look the person up."""
    opening = make.opening()
    make.interview(make.application(opening))
    for one in opening.version.criteria:
        practice = make.practice(opening, person, criterion=one.key)
        with writing() as session:
            for mark in list(practice.marks):
                actions.give_mark(session, person, mark, evidence=f"A {level} to me.", level=level)
