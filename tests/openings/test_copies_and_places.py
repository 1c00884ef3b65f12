"""An opening that is duplicated, and one whose posts are at several workplaces."""

import pytest
import sqlalchemy as sa

from hiring.accounts import actions as accounts
from hiring.candidates.models import Application
from hiring.foundation.database import db, writing
from hiring.openings.models import Opening
from hiring.openings.queries import plan_of


@pytest.fixture
def quay(cast):
    with writing() as session:
        return accounts.add_workplace(session, None, name="Quay", zone="Europe/London", jurisdiction="uk")


def test_a_copy_has_the_plan_and_people_and_nobody_who_applied(visit, make, cast, quay):
    opening = make.opening(probation_days=120)
    make.application(opening)
    with writing():
        opening.rounds[0].minutes = 55
        opening.criteria[0].minimum = 3
    hr = visit(cast.hr).get(f"/openings/{opening.id}/duplicate")
    hr.submit({"title": "", "workplace": quay.id}, expect=422)
    assert hr.page.problems() == ["Write the title of the opening."]
    hr.submit({"title": "Host at the quay", "workplace": quay.id, "posts": "2"}).follow()
    assert hr.page.heading == "Host at the quay"
    copy = db.session.scalar(sa.select(Opening).where(Opening.title == "Host at the quay"))
    assert plan_of(copy) == plan_of(opening) and copy.rounds[0].id != opening.rounds[0].id
    assert (copy.workplace, copy.posts, copy.probation_days, copy.is_frozen) == (quay, 2, 120, False)
    assert set(copy.interviewers) == set(opening.interviewers)
    assert db.session.scalars(sa.select(Application).where(Application.opening_id == copy.id)).all() == []


def test_posts_at_several_workplaces_are_counted_together_and_apart(visit, make, cast, quay):
    opening = make.opening(posts=2)
    hr = visit(cast.hr).get(f"/openings/{opening.id}/change")
    hr.submit({f"posts-{quay.id}": "3"}).follow()
    db.session.expire_all()
    assert (opening.posts, [(place.name, posts) for place, posts in opening.places]) == (
        5, [("Harbour branch", 2), ("Quay", 3)],
    )  # fmt: skip
    assert "2 workplaces · 5 posts" in hr.get("/openings").text
    hr.get(f"/openings/{opening.id}/change").submit({"title": "Host"})
    db.session.expire_all()
    assert opening.posts == 5
    hr.get(f"/openings/{opening.id}/change").submit({f"posts-{cast.harbour.id}": "1"}, expect=422)
    assert hr.page.problems() == ["The posts at Harbour branch are counted above. Leave this empty."]
    hr.get(f"/openings/{opening.id}/change").submit({f"posts-{quay.id}": ""})
    db.session.expire_all()
    assert (opening.posts, opening.more_places) == (2, [])


def test_each_hire_takes_one_of_the_posts(visit, make, cast, quay):
    opening = make.opening(posts=1, elsewhere={quay.id: 1})
    first, second = (make.hire(make.application(opening, name)) for name in ("Amara Osei", "Bo Li"))
    hr = visit(cast.hr).get(f"/applications/{first.id}")
    hr.get(hr.page.links()["Choose the workplace"])
    hr.submit({}, expect=422)
    assert hr.page.problems() == ["Choose a workplace."]
    hr.submit({"workplace": quay.id}).follow()
    assert "Amara Osei takes a post at Quay." in hr.text
    assert "Quay, 0 of 1 post left" in hr.get(f"/applications/{second.id}/workplace").text
    hr.submit({"workplace": quay.id}, expect=422)
    assert hr.page.problems() == ["Quay has no post left. Choose another workplace."]
    days = {"starts_on": "2026-11-03", "manager": cast.manager.id}
    hr.get(f"/applications/{second.id}/probation/open").submit(days, expect=422)
    assert hr.page.problems() == ["Choose where they'll work first, on the candidate's page."]
    make.probation(first)
    assert first.place == quay


def test_nobody_takes_a_post_before_the_offer_or_hears_of_one_they_must_not_know(visit, make, cast, quay):
    opening = make.opening(elsewhere={quay.id: 1}, interviewers=[cast.panellist, cast.second_hr])
    application = make.application(opening)
    for person in (cast.hr, cast.second_hr):
        page = visit(person).get(f"/applications/{application.id}/workplace")
        assert "There's nothing to choose here." in page.text
        page.post(f"/applications/{application.id}/workplace", {"workplace": quay.id}, expect=422)
    db.session.expire_all()
    assert application.workplace_id is None


def test_closing_says_who_still_waits_and_needs_its_check(visit, make, cast):
    opening = make.opening()
    make.application(opening)
    hr = visit(cast.hr).get(f"/openings/{opening.id}/close")
    assert "1 candidate is still waiting for an answer." in hr.text and opening.closed_on is None
    hr.submit(button="Close opening").follow()
    db.session.expire_all()
    assert opening.closed_on is not None and "Close this opening" not in hr.page.links()
