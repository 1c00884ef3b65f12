"""The page on which HR says at which workplace someone takes a post."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person, Workplace
from hiring.candidates.models import Application
from hiring.candidates.policy import can_change_application
from hiring.candidates.posts import can_take_post, posts_for, take_post
from hiring.candidates.queries import application_in_url
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes
from hiring.foundation.web.forms import Form, choices, filled, radios

bp = Blueprint("posts", __name__)


class PostForm(Form):
    workplace = radios("Where will they work?", missing="Choose a workplace.")


@bp.route("/applications/<application_id>/workplace", methods=["GET", "POST"])
@writes
@access.allows(can_change_application, of=application_in_url)
def choose(person: Person, application: Application) -> ResponseReturnValue:
    places = posts_for(db.session, application)
    form = PostForm(data={"workplace": application.workplace_id})
    form.workplace.choices = choices([(place.workplace.id, place.label) for place in places])
    if form.validate_on_submit():
        with form.refusals():
            workplace = db.session.get_one(Workplace, filled(form.workplace.data))
            take_post(db.session, person, application, workplace)
            flash(f"{application.candidate.name} takes a post at {workplace.name}.")
            return redirect(url_for("candidates.show", application_id=application.id))
    may = can_take_post(db.session, person, application) and len(places) > 1
    return render_template("candidates/post.html", form=form, application=application, may=may)
