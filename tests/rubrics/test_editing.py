"""Copying, saving whatever is typed, adding and removing parts, publishing: the actions, on both databases."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry
from hiring.foundation.web.errors import Refused
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.parts import part_at
from hiring.rubrics.editing.queries import newer_version, open_copies
from hiring.rubrics.queries import edition_of, shipped


def copied(make, person=None, title=None):
    version = make.version()
    with writing() as session:
        return actions.start_copy(session, person or make.cast.hr, edition_of(version), version, title=title)


def saved(person, copy, address, sent, seen=None):
    part = part_at(copy.content, address)
    with writing() as session:
        return actions.save_part(session, person, copy, part, sent, seen or part.seen)


def published(person, copy):
    with writing() as session:
        return actions.publish_copy(session, person, copy)


def verbs():
    return list(db.session.scalars(sa.select(JournalEntry.verb).where(JournalEntry.verb.like("rubric%"))))


def test_a_copy_published_unedited_is_the_version_it_came_from(either, make, cast):
    copy = copied(make)
    assert published(cast.hr, copy).id == copy.before_version_id
    assert (copy.is_open, open_copies(db.session)) == (False, [])


def test_an_edited_copy_is_the_next_version_and_only_start_and_end_are_in_the_journal(either, make, cast):
    copy = copied(make)
    saved(cast.second_hr, copy, "rubric", {"summary": "For whoever serves."})
    version = published(cast.second_hr, copy)
    assert (version.number, edition_of(version).rubric.summary) == (2, "For whoever serves.")
    assert verbs() == ["rubric published", "rubric copy started", "rubric published", "rubric copy published"]


def test_a_rubric_of_its_own_takes_its_key_from_its_title_and_no_key_twice(either, make, cast):
    copy = copied(make, title="Café & Bar")
    assert (copy.key, read(copy.content).edition.title) == ("cafe-bar", "Café & Bar")
    for title, sentence in (
        ("cafe bar", "already a rubric “cafe-bar”"),
        ("Six elements", "already"),
        ("日本", "a to z"),
    ):
        with pytest.raises(Refused, match=sentence) as refused:
            copied(make, title=title)
        assert refused.value.field == "title"
    assert published(cast.hr, copy).number == 1


@pytest.mark.parametrize(("title", "key"), [("24-hour desk", "rubric-24-hour-desk"), ("  Ä!  b ", "a-b"), ("…", "")])
def test_keys_are_made_from_titles(title, key):
    assert actions.key_from(title) == key


def test_a_stale_text_never_overwrites_and_another_part_is_no_conflict(either, make, cast):
    copy = copied(make)
    stale = part_at(copy.content, "criteria/empathy").seen
    saved(cast.second_hr, copy, "criteria/empathy", {"definition": "Hugo's words."})
    saved(cast.hr, copy, "rubric", {"summary": "Another part."})
    with pytest.raises(actions.CopyMovedOn, match="saved a different text in the meantime"):
        saved(cast.hr, copy, "criteria/empathy", {"definition": "Hedda's words."}, stale)
    assert copy.content["criteria"][0]["definition"] == "Hugo's words."


def test_parts_are_added_at_the_end_and_only_what_was_shown_is_removed(either, make, cast):
    copy = copied(make)
    with writing() as session:
        assert actions.add_part(session, cast.hr, copy, "rounds") == "rounds/3"
    second = part_at(copy.content, "rounds/2")
    with writing() as session:
        actions.remove_part(session, cast.hr, copy, second, second.seen)
    with pytest.raises(actions.NothingLikeThat), writing() as session:
        actions.remove_part(session, cast.hr, copy, part_at(copy.content, "rounds/2"), second.seen)
    assert [one["title"] for one in copy.content["rubric"]["rounds"]] == ["What you have done", ""]


def test_criteria_come_from_the_bank_move_up_and_go(either, make, cast):
    copy = copied(make)
    with writing() as session:
        actions.add_criterion(session, cast.hr, copy, "curiosity")
        actions.move_criterion_up(session, cast.hr, copy, "curiosity")
        gone = part_at(copy.content, "criteria/empathy/use")
        actions.remove_part(session, cast.hr, copy, gone, gone.seen)
    keys = [one["key"] for one in copy.content["criteria"]]
    assert keys == ["listening", "ownership", "curiosity", "composure"]
    assert keys == [one["criterion"] for one in copy.content["rubric"]["criteria"]]
    for key in ("curiosity", "nothing"):
        with pytest.raises(Refused), writing() as session:
            actions.add_criterion(session, cast.hr, copy, key)


def test_a_copy_knows_that_another_version_was_published_meanwhile(either, make, cast):
    copy, other = copied(make), copied(make)
    assert newer_version(db.session, copy) is None
    saved(cast.hr, other, "rubric", {"summary": "Sooner."})
    second = published(cast.hr, other)
    assert newer_version(db.session, copy) == second


def test_an_added_criterion_is_the_text_of_the_bank(either, make, cast):
    copy = copied(make)
    with writing() as session:
        actions.add_criterion(session, cast.hr, copy, "curiosity")
    known = {one.key: one for edition in shipped().values() for one in edition.criteria}
    assert read(copy.content).criteria["curiosity"] == known["curiosity"]
