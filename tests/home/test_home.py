"""The start page shows each person what needs them, red first, and no more."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from hiring.accounts import actions as accounts
from hiring.accounts.values import Role
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.actions import still_owed
from hiring.home.models import PersonReminder
from hiring.home.running_probations import needing_someone, running_probations
from hiring.home.strips import sentence
from hiring.probation.outcomes import confirm
from hiring.probation.promises.actions import add_promise
from hiring.probation.suggestions.actions import suggest
from hiring.probation.values import PromiseBy, PromiseMade
from tests.conftest import NOW
from tests.make import NOT_FILED

# The probation of `make`: decide by 13 January, the last day is 31 January 2027.
DECIDE_BY = date(2027, 1, 13)


def at(day):
    return clock.standing_at(NOW.replace(year=day.year, month=day.month, day=day.day))


def place(name):
    with writing() as session:
        return accounts.add_workplace(session, None, name=name, zone="Europe/London", jurisdiction="uk")


@pytest.mark.parametrize(
    ("name", "heading", "says"),
    [
        ("stranger", "My people", "New starters appear here as soon as they're hired."),
        ("panellist", "My interviews", "No interview is waiting for you."),
        ("administrator", "To do", "Nothing to do today."),
        ("hr", "To do", "No probation is about to run out."),
    ],
)
def test_everyone_has_a_start_page_that_says_what_will_come(visit, make, cast, name, heading, says):
    make.opening()
    visitor = visit(getattr(cast, name)).get("/")
    assert visitor.page.heading == heading
    assert says in visitor.text
    assert list(visitor.page.links())[2] == heading  # the first of the menu, after the skip link and the brand


def test_an_interviewer_sees_the_late_card_first_and_what_to_read_and_practise(visit, make, cast):
    late = make.application(name="Amara Osei")
    make.interview(late)
    ahead = make.interview(make.application(late.opening, "Bo Lind"), starts_at=NOW + timedelta(days=2))
    links = list(visit(cast.panellist).get("/").page.links())
    assert "Write your scorecard for Amara Osei" in links
    assert [name for name in links if name.startswith("Practise 4 criteria before Thursday (")]
    assert "You know this kit." not in visit(cast.second_panellist).get("/").text or ahead
    make.licensed(late.opening, cast.panellist)
    assert "Practise" not in "".join(set(visit(cast.panellist).get("/").page.links()) - {"Practice"})


def test_hr_sees_who_is_late_and_a_panellist_of_hr_does_not(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.hr])
    make.interview(make.application(opening), people=[cast.panellist, cast.hr])
    assert "Pia Park" not in visit(cast.hr).get("/").text
    make.interview(make.application(make.opening("Night porter"), name="Bo Lind"))
    assert "Pia Park 1 day late Scorecard for Bo Lind, Night porter" in visit(cast.hr).get("/").text


def test_hr_sees_what_is_ready_and_how_far_each_opening_is(visit, make, cast):
    application = make.panel(4, 3)
    make.application(application.opening, "Bo Lind")
    text = visit(cast.hr).get("/").text
    assert "Decide on 1 candidate" in text
    assert "The one is held up: Front desk host is waiting for your decision on 1 candidate." in text
    assert "Applied 2 Invited 1 Interviewed 1 Ready 1 Decided 0" in text
    make.decision(application)
    make.withdrawn(make.application(make.opening("Night porter"), "Cora Lund"))
    text = visit(cast.hr).get("/").text
    assert "Applied 2 Invited 1 Interviewed 1 Ready 1 Decided 1" in text
    assert "Every post is filled: answer 1 and close it" in text
    assert "1 of 2 is held up: Night porter has nobody left to invite." in text
    assert "Amara Osei Front desk host, offer made" in text
    assert "Set Amara Osei's first day" in text


# Fourteen days before the last day and one more; decide-by and the day after; the last day and the day after.
@pytest.mark.parametrize(
    ("day", "says"),
    [
        (DECIDE_BY, ""),
        (DECIDE_BY + timedelta(days=1), "1 day past the day to decide"),
        (date(2027, 1, 31), "18 days past the day to decide"),
        (date(2027, 2, 1), "ran out yesterday"),
    ],
)
def test_red_is_what_cannot_be_undone_tomorrow(make, cast, day, says):
    make.probation()
    with at(day):
        followed = running_probations(db.session, cast.hr, needing_someone())
    assert [one.urgency.says if one.is_dangerous else "" for one in followed] == [says]


def test_hr_and_the_manager_read_what_happens_if_nobody_decides(visit, make, cast):
    make.probation()
    with at(DECIDE_BY + timedelta(days=1)):
        hr, manager = visit(cast.hr).get("/"), visit(cast.manager).get("/")
    for visitor in (hr, manager):
        assert "If nobody decides by Sunday 31 January, the probation runs out and they stay." in visitor.text
    assert "Decide now: Amara Osei" in manager.page.links()
    assert "Remind Milan Moor: Amara Osei" in hr.page.form("Remind Milan Moor: Amara Osei").buttons


def test_a_manager_has_their_people_from_the_day_the_hire_is_made(visit, make, cast):
    application = make.hire()
    page = visit(cast.manager).get("/")
    assert "Amara Osei hired, no first day yet" in page.text
    make.probation(application, starts_on=date(2026, 11, 8))
    page = visit(cast.manager).get("/")
    assert "Amara Osei starts in 5 days" in page.text
    assert "Amara Osei" not in page.page.links()
    with at(date(2026, 11, 21)):
        assert "Amara Osei day 14 of 90" in visit(cast.manager).get("/").text


def test_a_manager_who_interviews_has_one_page_with_people_first(visit, make, cast):
    with writing() as session:
        roles = [Role.MANAGER, Role.INTERVIEWER]
        accounts.change_person(
            session, cast.administrator.id, cast.manager, name="Milan Moor", roles=roles, active=True, workplace=None
        )
    make.interview(make.application(make.opening(interviewers=[cast.manager])), people=[cast.manager])
    visitor = visit(cast.manager).get("/")
    assert visitor.page.heading == "My people"
    assert visitor.text.index("None of your team is in probation") < visitor.text.rindex("My interviews")
    assert "Write your scorecard for Amara Osei" in visitor.page.links()


def test_the_filter_leaves_one_workplace(visit, make, cast):
    make.panel(4, 3)
    quiet = place("Quay branch")
    make.panel(3, 3, application=make.application(make.opening("Night porter", workplace=quiet), "Bo Lind"))
    whole = visit(cast.hr).get("/")
    assert "All 2 Harbour branch (1 to do) Quay branch (1 to do)" in whole.text
    part = visit(cast.hr).get(f"/?shop={quiet.id}")
    assert "Night porter. Every scorecard is sealed." in part.text
    assert "Front desk host. Every scorecard is sealed." not in part.text
    assert "1 opening running" in part.text


def test_one_reminder_a_day_lists_all_a_person_is_late_with(visit, make, cast):
    for title in ("Front desk host", "Night porter"):
        make.interview(make.application(make.opening(title), f"Amara of {title}"))
    visitor = visit(cast.hr).get("/")
    visitor.submit(button="Remind: Pia Park")
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert mail.address == cast.panellist.email
    assert mail.text.count("- Scorecard: ") == 2
    assert "Amara" not in mail.subject + mail.text
    text = visitor.follow().text
    assert "Reminded today" in text
    assert "Remind: Pia Park" not in [button for form in visitor.page.forms() for button in form.buttons]
    visitor.post("/remind", {"person": cast.panellist.id}).follow()
    assert "Nobody was reminded" in visitor.text
    visitor.post("/remind", {"person": "everyone"})
    reminded = db.session.scalars(sa.select(PersonReminder.person_id))
    assert sorted(reminded) == sorted([cast.panellist.id, cast.second_panellist.id])
    with clock.standing_at(NOW + timedelta(days=1)):
        visitor = visit(cast.second_hr).get("/")
        assert "Reminded on 3 November" in visitor.text
        visitor.submit(button="Remind again: Pia Park")
    assert db.session.scalar(sa.select(sa.func.count(PersonReminder.id))) == 3


def test_a_waiting_reminder_is_dropped_once_nothing_is_late_any_more(visit, make, cast):
    interview = make.interview(make.application())
    visit(cast.hr).post("/remind", {"person": cast.panellist.id})
    mail = db.session.scalars(sa.select(OutgoingMail)).one()
    assert still_owed(db.session, mail) == ""
    make.scorecard(next(seat for seat in interview.seats if seat.person_id == cast.panellist.id))
    db.session.expire_all()
    assert still_owed(db.session, mail) == "nothing is late any more"


def test_nobody_is_reminded_of_a_card_by_someone_who_owes_one_there(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.hr])
    make.interview(make.application(opening), people=[cast.panellist, cast.hr])
    visit(cast.hr).post("/remind", {"person": cast.panellist.id})
    assert db.session.scalars(sa.select(OutgoingMail)).all() == []


def test_the_sentence_over_the_openings_names_what_holds_them_up():
    assert sentence([], 0) == ""
    assert sentence([], 1) == "Nothing is held up."
    assert sentence(["Leeds is dry"], 1) == "The one is held up: Leeds is dry."
    assert sentence(["Leeds is dry", "York is dry"], 3) == "2 of 3 are held up: Leeds is dry and York is dry."
    assert sentence(["A", "B", "C"], 3) == "3 of 3 are held up: A, B, and 1 more."


def test_the_pages_take_as_many_statements_for_many_rows_as_for_one(visit, make, cast):
    visitors, statements, sent = [visit(cast.hr), visit(cast.manager), visit(cast.panellist)], [], []
    make.panel(4, 3)
    make.interview(make.application(make.opening("Night porter")))
    make.probation(make.hire(make.application(make.opening("Waiter"), "Al Low")))
    sa.event.listen(db.engine, "before_cursor_execute", lambda *asked: statements.append(asked[2]))
    for names in ((), ("Bo Lind", "Cleo Quist")):
        for name in names:
            make.panel(4, 3, application=make.application(make.opening(f"{name} ready"), name))
            make.interview(make.application(make.opening(f"{name} late"), name))
            make.probation(make.hire(make.application(make.opening(f"{name} hired"), name)))
        for visitor in visitors:
            db.session.expire_all()
            statements.clear()
            visitor.get("/")
            sent.append(len([statement for statement in statements if statement != "BEGIN"]))
    assert visitors[0].text.count("Every scorecard is sealed") == 3
    assert visitors[1].text.count("What did") == 3
    assert sent[:3] == sent[3:]
    assert sent[0] <= 15


def test_hr_sees_what_hires_are_owed(visit, make, cast):
    """Promises of HR, outcomes nobody has told, what customers say; and hires whose manager can't sign in any more."""
    kept, told = make.probation(), make.probation(make.hire(make.application(name="Bo Lind")))
    with writing() as session:
        promised = PromiseMade("Order a headset.", PromiseBy.HR, date(2026, 11, 5))
        add_promise(session, cast.manager, kept, promised)
        suggest(session, cast.manager, kept, "They ask when we open on Sundays.")
        confirm(session, cast.manager, told, reason="Rings back.", whys=NOT_FILED)
    with at(date(2026, 11, 5)):
        assert "Order a headset." not in visit(cast.hr).get("/").text
    with at(date(2026, 11, 6)):
        hr = visit(cast.hr).get("/")
        assert "Keep a promise to Amara Osei 1 day late Order a headset." in hr.text
        assert "Answer what customers say at Harbour branch 1 suggestion" in hr.text
        assert "Milan Moor Hasn't recorded telling Bo Lind: confirmed" in hr.text
        assert "no manager" not in hr.text
        with writing():
            cast.manager.active = False
        hr.get("/")
        assert "Name another manager for Amara Osei no manager" in hr.text
        assert "Tell Bo Lind: confirmed" in hr.text and "Hasn't recorded" not in hr.text
        hr.get(hr.page.links()["Change the manager: Amara Osei"])
    with at(DECIDE_BY - timedelta(days=15)):
        assert "no manager to decide" not in visit(cast.hr).get("/").text
    with at(DECIDE_BY - timedelta(days=14)):  # red, and nobody's to remind
        hr = visit(cast.hr).get("/")
        assert "Amara Osei no manager to decide" in hr.text
        assert "Milan Moor can't sign in any more, so HR decides." in hr.text
        assert not any("Remind" in button for form in hr.page.forms() for button in form.buttons)
