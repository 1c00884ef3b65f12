"""Applications: who is the same person, and what becomes of an application by its own course."""

from datetime import date

import pytest
import sqlalchemy as sa

from hiring.candidates import actions, identity, policy
from hiring.candidates.models import Candidate
from hiring.candidates.queries import applications_of
from hiring.candidates.values import ApplicationState
from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry

APPLIED = date(2026, 10, 2)


def verbs() -> list[str]:
    return list(db.session.scalars(sa.select(JournalEntry.verb).order_by(JournalEntry.sequence)))


def test_applications_are_numbered_within_their_opening_and_listed_by_name(either, make):
    host, porter = make.opening(), make.opening("Night porter")
    zoe, amara = make.application(host, "Zoë Ünal"), make.application(host, "amara Osei")
    elsewhere = make.application(porter, "Bo Li")
    assert [zoe.number, amara.number, elsewhere.number] == [1, 2, 1]
    assert [one.candidate.name for one in applications_of(db.session, host)] == ["amara Osei", "Zoë Ünal"]
    assert verbs()[-1] == "candidate added"


def test_the_same_address_and_name_is_the_same_person(either, make):
    first = make.application(make.opening(), "Dóra Kiss", email="Dora.Kiss@Example.org ")
    second = make.application(make.opening("Night porter"), "dora  kiss", email="dora.kiss@example.org")
    assert second.candidate_id == first.candidate_id
    assert first.candidate.email == "dora.kiss@example.org"


def test_the_same_address_under_another_name_is_refused(either, make):
    opening = make.opening()
    make.application(opening, "Dóra Kiss", email="dora@example.org")
    with pytest.raises(actions.AddressOfAnother, match=r"^Dóra Kiss has this address") as refused:
        make.application(opening, "Tomasz Nowak", email="dora@example.org")
    assert refused.value.field == "email"


def test_two_people_without_address_and_of_one_name_stay_two(either, make):
    opening = make.opening()
    first, second = (make.application(opening, "Noor", email="") for _ in range(2))
    assert first.candidate_id != second.candidate_id


def test_a_second_application_to_the_same_opening_is_refused(either, make):
    opening = make.opening()
    make.application(opening)
    with pytest.raises(actions.AlreadyApplied, match="Amara Osei has already applied to this opening"):
        make.application(opening)
    assert len(applications_of(db.session, opening)) == 1


def test_a_name_that_grows_when_decomposed_is_kept_whole(either, make):
    name = "한" * 200
    application = make.application(name=name, email="")
    assert application.candidate.name == name


@pytest.mark.parametrize("email", ["not-an-email", "a@b", "a b@example.org", "@example.org", "a@example..org"])
def test_what_is_not_an_address_is_refused(app, make, email):
    with pytest.raises(actions.CandidateAddressUnusable):
        make.application(email=email)


def test_an_application_from_tomorrow_is_refused(app, make):
    with pytest.raises(actions.DayNotPossible):
        make.application(applied_on=date(2026, 11, 4))


def test_a_withdrawal_is_dated_journalled_and_can_be_taken_back(either, make, cast):
    application = make.application()
    with writing() as session:
        actions.change_state(session, cast.hr, application, ApplicationState.WITHDRAWN, date(2026, 11, 2), "moved away")
    assert (application.state, application.state_on) == ("withdrawn", date(2026, 11, 2))
    assert application.state_note == "moved away"
    assert not application.is_under_way
    with writing() as session:
        actions.change_state(session, cast.hr, application, ApplicationState.UNDER_WAY, date(2026, 11, 3))
    assert application.is_under_way
    assert verbs()[-2:] == ["application changed", "application changed"]


@pytest.mark.parametrize("on", [date(2026, 10, 1), date(2026, 11, 4)])
def test_a_state_is_neither_before_the_application_nor_in_the_future(app, make, cast, on):
    application = make.application(applied_on=APPLIED)
    with pytest.raises(actions.DayNotPossible), writing() as session:
        actions.change_state(session, cast.hr, application, ApplicationState.WITHDRAWN, on)


def test_withdrawing_twice_is_refused(app, make, cast):
    application = make.application()
    with writing() as session:
        actions.change_state(session, cast.hr, application, ApplicationState.WITHDRAWN, APPLIED)
    with pytest.raises(actions.AlreadySo), writing() as session:
        actions.change_state(session, cast.hr, application, ApplicationState.WITHDRAWN, APPLIED)


def test_nobody_sees_or_changes_their_own_record_whatever_their_role(either, make, cast):
    application = make.application()
    assert policy.can_see_application(cast.hr_lead, application)
    with writing() as session:
        identity.link_person(session, cast.hr, application.candidate, cast.hr_lead)
    assert policy.is_own_record(cast.hr_lead, application)
    assert not policy.can_see_application(cast.hr_lead, application)
    assert not policy.can_change_application(cast.hr_lead, application)
    assert policy.can_see_application(cast.hr, application)
    assert applications_of(db.session, application.opening, seen_by=cast.hr_lead) == []


def test_only_hr_sees_applications(app, make, cast):
    application = make.application()
    seeing = {name for name, one in cast.everybody().items() if policy.can_see_application(one, application)}
    assert seeing == {"hr", "hr_lead", "second_hr"}


def test_a_refused_addition_leaves_nobody_behind(either, make):
    with pytest.raises(actions.CandidateAddressUnusable):
        make.application(email="nowhere")
    assert db.session.scalars(sa.select(Candidate)).all() == []
