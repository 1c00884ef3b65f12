"""An organisation whose hires were followed for the best part of a year."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock, ids
from hiring.foundation.database import db, writing
from hiring.interviews.models import Interview
from hiring.probation.first_weeks.models import InterviewHindsight
from hiring.probation.measures.models import Measure, MeasureValue
from hiring.probation.models import CheckIn, Observation, Probation
from tests import bulk
from tests.conftest import NOW


@pytest.fixture
def followed(make, cast):
    """Interviews of 74, some cards late; 66 hires, one impossible, some with a concern, most with a measure."""
    with clock.standing_at(NOW - timedelta(days=240)):
        opening = make.opening(posts=80)
        truth = bulk.panels(opening, 74, interviewers=10, met=2, criteria=len(opening.criteria), questions=2)
    best = sorted(truth, key=truth.get)[-66:]
    bulk.hires(opening, {application: truth[application] for application in best}, cast.manager, impossible=1)
    by, now = {"recorded_by_id": cast.manager.id}, clock.now()
    told = {"source": "seen", "act": "Let the telephone ring.", "is_concern": True, "at": now, **by}
    measure = {"id": "m" * 16, "workplace_id": opening.workplace_id, "name": "Complaints", "unit": "a week",
               "more_is_better": False, "made_at": now, "made_by_id": cast.hr.id}  # fmt: skip
    rows = {Observation: [], CheckIn: [], MeasureValue: [], InterviewHindsight: []}
    check_ins = db.session.execute(sa.select(CheckIn.id, CheckIn.probation_id, Probation.starts_on).join(Probation))
    for place, (check_in, probation, start) in enumerate(check_ins.all()):
        if place % 10:
            rows[MeasureValue].append({"check_in_id": check_in, "measure_id": measure["id"],
                                       "thousandths": 1000 * (place % 7)})  # fmt: skip
        if place % 5 == 0:
            rows[InterviewHindsight].append({"id": ids.new_id(), "probation_id": probation, "words": "Nobody asked.",
                                             "by_id": cast.manager.id, "at": now})  # fmt: skip
        if place % 6 == 0:
            concern = start + timedelta(days=10 + place)
            rows[Observation].append({"id": ids.new_id(), "probation_id": probation, "on": concern, **told})
            if place % 4 == 0:
                talk = concern + timedelta(days=1 + place // 2)
                rows[CheckIn].append({"id": ids.new_id(), "probation_id": probation, "position": 2, "due_on": talk,
                                      "held_on": talk, "filed_at": now, "filed_by_id": cast.manager.id})  # fmt: skip
    with writing() as session:
        session.execute(sa.insert(Measure), [measure])
        for table, values in rows.items():
            session.execute(sa.insert(table), values)
        met_at = NOW - timedelta(days=240)
        for place, interview in enumerate(session.scalars(sa.select(Interview).order_by(Interview.id))):
            interview.starts_at = met_at - timedelta(days=max(place % 9 - 6, 0))
            interview.application.applied_on = (met_at - timedelta(days=7 + place % 5)).date()
    return opening
