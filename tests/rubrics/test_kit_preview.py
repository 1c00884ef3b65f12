"""The kit before any opening uses it: of a version, of what we ship, of a copy with and without mistakes."""

from hiring.foundation.database import writing
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.parts import part_at
from hiring.rubrics.kit import round_minutes
from hiring.rubrics.queries import edition_of, shipped
from hiring.rubrics.reference import criterion_in


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
    assert "This copy has two things to fix first" in hr.text
    assert "“Minutes” should be a whole number, but is the text “abc”." in hr.page.links()


def test_a_kit_says_what_to_listen_for_the_warning_signs_and_which_rule_counts(visit, make, cast):
    version = make.version()
    text = " ".join(visit(cast.panellist).get(f"/rubrics/{version.id}/kit").text.split())
    edition = edition_of(version)
    asked = {criterion_in(ref) for planned in edition.default_rounds() for ref in planned.questions}
    for criterion in map(edition.criterion, asked):
        for words in (criterion.definition, criterion.not_this, *criterion.red_flags, criterion.rater_mistake):
            assert words in text
    questions = sum(len(planned.questions) for planned in edition.default_rounds())
    for rule in (
        "Where they and the levels differ, the levels count.",
        "A 2 or a 4 is more than the level below, and not all of the level above.",
    ):
        assert text.count(rule) == questions
    assert edition.rubric.exemplars_in_words in text
    assert edition.rubric.reading[0].title in text
    assert text.count("It needn't be from work.") == len(edition.default_rounds())


def test_the_page_of_a_rubric_says_how_its_minutes_are_spent_and_each_level(visit, make, cast):
    version = make.version()
    edition = edition_of(version)
    spent = round_minutes(edition)
    assert [each.total for each in spent] == [planned.minutes for planned in edition.default_rounds()]
    text = " ".join(visit(cast.hr).get(f"/rubrics/{version.id}").text.split())
    for each in spent:
        assert f"{each.total} min {each.before} welcome, {each.asking} questions, {each.after} theirs" in text
    for criterion in edition.criteria:
        for level in (1, 3, 5):
            assert f"{level} {criterion.anchors.at(level)}" in text
    assert text.count("never asked") == len(edition.references())
    assert "never asked" not in visit(cast.panellist).get(f"/rubrics/{version.id}").text
