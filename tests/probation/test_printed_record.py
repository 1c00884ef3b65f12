"""The record of a probation on paper: in order of time, on a page and as PDF, without a mark of an interview."""

from datetime import date

from hiring.foundation.database import writing
from hiring.probation.notes.actions import note_act
from hiring.probation.values import Act, ActSource


def test_the_record_is_in_order_of_time_and_has_no_mark_of_an_interview(visit, make, cast):
    followed = make.probation()
    make.check_in(followed, on=date(2026, 11, 3))
    with writing() as session:
        early = Act("empathy", date(2026, 11, 3), "Waited with a lost child.", False, ActSource.SEEN)
        note_act(session, cast.manager, followed, early)
    visitor = visit(cast.manager).get(f"/probations/{followed.id}")
    visitor.get(visitor.page.links()["Print the record"])
    assert visitor.text.index("Waited with a lost child.") < visitor.text.index("Check-in 1, by")
    assert "Nobody has decided yet." in visitor.text and "Overall" not in visitor.text
    content = visitor.get(f"/probations/{followed.id}/record.pdf").answer.get_data()
    assert content.startswith(b"%PDF")
    visit(cast.panellist).get(f"/probations/{followed.id}/record", expect=404)
