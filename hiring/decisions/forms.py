"""Forms of decisions: skill, references, the decision itself, and what becomes of a hire."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from wtforms import HiddenField

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions.actions import AFTER_A_HIRE
from hiring.decisions.models import ReferenceCheck
from hiring.decisions.reference import RefereeAnswers, questions_of
from hiring.decisions.several import SharedDecision
from hiring.decisions.values import HireWords, Skill, Verdict
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, boxes, choices, day, line, lines, radios, select
from hiring.openings.models import Opening
from hiring.panels.queries import judged_by
from hiring.panels.summary import Judged


class SkillForm(DraftedForm):
    seen = HiddenField()
    verdict = radios(
        "Can they do the work?", [(skill, skill.label) for skill in Skill], missing="Choose one of the three answers."
    )
    evidence = line(
        "What is this judged by?",
        missing="Write in one line what this was judged by.",
        hint="For example: half a shift on the till. She made three mistakes, and found and fixed them herself.",
    )
    judged_by = select("Who judged it?", missing="Choose who judged it.")


class ReferencesForm(DraftedForm):
    seen = HiddenField()
    waived = radios(
        "Were references taken?",
        [("no", "Yes, taken"), ("yes", "No, waived with a reason")],
        missing="Choose one of the two.",
    )
    referee = line("Who did you ask?", hint="Their name, and how they know the candidate.")
    answer_0 = lines("")
    answer_1 = lines("")
    answer_2 = lines("")
    said = lines("Anything else they said, or why nobody was asked")

    questions: Sequence[str] = ()

    @classmethod
    def of(cls, opening: Opening, known: ReferenceCheck | None, seen: str) -> "ReferencesForm":
        """With the opening's questions, and what's on record."""
        kept: dict[str, str] = {"seen": seen}
        if known is not None:
            kept |= {"waived": "yes" if known.waived else "no", "referee": known.referee}
            kept |= {f"answer_{position}": answer for position, (_, answer) in enumerate(known.answers)}
            kept |= {} if known.answers else {"said": known.said}
        form = cls(data=kept)
        form.questions = questions_of(opening)
        for position, question in enumerate(form.questions):
            form[f"answer_{position}"].label.text = question
        return form

    @property
    def answer_fields(self) -> list[Any]:
        return [self[f"answer_{position}"] for position in range(len(self.questions))]

    @property
    def reference(self) -> RefereeAnswers | None:
        """None where references are waived."""
        if self.waived.data == "yes":
            return None
        answers = zip(self.questions, self.answer_fields, strict=True)
        pairs = tuple((question, field.data or "") for question, field in answers)
        return RefereeAnswers(self.referee.data or "", pairs, self.said.data or "")


class DecisionForm(DraftedForm):
    has_check_page = True

    seen = HiddenField()
    step = HiddenField(default="check")
    verdict = radios(
        "Hire or reject?", [(verdict, verdict.label) for verdict in Verdict], missing="Choose hire or reject."
    )
    reason = lines(
        "Reason",
        hint="You need one to reject, or to hire someone when others are higher. Use what was heard on the criteria. "
        "The candidate can ask to read it.",
        rows=5,
    )
    override_reason = lines(
        "Why hire with a gate not met?", hint="Only if you hire with a gate not met. We keep, print and report it."
    )
    advice = lines(
        "Advice for the first weeks",
        hint="With a hire: what to show and practise first. No marks. Their manager reads it from day 1.",
    )

    criteria: Sequence[Judged] = ()

    @classmethod
    def of(cls, opening: Opening, seen: str) -> "DecisionForm":
        """With a line of the note to ourselves for each criterion of the opening."""
        criteria = judged_by(opening)
        note = {f"note-{criterion.key}": line(criterion.title) for criterion in criteria}
        form: DecisionForm = type("DecisionFormOfOpening", (cls,), {"criteria": criteria} | note)(data={"seen": seen})
        return form

    @property
    def note_fields(self) -> list[Any]:
        return [self[f"note-{criterion.key}"] for criterion in self.criteria]

    @property
    def words(self) -> HireWords:
        note = tuple((field.label.text, field.data or "") for field in self.note_fields)
        return HireWords(self.advice.data or "", note)

    @property
    def to_carry(self) -> list[Any]:
        """What a check page sends on."""
        typed = [self.verdict, self.reason, self.override_reason, self.advice]
        return [self.revision, self.seen, *typed, *self.note_fields]


class SeveralForm(DraftedForm):
    """One verdict and one text for everyone who is ticked; a proof of what was read for each."""

    has_check_page = True

    step = HiddenField(default="check")
    applications = boxes("Candidates", missing="Choose at least one candidate.")
    verdict = radios(
        "Hire or reject?", [(verdict, verdict.label) for verdict in Verdict], missing="Choose hire or reject."
    )
    reason = lines(
        "Reason",
        hint="You need one to reject. We keep it with each decision. Each can ask to read it, so name nobody else.",
    )
    override_reason = lines(
        "Why hire with a gate not met?", hint="We keep it with each decision, print it and report it."
    )
    advice = lines("Advice for the first weeks", hint="With a hire: one plan for all of them. No marks.")

    listed: Sequence[Application] = ()

    @classmethod
    def of_ready(
        cls, applications: Sequence[Application], proofs: Mapping[str, str], ticked: Sequence[str]
    ) -> "SeveralForm":
        proof_fields = {f"seen-{application.id}": HiddenField() for application in applications}
        kept = {f"seen-{key}": proof for key, proof in proofs.items()}
        known = [application.id for application in applications if application.id in ticked]
        form: SeveralForm = type("SeveralFormOfReady", (cls,), {"listed": applications} | proof_fields)(
            data={"applications": known} | kept
        )
        form.applications.choices = choices(
            [
                (application.id, f"{application.candidate.name}, no. {application.number}")
                for application in applications
            ]
        )
        return form

    @property
    def seen(self) -> dict[str, str]:
        """Application id → the proof of what its page showed."""
        return {application.id: self[f"seen-{application.id}"].data or "" for application in self.listed}

    def show_proofs(self, proofs: Mapping[str, str]) -> None:
        """The page shows how panels are now, and proves that."""
        for key, proof in proofs.items():
            self[f"seen-{key}"].data = proof

    def shared(self) -> SharedDecision:
        return SharedDecision(
            Verdict(self.verdict.data or ""),
            self.reason.data or "",
            self.override_reason.data or "",
            self.advice.data or "",
        )

    @property
    def to_carry(self) -> list[Any]:
        """What a check page sends on, besides the candidates."""
        proofs = [self[f"seen-{application.id}"] for application in self.listed]
        return [self.revision, self.verdict, self.reason, self.override_reason, self.advice, *proofs]


class ReopenDecisionForm(DraftedForm):
    reason = lines("Why are you reopening it?", missing="Write why you're reopening it.", hint="This is kept for good.")


class HoldForm(DraftedForm):
    until = day("Until", missing="Choose the day it comes back.")
    reason = lines("What are you waiting for?", missing="Write what you're waiting for.", rows=2)


class RejectForm(Form):
    """One reason for everyone who is ticked, or another for some of them."""

    step = HiddenField(default="check")
    applications = boxes("Candidates", missing="Choose at least one candidate.")
    reason = lines(
        "Reason",
        hint="Kept with each candidate's decision. Each can ask to read it, so name nobody else.",
        rows=4,
    )

    listed: Sequence[Application] = ()

    @classmethod
    def of(cls, applications: Sequence[Application], only: Sequence[str] = ()) -> "RejectForm":
        """For these applications, or for those of them that were asked for, which are ticked then."""
        listed = [application for application in applications if not only or application.id in only]
        own = {
            f"reason-{application.id}": lines(f"Reason for {application.candidate.name}", rows=2)
            for application in listed
        }
        form: RejectForm = type("RejectFormOfListed", (cls,), {"listed": listed} | own)(
            data={"applications": [application.id for application in listed] if only else []}
        )
        form.applications.choices = choices(
            [(application.id, f"{application.candidate.name}, no. {application.number}") for application in listed]
        )
        return form

    @property
    def own_fields(self) -> dict[str, Any]:
        """Application id → the field of a reason of its own."""
        return {application.id: self[f"reason-{application.id}"] for application in self.listed}

    @property
    def own_reasons(self) -> dict[str, str]:
        return {key: field.data for key, field in self.own_fields.items() if field.data and field.data.strip()}


class AfterHireForm(DraftedForm):
    state = radios(
        "What happened?",
        [(verdict, f"The candidate {verdict.label}") for verdict in AFTER_A_HIRE],
        missing="Choose what happened.",
    )
    on = day("On which day?", missing="Choose the day.")
    note = lines("Reason", hint="You need one if they didn't start. The candidate can ask to read it.", rows=2)

    def chosen(self) -> tuple[ApplicationState, date, str]:
        """What was typed, once it is valid."""
        if self.on.data is None:
            raise ValueError("a form that was not validated has no day")
        return ApplicationState(self.state.data or ""), self.on.data, self.note.data or ""
