"""Forms: whom to ask, and the one observation a colleague gives."""

from hiring.foundation.web.forms import Form, day, line, lines, radios
from hiring.probation.forms import KINDS


class AskForm(Form):
    name = line("Name of the colleague", missing="Write the colleague's name.", autocomplete="off")


class ColleagueForm(Form):
    """Behind a link nobody is signed in, so there is no draft: leaving the page warns."""

    act = lines("What did they do or say?", missing="Write what they did or said.", rows=3)
    on = day("Day", missing="Write the day.")
    kind = radios("Was it good, or a concern?", KINDS, missing="Say whether it was good or a concern.")
