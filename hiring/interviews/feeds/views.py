"""The feed itself, for a calendar that carries its address, and the page on which a person makes and ends it."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.accounts.policy import is_interviewer
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.request_limits import limiter
from hiring.foundation.web.signed_links import absolute
from hiring.interviews.calendar import feed_text
from hiring.interviews.feeds import actions, queries
from hiring.interviews.feeds.models import CalendarFeed
from hiring.interviews.invitations import entry_of
from hiring.interviews.walk_ins.mails import session_entry

bp = Blueprint("feeds", __name__)


def _feed_in_url(feed_key: str) -> CalendarFeed | None:
    return queries.feed_at(db.session, feed_key)


@bp.get("/calendar/<feed_key>.ics")
@limiter.limit("60/minute")
@access.bearer(of=_feed_in_url)
def show(feed: CalendarFeed) -> ResponseReturnValue:
    interviews = queries.interviews_in(db.session, feed.person)
    url = absolute("scorecards.mine")
    entries = [entry_of(interview, url) for interview in interviews]
    entries += [session_entry(walk_ins) for walk_ins in queries.walk_ins_in(db.session, feed.person)]
    return file_answer(feed_text(entries, written_at=clock.now()), "text/calendar; charset=utf-8", "interviews.ics")


@bp.get("/my-calendar")
@access.allows(is_interviewer)
def mine(person: Person) -> ResponseReturnValue:
    feed = queries.feed_of(db.session, person)
    address = queries.address_of(feed) if feed else ""
    return render_template("interviews/feeds/mine.html", feed=feed, address=address)


@bp.post("/my-calendar")
@writes
@access.allows(is_interviewer)
def make(person: Person) -> ResponseReturnValue:
    actions.make_feed(db.session, person)
    flash("Your calendar has a new address. Any older one has stopped working.")
    return redirect(url_for("feeds.mine"))


@bp.post("/my-calendar/end")
@writes
@access.allows(is_interviewer)
def end(person: Person) -> ResponseReturnValue:
    try:
        actions.take_feed_back(db.session, person)
        flash("The address has stopped working.")
    except actions.NoFeed as refused:
        flash(refused.sentence)
    return redirect(url_for("feeds.mine"))
