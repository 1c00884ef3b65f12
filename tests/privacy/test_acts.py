"""Requests, holds, restriction and erasure by two people: what's refused, and that nothing is half done."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from hiring.accounts.models import Person
from hiring.candidates.models import AccountLink, Candidate
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.records import approvals
from hiring.foundation.refusals import Refused
from hiring.privacy import erasures, holds, overview, requests, restricting, statements
from hiring.privacy.due import kept_candidate, kept_candidates
from hiring.privacy.models import Erasure, ErasureProposal, LegalHold, PrivacyRequest
from hiring.privacy.values import ErasureReason, RequestKind, months_after

TODAY, LATER = date(2026, 11, 3), datetime(2027, 9, 30, 9, tzinfo=UTC)


@pytest.fixture
def in_flask(app):
    with app.test_request_context():
        yield


def _refusal(act, *given, **told) -> str:
    """What an act is refused with; everything it did is undone."""
    with pytest.raises(Refused) as refused, writing() as session:
        act(session, *given, **told)
    return refused.value.sentence


def _propose(person, candidate, reason=ErasureReason.REQUEST):
    with writing() as session:
        return erasures.propose(session, person, candidate, reason)


def _answer(person, proposal, approved=True):
    with writing() as session:
        shown = erasures.digest_shown(session, proposal)
        return erasures.answer(session, person, proposal, approved=approved, shown_digest=shown)


def _hold(cast, candidate):
    with writing() as session:
        told = {"reason": "They brought a claim to the tribunal.", "reviewer": cast.hr_lead, "today": TODAY}
        return holds.place_hold(session, cast.hr, candidate, review_on=date(2027, 2, 1), **told)


def _number(model) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_what_still_runs_or_is_held_is_not_erased(make, cast, in_flask):
    opening = make.opening(posts=9)
    running = make.application(opening, "Still Open")
    hired = make.probation(make.hire(make.application(opening, "At Work"))).application
    offered = make.hire(make.application(opening, "Has Offer"))
    for application, words in (
        (running, "still applies for"),
        (hired, "is in probation"),
        (offered, "still applies for"),
    ):
        assert words in _refusal(erasures.propose, cast.hr, application.candidate, ErasureReason.REQUEST)
    assert (_number(ErasureProposal), _number(Erasure)) == (0, 0)


def test_a_hold_an_account_in_use_and_a_second_request_stand_in_the_way(make, cast, rejected, in_flask):
    with writing() as session:
        session.add(AccountLink(candidate_id=rejected.id, person_id=cast.elsewhere.id, linked_at=clock.now()))
    db.session.expire_all()
    assert "can still sign in" in _refusal(erasures.propose, cast.hr, rejected, ErasureReason.REQUEST)
    with writing() as session:
        session.get_one(Person, cast.elsewhere.id).active = False
    proposal = _propose(cast.hr, rejected)
    assert "already" in _refusal(erasures.propose, cast.hr_lead, rejected, ErasureReason.REQUEST)
    hold = _hold(cast, rejected)
    with pytest.raises(erasures.ErasureRefused, match="under a legal hold"):
        _answer(cast.hr_lead, proposal)
    assert (db.session.get(Candidate, rejected.id).erased_at, proposal.ended_at) == (None, None)
    with writing() as session:
        holds.propose_release(session, cast.hr, hold)
    shown = holds.release_proposal(db.session, hold).digest
    with pytest.raises(approvals.NotASecondPerson), writing() as session:
        holds.answer_release(session, cast.hr, hold, approved=True, shown_digest=shown)
    with writing() as session:
        holds.answer_release(session, cast.hr_lead, hold, approved=True, shown_digest=shown)
    assert _answer(cast.hr_lead, proposal) == "Amara Osei"
    assert db.session.get(Person, cast.elsewhere.id).name == "Erased"
    assert "in the meantime" in _refusal(erasures.answer, cast.second_hr, proposal, approved=True, shown_digest="x")


def test_two_people_who_both_saw_the_same_erase_and_neither_is_the_person(make, cast, rejected, in_flask):
    proposal = _propose(cast.hr, rejected)
    with pytest.raises(approvals.NotASecondPerson):
        _answer(cast.hr, proposal)
    with pytest.raises(approvals.TextHasChanged), writing() as session:
        erasures.answer(session, cast.hr_lead, proposal, approved=True, shown_digest="another")
    with writing() as session:
        session.add(AccountLink(candidate_id=rejected.id, person_id=cast.hr_lead.id, linked_at=clock.now()))
    db.session.expire_all()
    with pytest.raises(erasures.ErasureRefused, match="your own record"):
        _answer(cast.hr_lead, proposal)
    assert "your own record" in _refusal(erasures.propose, cast.hr_lead, rejected, ErasureReason.REQUEST)
    assert _number(Erasure) == 0
    _answer(cast.second_hr, proposal, approved=False)
    assert (_number(Erasure), proposal.ended_by_id) == (0, cast.second_hr.id)


def test_the_day_comes_from_the_rule_and_a_floor_is_kept(make, cast, rejected, in_flask):
    with writing():
        rejected.applications[0].applied_on = TODAY
    kept = kept_candidate(db.session, [rejected.id])
    assert (kept.days.purge_on, kept.is_due) == (date(2027, 8, 30), False)
    assert "They aren't due yet" in _refusal(erasures.propose, cast.hr, rejected, ErasureReason.DUE)
    with clock.standing_at(datetime(2027, 8, 30, 0, 30, tzinfo=UTC)):
        assert [each.id for each in erasures.due_for(db.session, cast.hr)] == [rejected.id]
    with writing():
        cast.harbour.jurisdiction = "us"
    assert "We have to keep this until 3 Nov 2027" in _refusal(
        erasures.propose, cast.hr, rejected, ErasureReason.REQUEST
    )


def test_a_hold_needs_a_reason_and_a_day_to_come(make, cast, rejected):
    told = {"reviewer": cast.hr_lead, "today": TODAY}
    for more, field in (
        ({"reason": " ", "review_on": date(2027, 1, 1)}, "reason"),
        ({"reason": "x" * 20, "review_on": TODAY}, "review_on"),
    ):
        with pytest.raises(holds.LegalHoldRefused) as refused, writing() as session:
            holds.place_hold(session, cast.hr, rejected, **more, **told)
        assert refused.value.field == field
    assert _number(LegalHold) == 0


def test_a_request_has_a_month_and_one_extension_to_three(make, cast, rejected):
    told = {"asked_by": "Amara", "identity": "Wrote from her address.", "kind": RequestKind.ACCESS}
    with writing() as session:
        asked = requests.record_request(session, cast.hr, rejected, asked_on=date(2026, 10, 31), today=TODAY, **told)
        assert asked.due_on == date(2026, 11, 30)
        requests.extend_request(session, cast.hr, asked, why="She asked for ten years.", today=TODAY)
    assert asked.due_on == date(2027, 1, 31)
    assert "once" in _refusal(requests.extend_request, cast.hr, asked, why="Again.", today=TODAY)
    assert "from when they asked" in _refusal(
        requests.answer_request, cast.hr, asked, answer="x", on=date(2026, 10, 30), today=TODAY
    )
    with writing() as session:
        requests.answer_request(session, cast.hr, asked, answer="The copy.", on=TODAY, today=TODAY)
    assert "in the meantime" in _refusal(requests.answer_request, cast.hr, asked, answer="x", on=TODAY, today=TODAY)
    assert "still to come" in _refusal(
        requests.record_request, cast.hr, rejected, asked_on=date(2026, 11, 4), today=TODAY, **told
    )
    assert _number(PrivacyRequest) == 1
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)


def test_a_restricted_person_is_in_no_list_and_at_no_address_until_it_is_lifted(make, cast, rejected, visit):
    application, opening = rejected.applications[0], rejected.applications[0].opening
    names = [
        f"/openings/{opening.id}/candidates?q=amara",
        f"/openings/{opening.id}/compare",
        f"/openings/{opening.id}/interviews",
    ]
    records = [f"/applications/{application.id}", f"/applications/{application.id}/panel"]
    browser = visit(cast.hr)
    assert all("Amara" in browser.get(address).text for address in names)
    with writing() as session:
        restricting.restrict(session, cast.hr, rejected)
    assert [address for address in names if "Amara" in visit(cast.hr).get(address).text] == []
    assert [visit(cast.hr).client.get(address).status_code for address in records] == [404, 404]
    assert "Restricted since" in visit(cast.hr).get(f"/candidates/{rejected.id}/kept").text
    with writing() as session:
        restricting.lift(session, cast.hr, rejected)
    assert "Amara" in visit(cast.hr).get(names[0]).text


CONFLICT = """
other:
  name: Nowhere
  as_of: 2026-11-01
  keep:
    floors: [{days: 365, source: "A law"}]
    ceilings: [{days: 100, source: "Another law"}]
"""


def test_the_rule_restricts_at_the_ceiling_where_law_keeps_it(app, cast, rejected, tmp_path, in_flask):
    (tmp_path / "jurisdictions.yaml").write_text(CONFLICT)
    app.config["DATA_DIR"] = tmp_path
    for at, number in ((datetime(2027, 2, 10, 9, tzinfo=UTC), 0), (datetime(2027, 2, 11, 9, tzinfo=UTC), 1)):
        with clock.standing_at(at), writing() as session:
            assert restricting.restrict_due(session) == number
    with clock.standing_at(LATER):
        assert [kept.days.is_conflict for kept in kept_candidates(db.session)] == [True]
        assert "they stay restricted" in _refusal(restricting.lift, cast.hr, rejected)
        assert [kept.name for kept in overview.read(db.session, cast.hr).conflicts] == ["Amara Osei"]


def test_a_statement_stands_beside_the_card_and_the_card_stays(make, cast, rejected, visit):
    card = statements.scorecards_of(db.session, [rejected.id])[0]
    told = {"words": "I rang them twice, on Monday.", "received_on": TODAY, "today": TODAY}
    with writing() as session:
        statements.attach(session, cast.hr, rejected, card, **told)
    page = visit(cast.hr).get(f"/applications/{rejected.applications[0].id}/panel").text
    assert "I rang them twice, on Monday." in page
    assert "Rang back twice." in page


def test_the_subjects_own_account_meets_nothing_of_it(make, cast, rejected, visit):
    with writing() as session:
        session.add(AccountLink(candidate_id=rejected.id, person_id=cast.hr_lead.id, linked_at=clock.now()))
    db.session.expire_all()
    browser = visit(cast.hr_lead)
    pages = ["", "/request", "/statement", "/hold"]
    assert {browser.client.get(f"/candidates/{rejected.id}/kept{page}").status_code for page in pages} == {404}
    data = {"csrf_token": browser.token(), "names": "shown"}
    assert browser.client.post(f"/candidates/{rejected.id}/kept/export", data=data).status_code == 404
    with clock.standing_at(LATER):
        assert erasures.due_for(db.session, cast.hr_lead) == []


def test_a_shared_name_goes_where_it_can_only_mean_them_and_two_people_see_the_rest(make, cast, rejected, visit):
    """Amara Osei applied as a front desk host; another Amara Osei as a ferry host; both as a night porter."""
    own = rejected.applications[0].opening
    ferry, porter, waiter = (make.opening(title, posts=9) for title in ("Ferry host", "Night porter", "Waiter"))
    for opening in (ferry, porter):
        make.application(opening, "Amara Osei", email="another@example.org")
    make.withdrawn(make.application(porter, "Amara Osei"))
    told = {"Where she was": own, "Where the other was": ferry, "Where both were": porter, "Where nobody was": waiter}
    notes = {
        place: make.application(opening, f"Someone {number}") for number, (place, opening) in enumerate(told.items())
    }
    with writing():
        for place, application in notes.items():
            application.note = f"{place}: a taxi with Amara Osei. Tamara Oseir didn't."
    proposal = _propose(cast.hr, rejected)
    page = visit(cast.hr_lead).get(f"/erasures/{proposal.id}").text
    kept = [place for place in told if place != "Where she was"]
    assert [place for place in told if f"{place}: a taxi with Amara Osei." in page] == kept
    _answer(cast.hr_lead, proposal)
    left = {place: db.session.get(type(application), application.id).note for place, application in notes.items()}
    assert left["Where she was"] == "Where she was: a taxi with [erased]. Tamara Oseir didn't."
    assert [place for place in told if "Amara Osei." in left[place]] == kept


def test_hrs_start_page_says_who_is_due_which_requests_and_which_erasures_wait(make, cast, rejected, visit):
    def lines(person) -> str:
        return visit(person).get("/").text

    assert "forgotten" not in lines(cast.hr)
    with writing() as session:
        told = {"asked_by": "Amara", "identity": "Wrote from her address.", "kind": RequestKind.ACCESS}
        requests.record_request(session, cast.hr, rejected, asked_on=TODAY, today=TODAY, **told)
    assert "Answer 1 person who asked about their data" in lines(cast.hr)
    with clock.standing_at(LATER):
        assert "1 person is due to be forgotten" in lines(cast.hr)
        with writing() as session:
            session.add(AccountLink(candidate_id=rejected.id, person_id=cast.second_hr.id, linked_at=clock.now()))
        db.session.expire_all()
        assert "forgotten" not in lines(cast.second_hr)
        with writing() as session:
            session.get_one(Person, cast.second_hr.id).active = False
        _propose(cast.hr, rejected, ErasureReason.DUE)
        assert "Answer: erase 1 person?" in lines(cast.hr_lead)
        assert "Answer: erase" not in lines(cast.hr)
        assert "forgotten" not in lines(cast.hr)


def test_a_purge_takes_two_people_from_hr_neither_of_them_the_person(make, cast, rejected, in_flask):
    with writing() as session:
        session.add(AccountLink(candidate_id=rejected.id, person_id=cast.second_hr.id, linked_at=clock.now()))
        session.get_one(Person, cast.second_hr.id).active = False
    db.session.expire_all()
    pairs = {
        "Two people have to agree": (cast.hr, cast.hr),
        "Milan": (cast.hr, cast.manager),
        "Pia": (cast.panellist, cast.hr),
        "never their own": (cast.second_hr, cast.hr),
    }
    with clock.standing_at(LATER):
        for words, (first, second) in pairs.items():
            assert words in _refusal(erasures.purge, first, second, rejected)
        assert _number(Erasure) == 0
        with writing() as session:
            erasures.purge(session, cast.hr, cast.hr_lead, rejected)
    assert _number(Erasure) == 1
