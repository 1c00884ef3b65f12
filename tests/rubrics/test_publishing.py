"""Publishing: a version never changes, is found again by its content, and keeps meaning apart from wording."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from hiring.foundation.database import db, writing
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of, shipped, unpublished, version_by_hash


def _reworded(edition, **changed):
    first = edition.criteria[0]
    anchors = first.anchors.model_copy(update=changed)
    return edition.model_copy(
        update={"criteria": (first.model_copy(update={"anchors": anchors}), *edition.criteria[1:])}
    )


def test_the_same_text_published_again_is_the_version_it_already_is(either, make, cast):
    one, other = make.version(), make.version()
    assert (one.id, one.number) == (other.id, 1)


def test_a_published_version_is_found_by_its_content_and_says_the_same(either, make):
    version = make.version()
    db.session.close()
    found = version_by_hash(db.session, content_hash(shipped()["service-attitude"]))
    assert found is not None
    assert found.id == version.id
    assert edition_of(found) == shipped()["service-attitude"]


def test_the_database_refuses_to_change_or_remove_a_published_version(either, make):
    make.version()
    for statement in ("UPDATE rubric_version SET title = 'x'", "DELETE FROM criterion_edition"):
        with pytest.raises(DatabaseError, match="a published version is append-only"), db.engine.begin() as connection:
            connection.exec_driver_sql(statement)


def test_a_corrected_typo_keeps_the_meaning_and_a_new_anchor_does_not(either, make, cast):
    before = make.version()
    edition = shipped()["service-attitude"]
    level_1 = edition.criteria[0].anchors.level_1
    with writing() as session:
        typo = publish_rubric(session, cast.hr, _reworded(edition, level_1=level_1.replace("the", "teh", 1)))
        changed = publish_rubric(session, cast.hr, _reworded(edition, level_1="Sends the customer away unheard."))
    hashes = [version.criteria[0].structure_hash for version in (before, typo, changed)]
    assert hashes[0] == hashes[1] != hashes[2]
    assert [version.number for version in (before, typo, changed)] == [1, 2, 3]


def test_hr_reads_a_shipped_rubric_and_publishes_it(visit, cast):
    visitor = visit(cast.hr).get("/rubrics")
    assert "Use this rubric" in visitor.text
    visitor.get("/rubrics/shipped/six-elements").submit(button="Publish only").follow()
    assert "is published as version 1" in visitor.text
    assert "six-elements" not in {edition.key for edition in unpublished(db.session)}


def test_an_interviewer_reads_published_rubrics_and_no_sample_answers(visit, make, cast):
    version = make.version()
    visitor = visit(cast.panellist).get(f"/rubrics/{version.id}")
    answers = [one.answer for criterion in edition_of(version).criteria for one in criterion.practice]
    assert [answer for answer in answers if answer[:40] in visitor.text] == []


def test_each_row_says_who_it_is_for_and_what_it_takes_and_uses_it_in_one_tap(visit, cast):
    visitor = visit(cast.hr).get("/rubrics")
    edition = shipped()["seasonal-retail"]
    assert (
        f"{edition.title} {edition.rubric.summary} {', '.join(one.title for one in edition.criteria)}" in visitor.text
    )
    assert "criteria 5 questions 5 minutes 45" in visitor.text
    visitor.submit(button=f"Use this rubric: {edition.title}").follow()
    version = db.session.scalars(sa.select(RubricVersion)).one()
    assert version.key == "seasonal-retail"
    assert visitor.page.form().held()["rubric"] == version.id
    again = visit(cast.hr).get("/rubrics")
    again.get(again.page.links()[f"Use this rubric: {edition.title}"])
    assert again.page.form().held()["rubric"] == version.id
    assert db.session.scalar(sa.select(sa.func.count(RubricVersion.id))) == 1


def test_filters_and_search_narrow_the_list_and_count_what_they_find(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get("/rubrics")
    assert {"All 15", "In use 1", "By role 9", "By attitude 6"} <= set(visitor.page.links())
    # Service attitude, which is in use, is in view; the others for any post are folded away until asked for.
    assert "By attitude, for any post: 5 more rubrics" in visitor.text
    assert visitor.text.count("Use this rubric") == 15
    assert "for any post:" not in visitor.get("/rubrics?show=by_attitude").text
    visitor.get("/rubrics?show=in_use")
    assert visitor.text.count("Use this rubric") == 1
    assert "in use Version 1, 1 opening" in visitor.text
    visitor.get("/rubrics?q=hotel+lobby")
    assert "Hotel reception" in visitor.text
    assert {"All 1", "By role 1"} <= set(visitor.page.links())
    assert "No rubric matches." in visitor.get("/rubrics?q=zeppelin").text
    assert visitor.get("/rubrics?show=nonsense").text.count("Use this rubric") == 15
    assert opening.version.title in visit(cast.panellist).get("/rubrics").text


def test_people_who_do_not_publish_read_what_is_published(visit, cast):
    assert "HR hasn't published a rubric yet." in visit(cast.panellist).get("/rubrics").text
    with writing() as session:
        publish_rubric(session, cast.hr, shipped()["restaurant"])
    visitor = visit(cast.panellist).get("/rubrics")
    assert "Restaurant and café" in visitor.page.links()
    assert "Use this rubric" not in visitor.text
