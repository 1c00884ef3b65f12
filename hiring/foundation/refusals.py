"""A refusal: a sentence for the person who asked. Knows no page and no database, so that every module may refuse."""


class Refused(Exception):
    """An action cannot be done. The sentence is for the person; the field says where on their form it belongs."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field
