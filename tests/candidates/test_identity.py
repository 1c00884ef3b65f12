"""Nobody meets their own record: links are found however an address comes in, and only two people take one away."""

from datetime import date

import pytest
import sqlalchemy as sa

from hiring.accounts import actions as accounts
from hiring.candidates import actions, identity, import_taking, imports, policy
from hiring.candidates.models import AccountLink, Application
from hiring.candidates.policy import is_own_record, own_candidates, resembles
from hiring.foundation.database import db, writing
from hiring.foundation.records.approvals import NotASecondPerson, TextHasChanged
from hiring.foundation.records.journal import JournalEntry
from tests.visitor import alone

# As the candidate writes it, and as the account is known.
CANDIDATES, ACCOUNTS = "Nora.North+jobs@Private.example", "nora.north@private.example"
NAME = "Nora North"


def account(cast, email=ACCOUNTS, roles=("hr_lead",)):
    with writing() as session:
        return accounts.add_person(session, cast.administrator.id, name=NAME, email=email, roles=roles)


def changed(cast, candidate, email):
    with writing() as session:
        actions.change_candidate(session, cast.hr, candidate, name=candidate.name, email=email, phone="")


def by_adding_the_candidate(make, cast):
    person = account(cast)
    return person, make.application(name=NAME, email=CANDIDATES)


def by_changing_the_candidates_address(make, cast):
    person, application = account(cast), make.application(name=NAME, email="")
    changed(cast, application.candidate, CANDIDATES)
    return person, application


def by_adding_the_account(make, cast):
    application = make.application(name=NAME, email=CANDIDATES)
    return account(cast), application


def by_changing_the_accounts_address(make, cast):
    application, person = make.application(name=NAME, email=CANDIDATES), account(cast, "nora@example.org")
    with writing() as session:
        accounts.change_address(session, cast.administrator, person, ACCOUNTS)
    return person, application


def by_importing_the_candidate(make, cast):
    person, opening = account(cast), make.opening()
    content = f"Name,Email,Applied\n{NAME},{CANDIDATES},2026-10-01\n".encode()
    with writing() as session:
        kept = imports.keep_import(session, cast.hr, opening, "export.csv", imports.read_file(content))
        prepared = import_taking.prepare(session, kept)
        import_taking.take_import(session, cast.hr, kept, prepared, prepared.digest)
    return person, db.session.scalars(sa.select(Application).where(Application.opening_id == opening.id)).one()


FOUND = [
    by_adding_the_candidate,
    by_changing_the_candidates_address,
    by_adding_the_account,
    by_changing_the_accounts_address,
    by_importing_the_candidate,
]


@pytest.mark.parametrize("find", FOUND)
@pytest.mark.parametrize("part", ["candidate", "account", "both"])
def test_a_link_once_found_outlives_every_change_of_address(either, make, cast, find, part):
    person, application = find(make, cast)
    if part != "account":
        changed(cast, application.candidate, "another@private.example")
    if part != "candidate":
        with writing() as session:
            accounts.change_address(session, cast.administrator, person, "nora@work.example")
    db.session.expire_all()
    assert is_own_record(person, application)
    assert not policy.can_see_application(person, application)
    assert db.session.scalars(own_candidates(person)).all() == [application.candidate_id]


def test_two_accounts_of_one_human_being_are_both_linked(either, make, cast):
    application = make.application(name=NAME, email=CANDIDATES)
    first, second = account(cast), account(cast, "nora.north+hr@private.example")
    changed(cast, application.candidate, "another@private.example")
    assert [is_own_record(one, application) for one in (first, second, cast.hr)] == [True, True, False]


def test_people_without_an_address_are_nobody_s_account(either, make, cast):
    application = make.application(name=NAME, email="")
    assert not any(is_own_record(person, application) for person in cast.everybody().values())
    assert db.session.scalars(own_candidates(cast.hr)).all() == []


def test_where_only_the_address_says_so_it_is_their_own_record_all_the_same(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    with writing() as session:
        session.delete(application.candidate.account_links[0])
    db.session.expire_all()
    assert is_own_record(person, application)
    assert db.session.scalars(own_candidates(person)).all() == [application.candidate_id]


@pytest.mark.parametrize("part", ["candidate", "account"])
def test_what_only_the_address_said_is_stored_before_it_changes(either, make, cast, part):
    person, application = by_adding_the_account(make, cast)
    with writing() as session:
        session.delete(application.candidate.account_links[0])
    db.session.expire_all()
    if part == "candidate":
        changed(cast, application.candidate, "another@private.example")
    else:
        with writing() as session:
            accounts.change_address(session, cast.administrator, person, "nora@work.example")
    db.session.expire_all()
    assert is_own_record(person, application)


def _addresses(app, known):
    """Every page that is read, with the ids of this hire where its address needs some."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and set(rule.arguments) <= set(known) and rule.endpoint != "static":
            with app.test_request_context():
                yield app.url_map.bind("localhost").build(rule.endpoint, {a: known[a] for a in rule.arguments})


def _shows_name(visitor, page):
    return NAME.encode() in alone(lambda: visitor.client.get(page)).get_data()


def test_after_a_corrected_address_no_page_at_all_shows_people_their_own_record(app, visit, make, cast):
    """Application, panel, decision, probation and every list: HR reads the name there, the hire nowhere."""
    opening = make.opening(posts=3)
    application = make.application(opening, name=NAME, email=CANDIDATES)
    followed = make.probation(make.hire(application))
    make.check_in(followed)
    person = account(cast)
    changed(cast, application.candidate, "another@private.example")
    with writing():
        person.password, person.name, person.sort_name = cast.hr.password, "N. N.", "n. n."
    known = {
        "opening_id": opening.id, "application_id": application.id, "probation_id": followed.id,
        "interview_id": application.interviews[0].id, "seat_id": application.interviews[0].seats[0].id,
        "check_in_id": followed.check_ins[0].id,
    }  # fmt: skip
    pages = list(_addresses(app, known))
    readers = {reader: visit(reader) for reader in (person, cast.hr)}
    read = {reader: {page for page in pages if _shows_name(visitor, page)} for reader, visitor in readers.items()}
    assert len(read[cast.hr]) >= 12, read[cast.hr]
    assert read[person] == set()


def proposed(cast, person, application):
    with writing() as session:
        return identity.propose_unlinking(session, cast.hr, application.candidate, person, "A father and his son.")


def answered(by, application, approval, *, approved=True):
    with writing() as session:
        identity.answer_unlinking(session, by, application, approved=approved, shown_digest=approval.digest)


def last_entry():
    return db.session.scalars(sa.select(JournalEntry).order_by(JournalEntry.sequence.desc())).first()


def test_unlinking_takes_two_people_and_holds(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    approval = proposed(cast, person, application)
    assert is_own_record(person, application)
    answered(cast.second_hr, application, approval)
    entry = last_entry()
    assert (entry.verb, entry.actor, entry.subject) == (
        "candidate unlinked", cast.second_hr.id, application.candidate_id
    )  # fmt: skip
    assert entry.payload == {"person": person.id, "proposed_by": cast.hr.id}
    changed(cast, application.candidate, "another@private.example")
    changed(cast, application.candidate, CANDIDATES)  # the same address, found again
    db.session.expire_all()
    assert not is_own_record(person, application)
    assert db.session.scalars(own_candidates(person)).all() == []


def test_who_proposes_or_is_meant_cannot_be_the_second_person(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    approval = proposed(cast, person, application)
    for nobody in (cast.hr, person, cast.manager, cast.administrator):
        with pytest.raises(NotASecondPerson):
            answered(nobody, application, approval)
    assert is_own_record(person, application)


def test_a_declined_proposal_keeps_the_link_and_says_so_in_the_journal(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    answered(cast.second_hr, application, proposed(cast, person, application), approved=False)
    assert is_own_record(person, application)
    assert (last_entry().verb, last_entry().payload) == ("unlinking declined", {"person": person.id})


def test_a_yes_to_an_older_text_unlinks_nothing(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    older = proposed(cast, person, application)
    with writing() as session:
        identity.propose_unlinking(session, cast.hr, application.candidate, person, "Two sisters.")
    with pytest.raises(TextHasChanged):
        answered(cast.second_hr, application, older)
    assert is_own_record(person, application)


def test_what_is_not_linked_or_ones_own_cannot_be_unlinked(either, make, cast):
    _, application = by_adding_the_account(make, cast)
    for account_of in (cast.manager, cast.hr):
        with pytest.raises(identity.UnlinkingRefused):
            proposed(cast, account_of, application)


def test_hr_can_link_again_what_was_unlinked(either, make, cast):
    person, application = by_adding_the_account(make, cast)
    answered(cast.second_hr, application, proposed(cast, person, application))
    with writing() as session:
        identity.link_person(session, cast.hr, application.candidate, person)
    assert is_own_record(person, application)
    assert db.session.scalar(sa.select(sa.func.count()).select_from(AccountLink)) == 1


def test_two_people_unlink_on_the_page(visit, make, cast):
    person, application = by_adding_the_account(make, cast)
    path = f"/applications/{application.id}/account"
    visitor = visit(cast.hr).get(path)
    visitor.submit({"linked": person.id, "reason": " "}, button="Propose unlinking", expect=422)
    assert visitor.page.problems() == ["Write how you know they're two different people."]
    visitor.submit({"linked": person.id, "reason": "A father and his son."}, button="Propose unlinking").follow()
    assert "Someone else from HR answers this" in visitor.text
    line = "Approve or refuse: unlink an account from Nora North"
    assert line not in visit(cast.hr).get("/").text
    assert line in visit(cast.second_hr).get("/").text
    other = visit(cast.second_hr).get(path)
    assert "A father and his son." in other.text
    other.submit({}, button="Send answer", expect=422)
    assert other.page.problems() == ["Choose an answer."]
    other.submit({"answer": "unlink"}, button="Send answer").follow()
    assert "The account is unlinked." in other.text
    assert not is_own_record(person, application)


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("Pia Park", ""),
        ("park  PIA", ""),
        ("Pía Párk", ""),
        ("Pia Maria Park", ""),
        ("Pia Parks", ""),
        ("P. Jones", "pia.park@private.example"),
        ("P. Jones", "Park_Pia+jobs@private.example"),
    ],
)
def test_who_seats_somebody_like_the_candidate_is_warned(visit, make, cast, name, email):
    application = make.application(name=name, email=email)
    warning = "similar to the candidate: check that they aren't the same person"
    visitor = visit(cast.hr).get(f"/applications/{application.id}/interviews/set")
    assert f"Pia Park ({warning})" in visitor.text
    assert f"Pablo Perez ({warning})" not in visitor.text
    interview = make.interview(application, people=[cast.second_panellist])
    assert warning in visit(cast.hr).get(f"/seats/{interview.seats[0].id}/replace").text


@pytest.mark.parametrize(("name", "email"), [("Pia", ""), ("Paul Park", ""), ("Amara Osei", "pia@private.example")])
def test_a_shared_word_is_no_likeness(make, cast, name, email):
    assert not resembles(cast.panellist, make.application(name=name, email=email).candidate)


def test_a_linked_account_cannot_be_seated_and_is_not_warned_of(visit, make, cast):
    application = make.application(name="Pia Park", email=cast.panellist.email)
    assert not resembles(cast.panellist, application.candidate)
    assert "Pia Park (" not in visit(cast.hr).get(f"/applications/{application.id}/interviews/set").text


def test_the_one_whose_account_it_is_cannot_end_or_judge_their_own_hire(either, make, cast):
    followed = make.probation(make.hire(make.application(name=NAME, email=CANDIDATES)))
    person = account(cast)
    changed(cast, followed.application.candidate, "another@private.example")
    assert followed.application.candidate.accounts == [person]
    assert date(2026, 11, 3) == followed.starts_on
    assert not policy.can_change_application(person, followed.application)
