"""Pages: the voluntary form behind a candidate's link, and the published quarters for the fairness role alone."""

from dataclasses import dataclass

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug.wrappers import Response

from hiring.accounts.models import Person
from hiring.accounts.policy import reads_fairness
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.limits import count_wrong, refuse_while_waiting, source
from hiring.foundation.web.request_limits import followed_link, limiter
from hiring.insights.fairness import actions
from hiring.insights.fairness.forms import PublishForm, fairness_form
from hiring.insights.fairness.links import application_key, application_of_token
from hiring.insights.fairness.queries import answers_of, counted_questions, is_published, publications
from hiring.insights.fairness.questions import GroupQuestion, group_questions
from hiring.insights.fairness.values import last_quarter_end, quarter_name
from hiring.measurement.outcomes.suppression import LEAST

bp = Blueprint("fairness", __name__)
FREE_LINKS = 100


@dataclass(frozen=True, slots=True)
class FormOfCandidate:
    """What a link opens: the digest answers are kept under, the questions still open, and how far they've got."""

    key: str
    questions: tuple[GroupQuestion, ...]
    has_answered: bool
    has_changed: bool


@bp.after_request
def unlisted(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


def form_in_url(fairness_token: str) -> FormOfCandidate | None:
    keys = [source("fairness link", FREE_LINKS)]
    refuse_while_waiting(keys)
    application = application_of_token(db.session, fairness_token)
    if application is None:
        count_wrong(keys)
        return None
    key = application_key(application.id)
    counted = counted_questions(db.session, key)
    answers = answers_of(db.session, key)
    return FormOfCandidate(
        key,
        tuple(question for question in _questions() if question.key not in counted),
        has_answered=bool(answers),
        has_changed=any(answer.has_changed for answer in answers),
    )


def _questions() -> tuple[GroupQuestion, ...]:
    return group_questions(current_app.config["DATA_DIR"])


@bp.route("/about-you/<path:fairness_token>", methods=["GET", "POST"])
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=form_in_url)
def answer(asked: FormOfCandidate) -> ResponseReturnValue:
    """It never shows what was answered: anyone else with the link learns nothing from it."""
    form = fairness_form(asked.questions)
    if asked.questions and form.validate_on_submit():
        with form.refusals():
            actions.give_answers(db.session, asked.key, form.choices)
            return redirect(url_for("fairness.thanks"))
    return render_template("insights/fairness/answer.html", form=form, asked=asked, person=None, navigation=[])


@bp.post("/about-you/take-back/<path:fairness_token>")
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=form_in_url)
def take_back(asked: FormOfCandidate) -> ResponseReturnValue:
    actions.take_back_answers(db.session, asked.key)
    return redirect(url_for("fairness.thanks"))


@bp.get("/about-you")
@access.public
def thanks() -> ResponseReturnValue:
    """The same for everyone, whatever they answered."""
    return render_template("insights/fairness/thanks.html", person=None, navigation=[])


@bp.route("/insights/fairness", methods=["GET", "POST"])
@writes
@access.allows(reads_fairness)
def show(person: Person) -> ResponseReturnValue:
    form, today = PublishForm(), clock.today("UTC")
    if form.validate_on_submit():
        try:
            quarter = actions.publish_quarter(db.session, person, _questions(), today)
            flash(f"{quarter_name(quarter.ends_on)} is published. It stays as it is.")
        except Refused as refused:
            flash(refused.sentence)
        return redirect(url_for("fairness.show"))
    ends_on = last_quarter_end(today)
    return render_template(
        "insights/fairness/show.html",
        form=form,
        quarters=[(quarter_name(each.ends_on), each) for each in publications(db.session)],
        next_quarter="" if is_published(db.session, ends_on) else quarter_name(ends_on),
        ends_on=ends_on,
        least=LEAST,
    )
