"""One of everything, made once and copied: what the guard table walks over."""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hiring.candidates import imports
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.guests.links import guest_link_for, key_of
from hiring.interviews.guests.models import link_of
from hiring.interviews.models import Interview, interviews_of
from hiring.interviews.values import InterviewState
from hiring.probation import proposals
from hiring.rubrics.editing.actions import start_copy
from hiring.rubrics.queries import edition_of
from hiring.rubrics.retiring import retire_question
from hiring.rubrics.values import Wording
from tests import databases
from tests.cast import Cast
from tests.make import IN_AN_HOUR, Make

GUESTS = [f"guests.{page}" for page in ("scorecard", "kit", "save", "check", "seal", "leave")]


@cache
def _template() -> tuple[Path, dict[str, str]]:
    folder = Path(tempfile.mkdtemp(prefix="hiring-scene-"))
    databases.fresh_sqlite(folder)
    app = databases.make_app(folder)
    with app.app_context():
        cast = Cast.arrive()
        ids = furnish(Make(cast), cast)
        db.session.close()
        db.engine.dispose()
    return folder, ids


def furnish(make: Make, cast: Cast) -> dict[str, str]:
    """Make one of everything; returns the arguments that URLs need."""
    opening = make.opening(posts=9)
    application = make.application(opening)
    interview = make.interview(application)
    seat = next(one for one in interview.seats if one.person_id == cast.panellist.id)
    begun = make.practice(opening, cast.panellist)
    complete = make.panel(4, 3, application=make.application(opening, name="Complete Panel"))
    decided = make.panel(4, 4, application=make.application(opening, name="Decided Hire"))
    sealed = next(one for one in interviews_of(complete)[0].seats if one.person_id == cast.panellist.id)
    make.decision(decided)
    guest = make.guest(make.interview(make.application(opening, name="Guest Panel")))
    followed = make.probation(make.hire(make.application(opening, name="Followed Hire")))
    leaving = make.probation(make.hire(make.application(opening, name="Leaving Hire")))
    make.check_in(leaving)
    with writing() as session:
        reason = "The same concern three times, with coaching after each."
        asked = proposals.propose_end(session, cast.manager, leaving, reason=reason, last_day=date(2026, 11, 20))
        worn = Wording.of(edition_of(opening.version), opening.rounds[0].questions[0])
        retire_question(session, cast.hr, worn, reason="It stands on a website, with model answers.")
        table = imports.read_file(b"Name,Email\nAda,ada@candidates.example\n")
        kept = imports.keep_import(session, cast.hr, opening, "export.csv", table)
        copied = start_copy(session, cast.hr, edition_of(opening.version), opening.version, title="Ferry service")
    undelivered = given_up(make.interview(make.application(opening, name="Mailed Interview"), starts_at=IN_AN_HOUR))
    missed = make.interview(make.application(opening, name="Missed Interview"))
    with writing() as session:
        interview_did_not_happen(session, cast.hr, missed, InterviewState.NO_SHOW)
    return {
        "person_id": cast.stranger.id,
        "workplace_id": cast.harbour.id,
        "version_id": opening.version_id,
        "key": "six-elements",
        "opening_id": opening.id,
        "application_id": application.id,
        "interview_id": interview.id,
        "seat_id": seat.id,
        "criterion": "empathy",
        "question": edition_of(opening.version).criterion("empathy").questions[-1].key,
        "number": "1",
        "mark_id": begun.marks[0].id,
        "round_id": begun.id,
        "import_id": kept.id,
        "outgoing_mail_id": undelivered,
        "probation_id": followed.id,
        "check_in_id": followed.check_ins[0].id,
        "form": f"check-ins/{followed.check_ins[0].id}",  # a draft is kept where this form may be sent
        "approval_id": asked.id,
        "copy_id": copied.id,
        "address": "criteria/empathy/questions/1",
        # The application or seat of an address is another one where the page needs it further on.
        "amendments.amend": sealed.id,
        "guest_links.show": guest.id,
        "guest_links.renew": guest.id,
        "guest_links.take_back": guest.id,
        **dict.fromkeys(GUESTS, guest.id),
        "token": guest_link_for(guest).rsplit("/", 1)[1],
        "guest_key": key_of(link_of(guest)),
        "interviews.take_back_no_show": missed.id,
        "panels.show": complete.id,
        "panels.debrief": complete.id,
        "decisions.decide": complete.id,
        "decisions.show": decided.id,
        "decisions.after_hire": decided.id,
        "probation.open_probation": decided.id,
    }


def given_up(interview: Interview) -> str:
    """A mail about this interview that the server would not take; returns its id."""
    with writing() as session:
        mail = session.query(OutgoingMail).filter_by(about=interview.id).first()
        mail.tries, mail.problem, mail.gave_up_at = 6, "The mail server said: 550 5.1.1 No such user.", clock.now()
        return mail.id


def copied(folder: Path) -> tuple[Any, dict[str, str]]:
    """A fresh copy of the scene and the ids in it."""
    template, ids = _template()
    for name in ("hiring.sqlite", "journal.key", "journal.anchor"):
        shutil.copy(template / name, folder / name)
    return databases.make_app(folder), ids
