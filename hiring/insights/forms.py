"""Forms of insights: a spreadsheet to analyse, and how its columns are read."""

from __future__ import annotations

from flask import request
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField

from hiring.analyse.reading.options import ReadingOptions, codes_of, split_list
from hiring.analyse.reading.refusals import SheetError
from hiring.foundation.refusals import Refused
from hiring.foundation.web.forms import Form, line, select, tick, whole
from hiring.insights import spreadsheet

_SHEETS = [("", "one table"), ("interviewers", "one interviewer each"), ("criteria", "one criterion each"),
           ("candidates", "one candidate each")]  # fmt: skip
# What a column can be set to, and how the page says it.
USES = (
    ("", "As we read it"),
    ("candidate", "Candidate"),
    ("interviewer", "Interviewer"),
    ("criterion", "Criterion"),
    ("score", "Marks"),
    ("interviewer_columns", "Marks by this interviewer"),
    ("criterion_columns", "Marks on this criterion"),
    ("weight", "Weight of the criterion"),
    ("round", "Round"),
    ("opening", "Opening"),
    ("ignore", "Leave out"),
)


_ACCEPTED = {"accept": ".csv,.tsv,.txt,.xlsx"}


class SpreadsheetForm(Form):
    file = FileField(
        "File",
        description="CSV or XLSX, up to 4 MB and 50,000 marks. We don't store it.",
        validators=[FileRequired("Choose a file.")],
        render_kw=_ACCEPTED,
    )


class ReadingForm(Form):
    """What a person says of a file that comes back with the form."""

    content = HiddenField()
    name = HiddenField()
    file = FileField(
        "Another file",
        description="If you've corrected the file, choose it here. Your settings stay.",
        render_kw=_ACCEPTED,
    )
    sheet = line("Sheet", hint="Its name, if the workbook has several.")
    sheets_are = select("Each sheet is", _SHEETS)
    header_row = whole("Row with the headings", 1, 1_000_000)
    missing = line("Cells without a mark", hint="For example: N/A, -9")
    codes = line("Words for marks", hint="For example: good=4, poor=2")
    low = line("Lowest mark", most=12)
    high = line("Highest mark", most=12)
    lower_is_better = tick("Lower marks are better")

    def marks(self) -> tuple[bytes, str]:
        """The file and its name: the one just chosen, else the one that came back; `Refused` if that is broken."""
        if self.file.data:
            self.name.data = self.file.data.filename or "marks"
            self.content.data = spreadsheet.packed(self.file.data.read())
        return spreadsheet.unpacked(self.content.data or ""), self.name.data or "marks"

    def options(self) -> ReadingOptions:
        """What was typed and chosen, for the reader; `Refused` at the field where it makes no sense."""
        try:
            codes = codes_of(self.codes.data)
        except SheetError as error:
            raise Refused(str(error), "codes") from error
        options = ReadingOptions(
            sheet=self.sheet.data or None,
            sheets_are=self.sheets_are.data or None,
            header_row=self.header_row.data,
            lower_is_better=bool(self.lower_is_better.data),
            missing=split_list(self.missing.data),
            codes=codes,
        )
        return spreadsheet.with_uses(options, self.uses())

    def uses(self) -> list[tuple[str, str]]:
        """Heading and chosen use of each column, in the order of the page."""
        places = [at for at in range(spreadsheet.MOST_COLUMNS) if f"heading-{at}" in request.form]
        return [(request.form[f"heading-{at}"], request.form.get(f"use-{at}", "")) for at in places]

    def scale(self) -> tuple[float, float] | None:
        """The lowest and highest mark; `Refused` where only one is given, or they are no scale."""
        if not self.low.data and not self.high.data:
            return None
        try:
            low, high = (float(str(end.data).replace(",", ".")) for end in (self.low, self.high))
        except ValueError:
            raise Refused("Enter the lowest and the highest mark as numbers, or leave both empty.", "low") from None
        if not -1e9 < low < high < 1e9:
            raise Refused("The highest mark must be above the lowest.", "high")
        return low, high
