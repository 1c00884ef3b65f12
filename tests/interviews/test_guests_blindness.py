"""HR on the panel learns nothing from a guest's card; all pages in two worlds: `tests/house/test_two_worlds.py`."""


def test_hr_on_the_panel_cannot_tell_whether_the_guest_has_sealed(visit, make, cast):
    opening = make.opening(interviewers=[cast.panellist, cast.second_hr])
    interview = make.interview(make.application(opening), people=opening.interviewers)
    guest = make.guest(interview)
    looks = [
        f"/interviews/{interview.id}",
        f"/openings/{opening.id}/interviews",
        f"/applications/{interview.application_id}/panel",
    ]
    visitor = visit(cast.second_hr)
    before = [visitor.get(look).text for look in looks]
    make.scorecard(guest, 5)
    assert [visitor.get(look).text for look in looks] == before
    assert "Gita Guest (guest)" in before[0]
