"""Three questions on an opening's criteria to someone who saw the candidate at work, and what they answered."""

from dataclasses import dataclass

from hiring.foundation.web.errors import Refused
from hiring.openings.models import Opening
from hiring.rubrics.queries import edition_of

QUESTIONS = 3


class ReferenceUnfinished(Refused):
    """Nobody is named, or a question has no answer."""


@dataclass(frozen=True, slots=True)
class RefereeAnswers:
    """Who was asked, and (question, answer) for each question."""

    referee: str
    answers: tuple[tuple[str, str], ...]
    more: str = ""

    def refuse_if_unfinished(self) -> None:
        if not self.referee.strip():
            raise ReferenceUnfinished("Write who you asked, and how they know the candidate.", "referee")
        for position, (_, answer) in enumerate(self.answers):
            if not answer.strip():
                raise ReferenceUnfinished("Write what they said, or that they couldn't say.", f"answer_{position}")

    @property
    def text(self) -> str:
        answered = [f"{question}\n{answer.strip()}" for question, answer in self.answers]
        return "\n\n".join([self.referee.strip(), *answered, *([self.more.strip()] if self.more.strip() else [])])


def questions_of(opening: Opening) -> list[str]:
    """On the criteria that weigh most, in the opening's order among equals."""
    edition = edition_of(opening.version)
    heaviest = sorted(opening.criteria, key=lambda criterion: -criterion.weight)[:QUESTIONS]
    titles = [edition.criterion(criterion.key).title for criterion in heaviest]
    return [f"{title}: when did you see this tested at work, and what did they do?" for title in titles]
