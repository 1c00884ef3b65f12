"""Rounds, marks and licences, through the actions, on both databases."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry
from hiring.foundation.web.drafts import draft_of, save_draft
from hiring.practice import actions
from hiring.practice.models import Licence
from hiring.practice.queries import latest_marks, licensed_at, on_offer, practised
from hiring.practice.validity import LicenceDaysUnclear, read
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.edition import Edition
from tests.conftest import NOW


def edition(opening, key="empathy"):
    return next(one for one in opening.version.criteria if one.key == key)


def licences(person):
    return db.session.scalars(sa.select(Licence).where(Licence.person_id == person.id)).all()


def test_marks_close_to_the_agreed_ones_earn_a_licence_for_a_year(either, make, cast):
    opening = make.opening()
    make.practice(opening, cast.panellist, 0, 0, 0, 0)
    [licence] = licences(cast.panellist)
    assert licence.structure_hash == edition(opening).structure_hash
    assert (licence.expires_on - NOW.date()).days == 365
    assert licensed_at(db.session, cast.panellist, clock.now()) == {licence.structure_hash}
    assert licensed_at(db.session, cast.second_panellist, clock.now()) == set()


def test_a_licence_holds_from_the_moment_it_is_earned_to_the_end_of_its_last_day(either, make, cast):
    make.practice(make.opening(), cast.panellist, 0, 0, 0, 0)
    [licence] = licences(cast.panellist)
    held = {licence.structure_hash}
    last = clock.at(licence.expires_on, 23, 59, "Europe/London")
    assert licensed_at(db.session, cast.panellist, licence.earned_at - timedelta(microseconds=1)) == set()
    assert licensed_at(db.session, cast.panellist, licence.earned_at) == held
    assert licensed_at(db.session, cast.panellist, last) == held
    assert licensed_at(db.session, cast.panellist, last + timedelta(minutes=1)) == set()


def test_a_licence_carries_over_to_another_rubric_with_the_same_criterion(either, make, cast):
    opening = make.opening()
    others = [make.version(key) for key in ("front-desk", "contact-centre", "customer-first-attitude")]
    shared = [one for version in others for one in version.criteria if one.key == "listening"]
    make.practice(opening, cast.panellist, 0, 0, 0, 0, criterion="listening")
    assert shared, "no other shipped rubric uses it any more: choose another criterion"
    assert all(one.is_licensed for one in practised(db.session, cast.panellist, shared, {}))


def test_every_meaning_is_offered_once(either, make, cast):
    make.version()
    make.version("front-desk")
    offered = [one.structure_hash for one in on_offer(db.session)]
    assert len(offered) == len(set(offered)) > 4


def test_marking_everything_three_earns_nothing_and_other_answers_come_next(either, make, cast):
    opening = make.opening()
    first = make.practice(opening, cast.panellist)
    with writing() as session:
        for mark in list(first.marks):
            actions.give_mark(session, cast.panellist, mark, evidence="Something.", level=3)
    assert licences(cast.panellist) == []
    assert first.finished_at is not None
    second = make.practice(opening, cast.panellist)
    assert second.number == 2
    assert {one.answer for one in first.marks} & {one.answer for one in second.marks} == set()


def test_when_all_marks_were_shown_a_third_round_waits_a_week_and_says_so(either, make, cast):
    opening = make.opening()
    rounds = [make.practice(opening, cast.panellist, 0, 0, 0, 0) for _ in range(2)]
    with pytest.raises(actions.NothingNew, match="You can mark them again from 10 Nov 2026, 09:00"):
        make.practice(opening, cast.panellist)
    assert make.practice(opening, cast.second_panellist).marks  # what others saw doesn't count
    with clock.standing_at(rounds[0].finished_at + timedelta(days=7)):
        third = make.practice(opening, cast.panellist)
    assert {mark.answer for mark in third.marks} == {mark.answer for mark in rounds[0].marks}


def other_meaning(make, opening):
    """The next version of the rubric: one anchor of empathy means something else, its sample answers are the same."""
    content = json.loads(json.dumps(opening.version.content))
    next(one for one in content["criteria"] if one["key"] == "empathy")["anchors"]["5"] += " Tells the whole team."
    with writing() as session:
        version = publish_rubric(session, make.cast.hr, Edition.from_content(content))
    return make.opening(version=version)


def test_an_answer_whose_mark_was_shown_stays_away_when_its_criterion_means_something_else(either, make, cast):
    opening = make.opening()
    shown = {mark.answer for mark in make.practice(opening, cast.panellist, 0, 0, 0, 0).marks}
    later = other_meaning(make, opening)
    assert edition(later).structure_hash != edition(opening).structure_hash
    assert shown.isdisjoint(mark.answer for mark in make.practice(later, cast.panellist).marks)
    # Both rounds of someone else are under way at once, so neither gives the other's answers away.
    drawn = [make.practice(each, cast.second_panellist).marks for each in (opening, later)]
    assert len({mark.answer for marks in drawn for mark in marks}) == 8


def test_beginning_twice_is_beginning_once(either, make, cast):
    opening = make.opening()
    assert make.practice(opening, cast.panellist) is make.practice(opening, cast.panellist)


def test_a_mark_that_was_given_stands(either, make, cast):
    practice = make.practice(make.opening(), cast.panellist, 0)
    with pytest.raises(actions.AlreadyMarked), writing() as session:
        actions.give_mark(session, cast.panellist, practice.marks[0], evidence="Once more.", level=1)


INCOMPLETE = [("Words.", 0, "level"), ("Words.", 6, "level"), (" ", 3, "evidence")]


@pytest.mark.parametrize(("evidence", "level", "field"), INCOMPLETE)
def test_a_mark_needs_its_evidence_and_a_level_on_the_scale(either, make, cast, evidence, level, field):
    practice = make.practice(make.opening(), cast.panellist)
    with pytest.raises(actions.MarkIncomplete) as refused, writing() as session:
        actions.give_mark(session, cast.panellist, practice.marks[0], evidence=evidence, level=level)
    assert refused.value.field == field


def test_a_given_mark_leaves_no_draft_and_takes_none(either, make, cast):
    practice = make.practice(make.opening(), cast.panellist)
    mark = practice.marks[0]
    with writing() as session:
        save_draft(session, cast.panellist.id, mark.id, {"evidence": "Half a"}, 0)
        actions.give_mark(session, cast.panellist, mark, evidence="Half a sentence.", level=2)
        actions.save_mark_draft(session, cast.panellist, mark, {"evidence": "Half a sent"}, 1)
    assert draft_of(db.session, cast.panellist.id, mark.id) is None


def test_the_journal_tells_of_practice_and_never_how_it_went(either, make, cast):
    make.practice(make.opening(), cast.panellist, 0, 0, 0, 0)
    told = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.actor == cast.panellist.id)).all()
    assert [one.verb for one in told] == ["practice begun", "practice finished", "licence earned"]
    assert [sorted(one.payload) for one in told] == [
        ["criterion", "structure_hash"],
        ["criterion"],
        ["criterion", "expires_on", "structure_hash"],
    ]


def test_the_latest_finished_round_of_each_criterion_is_looked_at(either, make, cast):
    opening = make.opening()
    make.practice(opening, cast.panellist, 0, 0, 0, 0)
    make.practice(opening, cast.panellist, 0)
    assert [one.off for one in latest_marks(db.session, cast.panellist)["Empathy"]] == [0, 0, 0, 0]


def test_an_organisation_sets_the_days_of_a_licence_in_a_file_of_its_own(tmp_path):
    (tmp_path / "practice.yaml").write_text("licence_days: 90\n")
    assert read(tmp_path) == timedelta(days=90)


@pytest.mark.parametrize("said", ["licence_days: a year", "licence_days: 0", "licence_days: true", "- 1", "a: [", ""])
def test_a_file_that_does_not_say_how_long_a_licence_lasts_is_refused(tmp_path, said):
    (tmp_path / "practice.yaml").write_text(said)
    with pytest.raises(LicenceDaysUnclear, match=r"practice\.yaml"):
        read(tmp_path)
