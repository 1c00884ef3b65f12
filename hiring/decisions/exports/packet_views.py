"""The packet of one candidate, or of those who were ticked: a page to print, and a PDF where that can be made."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.decisions.exports.packet import NoPacket, packet_for
from hiring.foundation.database import db
from hiring.foundation.printed.pdf import PDF_TYPE, as_pdf, can_make_pdf
from hiring.foundation.web import access
from hiring.foundation.web.file_requests import file_answer
from hiring.openings.models import Opening
from hiring.openings.queries import opening_in_url
from hiring.panels import policy

bp = Blueprint("packets", __name__)


@bp.get("/openings/<opening_id>/packet")
@access.allows(policy.can_compare, of=opening_in_url)
def show(person: Person, opening: Opening) -> ResponseReturnValue:
    chosen = request.args.getlist("of")
    try:
        document, refusal = packet_for(db.session, person, opening, chosen), ""
    except NoPacket as refused:
        document, refusal = None, refused.sentence
    pdf = url_for("packets.pdf", opening_id=opening.id, of=chosen) if document and can_make_pdf() else ""
    return render_template("decisions/packet.html", opening=opening, document=document, refusal=refusal, pdf=pdf)


@bp.get("/openings/<opening_id>/packet.pdf")
@access.allows(policy.can_compare, of=opening_in_url)
def pdf(person: Person, opening: Opening) -> ResponseReturnValue:
    """The page instead, where there is nothing to print or no PDF can be made here."""
    if not can_make_pdf():
        return show(opening_id=opening.id)
    try:
        document = packet_for(db.session, person, opening, request.args.getlist("of"))
    except NoPacket as refused:
        return render_template(
            "decisions/packet.html", opening=opening, document=None, refusal=refused.sentence, pdf=""
        )
    return file_answer(as_pdf(document), PDF_TYPE, f"packet-{opening.id}.pdf")
