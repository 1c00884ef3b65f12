"""Forms of conflicts of interest: one sentence, and who takes a declined seat."""

from collections.abc import Sequence

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.candidates.policy import relations_to, resembles
from hiring.foundation.web.drafted_forms import DraftedForm
from hiring.foundation.web.forms import Form, choices, lines, select


class FairnessForm(DraftedForm):
    said = lines(
        "Your reason, in a sentence",
        missing="Write a sentence. HR reads it.",
        hint="HR reads this. The candidate can ask to read it too.",
        rows=2,
    )


class DeclineForm(DraftedForm):
    said = lines(
        "Why not, in a sentence",
        missing="Write a sentence. HR reads it.",
        hint="HR reads this. “I know them from school” or “I'm on leave” is enough.",
        rows=2,
    )


class FillForm(Form):
    by = select("Who takes the seat", missing="Choose someone.")

    @classmethod
    def of(cls, people: Sequence[Person], candidate: Candidate) -> "FillForm":
        form = cls()
        named = [(person.id, named_for(person, candidate)) for person in people]
        form.by.choices = choices([("", "Choose"), *named])
        return form


def named_for(person: Person, candidate: Candidate) -> str:
    """The name, with how they know the candidate, and whether they may be the candidate: HR should know
    before seating them."""
    known = [f"{relation.verb} the candidate" for relation in relations_to(person, candidate)]
    if resembles(person, candidate):
        known.append("similar to the candidate: check that they aren't the same person")
    return f"{person.name} ({', '.join(known)})" if known else person.name
