"""The voluntary form, and quarters of it: nobody's answer shows, and nobody without the role sees a figure."""

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from hiring.accounts.actions import RolesClash, add_person
from hiring.accounts.models import RoleHeld
from hiring.accounts.policy import reads_fairness
from hiring.accounts.values import Role
from hiring.candidates.models import Application, Candidate
from hiring.decisions.models import Decision
from hiring.decisions.reopening import reopen_decision
from hiring.decisions.values import Verdict
from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.foundation.records.journal import JournalEntry
from hiring.insights.fairness import actions
from hiring.insights.fairness.links import LINK_HERE, application_key, form_address, form_in_letter
from hiring.insights.fairness.models import FairnessAnswer, FairnessCount, FairnessPublication
from hiring.insights.fairness.outcomes import over_applications
from hiring.insights.fairness.questions import group_questions
from hiring.interviews.models import Interview
from hiring.letters.actions import send_letters, write_letters
from hiring.letters.kinds import kind_called, placeholders_of
from hiring.letters.models import CandidateLetter
from hiring.letters.queries import paper_text
from hiring.letters.wording import on_paper
from hiring.privacy.erasing import erase
from hiring.privacy.gathering import gather
from hiring.privacy.values import ErasureReason
from tests.interviews.test_guests import BASE
from tests.visitor import Visitor

JANUARY = datetime(2027, 1, 4, 9, 0, tzinfo=UTC)


def path_of(application):
    return form_address(application.id).removeprefix(BASE)


def kept():
    """(question, choice, has changed) of every answer."""
    rows = sa.select(FairnessAnswer.question, FairnessAnswer.choice, FairnessAnswer.has_changed)
    return sorted(map(tuple, db.session.execute(rows)))


@pytest.fixture
def application(make):
    return make.application()


@pytest.mark.parametrize("kind", ["received", "invitation"])
def test_the_link_is_in_the_mail_alone_and_the_letter_never_has_it(app, cast, application, kind):
    with writing() as session:
        text = "Hello {candidate}, if you like: {form}"
        told = {"subject": "We got it", "text_typed": text}
        letters = write_letters(session, cast.hr, kind_called(kind), [application], **told)
        send_letters(session, cast.hr, letters)
    mail = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == "letter")).one()
    assert LINK_HERE in letters[0].text
    assert paper_text(letters[0]) == letters[0].text
    assert LINK_HERE in mail.text
    link = form_in_letter(db.session, mail)[LINK_HERE]
    page = Visitor(app).get(link.removeprefix(BASE))
    assert application.candidate.name not in page.text
    assert "form" not in {placeholder.key for placeholder in kind_called("rejection").placeholders}


def test_on_paper_the_paragraph_with_the_link_is_left_out_and_that_is_said(visit, make, cast):
    noor = make.application(name="Noor Haddad", email="")
    hr, only_link = visit(cast.hr), "If you like: {form}"
    written = f"Hello {{candidate}},\n\n{only_link}\n\nSee you soon."
    for text, refused in ((only_link, True), (written, False)):
        hr.get(f"/openings/{noor.opening_id}/letters/write/message?application={noor.id}")
        hr.submit({"subject": "We got it", "text": text}, button="Write drafts", expect=422 if refused else 302)
        assert refused == ("Noor Haddad has no email address we can use, and on paper" in str(hr.page.problems()))
    assert "The paragraph with the link isn't printed." in hr.follow().text
    here = hr.path
    assert LINK_HERE in hr.text
    assert LINK_HERE not in hr.get(f"{here}/print").text
    hr.get(here).submit({"text": LINK_HERE}, button="Record as printed", expect=422)
    assert "Nothing is left of the letter to Noor Haddad on paper" in hr.page.problems()[0]
    hr.get(here).submit(button="Record as printed").follow()
    assert db.session.get(CandidateLetter, here.rsplit("/", 1)[1]).text == "Hello Noor Haddad,\n\nSee you soon."
    hr.get("/letter-templates/message").submit({"text": written}, button="Save template")
    hr.get(f"/letter-templates/message?application={noor.id}")
    assert "On paper the paragraph with the link is left out." in hr.text
    assert on_paper("One.\n \nTwo.", placeholders_of(kind_called("message"))) == "One.\n \nTwo."


def test_answers_are_kept_apart_changed_once_taken_back_and_never_shown(app, application):
    path = path_of(application)
    blank = Visitor(app).get(path)
    blank.post(path, blank.page.form("Send answers").held() | {"gender": "woman", "age": "from_25"})
    assert ("gender", "woman", False) in kept()
    assert ("ethnicity", "not_said", False) in kept()
    again = Visitor(app).get(path)
    held = again.page.form("Send answers").held()
    assert (held["gender"], held["age"]) == ("not_said", "not_said")
    again.post(path, held | {"gender": "man"})
    assert ("gender", "man", True) in kept()
    third = Visitor(app).get(path)
    assert "can't be changed again" in third.text
    third.post(path, {"gender": "woman"}, expect=422)
    assert ("gender", "man", True) in kept()
    assert "already changed your answers once" in third.text
    Visitor(app).get(path).submit(button="Take answers back")
    assert {choice for _, choice, _ in kept()} == {"not_said"}
    entries = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.verb.contains("fairness"))).all()
    assert {(entry.subject, entry.actor, str(entry.payload)) for entry in entries} == {("fairness", None, "{}")}
    Visitor(app).get(path + "x", expect=404)


def cohort(opening, cast, first, *groups, on):
    """Applications as rows; each group is (its answer or nothing, people, interviewed of them, chosen of those)."""
    rows = {Candidate: [], Application: [], Interview: [], Decision: []}
    for group, people, interviewed, chosen in groups:
        for place in range(people):
            number = first + len(rows[Application])
            human = _row(name=f"C {number}", sort_name=f"c {number}", email="", phone="", added_at=on)
            told = {"number": number, "applied_on": on.date(), "state": "under_way", "added_at": on}
            tried = _row(opening_id=opening.id, candidate_id=human["id"], **told)
            said = {"reason": "Heard it.", "override_reason": "", "gates": [], "summary": {}, "digest": ""}
            verdict = "hire" if place < chosen else "reject"
            by = {"decided_by_id": cast.hr.id, "decided_at": on, "verdict": verdict, "number": 1}
            rows[Candidate].append(human)
            rows[Application].append(tried)
            rows[Decision].append(_row(application_id=tried["id"], **by, **said))
            if place < interviewed:
                met = {"round_id": opening.rounds[0].id, "starts_at": on, "state": "on"}
                rows[Interview].append(_row(application_id=tried["id"], **met))
            if group:
                rows.setdefault(FairnessAnswer, []).append(
                    _row(application_key=application_key(tried["id"]), question="gender", choice=group)
                )
    with writing() as session:
        for table, values in rows.items():
            session.execute(sa.insert(table), values)
    return [row["id"] for row in rows[Application]]


def _row(**columns):
    return {"id": ids.new_id(), **columns}


def cells(visitor):
    """The page's numbers: (people, passed, of, rate) of each row of each table."""
    rows = visitor.page.root.iter("tr")
    return [tuple("".join(cell.itertext()).strip() for cell in row) for row in rows if row.find("td") is not None]


def test_a_quarter_is_published_once_counts_everyone_once_and_deletes_what_it_counted(app, visit, cast, make):
    opening = make.opening(posts=40)
    early, late = datetime(2026, 9, 20, tzinfo=UTC), datetime(2026, 10, 20, tzinfo=UTC)
    groups = [("woman", 20, 12, 5), ("man", 24, 18, 9), ("another", 3, 1, 0), ("", 34, 19, 9)]
    first = cohort(opening, cast, 10, *groups, on=early)
    others = cohort(opening, cast, 200, ("woman", 4, 2, 1), ("man", 6, 3, 1), on=late)
    farah = visit(cast.fairness).get("/insights/fairness")
    assert "Nothing is published yet" in farah.text
    farah.submit(button="Publish quarter").follow()
    assert cells(farah) == [
        *(("Women", "12", "20", "60%"), ("Men", "18", "24", "75%")),
        *(("Women", "5", "12", "42%"), ("Men", "9", "18", "50%")),
    ]
    assert "12 of 20 women against 18 of 24 men passed" in farah.text
    assert farah.text.count("Too few people so far") == 3
    assert "Smaller groups aren't shown" in farah.text
    assert "Publish quarter" not in farah.text
    assert "stays as it is" in farah.post("/insights/fairness").follow().text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FairnessPublication)) == 1
    assert {row.application_key for row in db.session.scalars(sa.select(FairnessCount))} == set(
        map(application_key, first)
    )
    assert db.session.scalar(sa.select(sa.func.count()).select_from(FairnessAnswer)) == len(others)
    before = cells(farah)
    candidate = Visitor(app).get(path_of(db.session.get(Application, first[0])))
    assert "Your gender" not in candidate.text
    candidate.submit({"age": "under_25"})
    assert cells(farah.get("/insights/fairness")) == before
    with clock.standing_at(JANUARY):
        again = visit(cast.fairness).get("/insights/fairness").submit(button="Publish quarter").follow()
        assert again.text.count("Too few people so far") == 7
        assert len(cells(again)) == 4
        assert db.session.scalar(sa.select(sa.func.count()).select_from(FairnessCount)) == len(first)
    more = cohort(opening, cast, 300, ("woman", 24, 14, 6), ("man", 30, 18, 8), on=JANUARY)
    with clock.standing_at(datetime(2027, 4, 5, 9, 0, tzinfo=UTC)):
        later = visit(cast.fairness).get("/insights/fairness").submit(button="Publish quarter").follow()
    # Those who waited are in it, those who were counted aren't.
    assert cells(later) == [
        *(("Women", "16", "28", "57%"), ("Men", "21", "36", "58%")),
        *(("Women", "7", "16", "44%"), ("Men", "9", "21", "43%")),
        *before,
    ]
    counted = sa.select(sa.func.count()).select_from(FairnessCount)
    assert db.session.scalar(counted) == len(first) + len(others) + len(more)


@pytest.mark.parametrize("women", [(14, 10, 5), (15, 10, 4), (15, 9, 5), (15, 10, 5)])
def test_five_on_either_side_of_each_step_are_enough_and_four_are_not(app, cast, make, women):
    opening = make.opening(posts=40)
    on = datetime(2026, 9, 30, 12, 0, tzinfo=UTC)
    cohort(opening, cast, 10, ("woman", *women), ("man", 30, 20, 10), ("", 30, 20, 10), on=on)
    with writing() as session:
        quarter = actions.publish_quarter(session, cast.fairness, group_questions(), clock.today("UTC"))
    assert bool(quarter.content[0]["steps"]) is (women == (15, 10, 5))


def test_a_reopened_decision_counts_once_as_it_is_now(cast, make):
    application = make.panel(3, 4, rounds=1)
    make.decision(application, Verdict.REJECT)
    with writing() as session:
        reopen_decision(session, cast.hr, application, reason="The branch manager heard more of them this week.")
    assert over_applications(db.session, date(2027, 1, 1)) == []
    make.decision(application)
    (over,) = over_applications(db.session, date(2027, 1, 1))
    assert over.passed == {"interviewed": True, "chosen": True}


def test_people_who_withdrew_dont_count_where_they_withdrew_and_erased_answers_are_gone(app, cast, make):
    opening = make.opening()
    met, unmet = make.application(opening, "Mia Met"), make.application(opening, "Una Unmet")
    make.interview(met)
    with writing() as session:
        for application in (met, unmet):
            application.state, application.state_on = "withdrawn", date(2026, 10, 1)
            actions.give_answers(session, application_key(application.id), {"gender": "woman"})
    over = {each.id: dict(each.passed) for each in over_applications(db.session, date(2026, 10, 1))}
    assert over == {met.id: {"interviewed": True}, unmet.id: {}}
    assert over_applications(db.session, date(2026, 9, 30)) == []
    held = {place.table.name for place in gather(db.session, met.candidate).places}
    assert not any(name.startswith("fairness") for name in held)
    path = path_of(met)
    with writing() as session:
        erase(session, cast.hr.id, met.candidate, ErasureReason.REQUEST, proposed_by=None)
    keys = db.session.scalars(sa.select(FairnessAnswer.application_key)).all()
    assert keys == [application_key(unmet.id)]
    Visitor(app).get(path, expect=404)


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.FAIRNESS, Role.ADMINISTRATOR}))
def test_whoever_sees_candidates_cannot_hold_the_role(app, cast, role):
    told = {"name": "Nina New", "email": "nina@example.org", "workplace": cast.harbour}
    with pytest.raises(RolesClash), writing() as session:
        add_person(session, None, roles=[Role.FAIRNESS, role], **told)
    with writing() as session:
        both = add_person(session, None, roles=[Role.FAIRNESS, Role.ADMINISTRATOR], **told)
    assert reads_fairness(both)
    both.held.append(RoleHeld(role=str(role)))
    assert not reads_fairness(both)
    db.session.rollback()
