"""One of everything, made once and copied: what the guard table walks over."""

import shutil
import tempfile
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from hiring.candidates import imports
from hiring.candidates.models import Application, Candidate
from hiring.decisions.referees.actions import ask_referee, referee_link
from hiring.foundation import clock
from hiring.foundation.database import db, writing
from hiring.foundation.outbox.mails import OutgoingMail
from hiring.insights.changes.actions import plan_change
from hiring.insights.fairness.links import form_address
from hiring.interviews.actions import interview_did_not_happen
from hiring.interviews.feeds.actions import make_feed
from hiring.interviews.feeds.queries import address_of
from hiring.interviews.guests.links import guest_link_for, key_of
from hiring.interviews.guests.models import link_of
from hiring.interviews.models import Interview, interviews_of
from hiring.interviews.values import InterviewState
from hiring.letters import kinds as letter_kinds
from hiring.letters.actions import write_letters
from hiring.privacy import erasures
from hiring.privacy.holds import place_hold
from hiring.privacy.requests import record_request
from hiring.privacy.values import ErasureReason, RequestKind
from hiring.probation import outcomes, proposals
from hiring.probation.colleagues.actions import ask_colleague, link_for
from hiring.probation.endings.leaving import leaving_key
from hiring.probation.hire_side.actions import make_link
from hiring.probation.hire_side.links import address_of as hire_page_address
from hiring.probation.hire_side.links import key_of as hire_key_of
from hiring.probation.measures.actions import define_measure
from hiring.probation.models import Probation
from hiring.probation.notes.actions import note_act
from hiring.probation.suggestions.models import Suggestion
from hiring.probation.values import Act, ActSource, OutcomeKind
from hiring.rubrics.editing.actions import start_copy
from hiring.rubrics.queries import edition_of
from hiring.rubrics.retiring import retire_question
from hiring.rubrics.values import Wording
from tests import databases
from tests.cast import Cast
from tests.make import CONSIDERED, IN_AN_HOUR, NOT_FILED, Make

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
    resigning = make.probation(make.hire(make.application(opening, name="Resigning Hire")))
    stayed = make.probation(make.hire(make.application(opening, name="Confirmed Hire")))
    with writing() as session:
        reason = "The same concern three times, with coaching after each."
        told = {"reason": reason, "last_day": date(2026, 11, 20), "done": CONSIDERED, "whys": NOT_FILED}
        asked = proposals.propose_end(session, cast.manager, leaving, **told)
        resigned = {"reason": reason, "last_day": date(2026, 11, 20), "kind": OutcomeKind.RESIGNED}
        resignation = proposals.propose_end(session, cast.manager, resigning, **resigned)
        confirmed = outcomes.confirm(session, cast.manager, stayed, reason=reason, whys=NOT_FILED)
        worn = Wording.of(edition_of(opening.version), opening.rounds[0].questions[0])
        retire_question(session, cast.hr, worn, reason="It stands on a website, with model answers.")
        table = imports.read_file(b"Name,Email\nAda,ada@candidates.example\n")
        kept = imports.keep_import(session, cast.hr, opening, "export.csv", table)
        imports.choose_columns(session, cast.hr, kept, ["name", "email"])
        message = {"subject": "Parking", "text_typed": "Hello {candidate}, park behind the shed."}
        letter = write_letters(session, cast.hr, letter_kinds.kind_called("message"), [application], **message)[0]
        feed = make_feed(session, cast.panellist)
        copied = start_copy(session, cast.hr, edition_of(opening.version), opening.version, title="Ferry service")
    walk_ins = make.walk_ins(opening)
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
        "session_id": walk_ins.id,
        "seat_id": seat.id,
        "criterion": "empathy",
        "question": edition_of(opening.version).criterion("empathy").questions[-1].key,
        "number": "1",
        "mark_id": begun.marks[0].id,
        "round_id": begun.id,
        "import_id": kept.id,
        "outgoing_mail_id": undelivered,
        "feed_key": address_of(feed).rsplit("/", 1)[1].removesuffix(".ics"),
        "letter_id": letter.id,
        "letter_kind": "message",
        "probation_id": followed.id,
        "check_in_id": followed.check_ins[0].id,
        "form": f"check-ins/{followed.check_ins[0].id}",  # a draft is kept where this form may be sent
        "approval_id": asked.id,
        "outcome_id": confirmed.id,
        "leaving_token": leaving_key(resignation),
        "decision": "confirm",
        "happening": "left",
        "kind": "absence",
        "acts.oversee": "start",
        "acts.check_oversee": "start",
        "acts.change_check_in": "move",
        "acts.check_change_check_in": "move",
        "copy_id": copied.id,
        **_followed_up(make, cast, followed, complete),
        **_kept(cast, stayed.application.candidate),
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
        "offers.record": decided.id,
        "decisions.show": decided.id,
        "decisions.after_hire": decided.id,
        "holds.hold": complete.id,
        "holds.end": complete.id,
        "reopening_decisions.reopen": decided.id,
        "reopening_decisions.earlier": decided.id,
        "probation.open_probation": decided.id,
    }


def _kept(cast: Cast, candidate: Candidate) -> dict[str, str]:
    """What's kept on someone whose probation is over: a request, an erasure that waits, and a hold placed since."""
    today = date(2026, 11, 3)
    with writing() as session:
        told = {"asked_by": "Confirmed Hire", "identity": "Wrote from the address we have.", "asked_on": today}
        asked = record_request(session, cast.hr, candidate, kind=RequestKind.ACCESS, today=today, **told)
        erasure = erasures.propose(session, cast.hr, candidate, ErasureReason.REQUEST)
        why = {"reason": "They brought a claim to the tribunal.", "review_on": date(2027, 2, 1)}
        hold = place_hold(session, cast.hr, candidate, reviewer=cast.hr_lead, today=today, **why)
    return {
        "candidate_id": candidate.id,
        "privacy_request_id": asked.id,
        "erasure_proposal_id": erasure.id,
        "legal_hold_id": hold.id,
    }


def _followed_up(make: Make, cast: Cast, followed: Probation, heard: Application) -> dict[str, str]:
    """A customer's story, a promise, a measure, a suggestion, and links of the hire, a colleague and a referee."""
    marked = make.probation(make.hire(make.application(followed.application.opening, name="Marked Hire")))
    make.marked(marked, customers_said="They ask for holiday hours.")
    with writing() as session:
        story = Act(
            "empathy", date(2026, 11, 3), "A guest wrote about it.", is_concern=True, source=ActSource.UNCHECKED
        )
        note = note_act(session, cast.manager, followed, story)
        measure = define_measure(
            session,
            cast.hr,
            workplace=cast.harbour,
            opening=None,
            name="Complaints",
            unit="a month",
            more_is_better=False,
            baseline_thousandths=None,
        )
        change = plan_change(session, cast.hr, about="Empathy", words="Drop question 4 and add a scene.")
        asked = ask_colleague(session, cast.manager, followed, "Connie")
        referee = ask_referee(session, cast.hr, heard, "Nora Nash")
        link = make_link(session, cast.hr, followed)
    return {
        "observation_id": note.id,
        "promise_id": marked.promises[0].id,
        "suggestion_id": session.query(Suggestion).one().id,
        "measure_id": measure.id,
        "fairness_token": form_address(heard.id).rsplit("/", 1)[1],
        "referee_token": referee_link(referee).rsplit("/", 1)[1],
        "planned_change_id": change.id,
        "colleague_token": link_for(asked).rsplit("/", 1)[1],
        "hire_token": hire_page_address(link).rsplit("/", 1)[1],
        "hire_key": hire_key_of(link),
        "first_weeks.look_back": marked.id,
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
