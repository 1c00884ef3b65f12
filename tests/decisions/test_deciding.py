"""Deciding through the pages: gates, the check page, exactly one decision, and what follows a hire."""

from datetime import timedelta

from hiring.decisions.models import decision_of
from hiring.decisions.queries import hires_of, references_of, skill_floor_of
from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews.actions import set_interview
from hiring.panels.summary import digest_of
from tests.conftest import NOW

REASON = "Stayed with the customer to the end, twice."
OVERRIDE = "The shift manager has worked with her for years."
HIRE = {"verdict": "hire", "reason": REASON, "override_reason": OVERRIDE}


def at_the_form(visit, person, application):
    """From the panel, through its link, to the form."""
    visitor = visit(person).get(f"/applications/{application.id}/panel")
    return visitor.get(visitor.page.links()["Go on to the decision"])


def check_page(visit, person, application, typed=None):
    visitor = at_the_form(visit, person, application)
    return visitor.submit(typed or HIRE, expect=200, button="Check before it's final")


def ahead(cast, application, planned_round, *people):
    """An interview of next week."""
    with writing() as session:
        planned = application.opening.rounds[planned_round]
        told = {"starts_at": NOW + timedelta(days=7), "place": "Room Birch", "people": people or [cast.panellist]}
        return set_interview(session, cast.hr, application, planned, **told)


def test_a_hire_is_checked_restated_and_then_final(visit, make, cast):
    application = make.panel(3, 4)
    visitor = check_page(visit, cast.hr, application)
    assert visitor.page.heading == "Hire Amara Osei?"
    assert decision_of(application) is None
    visitor.submit(button="Yes, hire Amara Osei").follow()
    assert visitor.page.heading == "Decision: Amara Osei"
    assert REASON in visitor.text
    assert OVERRIDE in visitor.text
    assert "Unchanged since the decision." in visitor.text
    made = decision_of(application)
    assert (made.verdict, made.decided_by_id) == ("hire", cast.hr.id)
    assert made.digest == digest_of(made.summary)


def test_a_decision_can_be_changed_on_the_check_page_until_it_is_final(visit, make, cast):
    application = make.panel(3, 4)
    visitor = check_page(visit, cast.hr, application)
    visitor.submit(button="Change something", expect=200)
    held = visitor.page.form("Check before it's final").held()
    assert (held["verdict"], held["reason"], held["override_reason"]) == ("hire", REASON, OVERRIDE)
    assert decision_of(application) is None


def test_a_decision_needs_the_panel_to_be_read(visit, make, cast):
    application = make.panel(3, 4)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/decide")
    assert "Read the panel as it stands now" in visitor.text
    address = f"/applications/{application.id}/decide"
    visitor.post(address, HIRE | {"step": "decide", "seen": "made-up"}, expect=422)
    assert visitor.page.problems() == ["The panel has changed since you looked. Read it again. Your text is kept."]
    assert decision_of(application) is None


def test_somebody_elses_proof_of_reading_is_none(visit, make, cast):
    application, other = make.panel(3, 4), make.panel(2, 2, application=make.application(name="Bela Bach"))
    stolen = at_the_form(visit, cast.second_hr, application).page.form("Check before it's final").held()["seen"]
    of_another = at_the_form(visit, cast.hr, other).page.form("Check before it's final").held()["seen"]
    for seen in (stolen, of_another):
        typed = HIRE | {"step": "decide", "seen": seen}
        visit(cast.hr).post(f"/applications/{application.id}/decide", typed, expect=422)
    assert decision_of(application) is None


def test_a_panel_that_changed_meanwhile_is_shown_again_and_the_text_is_kept(visit, make, cast):
    application = make.panel(1, 5)
    visitor = check_page(visit, cast.hr, application)
    visit(cast.panellist).get(f"/applications/{application.id}/debrief").submit({"said-empathy": "She asked first."})
    visitor.submit(button="Yes, hire Amara Osei", expect=422)
    assert "The panel has changed since you looked." in visitor.text
    assert "She asked first." in visitor.text
    assert visitor.page.form("Check before it's final").held()["reason"] == REASON
    visitor.submit(button="Check before it's final", expect=200).submit(button="Yes, hire Amara Osei").follow()
    assert decision_of(application).summary["debriefed"] == [["empathy", None, "She asked first."]]


def test_what_is_missing_is_said_at_its_field(visit, make, cast):
    application = make.panel(3, 4)
    visitor = at_the_form(visit, cast.hr, application)
    visitor.submit({}, expect=422, button="Check before it's final")
    assert visitor.page.problems() == ["Choose hire or reject."]
    visitor.submit({"verdict": "reject", "reason": "No."}, expect=422, button="Check before it's final")
    assert visitor.page.problems() == ["Write the reason in a sentence, at least 20 characters."]
    visitor.submit({"verdict": "hire", "reason": REASON}, expect=422, button="Check before it's final")
    assert visitor.page.problems() == ["Not every gate is met. Write why you're hiring anyway."]
    visitor.submit({"verdict": "keep", "reason": REASON * 900}, expect=422, button="Check before it's final")
    assert len(visitor.page.problems()) == 2


def test_a_rejection_needs_no_override_and_keeps_none(visit, make, cast):
    application = make.panel(2, 2)
    visitor = check_page(visit, cast.hr, application, HIRE | {"verdict": "reject"})
    visitor.submit(button="Yes, reject Amara Osei").follow()
    assert (decision_of(application).verdict, decision_of(application).override_reason) == ("reject", "")


def test_whoever_comes_second_is_told_who_decided_and_keeps_the_text(visit, make, cast):
    application = make.panel(3, 4)
    first, second = (check_page(visit, person, application) for person in (cast.hr, cast.second_hr))
    first.submit(button="Yes, hire Amara Osei")
    second.submit(button="Yes, hire Amara Osei", expect=422)
    assert second.page.problems() == ["Hedda Hart decided on this already (hire, 3 Nov 2026, 09:00)."]
    assert second.page.form("Check before it's final").held()["reason"] == REASON
    assert decision_of(application).decided_by_id == cast.hr.id
    second.get(f"/applications/{application.id}/decide", expect=302).follow()
    assert second.page.heading == "Decision: Amara Osei"


def test_a_final_yes_sent_twice_is_one_decision(visit, make, cast):
    application = make.panel(3, 4)
    visitor = check_page(visit, cast.hr, application)
    typed = visitor.page.form("Yes, hire Amara Osei").held()
    answers = [visitor.client.post(visitor.path, data=typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 303]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_a_withdrawn_application_is_not_decided(visit, make, cast):
    application = make.panel(3, 4)
    visitor = check_page(visit, cast.hr, application)
    make.withdrawn(application)
    visitor.submit(button="Yes, hire Amara Osei", expect=422)
    assert visitor.page.problems() == ["This application has ended: withdrew."]


def test_skill_and_references_close_their_gates(visit, make, cast):
    opening = make.opening()
    make.licensed(opening, cast.panellist, cast.second_panellist)
    application = make.panel(3, 4, application=make.application(opening))
    visitor = at_the_form(visit, cast.hr, application)
    visitor.submit(button="Skills check").follow()
    visitor.submit({"verdict": "trainable", "judged_by": cast.panellist.id}, expect=422)
    assert visitor.page.problems() == ["Write in one line what this was judged by."]
    visitor.submit({"evidence": "Half a shift on the till 🌊"}).follow()
    visitor.submit(button="References").follow()
    visitor.submit({"waived": "yes", "said": "None."}, expect=422)
    assert visitor.page.problems() == ["Write why nobody is asked, at least 20 characters."]
    visitor.submit({"said": "First job; her trainer asked us not to."}).follow()
    assert "Not met:" not in visitor.text
    visitor.submit({"verdict": "hire", "reason": REASON}, expect=200, button="Check before it's final")
    assert skill_floor_of(db.session, application).judged_by_id == cast.panellist.id
    assert references_of(db.session, application).waived is True


def test_nothing_is_recorded_about_a_candidate_who_was_decided_on(visit, make, cast):
    application = make.panel(3, 4)
    make.decision(application)
    visitor = visit(cast.hr).get(f"/applications/{application.id}/references")
    visitor.submit({"waived": "yes", "said": "Her trainer can't be reached."}, expect=422)
    assert visitor.page.problems() == ["Hedda Hart decided on this already (hire, 3 Nov 2026, 09:00)."]


def test_a_declined_offer_is_dated_no_rejection_and_frees_the_post(visit, make, cast):
    application = make.panel(3, 4)
    make.decision(application)
    assert hires_of(db.session, application.opening) == 1
    visitor = visit(cast.hr).get(f"/applications/{application.id}/decision")
    visitor.submit({"state": "offer_declined", "on": "2026-12-24"}, expect=422)
    assert visitor.page.problems() == ["That day is still to come."]
    visitor.submit({"on": "2026-11-03"}).follow()
    assert "declined the offer, 3 Nov 2026" in visitor.text
    assert hires_of(db.session, application.opening) == 0
    assert decision_of(application).verdict == "hire"


def test_where_a_hire_does_not_begin_the_interviews_still_to_come_are_cancelled(visit, make, cast):
    application = make.first_round_only(3, 4)
    make.decision(application)
    hr = visit(cast.hr).get(f"/applications/{application.id}/decision")
    assert "cancelled too" not in hr.text
    interview = ahead(cast, application, 1)
    hr.get(f"/applications/{application.id}/decision")
    assert "One planned interview is cancelled too, and its interviewers get an email." in hr.text
    hr.submit({"state": "did_not_start", "on": "2026-11-03"}, expect=422)
    assert hr.page.problems() == ["Write why, in a few words."]
    hr.submit({"note": "Took another post."}).follow()
    assert "Recorded. The post is free again. Cancelled: one planned interview." in hr.text
    assert "The candidate didn't start." in hr.get(f"/interviews/{interview.id}").text


def test_who_may_decide_and_read_a_decision(visit, make, cast):
    application = make.panel(3, 4)
    address = f"/applications/{application.id}"
    visit(cast.panellist).get(f"{address}/decide", expect=403)
    for person in (cast.manager, cast.administrator, cast.elsewhere, cast.stranger):
        visit(person).get(f"{address}/decide", expect=404)
        if person is not cast.manager:  # of this opening, so that they may record both
            visit(person).get(f"{address}/skill-floor", expect=404)
            visit(person).get(f"{address}/references", expect=404)
    visit(cast.hr).get(f"{address}/decision", expect=404)
    make.decision(application)
    visit(cast.second_hr).get(f"{address}/decision")
    visit(cast.panellist).get(f"{address}/decision", expect=403)
    visit(cast.manager).get(f"{address}/decision", expect=404)


def test_nobody_decides_on_themselves(visit, make, cast):
    application = make.panel(5, 5, application=make.application(name="Hedda Hart", email=cast.hr.email))
    for page in ("panel", "decide", "skill-floor", "references", "decision"):
        visit(cast.hr).get(f"/applications/{application.id}/{page}", expect=404)


def test_the_journal_tells_of_the_decision_and_nothing_that_was_typed(make, cast):
    application = make.panel(3, 4)
    decision = make.decision(application)
    entry = db.session.query(JournalEntry).filter_by(subject=decision.id).one()
    assert entry.verb == "decision made"
    assert entry.payload == {
        "application": application.id, "verdict": "hire", "overridden": True, "digest": decision.digest,
    }  # fmt: skip
