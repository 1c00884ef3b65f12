"""Workbooks: several sheets, merged cells, hidden rows, headings in two rows."""

import datetime

from tests.analyse.shapes.table import EIGHT, FOUR, Shape

_HEAD = ["candidate", "interviewer", "score"]
_LONG = [_HEAD, ["Ana", "Mia", 3], ["Ana", "Leo", 4], ["Bo", "Mia", 2], ["Bo", "Leo", 2]]
_LEGEND = [["Mark", "Meaning"], [1, "poor"], [3, "fine"], [5, "great"]]
_OF_MIA = [["Candidate", "Calm", "Care"], ["Ana", 3, 4], ["Bo", 2, 1]]
_OF_LEO = [["Candidate", "Calm", "Care"], ["Ana", 4, 5], ["Bo", 2, 3]]
_BY_PEOPLE = {"Mia": _OF_MIA, "Leo": _OF_LEO}

WORKBOOKS = [
    Shape("a row a rating", {"Marks": _LONG}, FOUR),
    Shape("a legend first", {"Legend": _LEGEND, "Marks": _LONG}, FOUR, says=("Read from the sheet “Marks”",)),
    Shape("two sheets of marks", {"May": _LONG, "June": [["Who", "Mia"], ["Ana", 3], ["Bo", 2]]},
          asks="“May” and “June” could each be the marks. Try --sheet May"),
    Shape("one of two sheets", {"May": _LONG, "June": [["Who", "Mia"], ["Ana", 3], ["Bo", 2]]}, "Ana Mia 3, Bo Mia 2",
          options={"sheet": "June"}),
    Shape("no such sheet", {"May": _LONG}, refuses="There's no sheet “July”", options={"sheet": "July"}),
    Shape("a sheet an interviewer, unsaid", _BY_PEOPLE, asks="“Mia” and “Leo” have the same headings"),
    Shape("a sheet an interviewer", _BY_PEOPLE, EIGHT, options={"sheets_are": "interviewers"},
          says=("Each sheet was read as an interviewer: Leo and Mia.",)),
    Shape("a sheet an interviewer, a legend first", {"Legend": _LEGEND, **_BY_PEOPLE}, EIGHT,
          options={"sheets_are": "interviewers"}, says=("The sheet “Legend” was left out",)),
    Shape("a sheet an interviewer, criteria down", {
        "Mia": [["Criterion", "Ana", "Bo"], ["Calm", 3, 2], ["Care", 4, 1]],
        "Leo": [["Criterion", "Ana", "Bo"], ["Calm", 4, 2], ["Care", 5, 3]]}, EIGHT,
          options={"sheets_are": "interviewers"}),
    Shape("a sheet an interviewer, one score", {"Mia": [["Candidate", "Score"], ["Ana", 3], ["Bo", 2]],
          "Leo": [["Candidate", "Score"], ["Ana", 4], ["Bo", 2]]}, FOUR, options={"sheets_are": "interviewers"}),
    Shape("a sheet a criterion", {"Calm": [["Candidate", "Mia", "Leo"], ["Ana", 3, 4], ["Bo", 2, 2]],
          "Care": [["Candidate", "Mia", "Leo"], ["Ana", 4, 5], ["Bo", 1, 3]]}, EIGHT,
          options={"sheets_are": "criteria"}),
    Shape("a sheet a candidate", {"Ana": [["Criterion", "Mia", "Leo"], ["Calm", 3, 4], ["Care", 4, 5]],
          "Bo": [["Criterion", "Mia", "Leo"], ["Calm", 2, 2], ["Care", 1, 3]]}, EIGHT,
          options={"sheets_are": "candidates"}),
    Shape("a sheet a candidate, scorecards", {"Ana": [["Interviewer", "Calm", "Care"], ["Mia", 3, 4], ["Leo", 4, 5]],
          "Bo": [["Interviewer", "Calm", "Care"], ["Mia", 2, 1], ["Leo", 2, 3]]}, EIGHT,
          options={"sheets_are": "candidates"}),
    Shape("a typing error on one sheet", {"Mia": _OF_MIA, "Leo": [*_OF_LEO, ["Cy", "x", 3]]},
          refuses="Sheet “Leo”, row 4, column “Calm”: “x” isn't a mark", options={"sheets_are": "interviewers"}),
    Shape("a merged name", {"Marks": [_HEAD, ["Ana", "Mia", 3], [None, "Leo", 4], ["Bo", "Mia", 2], [None, "Leo", 2]]},
          FOUR,
          merged=("A2:A3", "A4:A5")),
    Shape("a merged mark", {"Marks": [_HEAD, ["Ana", "Mia", 3], ["Ana", "Leo", None]]}, merged=("C2:C3",),
          refuses="Row 2: a merged cell holds the mark of several rows"),
    Shape("a merged mark of two interviewers", {"Marks": [["Candidate", "Mia", "Leo"], ["Ana", 3, None], ["Bo", 2, 2]]},
          merged=("B2:C2",), refuses="Row 2, column “Leo”: a merged cell holds the mark"),
    Shape("people under one heading", {"Marks": [["Candidate", "Interviewers", None], [None, "Mia", "Leo"],
          ["Ana", 3, 4], ["Bo", 2, 2]]}, FOUR, merged=("B1:C1",)),
    Shape("criteria under people", {"Marks": [["Candidate", "Mia", None, "Leo", None], [None, "Calm", "Care", "Calm",
          "Care"],
          ["Ana", 3, 4, 4, 5], ["Bo", 2, 1, 2, 3]]}, EIGHT, merged=("B1:C1", "D1:E1")),
    Shape("a hidden row", {"Marks": _LONG}, FOUR, hidden=("3",), says=("Hidden row 3: read like the others.",)),
    Shape("a hidden column", {"Marks": [["Candidate", "Mia", "Leo"], ["Ana", 3, 4], ["Bo", 2, 2]]}, FOUR, hidden=("C",),
          says=("Hidden column C (“Leo”): read like the others.",)),
    Shape("a truth", {"Marks": [*_LONG, ["Cy", "Mia", True]]}, refuses="Row 6: “TRUE” isn't a mark"),
    Shape("a day for a mark", {"Marks": [*_LONG, ["Cy", "Mia", datetime.date(2026, 5, 4)]]},
          refuses="Row 6: “2026-05-04” is a date"),
    Shape("a formula without a result", {"Marks": [*_LONG, ["Cy", "Mia", "=1+2"]]},
          refuses="Row 6: a formula has no stored"),
    Shape("titles above", {"Marks": [["Panel of May"], [], *_LONG]}, FOUR, says=("The headings were found in row 3.",)),
]  # fmt: skip
