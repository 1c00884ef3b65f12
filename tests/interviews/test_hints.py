"""Hints on notes: told to the writer while they write and before they seal, and to nobody else, ever."""

import json

from hiring.foundation.database import Base, db
from hiring.interviews.models import Scorecard

COLD = "“cold” says what someone is. Write what they said or did."
WIFE = "“his wife” (family, marriage or pregnancy) counts for nothing here. "
QUIETLY = {"Accept": "application/json"}


def seat_of(make, cast, application=None):
    interview = make.interview(application or make.application(name="Amara Osei"))
    return next(seat for seat in interview.seats if seat.person_id == cast.panellist.id)


def fields_of(seat):
    return [reference.replace("/", "--") for reference in seat.interview.round.questions]


def filled(seat, **notes):
    fields = fields_of(seat)
    usual = {f"evidence-{one}": "Rang the depot, then the guest." for one in fields}
    return usual | {f"level-{one}": "4" for one in fields} | notes


def saved(visitor, at, typed):
    """The answer to a save while typing."""
    data = visitor.get(at).page.form("Check and seal").filled(typed)
    return json.loads(visitor.post(f"{at}/draft", data, expect=200, headers=QUIETLY).answer.data)


def checked(visitor, at, typed):
    data = visitor.get(at).page.form("Check and seal").filled(typed) | {"then": "check"}
    return visitor.post(f"{at}/draft", data).follow()


def everything_kept():
    return "".join(str(row) for table in Base.metadata.sorted_tables for row in db.session.execute(table.select()))


def test_the_answer_to_a_save_holds_hints_for_the_fields_that_have_any(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    typed = filled(seat, **{first: "Came across as cold."}) | {"free_probe": "Asked about his wife."}
    hints = saved(visit(cast.panellist), f"/scorecards/{seat.id}", typed)["hints"]
    assert (set(hints), hints[first]) == ({first, "free_probe"}, [COLD])
    assert hints["free_probe"] == [WIFE + "Write which shifts they said they can work."]


def test_a_note_of_acts_is_saved_without_a_hint(visit, make, cast):
    seat = seat_of(make, cast)
    assert saved(visit(cast.panellist), f"/scorecards/{seat.id}", filled(seat))["hints"] == {}


def test_without_a_script_hints_stand_under_the_field_and_describe_it(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    assert "says what someone is" not in visitor.text
    visitor.submit({first: "Came across as cold."}, button="Save").follow()
    assert COLD in visitor.text
    assert f'aria-describedby="{first}-told"' in visitor.page.html
    assert f'id="{first}-told" role="status"' in visitor.page.html


def test_with_something_missing_the_hints_stay_with_the_sentences_of_what_is_missing(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    visitor.submit({first: "Came across as cold."}, button="Check and seal").follow()
    visitor.get(f"/scorecards/{seat.id}/check")
    assert COLD in visitor.text
    assert "Question 1, Empathy: choose a mark, or say that it was not observed." in visitor.page.problems()


def test_before_sealing_each_hint_stands_beside_its_answer_with_the_way_back_to_it(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    typed = filled(seat, **{first: "Came across as cold."}) | {"free_probe": "Asked about his wife."}
    visitor = checked(visit(cast.panellist), f"/scorecards/{seat.id}", typed)
    assert (visitor.text.count(COLD), visitor.text.count(WIFE)) == (1, 1)
    assert visitor.page.links()["Change answer 1"] == f"/scorecards/{seat.id}#{first}"
    assert visitor.page.links()["Change your own question"] == f"/scorecards/{seat.id}#free_probe"


def test_a_hint_blocks_nothing_and_changes_nothing(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    visitor = checked(visit(cast.panellist), f"/scorecards/{seat.id}", filled(seat, **{first: "Cold. His wife rang."}))
    visitor.submit().follow()
    ratings = db.session.query(Scorecard).one().ratings
    assert "Cold. His wife rang." in {one.evidence for one in ratings}


def test_the_typist_of_a_paper_card_is_told_too(visit, make, cast):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    typed, at = filled(seat, **{first: "Came across as cold."}), f"/seats/{seat.id}/paper"
    assert saved(visit(cast.hr), at, typed)["hints"] == {first: [COLD]}
    visitor = checked(visit(cast.hr), at, typed)
    assert COLD in visitor.text
    assert visitor.page.links()["Change answer 1"] == f"{at}#{first}"


def test_nobody_else_meets_a_hint_and_once_sealed_its_author_does_not_either(visit, make, cast):
    application = make.application(make.plan_of(make.opening(), 1), name="Amara Osei")
    seat = seat_of(make, cast, application)
    first = f"evidence-{fields_of(seat)[0]}"
    checked(visit(cast.panellist), f"/scorecards/{seat.id}", filled(seat, **{first: "Cold."})).submit()
    make.scorecard(next(one for one in seat.interview.seats if one.id != seat.id), 4)
    for person, path in (
        (cast.panellist, f"/scorecards/{seat.id}"),
        (cast.second_panellist, f"/applications/{application.id}/panel"),
        (cast.hr, f"/applications/{application.id}/panel"),
        (cast.hr, f"/interviews/{seat.interview_id}"),
    ):
        visitor = visit(person).get(path)
        assert "says what someone is" not in visitor.page.html
    assert "Cold." in visit(cast.hr).get(f"/applications/{application.id}/panel").text


def test_a_hint_is_kept_and_logged_nowhere(visit, make, cast, capfd):
    seat = seat_of(make, cast)
    first = f"evidence-{fields_of(seat)[0]}"
    visitor = checked(visit(cast.panellist), f"/scorecards/{seat.id}", filled(seat, **{first: "Cold."}))
    drafted = everything_kept()
    visitor.submit()
    for kept in (drafted, everything_kept()):
        assert "Cold." in kept
        assert "says what someone is" not in kept
    assert "someone is" not in "".join(capfd.readouterr())
