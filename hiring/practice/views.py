"""Pages of practice: a criterion, its sample answers one a page, and how own marks compare."""

from flask import Blueprint, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import clock, figures
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.browser_keys import browser_key
from hiring.foundation.web.drafts import Draft, DraftMovedOn, draft_of
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes, writes_each_time
from hiring.foundation.web.template_filters import moment
from hiring.practice import actions, policy, queries, validity
from hiring.practice.agreement import distance_in_words, in_words
from hiring.practice.answers import practice_minutes
from hiring.practice.forms import MarkForm, overtaking, posted, posted_revision
from hiring.practice.models import PracticeMark, PracticeRound
from hiring.rubrics.models import CriterionEdition

bp = Blueprint("practice", __name__)


@bp.record_once
def _refuse_unclear_licences(state: BlueprintSetupState) -> None:
    """Better no house than one that finds out with someone's last mark how long a licence lasts."""
    validity.read(state.app.config["DATA_DIR"])


def _round_in_url(round_id: str) -> PracticeRound | None:
    return db.session.get(PracticeRound, round_id)


def _mark_in_url(mark_id: str) -> PracticeMark | None:
    return db.session.get(PracticeMark, mark_id)


def _go_on(practice: PracticeRound) -> ResponseReturnValue:
    """To the next answer without a mark, or to how it went."""
    left = practice.first_open
    if left is not None:
        return redirect(url_for("practice.answer", mark_id=left.id))
    return redirect(url_for("practice.result", round_id=practice.id))


@bp.get("/practice/criteria/<version_id>/<criterion>")
@access.allows(policy.can_practise, of=queries.edition_in_url)
def criterion(person: Person, edition: CriterionEdition) -> ResponseReturnValue:
    words = queries.criterion_of(db.session, edition.version_id, edition.key)
    return render_template(
        "practice/criterion.html",
        edition=edition,
        criterion=words,
        minutes=figures.whole(practice_minutes(words.practice)),
        standing=queries.practised(db.session, person, [edition], {})[0],
        is_first=not queries.has_practised(db.session, person),
    )


@bp.post("/practice/criteria/<version_id>/<criterion>/begin")
@writes
@access.allows(policy.can_practise, of=queries.edition_in_url)
def begin(person: Person, edition: CriterionEdition) -> ResponseReturnValue:
    try:
        return _go_on(actions.begin_practice(db.session, person, edition))
    except Refused as refused:
        flash(refused.sentence)
        return redirect(url_for("practice.criterion", version_id=edition.version_id, criterion=edition.key))


@bp.route("/practice/answers/<mark_id>", methods=["GET", "POST"])
@writes
@access.allows(policy.can_mark, of=_mark_in_url)
def answer(person: Person, mark: PracticeMark) -> ResponseReturnValue:
    if mark.level is not None:
        return _go_on(mark.round)
    draft = draft_of(db.session, person.id, mark.id)
    form, newer = MarkForm.of(draft), overtaking(draft)
    if newer is not None:
        form.refuse(DraftMovedOn(newer).sentence, "evidence")
    elif form.validate_on_submit():
        with form.refusals():
            actions.give_mark(db.session, person, mark, evidence=form.evidence.data or "", level=int(form.level.data))
            return _go_on(mark.round)
    return _answer_page(mark, form, draft, newer)


@bp.post("/practice/answers/<mark_id>/draft")
@writes_each_time
@access.allows(policy.can_mark, of=_mark_in_url)
def save(person: Person, mark: PracticeMark) -> ResponseReturnValue:
    """Keep what was typed, whatever it is."""
    quietly = request.accept_mimetypes.best == "application/json"
    try:
        revision = actions.save_mark_draft(db.session, person, mark, posted(), posted_revision())
    except DraftMovedOn as moved:
        if quietly:
            return jsonify(conflict=moved.sentence), 409
        form = MarkForm.of(moved.newer)
        form.refuse(moved.sentence, "evidence")
        return _answer_page(mark, form, moved.newer, moved.newer)
    if quietly:
        draft = draft_of(db.session, person.id, mark.id)
        return jsonify(saved=moment(draft.saved_at)[-5:] if draft else "", revision=revision)
    flash("Saved. You can leave and come back.")
    return redirect(url_for("scorecards.practice"))


def _answer_page(mark: PracticeMark, form: MarkForm, draft: Draft | None, newer: Draft | None) -> ResponseReturnValue:
    practice = mark.round
    criterion = queries.criterion_of(db.session, practice.version_id, practice.criterion)
    return render_template(
        "practice/answer.html",
        mark=mark,
        practice=practice,
        criterion=criterion,
        question=queries.question_of(db.session, mark),
        sample=queries.sample_of(db.session, mark),
        anchors=criterion.anchors.of_every_level(),
        form=form,
        draft=draft,
        newer=newer,
        kept=browser_key(practice.person_id, mark.id),
    )


@bp.get("/practice/rounds/<round_id>")
@access.allows(policy.can_see_round, of=_round_in_url)
def result(person: Person, practice: PracticeRound) -> ResponseReturnValue:
    if not policy.has_result(practice):
        return _go_on(practice)
    marks = queries.marks_of(practice)
    criterion = queries.criterion_of(db.session, practice.version_id, practice.criterion)
    return render_template(
        "practice/result.html",
        practice=practice,
        criterion=criterion,
        minutes=figures.whole(practice_minutes(criterion.practice)),
        compared=queries.compared(db.session, practice),
        licence=queries.licence_of(db.session, practice),
        following=queries.next_to_practise(db.session, person),
        sentences=in_words(marks),
        distance=distance_in_words(marks),
        next_round_at=queries.next_round_at(db.session, person, practice),
        now=clock.now(),
    )
