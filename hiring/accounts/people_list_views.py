"""Pages: adding people from a pasted list, and the links that were made for them."""

from collections.abc import Collection, Sequence
from datetime import datetime

import sqlalchemy as sa
from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from hiring.accounts import actions, password_links, policy, queries
from hiring.accounts.forms import PeopleListForm
from hiring.accounts.models import PasswordLink, Person
from hiring.accounts.pasted_people import MOST_LINES, PastedPerson, read_people
from hiring.accounts.values import LINK_HOURS, LinkDelivery, Role
from hiring.foundation import clock
from hiring.foundation.database import db
from hiring.foundation.outbox import mails, server
from hiring.foundation.web import access
from hiring.foundation.web.form_requests import writes

bp = Blueprint("people_list", __name__)
BY_MAIL, BY_HAND = "mail", "copy"
ROLE_OF = "role of "


@bp.route("/people/add-several", methods=["GET", "POST"])
@writes
@access.allows(policy.can_keep_accounts)
def add_several(administrator: Person) -> ResponseReturnValue:
    form = PeopleListForm(link=BY_MAIL if server.is_set() else BY_HAND)
    if server.is_set() is False:
        form.link.description = "No mail server is set, so links can only be copied."
    is_checked = form.validate_on_submit()
    pasted = _read(form.people.data or "")
    ticked = _ticked(pasted)
    wanted = [person for person in pasted if person.key in ticked and not person.is_out]
    if is_checked and request.form.get("then") == "add" and _is_ready(form, pasted, wanted):
        with form.refusals(email="people", roles="people"):
            return _add(administrator, wanted, form.link.data or BY_HAND)
    page = render_template("accounts/add_several.html", form=form, pasted=pasted, ticked=ticked, wanted=wanted,
                           roles=list(Role), role_of=ROLE_OF)  # fmt: skip
    return page, 422 if form.problems and request.method == "POST" else 200


def _read(pasted: str) -> list[PastedPerson]:
    chosen = {
        name.removeprefix(ROLE_OF): value for name, value in request.form.items() if name.startswith(ROLE_OF) and value
    }
    return read_people(pasted, queries.names_by_mailbox(db.session), chosen)


def _ticked(pasted: Sequence[PastedPerson]) -> set[str]:
    """The rows to add: those left ticked, and those that the page hadn't shown yet."""
    shown, ticked = set(request.form.getlist("shown")), set(request.form.getlist("add"))
    return {person.key for person in pasted if not person.is_out and (person.key in ticked or person.key not in shown)}


def _is_ready(form: PeopleListForm, pasted: Sequence[PastedPerson], wanted: Sequence[PastedPerson]) -> bool:
    """Says at its field what keeps the list from being added; nothing is added by halves."""
    if len(pasted) > MOST_LINES:
        form.refuse(f"These are {len(pasted)} people. Add at most {MOST_LINES} at a time.", "people")
    elif not wanted:
        form.refuse("There's nobody to add. Every line is someone we have, can't be read, or isn't ticked.", "people")
    for person in wanted:
        if person.needs_role:
            form.refuse(f"{person.name}: {person.remark}", "people")
        elif not mails.is_usable(person.email):
            form.refuse(f"Line {person.line}: “{person.email}” isn't an address we can send to.", "people")
    if form.link.data == BY_MAIL and not server.is_set():
        form.refuse("No mail server is set. Choose to copy the links.", "link")
    return not form.problems


def _add(administrator: Person, wanted: Collection[PastedPerson], how: str) -> ResponseReturnValue:
    since = clock.now()
    for pasted in wanted:
        person = actions.add_person(
            db.session, administrator.id, name=pasted.name, email=pasted.email, roles=pasted.roles
        )
        make = password_links.mail_link if how == BY_MAIL else password_links.make_shown_link
        make(db.session, administrator, person)
    number = "1 person was" if len(wanted) == 1 else f"{len(wanted)} people were"
    if how == BY_MAIL:
        flash(f"{number} added. Each gets a link by email, and chooses a password there.")
        return redirect(url_for("accounts.people"))
    cookie["fresh_links_since"] = since.isoformat()
    flash(f"{number} added. Give each their own link.")
    return redirect(url_for("people_list.links"))


@bp.get("/people/links")
@access.allows(policy.can_keep_accounts)
def links(administrator: Person) -> ResponseReturnValue:
    """To the person who has just made them, and to nobody again."""
    since = cookie.pop("fresh_links_since", "")
    if not since:
        return redirect(url_for("accounts.people"))
    fresh = _fresh(administrator, datetime.fromisoformat(since))
    shown = [(link.person, password_links.address_of(link)) for link in fresh]
    return render_template("accounts/links.html", links=shown, hours=LINK_HOURS)


def _fresh(maker: Person, since: datetime) -> Sequence[PasswordLink]:
    made = (PasswordLink.made_by_id == maker.id, PasswordLink.made_at >= since, PasswordLink.ended_at.is_(None))
    fresh = sa.select(PasswordLink).where(*made, PasswordLink.delivery == str(LinkDelivery.SHOWN))
    return db.session.scalars(fresh.order_by(PasswordLink.made_at, PasswordLink.id)).all()
