"""No page offers what its own policy always refuses: every link and form of the interviews is one that opens."""

from urllib.parse import urlsplit

import pytest

from hiring.foundation.database import writing
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.values import InterviewState
from hiring.panels.reveal_log import read_panel
from tests.make import IN_AN_HOUR

# What a page says in place of a form that would always be refused.
REFUSALS = (
    "You can't move this interview",
    "You can't record that now",
    "You can't cancel this interview",
    "You can't replace",
    "nothing to reopen",
    "you can't add an interview",
)
OFFERED = ("/interviews/", "/seats/", "/applications/")


@pytest.fixture
def states(make, cast):
    """An interview in every state that its page tells apart."""
    people = [cast.panellist, cast.second_panellist, cast.elsewhere, cast.second_hr]
    opening = make.opening(posts=9, interviewers=people)

    def interview(name, **more):
        return make.interview(make.application(opening, name), **more)

    made = {"ahead": interview("Ada Ahead", starts_at=IN_AN_HOUR), "begun": interview("Bo Begun")}
    made["with a guest"] = make.guest(interview("Gil Guest")).interview
    made["sealed"] = interview("Sal Sealed")
    make.scorecard(made["sealed"].seats[0])
    for name, state in (("no-show", InterviewState.NO_SHOW), ("cancelled", InterviewState.CANCELLED)):
        made[name] = interview(f"Off {name}")
        with writing() as session:
            interview_did_not_happen(session, cast.hr, made[name], state)
    for name in ("read", "reopened"):
        application = make.panel(3, 4, application=make.application(opening, f"Panel {name}"))
        assert read_panel(cast.hr, application)
        made[name] = application.interviews[0]
    make.reopened(made["reopened"].application)
    made["ended"] = interview("Eve Ended")
    make.withdrawn(made["ended"].application)
    made["owed by HR"] = interview("Hal Owed", people=[cast.panellist, cast.second_hr])
    return made


def _offers(visitor):
    """The addresses of what a page of the interviews offers to do."""
    links = [link for link in visitor.page.links().values() if link.startswith(OFFERED)]
    forms = [form.action for form in visitor.page.forms() if form.action and form.action.startswith(OFFERED)]
    return links, forms


@pytest.mark.parametrize("name", ["hr", "second_hr", "hr_lead"])
def test_everything_a_page_of_an_interview_offers_opens_and_can_be_done(visit, cast, states, name):
    visitor = visit(getattr(cast, name))
    seen = set()
    for interview in states.values():
        pages = [f"/interviews/{interview.id}", f"/applications/{interview.application_id}/panel"]
        for page in [*pages, f"/openings/{interview.application.opening_id}/interviews"]:
            links, forms = _offers(visitor.get(page))
            for link in set(links) - seen:
                visitor.get(link)
                if "/calendar" not in link:
                    assert not [said for said in REFUSALS if said in visitor.text], f"{page} offers {link}"
            for form in set(forms) - seen:
                status = visitor.send_raw(form, {"csrf_token": visitor.token()}).status_code
                assert status in {200, 302, 303, 422}, f"{page} offers {form}, answered {status}"
            seen |= {*links, *forms}
    assert any("/no-show" in one for one in seen)
    assert any(urlsplit(one).path.endswith("/move") for one in seen)
    assert any(urlsplit(one).path.endswith("/reopen") for one in seen)


OFFERS = {
    "ahead": {"move", "cancel"},
    "begun": {"move", "no-show", "cancel"},
    "with a guest": {"move", "no-show", "cancel"},
    "sealed": set(),
    "no-show": {"move", "take-back-no-show"},
    "cancelled": {"move"},
    "read": {"reopen"},
    "reopened": set(),
    "ended": {"no-show", "cancel"},
    "owed by HR": {"move", "no-show", "cancel"},
}


def test_each_state_of_an_interview_offers_what_can_be_done_in_it(visit, cast, states):
    known = {"move", "no-show", "cancel", "take-back-no-show", "reopen"}
    found = {}
    for name, interview in states.items():
        links, forms = _offers(visit(cast.hr_lead).get(f"/interviews/{interview.id}"))
        found[name] = {urlsplit(one).path.rsplit("/", 1)[-1] for one in [*links, *forms]} & known
    assert found == OFFERS


def test_an_owing_hr_is_offered_the_same_whether_others_have_sealed(visit, make, cast, states):
    interview = states["owed by HR"]
    visitor = visit(cast.second_hr)
    before = visitor.get(f"/interviews/{interview.id}").text
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id), 5)
    assert visitor.get(f"/interviews/{interview.id}").text == before
