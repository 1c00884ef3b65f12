"""How a question is referred to in rounds, answers and addresses: its criterion and its key there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reference:
    """Written "criterion/question"; the same question key may occur under several criteria."""

    criterion: str
    question: str

    @classmethod
    def parse(cls, written: str) -> "Reference":
        """Never raises: text without a slash is a criterion without a question, which no edition has."""
        criterion, _, question = written.partition("/")
        return cls(criterion, question)

    def __str__(self) -> str:
        return f"{self.criterion}/{self.question}"

    @property
    def field(self) -> str:
        """How names of form fields and anchors of pages spell it."""
        return f"{self.criterion}--{self.question}"


def criterion_in(written: str) -> str:
    """The key of the criterion that a written reference belongs to."""
    return Reference.parse(written).criterion
