"""Sheets with a row a rating."""

from tests.analyse.shapes.table import EIGHT, FOUR, Shape

_HEAD = "candidate,interviewer,score\n"
_ROWS = "Ana,Mia,3\nAna,Leo,4\nBo,Mia,2\nBo,Leo,2\n"
_LONG = _HEAD + _ROWS
_CRITERIA = (
    "candidate,interviewer,criterion,score{}\nAna,Mia,Calm,3{}\nAna,Mia,Care,4{}\nAna,Leo,Calm,4{}\nAna,Leo,Care,5{}\n"
    "Bo,Mia,Calm,2{}\nBo,Mia,Care,1{}\nBo,Leo,Calm,2{}\nBo,Leo,Care,3{}\n"
)


def _with(heading: str, *cells: str) -> str:
    return "\n".join(f"{row},{cell}" for row, cell in zip(_LONG.splitlines(), (heading, *cells), strict=True)) + "\n"


def _criteria(heading: str = "", calm: str = "", care: str = "") -> str:
    return _CRITERIA.format(heading, *[calm, care] * 4)


LONG_SHEETS = [
    Shape("a row a rating", _LONG, FOUR, says=("one row a rating", "Higher marks are taken as better.")),
    Shape("with criteria", _criteria(), EIGHT),
    Shape("semicolons and decimal commas", "Candidate;Rater;Rating\nAna;Mia;3,5\nBo;Mia;2\n", "Ana Mia 3.5, Bo Mia 2"),
    Shape("tabs", _LONG.replace(",", "\t"), FOUR),
    Shape("columns in another order", "score,criterion,candidate,interviewer\n3,Calm,Ana,Mia\n2,Calm,Bo,Mia\n",
          "Ana Mia 3, Bo Mia 2"),
    Shape("usual words within headings", _LONG.replace(_HEAD, "Name of candidate,Lead interviewer,Overall score\n"),
          FOUR),
    Shape("headings nobody knows", _LONG.replace(_HEAD, "x,y,z\n"), asks="We found no column of candidates"),
    Shape("headings nobody knows, named", _LONG.replace(_HEAD, "x,y,z\n"), FOUR,
          options={"candidate": "x", "interviewer": "y", "score": "z"}),
    Shape("a number of reviews", _with("Number of reviews", "3", "1", "3", "3"), FOUR, left_out=("Number of reviews",)),
    Shape("a salary", _with("Expected salary", "30000", "30000", "29000", "29000"), FOUR,
          left_out=("Expected salary",)),
    Shape("remarks", _with("Comments", "good", "", "4", "late"), FOUR, left_out=("Comments",)),
    Shape("days", _with("Date", "2026-01-05", "2026-01-05", "2026-01-06", "2026-01-06"), FOUR, left_out=("Date",),
          says=("it holds dates",)),
    Shape("an empty column", _with("Room", "", "", "", ""), FOUR, left_out=("Room",), says=("it's empty",)),
    Shape("a status", _with("status", "final", "draft", "final", "final"), FOUR, left_out=("status",),
          says=("every row counts, whatever it says there",)),
    Shape("openings nobody named", _with("opening", "Bar", "Bar", "Till", "Till"), FOUR, left_out=("opening",),
          says=("candidates of all openings are compared",)),
    Shape("openings", _with("opening", "Bar", "Bar", "Till", "Till"), FOUR, options={"opening": "opening"},
          says=("openings from “opening”",)),
    Shape("weights nobody named", _criteria(",weight", ",3", ",1"), EIGHT, left_out=("weight",),
          says=("criteria count equally; --weight",)),
    Shape("weights", _criteria(",weight", ",3", ",1"), EIGHT, options={"weight": "weight"},
          says=("Calm 3 and Care 1",)),
    Shape("weights that differ", _criteria(",weight", ",3", ",1").replace("Leo,Calm,2,3", "Leo,Calm,2,2"),
          refuses="Row 8: Calm has the weight 2 here and 3 in row 2.", options={"weight": "weight"}),
    Shape("no weight", _criteria(",weight", ",3", ",x"), refuses="Row 3: “x” is no weight",
          options={"weight": "weight"}),
    Shape("rounds", _with("round", "1", "2", "1", "2"), FOUR, says=("rounds from “round”",)),
    Shape("one maximum", _with("max score", "5", "5", "5", "5"), FOUR, left_out=("max score",), says=("is out of 5",)),
    Shape("two maxima", _with("max score", "5", "10", "5", "5"),
          refuses="Row 3: this mark is out of 10, and that of row 2"),
    Shape("two columns of marks", _with("rating", "1", "2", "3", "4"), asks="--score score --ignore rating"),
    Shape("two columns of marks, one named", _with("rating", "1", "2", "3", "4"), FOUR, left_out=("rating",),
          options={"score": "score", "ignore": ("rating",)}),
    Shape("no interviewer", "candidate,score\nAna,3\nBo,2\n", asks="We found no column of interviewers"),
    Shape("no candidate", "interviewer,score\nMia,3\nLeo,2\n", asks="We found no column of candidates"),
    Shape("pairs", "candidate,reviewer 1,score 1,reviewer 2,score 2\nAna,Mia,3,Leo,4\nBo,Leo,2,Mia,2\n", FOUR,
          says=("Read as pairs of columns: “reviewer 1” with “score 1”",)),
    Shape("pairs with a gap", "candidate,judge1,mark1,judge2,mark2\nAna,Mia,3,,\nBo,Leo,2,Mia,2\n",
          "Ana Mia 3, Bo Leo 2, Bo Mia 2"),
    Shape("pairs, a mark of nobody", "candidate,judge1,mark1,judge2,mark2\nAna,Mia,3,,4\nBo,Leo,2,Mia,2\n",
          refuses="Row 2 has no interviewer"),
    Shape("first and last names", "First name,Last name,interviewer,score\nAna,Lind,Mia,3\nAna,Voss,Mia,2\n",
          "Ana_Lind Mia 3, Ana_Voss Mia 2", says=("“First name” and “Last name” together",)),
    Shape("fractions", _HEAD + "Ana,Mia,4/5\nBo,Mia,3/5\nCy,Mia,2\n", "Ana Mia 4, Bo Mia 3, Cy Mia 2",
          says=("Marks such as “3/5” were read as 3.",)),
    Shape("out of", _HEAD + "Ana,Mia,4 out of 5\nBo,Mia,3 of 5\n", "Ana Mia 4, Bo Mia 3"),
    Shape("two denominators", _HEAD + "Ana,Mia,4/5\nBo,Mia,3/5\nCy,Mia,7/10\n",
          refuses="Row 4: “7/10” has a different top mark"),
    Shape("above the denominator", _HEAD + "Ana,Mia,4/5\nBo,Mia,8\n", refuses="Row 3: 8 is above 5"),
    Shape("percent", _HEAD + "Ana,Mia,80%\nBo,Mia,65 %\n", "Ana Mia 80, Bo Mia 65"),
    Shape("percent and points", _HEAD + "Ana,Mia,80%\nBo,Mia,4\n", refuses="Row 2: “80%” isn't a mark"),
    Shape("words after marks", _HEAD + "Ana,Mia,4 - good\nBo,Mia,2 (weak)\n", "Ana Mia 4, Bo Mia 2"),
    Shape("a plus", _HEAD + "Ana,Mia,4+\nBo,Mia,3\n", refuses="Row 2: “4+” isn't a mark"),
    Shape("words", _HEAD + "Ana,Mia,good\nBo,Mia,poor\n", refuses="Row 2: “good” isn't a mark"),
    Shape("words with marks", _HEAD + "Ana,Mia,Good\nBo,Mia,poor\n", "Ana Mia 4, Bo Mia 2",
          options={"codes": {"good": 4.0, "poor": 2.0}}),
    Shape("a truth", _HEAD + "Ana,Mia,TRUE\nBo,Mia,3\n", refuses="Row 2: “TRUE” isn't a mark"),
    Shape("a day", _HEAD + "Ana,Mia,3\nBo,Mia,2026-05-04\n", refuses="Row 3: “2026-05-04” is a date"),
    Shape("a typing error", _HEAD + "".join(f"c{at},Mia,{at % 5 + 1}\n" for at in range(12)) + "Bo,Mia,44\n",
          refuses="Row 14: 44 is far off"),
    Shape("missing marks", _HEAD + "Ana,Mia,3\nBo,Mia,-9\nCy,Mia,?\n", "Ana Mia 3, Bo Mia, Cy Mia",
          options={"missing": ("-9", "?")}, says=("Without any mark and so left out: Bo and Cy.",)),
    Shape("lower is better", "candidate,interviewer,grade\nAna,Mia,1\nBo,Mia,5\nCy,Mia,2\n",
          "Ana Mia 5, Bo Mia 1, Cy Mia 4",
          options={"lower_is_better": True}, says=("Lower marks are taken as better",)),
    Shape("a grade where 1 is best", "Kandidat,Interviewer,Note\nAna,Mia,1\nBo,Mia,5\n", "Ana Mia 1, Bo Mia 5",
          says=("“Note” is often a rank or a grade where 1 is best",)),
    Shape("a second table below", _LONG + "\ncandidate,age,weeks\nAna,30,4\n", asks="another one begins in row 7"),
    Shape("the upper of two tables", _LONG + "\ncandidate,interviewer,age\nAna,Mia,30\n", FOUR,
          options={"header_row": 1}),
    Shape("the lower of two tables", "team,room\nbar,2\n\n" + _LONG, FOUR, options={"header_row": 4}),
    Shape("headings that come again", _LONG + "\n" + _HEAD + "Cy,Mia,5\n", FOUR + ", Cy Mia 5",
          says=("Row 7 was left out: it repeats the headings.",)),
    Shape("titles above", "Interviews in May,,\n,,\n" + _LONG, FOUR, says=("The headings were found in row 3.",)),
    Shape("a column named twice", _with("Score", "1", "1", "1", "1"), refuses="two columns called “Score”"),
    Shape("two things in one column", _LONG, refuses="named for two things", options={"candidate": "score",
          "score": "score"}),
]  # fmt: skip
