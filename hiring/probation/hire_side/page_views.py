"""A hire's own pages, behind their link or their code. Anyone signed in on the browser has no part in them."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, current_app, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from werkzeug.wrappers import Response

from hiring.foundation.database import db, later_side, writing
from hiring.foundation.web import access
from hiring.foundation.web.errors import Refused
from hiring.foundation.web.form_requests import opens_writing_itself, writes
from hiring.foundation.web.limits import begin_guess, count_wrong, guessed_right, refuse_while_waiting, source
from hiring.foundation.web.request_limits import followed_link, limiter
from hiring.probation.first_weeks import actions as first_weeks
from hiring.probation.hire_side import actions, links
from hiring.probation.hire_side.forms import CodeForm, HireWordForm, ManagerAnswerForm
from hiring.probation.hire_side.models import HireLink
from hiring.probation.hire_side.page import hire_page
from hiring.probation.hire_side.values import BROWSER_DAYS, KEY_HOURS, HireWordKind
from hiring.probation.models import CheckIn
from hiring.probation.suggestions.actions import suggest

bp = Blueprint("hire_pages", __name__)
KEY, BROWSER, PATH = "hire", "hire-browser", "/my-start"
FREE_LINKS, FREE_CODES = 100, 10
PER_SOURCE = "300/minute"
SIGNED_IN = "Someone is signed in on this browser. Sign out first: this page is the new starter's own."
limiter.limit(PER_SOURCE)(bp)


@bp.context_processor
def nobody() -> dict[str, Any]:
    return {"person": None, "navigation": []}


@bp.after_request
def unlisted(answer: Response) -> Response:
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@dataclass(frozen=True, slots=True)
class HireAtCheckIn:
    """A hire's link with one of their own check-ins."""

    link: HireLink
    check_in: CheckIn


def link_in_url(hire_token: str) -> HireLink | None:
    keys = [source("hire link", FREE_LINKS)]
    refuse_while_waiting(keys)
    link = links.link_of_token(db.session, hire_token)
    if link is None:
        count_wrong(keys)
    return link


def link_of_browser() -> HireLink | None:
    return links.link_of_key(db.session, request.cookies.get(KEY, ""))


def check_in_of_browser(check_in_id: str) -> HireAtCheckIn | None:
    """The key stands for one hire only, whichever check-in the address names."""
    link, check_in = link_of_browser(), db.session.get(CheckIn, check_in_id)
    if link is None or check_in is None or check_in.probation_id != link.probation_id:
        return None
    return HireAtCheckIn(link, check_in)


def _let_in(link: HireLink, carried: str) -> ResponseReturnValue:
    answer = make_response(redirect(url_for("hire_pages.show")))
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    cookie = {"path": PATH, "httponly": True, "samesite": "Strict", "secure": secure}
    answer.set_cookie(KEY, links.key_of(link), max_age=KEY_HOURS * 3600, **cookie)
    answer.set_cookie(BROWSER, carried, max_age=BROWSER_DAYS * 24 * 3600, **cookie)
    return answer


@bp.route("/my-start/open/<path:hire_token>", methods=["GET", "POST"])
@limiter.limit(PER_SOURCE)
@limiter.limit("30/minute", key_func=followed_link)
@writes
@access.bearer(of=link_in_url)
def enter(link: HireLink) -> ResponseReturnValue:
    """Looking names nobody and changes nothing. To open is a post, which hands this browser the key."""
    if request.method == "GET":
        return render_template("probation/hire_side/enter.html")
    if current_user.is_authenticated:
        flash(SIGNED_IN)
        return redirect(url_for("hire_pages.code"))
    browser, carried = links.browser_carried(request.cookies.get(BROWSER, ""))
    try:
        actions.open_in(db.session, link, browser, has_code=False)
    except Refused as refused:
        flash(refused.sentence)
        return redirect(url_for("hire_pages.code"))
    return _let_in(link, carried)


@bp.route("/my-start", methods=["GET", "POST"])
@opens_writing_itself
@access.public
def code() -> ResponseReturnValue:
    """For hires without email, and for a second browser. Wrong codes make the next wait."""
    form = CodeForm()
    if form.is_submitted() and current_user.is_authenticated:
        form.refuse(SIGNED_IN)
        return render_template("probation/hire_side/code.html", form=form), 422
    if not form.validate_on_submit():
        return render_template("probation/hire_side/code.html", form=form), 422 if form.is_submitted() else 200
    keys = [source("hire code", FREE_CODES)]
    begin_guess(keys)
    browser, carried = links.browser_carried(request.cookies.get(BROWSER, ""))
    with writing() as session:
        link = links.link_of_code(session, form.code.data or "")
        if link is not None:
            actions.open_in(session, link, browser, has_code=True)
    if link is None:
        form.refuse("This code doesn't work. Check it, or ask the person who gave it to you.", "code")
        return render_template("probation/hire_side/code.html", form=form), 422
    guessed_right(keys)
    return _let_in(link, carried)


@bp.get("/my-start/page")
@access.bearer(of=link_of_browser)
def show(link: HireLink) -> ResponseReturnValue:
    return render_template("probation/hire_side/page.html", **hire_page(db.session, link.probation))


@bp.post("/my-start/page/agree")
@writes
@access.bearer(of=link_of_browser)
def agree(link: HireLink) -> ResponseReturnValue:
    return _then_page(lambda: first_weeks.agree(db.session, link.probation), "You've agreed to what's expected.")


@bp.post("/my-start/check-ins/<check_in_id>/read")
@writes
@access.bearer(of=check_in_of_browser)
def acknowledge(at: HireAtCheckIn) -> ResponseReturnValue:
    kind = HireWordKind.ACKNOWLEDGED
    return _then_page(lambda: actions.say(db.session, at.link.probation, kind, check_in=at.check_in), "Thank you.")


def _then_page(act: Any, said: str) -> ResponseReturnValue:
    try:
        act()
        flash(said)
    except Refused as refused:
        flash(refused.sentence)
    return redirect(url_for("hire_pages.show"))


@bp.route("/my-start/check-ins/<check_in_id>", methods=["GET", "POST"])
@writes
@access.bearer(of=check_in_of_browser)
def check_in(at: HireAtCheckIn) -> ResponseReturnValue:
    """Prepare for a check-in that's still ahead, or reply to a filed one."""
    form = HireWordForm()
    kind = HireWordKind.REPLIED if at.check_in.filed_at is not None else HireWordKind.PREPARED
    if form.validate_on_submit():
        with form.refusals():
            actions.say(db.session, at.link.probation, kind, form.words.data or "", at.check_in)
            flash("Saved. Your manager and HR can read it.")
            return redirect(url_for("hire_pages.show"))
    return render_template("probation/hire_side/write.html", form=form, kind=str(kind), check_in=at.check_in)


@bp.route("/my-start/suggest", methods=["GET", "POST"])
@writes
@access.bearer(of=link_of_browser)
def suggestion(link: HireLink) -> ResponseReturnValue:
    form = HireWordForm()
    if form.validate_on_submit():
        with form.refusals():
            suggest(db.session, None, link.probation, form.words.data or "")
            flash("HR has it on their list. The answer will be on your page.")
            return redirect(url_for("hire_pages.show"))
    return render_template("probation/hire_side/write.html", form=form, kind="suggestion", check_in=None)


@bp.route("/my-start/about-my-manager", methods=["GET", "POST"])
@writes
@access.bearer(of=link_of_browser)
def about_manager(link: HireLink) -> ResponseReturnValue:
    form = ManagerAnswerForm()
    if form.validate_on_submit():
        with form.refusals():
            actions.answer_about_manager(db.session, link.probation, form.answers(), form.words.data or "")
            flash("Thank you. HR reads it.")
            return redirect(url_for("hire_pages.show"))
    has_answered = later_side(link.probation, "manager_answer") is not None
    return render_template(
        "probation/hire_side/about_manager.html",
        form=form,
        has_answered=has_answered,
        period=link.probation.period,
    )


@bp.post("/my-start/leave")
@access.reads_by_post
@access.bearer(of=link_of_browser)
def leave(_link: HireLink) -> ResponseReturnValue:
    """On a shared computer: nobody after the hire finds the page open."""
    flash("You've left your page. Open your link, or type your code, to come back.")
    answer = make_response(redirect(url_for("hire_pages.code")))
    answer.delete_cookie(KEY, path=PATH)
    return answer
