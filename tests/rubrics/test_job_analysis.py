"""HR records why the work needs a criterion; the page prints, and an earlier record is kept."""

import sqlalchemy as sa

from hiring.foundation.database import db
from hiring.foundation.records.journal import JournalEntry
from hiring.rubrics.job_analysis.models import JobAnalysis

TYPED = {
    "said_by": "Ida and Tom, who have run the desk for 6 years",
    "incidents": "In May a guest's key was handed out twice.",
    "needed_on_day_one": "yes",
    "separates_the_best": "no",
}


def test_hr_records_it_reads_it_and_records_it_again(visit, make, cast):
    version = make.version()
    hr = visit(cast.hr).get(f"/rubrics/{version.id}")
    hr.get(hr.page.links()["Job analysis"])
    assert hr.text.count("Nothing is recorded yet.") == 4
    form = f"/rubrics/{version.id}/job-analysis/ownership"
    hr.get(form).submit(TYPED).follow()
    assert hr.text.count("Nothing is recorded yet.") == 3
    assert "Recorded for 1 of 4 criteria." in hr.text
    for words in (TYPED["said_by"], TYPED["incidents"], "Needed on day one yes", "Separates the best no", cast.hr.name):
        assert words in " ".join(hr.text.split())
    hr.get(form).submit(TYPED | {"incidents": "In June it was handed out once more."}).follow()
    assert "once more" in hr.text
    assert "handed out twice" not in hr.text
    assert db.session.scalar(sa.select(sa.func.count()).select_from(JobAnalysis)) == 2
    told = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.verb == "job analysed")).all()
    assert [entry.payload for entry in told] == [{"criterion": "ownership"}] * 2


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(visit, make, cast):
    hr = visit(cast.hr).get(f"/rubrics/{make.version().id}/job-analysis/ownership")
    hr.submit({"said_by": "   ", "incidents": TYPED["incidents"]}, expect=422)
    assert hr.page.problems() == [
        "Write who said that the work needs this.",
        "Choose whether it's needed on day one.",
        "Choose whether it separates the best.",
    ]
    assert hr.page.form().held()["incidents"] == TYPED["incidents"]
    assert db.session.scalars(sa.select(JobAnalysis)).all() == []
