"""Pages of decisions: skill, references, deciding with a check page, and the decision as it stands."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.candidates.facts import facts_of
from hiring.candidates.models import Application
from hiring.candidates.queries import application_in_url
from hiring.candidates.state_table import StepPage, offered_steps
from hiring.candidates.upcoming_interviews import in_words
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions, policy, queries
from hiring.decisions.forms import AfterHireForm, DecisionForm, ReferencesForm, SkillForm
from hiring.decisions.gates import mended_on, open_gates
from hiring.decisions.models import decision_of, decisions_of, reopened_of
from hiring.decisions.offers.queries import offer_steps
from hiring.decisions.queries import decided_in_url
from hiring.decisions.values import Skill, Verdict
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.records import view_log
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import choices
from hiring.interviews.queries import number_ahead_for
from hiring.interviews.readings import MARKS
from hiring.panels import reveal_log
from hiring.panels.queries import summary_of
from hiring.panels.summary import people_in

bp = Blueprint("decisions", __name__)

# A button of the decision page that leads to the page of a gate, with what was typed kept.
MEND = "mend-"


@bp.route("/applications/<application_id>/skill-floor", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_grounds, of=application_in_url)
def skill_floor(person: Person, application: Application) -> ResponseReturnValue:
    known = queries.skill_floor_of(db.session, application)
    kept = {"verdict": known.verdict, "evidence": known.evidence, "judged_by": known.judged_by_id} if known else {}
    form = SkillForm(data={"judged_by": person.id, "seen": request.args.get("seen", "")} | kept)
    judges = {judge.id: judge for judge in queries.who_may_judge_skill(db.session, application)}
    form.judged_by.choices = choices([(judge.id, judge.name) for judge in judges.values()])
    if form.validate_on_submit():
        with form.refusals():
            verdict, judge = Skill(form.verdict.data or ""), judges[form.judged_by.data]
            actions.record_skill_floor(
                db.session, person, application, verdict=verdict, evidence=form.evidence.data or "", judged_by=judge
            )
            flash("The skills check is recorded.")
            return redirect(_back_to_deciding(person, application, form.seen.data))
    return render_template("decisions/skill_floor.html", **_grounds_page(person, application, form))


@bp.route("/applications/<application_id>/references", methods=["GET", "POST"])
@writes
@access.allows(policy.can_record_grounds, of=application_in_url)
def references(person: Person, application: Application) -> ResponseReturnValue:
    known = queries.references_of(db.session, application)
    form = ReferencesForm.of(application.opening, known, request.args.get("seen", ""))
    if form.validate_on_submit():
        with form.refusals():
            waived, said = form.waived.data == "yes", form.said.data or ""
            actions.record_references(
                db.session, person, application, waived=waived, said=said, reference=form.reference
            )
            flash("Recorded: references " + ("waived." if waived else "taken."))
            return redirect(_back_to_deciding(person, application, form.seen.data))
    return render_template("decisions/references.html", **_grounds_page(person, application, form))


def _grounds_page(person: Person, application: Application, form: SkillForm | ReferencesForm) -> dict[str, Any]:
    opens_panel = policy.can_open_decision(person, application)
    return {"application": application, "form": form, "opens_panel": opens_panel}


def _back_to_deciding(person: Person, application: Application, seen_before: str | None) -> str:
    if not policy.can_decide(person, application):
        may_open = policy.can_open_decision(person, application)
        return url_for("panels.show", application_id=application.id) if may_open else url_for("home.show")
    return url_for("decisions.decide", application_id=application.id, seen=(seen_before or "")[:300] or None)


@bp.route("/applications/<application_id>/decide", methods=["GET", "POST"])
@writes
@access.allows(policy.can_open_decision, of=application_in_url, insider=policy.may_know_of)
def decide(person: Person, application: Application) -> ResponseReturnValue:
    if not policy.can_decide(person, application):
        return _not_yet(application)
    form = DecisionForm.of(application.opening, request.args.get("seen", ""))
    if request.method == "GET":
        if decision_of(application) is not None:
            return redirect(url_for("decisions.show", application_id=application.id))
        if not reveal_log.read_panel(person, application):
            abort(403)
    elif form.step.data == "edit":
        return _deciding(person, application, form), 200
    elif (form.step.data or "").startswith(MEND):
        with form.refusals():
            form.keep_draft()
            return redirect(_page_of_gate(application, form))
    elif form.validate():
        typed = _typed(form)
        ahead = queries.cancelled_by(typed["verdict"], application)
        with form.refusals():
            if form.step.data == "decide":
                actions.decide(db.session, person, application, words=form.words, **typed)
                form.drop_draft()
                flash(f"Decided: {form.verdict.data} {application.candidate.name}.{in_words(ahead)}")
                return redirect(url_for("decisions.show", application_id=application.id))
            grounds = actions.check_decision(db.session, person, application, **typed)
            is_hire = typed["verdict"] == Verdict.HIRE
            context = {
                "application": application,
                "form": form,
                "open_gates": open_gates(grounds.gates) if is_hire else [],
                "untalked": [] if is_hire else [cell.criterion.title for cell in grounds.summary.to_discuss],
                "words": form.words.kept() if is_hire else {},
                "ahead": ahead,
            }
            return render_template("decisions/check.html", **context), 200
    return _deciding(person, application, form)


def _page_of_gate(application: Application, form: DecisionForm) -> str:
    """Where the gate of the pressed button is dealt with; the page leads back here, and the draft is shown again."""
    key = (form.step.data or "").removeprefix(MEND)
    if key == "hold":
        return url_for("holds.hold", application_id=application.id)
    if key == "posts":
        return url_for("openings.change", opening_id=application.opening_id)
    seen = (form.seen.data or "")[:300] or None
    return url_for(mended_on(key), application_id=application.id, seen=seen)


def _not_yet(application: Application) -> ResponseReturnValue:
    """HR who can't decide yet find on the panel's page how far it is, and how to reject without it."""
    if request.method != "GET":
        abort(403)
    return redirect(url_for("panels.show", application_id=application.id))


def _typed(form: DecisionForm) -> dict[str, Any]:
    return {
        "verdict": Verdict(form.verdict.data or ""),
        "reason": form.reason.data or "",
        "override_reason": form.override_reason.data or "",
        "seen": form.seen.data or "",
    }


def _deciding(person: Person, application: Application, form: DecisionForm) -> str:
    """The form, once the panel was read. If it has changed since, the page shows how it stands now, and proves it."""
    summary = summary_of(db.session, application)
    proven = reveal_log.digest_seen(person, application, form.seen.data or "")
    has_changed = proven not in (None, summary.evidence_digest)
    if has_changed and request.method == "POST":
        form.seen.data = reveal_log.proof(person, application, summary)
    return render_template(
        "decisions/decide.html",
        application=application,
        form=form,
        summary=summary.content(),
        names=queries.names_of(db.session, people_in(summary.content())),
        gates=queries.gates_of(db.session, application, summary),
        decided=decision_of(application),
        earlier=reopened_of(application),
        is_below=queries.is_below_band(db.session, person, application),
        has_changed=has_changed,
        may_type=request.method == "POST" or proven == summary.evidence_digest,
    )


@bp.get("/applications/<application_id>/decision")
@access.allows(policy.can_read_decision, of=decided_in_url, insider=policy.may_know_of)
def show(person: Person, application: Application) -> ResponseReturnValue:
    view_log.note_all(person.id, [application.id], MARKS)
    return _decision(person, application, _after_hire_form(application))


def _after_hire_form(application: Application) -> AfterHireForm:
    address = url_for("decisions.after_hire", application_id=application.id)
    page = url_for("decisions.show", application_id=application.id)
    return AfterHireForm(on=clock.today(application.opening.workplace.zone), address=address, page=page)


def _decision(person: Person, application: Application, form: AfterHireForm) -> str:
    decision = queries.decision_for(person, application)
    if decision is None:
        abort(404)
    steps = offered_steps(facts_of(db.session, person, application))
    return render_template(
        "decisions/show.html",
        application=application,
        decision=decision,
        application_state=ApplicationState(application.state).label,
        is_unchanged=queries.is_unchanged(decision),
        form=form,
        ahead=number_ahead_for(person, application),
        names=queries.names_of(db.session, queries.people_in_frozen(decision.summary)) if decision.summary else {},
        questions=queries.questions_in(db.session, decision),
        untalked=queries.untalked_in(decision),
        earlier=[made for made in decisions_of(application) if made.number < decision.number],
        may_reopen=any(step.label == "Reopen decision" for step in steps),
        offer_steps=offer_steps(db.session, decision),
        skill=queries.skill_floor_of(db.session, application),
        references=queries.references_of(db.session, application),
        may_end=any(step.page == StepPage.DECISION and step.to.stored in actions.AFTER_A_HIRE for step in steps),
    )


@bp.post("/applications/<application_id>/after-hire")
@writes
@access.allows(policy.can_read_decision, of=decided_in_url, insider=policy.may_know_of)
def after_hire(person: Person, application: Application) -> ResponseReturnValue:
    form = _after_hire_form(application)
    if form.validate_on_submit():
        with form.refusals():
            off = actions.record_after_hire(db.session, person, application, *form.chosen())
            flash(f"Recorded. The post is free again.{in_words(off)}")
            return redirect(url_for("decisions.show", application_id=application.id))
    return _decision(person, application, form)
