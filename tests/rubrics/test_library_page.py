"""The library says what a rubric is for before it's opened, and each can be used straight from there."""

import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped


def test_each_row_says_who_it_is_for_and_what_it_takes_and_uses_it_in_one_tap(visit, cast):
    visitor = visit(cast.hr).get("/rubrics")
    edition = shipped()["seasonal-retail"]
    assert (
        f"{edition.title} {edition.rubric.summary} {', '.join(one.title for one in edition.criteria)}" in visitor.text
    )
    assert "criteria 4 questions 5 minutes 45" in visitor.text
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
    assert "HR hasn’t published a rubric yet." in visit(cast.panellist).get("/rubrics").text
    with writing() as session:
        publish_rubric(session, cast.hr, shipped()["restaurant"])
    visitor = visit(cast.panellist).get("/rubrics")
    assert "Restaurant and café" in visitor.page.links()
    assert "Use this rubric" not in visitor.text
