"""Pages of one person: what we keep on them, their requests, statements, restriction and the copy to hand over."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.file_requests import file_answer
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import filled
from hiring.foundation.web.template_filters import day, zone_of_reader
from hiring.privacy import erasures, export, holds, policy, requests, restricting, statements
from hiring.privacy.due import kept_candidate
from hiring.privacy.forms import ExportForm, ExtensionForm, PrivacyAnswerForm, PrivacyRequestForm, StatementForm
from hiring.privacy.gathering import same_person
from hiring.privacy.models import PrivacyRequest
from hiring.privacy.queries import candidate_in_url, request_in_url
from hiring.privacy.values import ErasureReason

bp = Blueprint("privacy", __name__)


def _back(candidate: Candidate) -> ResponseReturnValue:
    return redirect(url_for("privacy.show", candidate_id=candidate.id))


def _tapped(candidate: Candidate, says: str, act: Callable[[], object]) -> ResponseReturnValue:
    """A button without a form: what it did, or why not, on the page it's on."""
    try:
        act()
        flash(says)
    except Refused as refused:
        flash(refused.sentence)
    return _back(candidate)


def _page(candidate: Candidate, exporting: ExportForm | None = None) -> str:
    same = same_person(db.session, candidate)
    ids = [each.id for each in same]
    hold = holds.hold_in_force(db.session, ids)
    return render_template(
        "privacy/show.html",
        candidate=candidate,
        same=same,
        kept=kept_candidate(db.session, ids),
        requests=requests.requests_of(db.session, ids),
        hold=hold,
        release=holds.release_proposal(db.session, hold) if hold else None,
        proposal=erasures.open_proposal(db.session, ids),
        form=exporting,
        exporting=exporting or ExportForm(formdata=None),
    )


@bp.get("/candidates/<candidate_id>/kept")
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def show(_person: Person, candidate: Candidate) -> ResponseReturnValue:
    return _page(candidate)


@bp.post("/candidates/<candidate_id>/kept/export")
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def hand_over(person: Person, candidate: Candidate) -> ResponseReturnValue:
    form = ExportForm()
    if not form.validate_on_submit():
        return _page(candidate, form)
    content = export.hand_over(db.session, person, candidate, names_shown=form.names.data == "shown")
    return file_answer(content, "application/zip", f"person-{candidate.id}.zip")


@bp.route("/candidates/<candidate_id>/kept/request", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def record_request(person: Person, candidate: Candidate) -> ResponseReturnValue:
    form = PrivacyRequestForm()
    if form.validate_on_submit():
        with form.refusals():
            request = requests.record_request(
                db.session,
                person,
                candidate,
                kind=form.kind.data or "",
                asked_by=form.asked_by.data or "",
                identity=form.identity.data or "",
                asked_on=filled(form.asked_on.data),
                today=clock.today(zone_of_reader()),
            )
            flash(f"Recorded. Answer it by {day(request.due_on)}." if request.is_open else "Recorded.")
            return _back(candidate)
    return render_template("privacy/record_request.html", form=form, candidate=candidate)


@bp.route("/privacy-requests/<privacy_request_id>/answer", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with_request, of=request_in_url, insider=policy.may_know_of_request)
def answer_request(person: Person, request: PrivacyRequest) -> ResponseReturnValue:
    form = PrivacyAnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            told = {"on": filled(form.on.data), "today": clock.today(zone_of_reader())}
            requests.answer_request(db.session, person, request, answer=form.answer.data or "", **told)
            flash("The answer is on record.")
            return _back(request.candidate)
    return render_template("privacy/answer_request.html", form=form, request_on=request, candidate=request.candidate)


@bp.route("/privacy-requests/<privacy_request_id>/extend", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with_request, of=request_in_url, insider=policy.may_know_of_request)
def extend_request(person: Person, request: PrivacyRequest) -> ResponseReturnValue:
    form = ExtensionForm()
    if form.validate_on_submit():
        with form.refusals():
            today = clock.today(zone_of_reader())
            requests.extend_request(db.session, person, request, why=form.why.data or "", today=today)
            flash(f"Extended. Answer it by {day(request.due_on)}, and tell them why it takes longer.")
            return _back(request.candidate)
    return render_template("privacy/extend_request.html", form=form, request_on=request, candidate=request.candidate)


@bp.route("/candidates/<candidate_id>/kept/statement", methods=["GET", "POST"])
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def attach_statement(person: Person, candidate: Candidate) -> ResponseReturnValue:
    ids = [each.id for each in same_person(db.session, candidate)]
    cards, check_ins = statements.scorecards_of(db.session, ids), statements.check_ins_of(db.session, ids)
    form = StatementForm.for_records(cards, check_ins)
    if form.validate_on_submit():
        with form.refusals():
            told = {"received_on": filled(form.received_on.data), "today": clock.today(zone_of_reader())}
            about, words = form.chosen(cards, check_ins), form.words.data or ""
            statements.attach(db.session, person, candidate, about, words=words, **told)
            flash("Their statement is beside the record. The record itself stays as it is.")
            return _back(candidate)
    return render_template("privacy/attach_statement.html", form=form, candidate=candidate)


@bp.post("/candidates/<candidate_id>/kept/restrict")
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def restrict(person: Person, candidate: Candidate) -> ResponseReturnValue:
    says = f"{candidate.name} is in no search or list any more. You find them under Privacy."
    return _tapped(candidate, says, lambda: restricting.restrict(db.session, person, candidate))


@bp.post("/candidates/<candidate_id>/kept/lift")
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def lift(person: Person, candidate: Candidate) -> ResponseReturnValue:
    says = f"{candidate.name} is in lists again."
    return _tapped(candidate, says, lambda: restricting.lift(db.session, person, candidate))


@bp.post("/candidates/<candidate_id>/kept/erase")
@writes
@access.allows(policy.can_deal_with, of=candidate_in_url, insider=policy.may_know_of)
def propose_erasure(person: Person, candidate: Candidate) -> ResponseReturnValue:
    says = "A second person from HR has to agree. Until then nothing is erased."
    return _tapped(candidate, says, lambda: erasures.propose(db.session, person, candidate, ErasureReason.REQUEST))
