"""Who deals with what's kept on someone, in every state that a rule tells apart: HR, and nobody else."""

import pytest

from hiring.candidates.models import AccountLink
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.interviews.actions import leave_seat
from hiring.privacy import policy
from hiring.privacy.models import ErasureProposal, LegalHold, PrivacyRequest

RULES = {
    "know of": policy.may_know_of,
    "know of a request": lambda person, of: policy.may_know_of_request(person, PrivacyRequest(candidate=of)),
    "know of a hold": lambda person, of: policy.may_know_of_hold(person, LegalHold(candidate=of)),
    "know of an erasure": lambda person, of: policy.may_know_of_erasure(person, ErasureProposal(candidate=of)),
    "deal with": policy.can_deal_with,
    "deal with a request": lambda person, of: policy.can_deal_with_request(person, PrivacyRequest(candidate=of)),
    "deal with a hold": lambda person, of: policy.can_deal_with_hold(person, LegalHold(candidate=of)),
    "answer an erasure": lambda person, of: policy.can_answer_erasure(person, ErasureProposal(candidate=of)),
}
KNOWS = {rule for rule in RULES if rule.startswith("know")}
ALL = set(RULES)
HR = ("hr", "hr_lead", "second_hr")

# State → what HR may, but for Hedda or Hugo where the state is about them. Hugo sits in the panels that name him.
MAY = {
    "nobody met them": (ALL, {}),
    "Hugo owes a card": (ALL, {"second_hr": KNOWS}),
    "Hugo owes a card about the same human being": (ALL, {"second_hr": KNOWS}),
    "Hugo sealed": (ALL, {}),
    "Hugo left": (ALL, {}),
    "restricted": (ALL, {}),
    "erased": (KNOWS | {"answer an erasure"}, {}),
    "of Hedda, by the address": (ALL, {"hr": set()}),
    "of Hedda, by a link": (ALL, {"hr": set()}),
    "of Hedda, by a link that was undone": (ALL, {}),
    "of Hedda, by a link of the same human being": (ALL, {"hr": set()}),
}


@pytest.fixture
def candidates(make, cast):
    """State → a candidate in it, as its name says. Some were added twice, with the same name and address."""
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr], posts=99)
    return {state: _candidate(make, cast, state, opening) for state in MAY}


def _candidate(make, cast, state, opening):
    candidate = make.application(opening, f"First {state}").candidate
    application = make.application(opening, f"Again {state}") if "same" in state else candidate.applications[0]
    if "Hugo" in state:
        (seat,) = make.interview(application, people=[cast.second_hr]).seats
        if "sealed" in state:
            make.scorecard(seat)
    with writing() as session:
        if "same" in state:
            again = application.candidate
            again.name, again.sort_name, again.email = candidate.name, candidate.sort_name, candidate.email
        if "left" in state:
            leave_seat(session, cast.hr, seat, on=clock.today("UTC"), why="He's ill.")
        if "link" in state:
            undone = clock.now() if "undone" in state else None
            told = {"person_id": cast.hr.id, "linked_at": clock.now(), "unlinked_at": undone}
            session.add(AccountLink(candidate_id=application.candidate_id, **told))
        if "by the address" in state or "undone" in state:
            candidate.email = cast.hr.email
        candidate.restricted_at = clock.now() if state == "restricted" else None
        candidate.erased_at = clock.now() if state == "erased" else None
    return candidate


def test_hr_deals_with_what_is_kept_as_its_state_allows_and_nobody_else_knows_of_it(cast, candidates):
    db.session.expire_all()
    allowed = cast.allowed(RULES, candidates)
    nobody = {name: set() for name in cast.everybody()}
    assert allowed == {state: nobody | dict.fromkeys(HR, of_hr) | others for state, (of_hr, others) in MAY.items()}
