"""The pages of candidates: listed, added, corrected, withdrawn, imported."""

import io
from pathlib import Path

import pytest
import sqlalchemy as sa

from hiring.candidates import actions
from hiring.candidates.models import Candidate, CandidateImport
from hiring.candidates.queries import applications_of
from hiring.foundation import spreadsheets
from hiring.foundation.database import db, writing

EXPORT = Path(__file__).parent.parent / "data" / "candidates_export.csv"


def upload(visitor, opening, content, name="export.csv", expect=302):
    visitor.get(f"/openings/{opening.id}/candidates/import")
    return visitor.submit({"file": (io.BytesIO(content), name)}, expect=expect)


def test_an_opening_without_candidates_says_what_to_do(visit, make, cast):
    visitor = visit(cast.hr).get(f"/openings/{make.opening().id}/candidates")
    assert "Nobody has applied yet." in visitor.text
    assert visitor.page.form("Upload file").action == f"/openings/{visitor.path.split('/')[2]}/candidates/import"
    visitor.submit({"name": ""}, button="Add candidate", expect=422)
    assert visitor.page.problems() == ["Write the name."]
    visitor.get(f"/openings/{visitor.path.split('/')[2]}/candidates")
    visitor.submit({"name": "Wilf Tranter", "email": "wilf@example.org"}, button="Add candidate").follow()
    assert "Wilf Tranter" in visitor.page.links()


def test_a_candidate_is_added_by_hand(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/candidates/add")
    visitor.submit({"name": "نور الهدى 🌊", "email": "Noor@Example.org", "note": "line one\nline two"}).follow()
    assert "نور الهدى 🌊" in visitor.page.links()
    assert "3 Nov" in visitor.text
    visitor.get(visitor.page.links()["نور الهدى 🌊"])
    assert "noor@example.org" in visitor.text


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_is_kept(visit, make, cast):
    opening = make.opening()
    visitor = visit(cast.hr).get(f"/openings/{opening.id}/candidates/add")
    visitor.submit({"name": "", "applied_on": "soon", "note": "keeps the shop tidy"}, expect=422)
    assert visitor.page.problems() == [
        "Write the name.",
        "Write the day as year-month-day, for example 2026-11-03.",
    ]
    visitor.submit({"name": "Bo", "email": "nope", "applied_on": "2026-11-01"}, expect=422)
    assert visitor.page.problems() == ["This isn't an email address. It should look like name@example.org."]
    assert visitor.page.form("Add candidate").held()["note"] == "keeps the shop tidy"
    visitor.submit({"email": "", "note": "x" * 1_000_000}, expect=422)
    assert visitor.page.problems() == ["This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."]
    assert db.session.scalars(sa.select(Candidate)).all() == []


def test_a_second_application_is_refused_on_the_page(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/openings/{application.opening_id}/candidates/add")
    visitor.submit({"name": "Amara Osei", "email": application.candidate.email}, expect=422)
    assert visitor.page.problems() == ["Amara Osei has already applied to this opening."]


def test_a_withdrawal_has_its_day_and_can_be_taken_back(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}")
    visitor.get(visitor.page.links()["Record withdrawal"])
    visitor.submit({"on": "2026-11-02", "note": "moved away"}, button="Record withdrawal").follow()
    assert "2 Nov The candidate withdrew." in visitor.text
    assert "moved away" in visitor.text
    visitor.get(visitor.page.links()["Reopen application"])
    visitor.submit(button="Reopen application").follow()
    assert "3 Nov The application was reopened." in visitor.text


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ({"on": "2026-11-04"}, "That day is still to come."),
        ({"on": "2026-09-01"}, "This can't be before 2 October 2026, the day of what happened before."),
        ({"on": ""}, "Write the day."),
        ({"state": "hired"}, "This page was out of date. Look again."),
        ({"state": "under_way"}, "This application is already marked “under way”."),
    ],
)
def test_an_impossible_withdrawal_is_refused_and_the_note_is_kept(visit, make, cast, typed, problem):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/state")
    visitor.submit({"note": "moved away"} | typed, expect=422, button="Record withdrawal")
    assert visitor.page.problems() == [problem]
    held = visitor.page.form("Record withdrawal").held()
    assert (held["note"], held["state"]) == ("moved away", "withdrawn")


def test_a_name_and_an_address_are_corrected(visit, make, cast):
    application = make.application()
    make.application(application.opening, "Bo Li", email="bo@example.org")
    visitor = visit(cast.hr).get(f"/applications/{application.id}/change")
    visitor.submit({"email": "bo@example.org"}, expect=422)
    assert visitor.page.problems() == ["Bo Li already has this address."]
    visitor.submit({"name": "Amara Osei-Lind", "email": "amara@example.org", "phone": "+46 1"}).follow()
    assert visitor.page.heading == "Amara Osei-Lind"
    assert "amara@example.org" in visitor.text


def test_whoever_is_linked_no_longer_sees_the_record(visit, make, cast):
    application = make.application()
    visitor = visit(cast.hr).get(f"/applications/{application.id}/account")
    visitor.submit({"account": "nobody"}, expect=422)
    assert visitor.page.problems() == ["Choose one from the list."]
    visitor.submit({"account": cast.hr.id}).follow()
    assert "Amara Osei" not in visitor.text
    visitor.get(f"/applications/{application.id}", expect=404)
    visitor.post(f"/applications/{application.id}/state", {"state": "withdrawn"}, expect=404)
    visit(cast.hr_lead).get(f"/applications/{application.id}")


def test_other_applications_of_the_same_person_are_named(visit, make, cast):
    here = make.application()
    make.application(make.opening("Night porter"))
    assert "Night porter" in visit(cast.hr).get(f"/applications/{here.id}").page.links()


def checked(visitor, **chosen):
    """Past the columns of an uploaded file, to its people."""
    return visitor.submit(chosen, button=next_button(visitor)).follow()


def next_button(visitor):
    return next(name for form in visitor.page.forms() for name in form.buttons if name.startswith("Next: check"))


def test_the_export_of_a_tracker_is_checked_and_taken(visit, make, cast):
    opening = make.opening()
    visitor = upload(visit(cast.hr), opening, EXPORT.read_bytes()).follow()
    assert "We've matched 10 of 10 columns." in visitor.text
    checked(visitor)
    assert "withdrew in the other system" in visitor.text
    assert "We can't read this email." in visitor.text
    assert applications_of(db.session, opening) == []
    visitor.submit(button="Import nine candidates").follow()
    assert visitor.page.heading == "Imported"
    assert len(applications_of(db.session, opening)) == 9
    visitor.submit(button="Download the refused rows", expect=200)
    assert visitor.answer.content_type == spreadsheets.CSV_TYPE
    assert visitor.answer.get_data().decode("utf-8-sig").splitlines()[1].startswith('"88237","Tomasz"')
    visitor.get(f"/openings/{opening.id}/candidates")
    assert "Yuki 田中" in visitor.page.links()


def test_ticks_and_repairs_of_the_page_decide_who_is_added_and_all_of_it_is_undone(visit, make, cast):
    opening = make.opening()
    nameless = EXPORT.read_bytes() + b"\n88250,,,nameless@example.org,,Front desk host\n"
    visitor = checked(upload(visit(cast.hr), opening, nameless).follow())
    visitor.submit({"email-11": "still not", "name-15": "Wilf Tranter"}, button="Import nine candidates", expect=422)
    assert visitor.page.problems() == ["Row 11: We can't read this email. Correct it or leave it empty."]
    visitor.submit({"email-11": "tomasz@example.org", "row": ["8", "15"]}, button="Import ten candidates").follow()
    names = [application.candidate.name for application in applications_of(db.session, opening)]
    assert names == ["Bilal Haddad", "Tomasz Nowak", "Wilf Tranter"]
    visitor.get(visitor.page.links()["Undo import"])
    assert "You're about to remove three candidates" in visitor.text
    visitor.submit(button="Undo import").follow()
    assert applications_of(db.session, opening) == []


def test_a_file_left_alone_waits_and_can_be_discarded(visit, make, cast):
    opening = make.opening()
    visitor = upload(visit(cast.hr), opening, EXPORT.read_bytes(), "ملف.csv")
    visitor.get(f"/openings/{opening.id}/candidates")
    visitor.get(visitor.page.links()["ملف.csv"], expect=302).follow()
    visitor.submit(button="Discard file").follow()
    assert db.session.scalars(sa.select(CandidateImport)).all() == []


def test_unclear_days_are_asked_about_beside_their_column(visit, make, cast):
    opening = make.opening()
    visitor = upload(visit(cast.hr), opening, b"Name,Email,Applied\nAna,a@x.org,03/10/2026\n").follow()
    visitor.submit(button="Next: check one row", expect=422)
    assert visitor.page.problems() == ["Say which day the first date is."]
    checked(visitor, day_first="no")
    assert "10 Mar 2026" in visitor.text
    checked(visitor.get(visitor.page.links()["Back to columns"]), day_first="yes")
    visitor.submit(button="Import one candidate").follow()
    assert applications_of(db.session, opening)[0].applied_on.isoformat() == "2026-10-03"


def test_a_column_used_twice_is_said_at_the_second(visit, make, cast):
    visitor = upload(visit(cast.hr), make.opening(), b"Name,Email,Mail 2\nAna,a@x.org,b@x.org\n").follow()
    visitor.submit({"col2": "email"}, button="Next: check one row", expect=422)
    assert visitor.page.problems() == ["“Email” and “Mail 2” both go to Email. Leave one of them out."]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "The file is empty."),
        (b"%PDF-1.7", "This is a PDF, not a table. Save or export it as CSV or XLSX."),
        (b"Name,Email\n", "The file has a header, but no candidates below it."),
    ],
)
def test_a_file_that_is_no_table_is_refused_at_its_field(visit, make, cast, content, problem):
    visitor = upload(visit(cast.hr), make.opening(), content, expect=422)
    assert visitor.page.problems() == [problem]


def test_no_file_is_a_problem_and_five_megabytes_are_too_much(visit, make, cast):
    visitor = visit(cast.hr).get(f"/openings/{make.opening().id}/candidates/import")
    visitor.submit(expect=422)
    assert visitor.page.problems() == ["Choose a file."]
    sent = {"data": b"x" * 5_000_000, "content_type": "multipart/form-data; boundary=x"}
    answer = visitor.client.post(visitor.path, **sent)
    assert answer.status_code == 413
    assert "4 MB at most" in answer.get_data(as_text=True)


def test_a_stale_preview_is_shown_anew_and_nothing_is_taken(visit, make, cast):
    opening = make.opening()
    visitor = checked(upload(visit(cast.hr), opening, EXPORT.read_bytes()).follow())
    make.application(opening, "Dóra Kiss", email="dora.kiss@example.org")
    visitor.submit(button="Import nine candidates", expect=422)
    assert visitor.page.problems() == ["Something has changed since you looked. Check the rows again."]
    visitor.submit(button="Import eight candidates").follow()
    assert len(applications_of(db.session, opening)) == 9


def test_a_closed_opening_takes_nobody_new_but_its_candidates_can_still_withdraw(visit, make, cast):
    application = make.application()
    visitor = checked(upload(visit(cast.hr), application.opening, EXPORT.read_bytes()).follow())
    waiting = visitor.path
    visitor.get(f"/openings/{application.opening_id}/close").submit(button="Close opening")
    assert "This opening is closed." in visitor.get(waiting).text
    visitor.post(f"{waiting}/take", expect=403)
    visitor.get(f"/openings/{application.opening_id}/candidates/add", expect=403)
    assert "Add candidates" not in visitor.get(f"/openings/{application.opening_id}/candidates").page.links()
    visitor.get(f"/applications/{application.id}/state").submit(button="Record withdrawal")


@pytest.mark.parametrize("name", ["administrator", "panellist", "manager", "stranger"])
def test_whoever_is_not_hr_finds_nothing_here(visit, make, cast, name):
    application = make.application()
    kept = upload(visit(cast.hr), application.opening, EXPORT.read_bytes()).answer.headers["Location"]
    visitor = visit(cast.everybody()[name])
    for path in (
        f"/openings/{application.opening_id}/candidates",
        f"/openings/{application.opening_id}/candidates/add",
        f"/openings/{application.opening_id}/candidates/import",
        f"/applications/{application.id}",
        f"/applications/{application.id}/change",
        f"/applications/{application.id}/account",
        kept,
    ):
        visitor.get(path, expect=404)


def test_a_withdrawn_candidate_is_listed_as_such(visit, make, cast):
    application = make.application()
    with writing() as session:
        state = actions.ApplicationState.WITHDRAWN
        actions.change_state(session, cast.hr, application, state, application.applied_on)
    assert "withdrawn" in visit(cast.hr).get(f"/openings/{application.opening_id}/candidates").text
