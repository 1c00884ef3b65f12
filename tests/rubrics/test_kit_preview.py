"""The kit before any opening uses it: of a version, of what we ship, of a copy with and without mistakes."""

from hiring.foundation.database import writing
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.parts import part_at
from hiring.rubrics.queries import edition_of, shipped


def copied(make, **typed):
    version = make.version()
    with writing() as session:
        copy = actions.start_copy(session, make.cast.hr, edition_of(version), version)
        part = part_at(copy.content, "rounds/1")
        actions.save_part(session, make.cast.hr, copy, part, typed, part.seen)
        return copy


def test_an_interviewer_sees_the_kit_of_a_version_with_its_minutes_and_no_sample_answer(visit, make, cast):
    version = make.version()
    page = visit(cast.panellist).get(f"/rubrics/{version.id}/kit")
    assert "What you have done: 50 minutes" in page.text
    assert "42–47 Their questions" in page.text
    for reference in edition_of(version).rubric.rounds[0].questions:
        assert edition_of(version).question(reference).text in page.text
    answers = [one.answer for criterion in edition_of(version).criteria for one in criterion.practice]
    assert [answer for answer in answers if answer[:40] in page.text] == []


def test_every_shipped_rubric_has_a_preview(visit, cast):
    hr = visit(cast.hr)
    for key, edition in shipped().items():
        text = hr.get(f"/rubrics/shipped/{key}/kit").text
        assert [
            one.title for one in edition.default_rounds() if f"{one.title}: {one.minutes} minutes" not in text
        ] == []


def test_a_copy_shows_its_kit_with_the_minutes_written_in_it(visit, make, cast):
    copy = copied(make, minutes="55")
    assert "What you have done: 55 minutes" in visit(cast.hr).get(f"/rubrics/copies/{copy.id}/kit").text


def test_a_copy_with_mistakes_says_what_keeps_its_kit_from_being_shown(visit, make, cast):
    copy = copied(make, minutes="abc", title="")
    hr = visit(cast.hr).get(f"/rubrics/copies/{copy.id}/kit")
    assert "This copy has two things to mend first" in hr.text
    assert "“Minutes” should be a whole number, but is the text “abc”." in hr.page.links()
