"""HR hear by mail that other mail couldn't be delivered: of what they may read, once a day, and never of itself."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.home.undelivered_notices import UNDELIVERED, tell_hr_of_undelivered
from tests.conftest import NOW
from tests.house.scene import given_up
from tests.make import IN_AN_HOUR

DAY, SECOND = timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def opening(make):
    return make.opening()


def refused(make, opening, name, moment):
    with clock.standing_at(moment):
        return given_up(make.interview(make.application(opening, name), starts_at=moment + (IN_AN_HOUR - NOW)))


def told(moment):
    """Who has been told how often, after a round at that moment."""
    with clock.standing_at(moment), writing() as session:
        tell_hr_of_undelivered(session)
    notices = db.session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == UNDELIVERED))
    return sorted(notice.address.split("@")[0] for notice in notices)


def test_all_hr_hear_once_a_day_of_what_is_new(make, cast, opening):
    assert told(NOW) == []
    refused(make, opening, "Ann Ash", NOW)
    once = ["hedda", "hugo", "lena"]
    assert told(NOW + SECOND) == once
    assert told(NOW + 2 * DAY) == once
    refused(make, opening, "Ben Birch", NOW + 2 * DAY)
    assert told(NOW + 2 * DAY + SECOND) == sorted(once * 2)
    refused(make, opening, "Cat Cole", NOW + 2 * DAY + 2 * SECOND)
    assert told(NOW + 3 * DAY) == sorted(once * 2)
    assert told(NOW + 3 * DAY + 2 * SECOND) == sorted(once * 3)


def test_a_notice_that_is_refused_itself_leads_to_no_other(make, cast, opening):
    refused(make, opening, "Ann Ash", NOW)
    assert len(told(NOW + SECOND)) == 3
    with writing() as session:
        for notice in session.scalars(sa.select(OutgoingMail).where(OutgoingMail.kind == UNDELIVERED)):
            notice.gave_up_at = NOW + 2 * SECOND
    assert len(told(NOW + 2 * DAY)) == 3


def test_who_may_not_read_a_mail_does_not_hear_of_it(make, cast, opening):
    """Hugo is the candidate himself."""
    with clock.standing_at(NOW):
        application = make.application(opening, "Hugo Hill", email=cast.second_hr.email)
        given_up(make.interview(application, starts_at=IN_AN_HOUR))
    assert told(NOW + SECOND) == ["hedda", "lena"]
