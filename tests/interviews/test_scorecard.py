"""The scorecard: drafted, left, come back to, checked, sealed; and what each mistake says."""

import re

from hiring.foundation.database import db, writing
from hiring.foundation.web.drafts import draft_of
from hiring.interviews.models import Scorecard
from hiring.rubrics.queries import edition_of


def _seat(make, cast):
    interview = make.interview(make.application(name="Amara Osei"))
    return next(seat for seat in interview.seats if seat.person_id == cast.panellist.id)


def _filled(seat, level="4", evidence="Rang the depot, then the guest."):
    typed = {}
    for reference in seat.interview.round.questions:
        field = reference.replace("/", "--")
        typed |= {f"evidence-{field}": evidence, f"level-{field}": level}
    return typed


def _save(visitor, seat, then="later", expect=302, **typed):
    data = visitor.page.form("Check and seal").filled(typed)
    visitor.post(f"/scorecards/{seat.id}/draft", data | {"then": then}, expect=expect)
    return visitor


def test_my_interviews_lead_to_the_scorecard(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get("/my-interviews")
    assert visitor.page.links()["Amara Osei"] == f"/scorecards/{seat.id}"


def test_without_an_interview_the_page_says_what_will_come(visit, cast):
    assert "No interview is waiting for you" in visit(cast.panellist).get("/my-interviews").text


def test_nothing_is_chosen_beforehand(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    held = visitor.page.form("Check and seal").held()
    assert [name for name in held if name.startswith("level-")] == []


def test_a_draft_is_there_when_its_author_comes_back(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    typed = _filled(seat, level="2", evidence="مريم 😀 said she rang twice")
    _save(visitor, seat, **typed)
    again = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    held = again.page.form("Check and seal").held()
    assert {name: held[name] for name in typed} == typed


def test_sealing_with_something_missing_says_what_and_where(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    typed = _filled(seat) | {f"evidence-{first}": ""}
    _save(visitor, seat, "check", **typed).follow()
    assert visitor.page.problems() == ["Question 1, Empathy: write what the candidate said or did."]
    assert f'href="#evidence-{first}"' in visitor.page.html
    assert db.session.query(Scorecard).count() == 0


def test_not_observed_needs_no_evidence(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    _save(visitor, seat, "check", **_filled(seat, level="not_observed", evidence="")).follow()
    assert visitor.page.heading == "Check and seal"
    visitor.submit().follow()
    card = db.session.query(Scorecard).one()
    assert {rating.level for rating in card.ratings} == {None}


def test_a_sealed_card_is_shown_and_its_draft_is_gone(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    _save(visitor, seat, "check", **_filled(seat)).follow()
    visitor.submit().follow()
    assert "your part for Amara Osei is done" in visitor.text
    assert "You sealed this on" in visitor.get(f"/scorecards/{seat.id}").text
    assert draft_of(db.session, cast.panellist.id, seat.id) is None


def test_a_mark_off_the_scale_is_refused_and_the_text_kept(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    data = visitor.page.form("Check and seal").held() | _filled(seat) | {f"level-{first}": "7", "then": "check"}
    visitor.post(f"/scorecards/{seat.id}/draft", data).follow()
    assert visitor.page.problems() == ["Question 1, Empathy: choose a mark from 1 to 5, or not observed."]
    assert visitor.page.form("Check and seal").held()[f"evidence-{first}"] == "Rang the depot, then the guest."


def test_a_megabyte_of_notes_is_kept_and_refused_with_its_length(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    _save(visitor, seat, "check", **(_filled(seat) | {f"evidence-{first}": "a" * 1_000_000})).follow()
    assert visitor.page.problems() == [
        "Question 1, Empathy: this is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."
    ]
    assert len(visitor.page.form("Check and seal").held()[f"evidence-{first}"]) == 1_000_000


def test_a_second_window_never_overwrites_a_newer_text(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    one, other = (visit(cast.panellist).get(f"/scorecards/{seat.id}") for _ in range(2))
    _save(one, seat, **{f"evidence-{first}": "the first window"})
    _save(other, seat, expect=422, **{f"evidence-{first}": "the second window"})
    assert other.page.heading == "Two versions of the same scorecard"
    assert "the first window" in other.text
    assert "the second window" in other.text
    other.submit().follow()
    assert other.page.form("Check and seal").held()[f"evidence-{first}"] == "the second window"


def test_a_difference_in_the_own_question_alone_is_shown_too(visit, make, cast):
    seat = _seat(make, cast)
    one, other = (visit(cast.panellist).get(f"/scorecards/{seat.id}") for _ in range(2))
    _save(one, seat, free_probe="Would you do it again?")
    _save(other, seat, expect=422, free_probe="Who taught you?")
    assert "Would you do it again?" in other.text
    assert "Who taught you?" in other.text


def test_a_card_opened_by_one_person_is_never_saved_as_anothers(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    data = visit(cast.hr).get(f"/seats/{seat.id}/paper").page.form("Check and seal").held()
    typed = {name: data[name] for name in data if name != "csrf_token"} | {f"evidence-{first}": "Typed by Hedda."}
    visitor = visit(cast.second_hr).post(f"/seats/{seat.id}/paper/draft", typed, expect=403)
    assert draft_of(db.session, cast.second_hr.id, seat.id) is None
    visitor.post(f"/seats/{seat.id}/paper/draft", typed | {"who": ""}, expect=403)


def test_a_plan_changed_meanwhile_destroys_no_answer(visit, make, cast):
    seat = _seat(make, cast)
    first, second = (reference.replace("/", "--") for reference in seat.interview.round.questions[:2])
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    _save(visitor, seat, **{f"evidence-{first}": "Rang back.", f"level-{first}": "4"})
    stale = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    with writing():
        seat.interview.round.questions = seat.interview.round.questions[1:]
    visitor.get(f"/scorecards/{seat.id}")
    assert "Answers to questions that aren't asked any more" in visitor.text
    assert "Rang back." in visitor.text
    _save(visitor, seat, **{f"evidence-{second}": "Asked twice."})
    kept = draft_of(db.session, cast.panellist.id, seat.id)
    assert kept.content == {
        f"evidence-{first}": "Rang back.",
        f"level-{first}": "4",
        f"evidence-{second}": "Asked twice.",
    }
    # A page from before the change sends an answer that is not asked for any more.
    held = stale.page.form("Check and seal").held() | {"revision": str(kept.revision), f"evidence-{first}": "On."}
    stale.post(f"/scorecards/{seat.id}/draft", held)
    assert draft_of(db.session, cast.panellist.id, seat.id).content[f"evidence-{first}"] == "On."


def test_a_save_of_the_page_itself_answers_with_its_time_and_revision(visit, make, cast):
    seat = _seat(make, cast)
    first = seat.interview.round.questions[0].replace("/", "--")
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    data, quietly = (
        visitor.page.form("Check and seal").filled({f"evidence-{first}": "One."}),
        {"Accept": "application/json"},
    )
    visitor.post(f"/scorecards/{seat.id}/draft", data, expect=200, headers=quietly)
    assert visitor.answer.get_json() == {"saved": "09:00", "revision": 1, "hints": {}}
    visitor.post(f"/scorecards/{seat.id}/draft", data | {f"evidence-{first}": "Two."}, expect=409, headers=quietly)
    assert list(visitor.answer.get_json()) == ["conflict"]


def test_text_sent_to_a_sealed_card_is_kept_and_changes_nothing(visit, make, cast):
    seat = _seat(make, cast)
    stale = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    make.scorecard(seat, 3)
    _save(stale, seat, **_filled(seat, level="5", evidence="Too late, but not lost.")).follow()
    assert "Too late, but not lost." in stale.text
    assert {rating.level for rating in seat.scorecard.ratings} == {3}


def test_sealing_twice_seals_once(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}")
    _save(visitor, seat, "check", **_filled(seat)).follow()
    sent = visitor.page.form("Seal scorecard").held()
    answers = [visitor.send_raw(f"/scorecards/{seat.id}/seal", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 303]
    assert db.session.query(Scorecard).count() == 1


def test_the_kit_has_every_question_and_its_marks(visit, make, cast):
    seat = _seat(make, cast)
    visitor = visit(cast.panellist).get(f"/scorecards/{seat.id}/kit")
    headings = re.findall(r"\d of \d", visitor.text)
    assert len(headings) == len(seat.interview.round.questions)
    fallback = "School, home, sport or volunteering is fine.” If nothing comes, choose “Not observed”."
    assert fallback in visitor.text
    opening = seat.interview.application.opening
    [book, *_] = edition_of(opening.version).rubric.reading
    for words in (opening.great_service, opening.exemplar, book.title):
        assert words and words in " ".join(visitor.text.split())
    card = visitor.get(f"/scorecards/{seat.id}").text
    assert card.count(fallback) == len(headings)
    for rule in ("Between 1 and 3: more than 1, not all of 3.", "Between 3 and 5: more than 3, not all of 5."):
        assert card.count(rule) == len(headings)
