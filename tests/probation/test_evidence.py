"""What the record holds for an end."""

from datetime import date

from hiring.probation.evidence import fairness_checklist
from hiring.probation.values import Act, CheckInRecord, PromiseBy, PromiseMade

TODAY, END = date(2026, 12, 1), date(2027, 1, 31)


def concern(words: str, on: date = TODAY) -> Act:
    return Act("listening", on, words, is_concern=True)


def test_the_term_that_ran_out_is_held_against_an_ending_from_the_day_after_its_last():
    for today, met in ((END, True), (date(2027, 2, 1), False)):
        found = {one.sentence: one.met for one in fairness_checklist(today, END, [], [])}
        assert ("The term hasn't run out." in found) is met
        assert ("The term ran out on 31 January 2027: this comes too late." in found) is not met


def test_a_fair_end_rests_on_concerns_that_are_old_enough_to_have_been_answered():
    concerns = [concern("Left the queue.", date(2026, 11, 10)), concern("Left it again.")]
    promised = [PromiseMade("Stand beside her.", PromiseBy.MANAGER, TODAY)]
    filed = [CheckInRecord(TODAY, acts=concerns, promises=promised, hire_said="I was never shown.")]
    assert [one.met for one in fairness_checklist(TODAY, END, filed, concerns)] == [True] * 6
    assert [one.met for one in fairness_checklist(TODAY, END, [], [])] == [False] * 5 + [True]
    too_soon = fairness_checklist(date(2026, 11, 12), END, filed, concerns[:1])
    assert [one.met for one in too_soon] == [False, False, True, True, True, True]
    own = [CheckInRecord(TODAY, promises=[PromiseMade("Come early.", PromiseBy.HIRE, TODAY)])]
    assert "No support is written down." in [one.sentence for one in fairness_checklist(TODAY, END, own, concerns)]
