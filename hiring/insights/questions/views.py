"""Pages: what every question does; and one of them, with what would be worth doing about it."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from hiring.accounts.models import Person
from hiring.foundation import text
from hiring.foundation.database import db
from hiring.foundation.web import access
from hiring.insights.changes.queries import changes_by_finding
from hiring.insights.finished import unknown_to, wording_key
from hiring.insights.hires.reading import hires_read
from hiring.insights.questions.reading import QuestionFinding, question_findings, questions_say
from hiring.interviews.usage import asked_before
from hiring.panels.policy import can_compare
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of, version_in_url
from hiring.rubrics.reference import Reference
from hiring.rubrics.retiring import retired_in

bp = Blueprint("question_findings", __name__)
# So much of a question stands for it beside a change.
_ABOUT = 200


def _findings(person: Person) -> list[QuestionFinding]:
    unknown = unknown_to(db.session, person)
    panels, read = hires_read(db.session)
    return question_findings(panels, read.without(unknown), unknown)


def _question_in_url(version_id: str, criterion: str, question: str) -> tuple[RubricVersion, str] | None:
    version, reference = version_in_url(version_id), str(Reference(criterion, question))
    if version is None or reference not in edition_of(version).references():
        return None
    return version, reference


@bp.get("/insights/questions")
@access.allows(can_compare)
def index(person: Person) -> ResponseReturnValue:
    findings = _findings(person)
    return render_template("insights/questions.html", findings=findings, says=questions_say(findings))


@bp.get("/insights/questions/<version_id>/<criterion>/<question>")
@access.allows(can_compare, of=_question_in_url)
def question(person: Person, asking: tuple[RubricVersion, str]) -> ResponseReturnValue:
    version, reference = asking
    edition = edition_of(version)
    key = wording_key(edition, reference)
    about = text.tidy(edition.question(reference).text)[:_ABOUT].strip()
    found = [finding for finding in _findings(person) if finding.question.key == key]
    return render_template(
        "insights/question.html",
        question=edition.question(reference),
        criterion=edition.criterion(Reference.parse(reference).criterion),
        finding=found[0] if found else None,
        asked=asked_before(db.session, edition, person)[reference],
        about=about,
        changes=changes_by_finding(db.session).get(about, []),
        retired=retired_in(db.session, edition).get(reference),
        address={"version_id": version.id, **_parts(reference)},
    )


def _parts(reference: str) -> dict[str, str]:
    parts = Reference.parse(reference)
    return {"criterion": parts.criterion, "question": parts.question}
