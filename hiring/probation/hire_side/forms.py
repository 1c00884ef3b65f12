"""Forms on a hire's own page. Nobody is signed in there, so there is no draft: leaving a page warns."""

from hiring.foundation.web.forms import Form, line, lines, radios
from hiring.probation.hire_side.values import QUESTIONS, ManagerAnswerLevel

LEVELS = [(str(level), level.label) for level in ManagerAnswerLevel]
CHOOSE = "Choose one of these."


class CodeForm(Form):
    code = line("Your code", missing="Type the code on your sheet.", autocomplete="off", autocapitalize="none")


class HireWordForm(Form):
    words = lines("What you want to say", missing="Write what you want to say.", rows=5)


class ManagerAnswerForm(Form):
    was_shown = radios(QUESTIONS["was_shown"], LEVELS, missing=CHOOSE)
    had_time = radios(QUESTIONS["had_time"], LEVELS, missing=CHOOSE)
    knows_standing = radios(QUESTIONS["knows_standing"], LEVELS, missing=CHOOSE)
    words = lines("Anything else", hint="HR reads this.", rows=3)

    def answers(self) -> dict[str, ManagerAnswerLevel]:
        return {question: ManagerAnswerLevel(self[question].data) for question in QUESTIONS}
