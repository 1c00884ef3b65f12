"""Letters to hires: drafted from the record, and only once there is something on record."""

from datetime import date

from hiring.foundation.database import writing
from hiring.letters import actions
from hiring.letters.kinds import kind_called, our_wording
from hiring.probation import outcomes
from hiring.probation.endings.hire_letters import PROBATION_LETTERS
from tests.make import NOT_FILED


def test_each_letter_says_what_is_on_record_and_none_is_written_before(visit, make, cast, noon):
    confirmed, running = make.probation(), make.probation(make.hire(make.application(name="Zoe Zahn")))
    with writing() as session:
        outcomes.confirm(session, cast.manager, confirmed, reason="Rings back every guest.", whys=NOT_FILED)
        longer = {"reason": "Learns fast.", "goals": "Two weeks at the desk.", "extended_to": date(2027, 3, 30)}
        outcomes.extend(session, cast.manager, running, **longer)

    def written(kind, probation):
        with writing() as session:
            subject, words = our_wording(kind)
            given = {"subject": subject, "text_typed": words}
            made = actions.write_letters(session, cast.hr, kind_called(kind), [probation.application], **given)
            return made[0].text

    assert "Rings back every guest." in written("confirmation", confirmed)
    extension = written("extension", running)
    assert "your probation until Tuesday 30 March 2027. We'll decide by Friday 12 March 2027." in extension
    assert "Two weeks at the desk." in extension
    with writing() as session:
        for kind in PROBATION_LETTERS:
            reasons = kind.why_not(session, cast.hr, [confirmed.application, running.application])
            expected = {"confirmation": {running}, "extension": {confirmed}}.get(kind.key, {confirmed, running})
            assert set(reasons) == {probation.application_id for probation in expected}
