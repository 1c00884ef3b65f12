"""What candidates read about how long their record is kept."""

from datetime import date

from hiring.foundation import jurisdictions
from hiring.foundation.database import db, writing
from hiring.openings.public_page import keep_page
from hiring.privacy.due import kept_candidate

TODAY = date(2026, 11, 3)


def test_candidates_read_the_days_after_which_we_forget_them_in_every_place(make, cast, rejected, visit):
    opening = rejected.applications[0].opening
    with writing() as session:
        page = keep_page(session, cast.hr, opening, adjustments="Ring us.", contact="data@example.org")
    browser = visit()
    for key in jurisdictions.known():
        with writing():
            cast.harbour.jurisdiction = key
        days = (kept_candidate(db.session, [rejected.id]).days.purge_on - TODAY).days
        assert (
            f"keep these notes for {days} days after the decision" in browser.get(f"/for-candidates/{page.token}").text
        )
