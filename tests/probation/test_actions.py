"""Opening, following and handing over a probation, on both databases."""

from dataclasses import replace
from datetime import date

import pytest

from hiring.accounts.models import RoleHeld
from hiring.accounts.values import Role
from hiring.foundation.database import db, writing
from hiring.foundation.records import view_log
from hiring.foundation.records.approvals import NotASecondPerson, TextHasChanged
from hiring.foundation.records.journal import JournalEntry
from hiring.interviews.readings import MARKS
from hiring.probation import actions, outcomes, proposals, queries
from hiring.probation.acts import changes
from hiring.probation.check_ins import actions as filing
from hiring.probation.end_proposals import EndProposal
from hiring.probation.models import Observation, Outcome
from hiring.probation.notes.actions import ActRefused, StoryRefused, check_story, note_act
from hiring.probation.values import Act, ActSource, CheckInRecord
from tests.make import CONSIDERED, NOT_FILED

LATER = date(2026, 12, 20)


def verbs() -> list[str]:
    return [one.verb for one in db.session.query(JournalEntry).order_by(JournalEntry.sequence)]


def test_a_hire_has_one_probation(either, make):
    application = make.hire()
    make.probation(application)
    with pytest.raises(actions.ProbationRefused, match="first day is already set"):
        make.probation(application)
    assert verbs()[-1] == "probation opened"


def test_only_a_hire_has_one(either, make):
    with pytest.raises(actions.ProbationRefused, match="no hire is decided here"):
        make.probation(make.application())


def test_who_is_no_manager_cannot_follow_and_nobody_follows_themselves(either, make, cast):
    application = make.hire(make.application(name="Milan Moor", email=cast.manager.email))
    with pytest.raises(actions.ManagerRefused, match="doesn't have the manager role"):
        make.probation(application, manager=cast.panellist)
    with pytest.raises(actions.ManagerRefused, match="Someone can't be their own"):
        make.probation(application, manager=cast.manager)


def test_a_filed_check_in_is_final_and_the_last_collects_what_was_noted(either, make, cast):
    probation = make.probation()
    key = probation.application.opening.criteria[0].key
    with writing() as session:
        note_act(session, cast.manager, probation, Act(key, date(2026, 11, 3), "Rang back.", is_concern=False))
    check_in = make.marked(probation, customers_said="Holiday hours.")
    assert {one.check_in_id for one in probation.observations} == {check_in.id}
    assert len(probation.observations) == 1 + 2 * len(check_in.ratings)
    assert verbs()[-4:] == ["act noted", "promise added", "suggestion made", "check in filed"]
    with pytest.raises(filing.CheckInAlreadyFiled):
        make.marked(probation)
    with pytest.raises(filing.CheckInOutOfOrder, match="later check-in is already filed"):
        make.check_in(probation)
    assert probation.next_check_in is None


def test_check_ins_without_marks_are_filed_in_order_and_the_last_at_any_time(either, make, cast):
    probation = make.probation()
    assert [one.asks_marks for one in probation.check_ins] == [False, False, True]
    with pytest.raises(filing.CheckInOutOfOrder, match="Check-in 1 is still to be filed"):
        make.check_in(probation, 1)
    make.check_in(probation)
    assert [(word.going, word.seen) for word in probation.check_ins[0].words] == [("on_track", "")] * 4
    assert make.marked(probation).ratings[0].level == 3


def test_a_mark_without_its_acts_files_nothing(either, make, cast):
    probation = make.probation()
    record = replace(make.record(probation, level=5), acts=[])
    with pytest.raises(filing.CheckInIncomplete) as refused, writing() as session:
        filing.file_check_in(session, cast.manager, probation.check_ins[2], record)
    assert len(refused.value.missing) == len(record.ratings)
    db.session.expire_all()
    assert (probation.check_ins[2].filed_at, db.session.query(Observation).count()) == (None, 0)


def test_a_mark_on_another_openings_criterion_is_refused(either, make, cast):
    probation = make.probation()
    record = CheckInRecord(date(2026, 11, 3), {"juggling": 3})
    with pytest.raises(ActRefused, match="this opening doesn't have"), writing() as session:
        filing.file_check_in(session, cast.manager, probation.check_ins[0], record)


def test_a_manager_from_the_panel_is_marked_as_not_blind(either, make, cast):
    application = make.hire(make.panel(3, 4, rounds=1))
    blind = make.probation(application)
    assert [make.check_in(blind).blind, make.marked(blind).blind] == [True, True]
    other = make.hire(make.application(application.opening, name="Bo Lind"))
    with writing() as session:
        view_log.note(cast.manager.id, other.id, MARKS)
        session.flush()
    second = make.probation(other)
    assert make.check_in(second).blind is False
    assert make.check_in(second, 1).blind is False


def test_a_customers_story_counts_once_someone_wrote_what_they_checked(either, make, cast):
    probation = make.probation()
    told = Act("empathy", date(2026, 11, 3), "A guest wrote.", is_concern=True, source=ActSource.UNCHECKED)
    with writing() as session:
        note = note_act(session, cast.hr, probation, told)
        assert not note.counts
        check_story(session, cast.manager, note, probation, "Rang the guest: it was her.")
    assert (note.counts, note.source, note.act) == (True, "unchecked", "A guest wrote.")
    for words, sentence in (("Again.", "already been checked"), ("", "already been checked")):
        with pytest.raises(StoryRefused, match=sentence), writing() as session:
            check_story(session, cast.manager, note, probation, words)


def test_a_probation_is_extended_once_with_days_of_its_own(either, make, cast, noon):
    probation = make.probation()
    told = {"reason": "Learns fast.", "goals": "Two weeks at the desk beside Pia.", "extended_to": date(2027, 3, 2)}
    with noon(LATER):
        with writing() as session:
            outcomes.extend(session, cast.manager, probation, **told)
        with pytest.raises(outcomes.OutcomeRefused, match="extended once"), writing() as session:
            outcomes.extend(session, cast.manager, probation, **(told | {"extended_to": date(2027, 5, 2)}))
    assert (probation.first_ends_on, probation.ends_on) == (date(2027, 1, 31), date(2027, 3, 2))
    assert probation.decide_by == date(2027, 2, 12)
    assert [one.due_on for one in probation.check_ins[3:]] == [date(2027, 1, 7), date(2027, 1, 25)]
    assert verbs()[-1] == "probation extended"


def test_on_the_last_day_it_is_too_late_to_extend_but_not_to_confirm(either, make, cast, noon):
    probation = make.probation()
    told = {"reason": "Learns fast.", "goals": "Two weeks beside Pia.", "extended_to": date(2027, 4, 1)}
    with noon(date(2027, 1, 31)):
        with pytest.raises(outcomes.OutcomeRefused, match="before the last day"), writing() as session:
            outcomes.extend(session, cast.manager, probation, **told)
        with writing() as session:
            outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
        with pytest.raises(actions.ProbationIsOver), writing() as session:
            outcomes.confirm(session, cast.manager, probation, reason="Ready.", whys=NOT_FILED)
    assert (probation.closed_on, probation.is_running) == (date(2027, 1, 31), False)


def proposed(cast, probation) -> EndProposal:
    with writing() as session:
        asked = proposals.propose_end(
            *(session, probation.manager, probation),
            reason="Left.",
            last_day=date(2027, 1, 20),
            done=CONSIDERED,
            whys=NOT_FILED,
        )
    return EndProposal(asked, probation)


def test_an_end_needs_a_second_person_from_hr(either, make, cast, noon):
    proposal = proposed(cast, make.probation())
    yes = {"shown_digest": proposal.approval.digest, "has_checked": True}
    for wrong in (cast.manager, cast.stranger, cast.administrator, cast.panellist):
        with pytest.raises(NotASecondPerson), writing() as session:
            proposals.approve_end(session, wrong, proposal, **yes)
    with pytest.raises(proposals.AnswerRefused, match="Confirm that you have checked"), writing() as session:
        proposals.approve_end(session, cast.hr, proposal, **(yes | {"has_checked": False}))
    db.session.expire_all()
    with writing() as session:
        outcome = proposals.approve_end(session, cast.hr, proposal, **yes)
    assert (outcome.kind, outcome.approved_by_id, outcome.recorded_by_id) == ("ended", cast.hr.id, cast.manager.id)
    assert verbs()[-1] == "end approved"


def test_a_manager_who_is_also_hr_cannot_be_the_second_person(either, make, cast):
    probation = make.probation()
    proposal = proposed(cast, probation)
    with writing() as session:
        cast.second_hr.held.append(RoleHeld(role=str(Role.MANAGER)))
        session.flush()
        changes.transfer(session, cast.hr, probation, manager=cast.second_hr, on=date(2026, 11, 3))
    yes = {"shown_digest": proposal.approval.digest, "has_checked": True}
    with pytest.raises(NotASecondPerson), writing() as session:
        proposals.approve_end(session, cast.second_hr, proposal, **yes)
    db.session.expire_all()
    assert probation.is_running


def test_of_two_who_answer_at_once_one_is_told_that_it_is_answered(either, make, cast):
    proposal = proposed(cast, make.probation())
    yes = {"shown_digest": proposal.approval.digest, "has_checked": True}
    with writing() as session:
        proposals.approve_end(session, cast.hr, proposal, **yes)
    with pytest.raises(TextHasChanged), writing() as session:
        proposals.approve_end(session, cast.second_hr, proposal, **yes)
    assert db.session.query(Outcome).count() == 1


def test_a_text_that_is_not_the_one_shown_is_not_approved(either, make, cast):
    proposal = proposed(cast, make.probation())
    with pytest.raises(TextHasChanged), writing() as session:
        proposals.approve_end(session, cast.hr, proposal, shown_digest="0" * 64, has_checked=True)


def test_a_declined_end_leaves_the_probation_running(either, make, cast):
    proposal = proposed(cast, make.probation())
    with writing() as session:
        digest = proposal.approval.digest
        proposals.decline_end(session, cast.hr, proposal, shown_digest=digest, remark="No concern was ever raised.")
    assert proposal.probation.is_running
    assert queries.proposals_about(db.session, proposal.probation)[1] is proposal.approval
    assert verbs()[-1] == "end declined"


def test_what_waits_for_a_second_person_is_shown_to_whom_it_concerns(either, make, cast):
    proposal = proposed(cast, make.probation())
    waiting = [queries.approvals_waiting(db.session, who) for who in (cast.hr, cast.manager)]
    assert [[each.approval.id for each in shown] for shown in waiting] == [[proposal.approval.id], []]
