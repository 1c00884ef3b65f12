"""Sheets with a column an interviewer, a criterion or a candidate."""

from tests.analyse.shapes.table import EIGHT, FOUR, SIX, Shape

_WIDE = "Candidate,Mia,Leo,Kim{}\nAna,3,4,5{}\nBo,2,2,1{}\n"


def _beside(heading: str, ana: str, bo: str) -> str:
    return _WIDE.format(f",{heading}", f",{ana}", f",{bo}")


def _before(heading: str, ana: str, bo: str) -> str:
    head, first, second = _WIDE.format("", "", "").splitlines()
    return f"{heading},{head}\n{ana},{first}\n{bo},{second}\n"


_CARDS = "candidate,interviewer,Calm,Care{}\nAna,Mia,3,4{}\nAna,Leo,4,5{}\nBo,Mia,2,1{}\nBo,Leo,2,3{}\n"
_CROSSED = "Candidate,Mia{0}Calm,Mia{0}Care,Leo{0}Calm,Leo{0}Care\nAna,3,4,4,5\nBo,2,1,2,3\n"

WIDE_SHEETS = [
    Shape("a column an interviewer", _WIDE.format("", "", ""), SIX,
          says=("one column an interviewer: Mia, Leo and Kim",)),
    Shape("judges by number", "Candidate,Judge 1,Judge 2\nAna,3,4\nBo,2,2\n",
          "Ana Judge_1 3, Ana Judge_2 4, Bo Judge_1 2, "
          "Bo Judge_2 2"),
    Shape("initials", "Candidate,J1,j2\nAna,3,4\n", "Ana J1 3, Ana j2 4"),
    Shape("candidates last", "Mia,Leo,Who\n3,4,Ana\n2,2,Bo\n", FOUR),
    Shape("a rank", _beside("Rank overall", "1", "2"), SIX, left_out=("Rank overall",), says=("its heading names no",)),
    Shape("a placing", _beside("Placing", "1", "2"), SIX, left_out=("Placing",)),
    Shape("a postcode", _before("Postcode", "1011", "1012"), SIX, left_out=("Postcode",)),
    Shape("a year of birth", _beside("Birth year", "1990", "1985"), SIX, left_out=("Birth year",)),
    Shape("weeks of notice", _beside("Notice weeks", "4", "2"), SIX, left_out=("Notice weeks",)),
    Shape("a z-score", _beside("z score", "0.7", "-0.7"), SIX, left_out=("z score",)),
    Shape("a trimmed mean", _beside("Result", "4", "1.67"), SIX, left_out=("Result",)),
    Shape("a total", _beside("Total", "12", "5"), SIX, left_out=("Total",), says=("it sums up the others",)),
    Shape("a total under another name", _beside("Tally", "12", "5"), SIX, left_out=("Tally",)),
    Shape("a mean of rows below", _WIDE.format("", "", "") + "Average,2.5,3,3\n", SIX, says=("Row 4 was left out",)),
    Shape("an index without a heading", _before("", "0", "1").replace("1,Bo", "1,Bo") + "2,Cy,4,4,4\n",
          SIX + ", Cy Mia 4, Cy Leo 4, Cy Kim 4", left_out=("column 1",), says=("it numbers the rows",)),
    Shape("pandas' index", _before("Unnamed: 0", "0", "1"), SIX, left_out=("Unnamed: 0",)),
    Shape("a numbered list", _before("#", "1", "2"), SIX, left_out=("#",)),
    Shape("a row of numbers without heading", _before("", "7", "3"), asks="“column 1” has numbers and no heading"),
    Shape("remarks", _beside("Notes", "fine", "late"), SIX, left_out=("Notes",), says=("it holds text",)),
    Shape("days", _beside("Met on", "2026-01-05", "2026-01-06"), SIX, left_out=("Met on",), says=("it holds dates",)),
    Shape("days as numbers", _beside("Interview date", "46083", "46084"), SIX, left_out=("Interview date",)),
    Shape("yes and no", _beside("Licensed", "yes", "no"), SIX, left_out=("Licensed",), says=("it holds yes or no",)),
    Shape("a weight", _beside("Weight", "30", "70"), SIX, left_out=("Weight",), says=("--weight “Weight” uses it",)),
    Shape("a number under a strange heading", _beside("fixed acidity", "3", "4"),
          asks="--interviewer-columns Mia,Leo,Kim --ignore 'fixed acidity'"),
    Shape("another scale", _beside("Rosa", "88", "93"), asks="“Rosa” has numbers on another scale"),
    Shape("numbers below 0", _beside("Rosa", "-1", "1"), asks="“Rosa” has numbers on another scale"),
    Shape("decimals", _beside("Rosa", "3.71", "4.28"), asks="“Rosa” has decimals"),
    Shape("a criterion among people", _beside("Teamwork", "3", "4"), asks="“Teamwork” has numbers, but its heading"),
    Shape("columns named", _beside("Teamwork", "3", "4"), SIX, left_out=("Teamwork",),
          options={"interviewer_columns": ("Mia", "Leo", "Kim")}, says=("you didn't name it",)),
    Shape("a column ignored", _beside("Teamwork", "3", "4"), SIX, left_out=("Teamwork",),
          options={"ignore": ("teamwork",)}, says=("you asked for that",)),
    Shape("a column that isn't there", _WIDE.format("", "", ""),
          refuses="There's no column “Zed”. There are: Candidate",
          options={"ignore": ("Zed",)}),
    Shape("words for marks", _beside("Rosa", "good", "poor"), asks="“Rosa” has words that may be marks"),
    Shape("words for no marks", _beside("Rosa", "came by bus", "rang"), SIX, left_out=("Rosa",),
          says=("it holds text",)),
    Shape("words with their marks", "Candidate,Mia,Leo\nAna,3,good\nBo,2,poor\n", FOUR,
          options={"codes": {"good": 4.0, "poor": 2.0}}),
    Shape("words that may be marks", _WIDE.format(",Rosa", ",hm", ",ah") + "Cy,1,1,1,hm\n",
          asks="“Rosa” has words that may be marks"),
    Shape("fractions in a column", "Candidate,Mia,Leo\nAna,3,4/5\nBo,2,2/5\n", FOUR, says=("“2/5” were read as 2",)),
    Shape("a plus in a column", "Candidate,Mia,Leo\nAna,3,4+\nBo,2,2+\n",
          refuses="Row 2, column “Leo”: “4+” isn't a mark"),
    Shape("a typing error", "Candidate,Mia,Leo\nAna,3,4\nBo,2,x\n", refuses="Row 3, column “Leo”: “x” isn't a mark"),
    Shape("criteria without interviewers", "Candidate,Communication,Teamwork\nAna,3,4\nBo,2,2\n",
          asks="Try --criterion-columns Communication,Teamwork"),
    Shape("criteria of one interviewer", "Candidate,Communication,Teamwork\nAna,3,4\nBo,2,2\n",
          "Ana the_interviewer Communication 3, Ana the_interviewer Teamwork 4, Bo the_interviewer Communication 2, "
          "Bo the_interviewer Teamwork 2",
          options={"criterion_columns": ("Communication", "Teamwork")}, says=("all marks count as one interviewer's",)),
    Shape("a row a scorecard", _CARDS.format(*[""] * 5), EIGHT, says=("one column a criterion: Calm and Care",)),
    Shape("scorecards with a total", _CARDS.format(",Total", ",7", ",9", ",3", ",5"), EIGHT, left_out=("Total",)),
    Shape("scorecards with a salary", _CARDS.format(",Salary", ",31500", ",31500", ",29000", ",29000"), EIGHT,
          left_out=("Salary",)),
    Shape("criteria down", "Candidate,Criterion,Mia,Leo\nAna,Calm,3,4\nAna,Care,4,5\nBo,Calm,2,2\nBo,Care,1,3\n",
          EIGHT),
    Shape("criteria down, with weights", "Candidate,Criterion,Weight,Mia,Leo\nAna,Calm,30,3,4\nAna,Care,70,4,5\n"
          "Bo,Calm,30,2,2\nBo,Care,70,1,3\n", EIGHT, options={"weight": "Weight"}, says=("Calm 30 and Care 70",)),
    Shape("criteria down, of nobody", "Criterion,Mia,Leo\nCalm,3,4\nCare,4,5\n", asks="the rows are criteria"),
    Shape("an interviewer a row", "Interviewer,Ana,Bo\nMia,3,2\nLeo,4,2\n", FOUR, says=("one column a candidate",)),
    Shape("people by criteria, dashes", _CROSSED.format(" - "), EIGHT, says=("an interviewer and criterion",)),
    Shape("people by criteria, colons", _CROSSED.format(": "), EIGHT),
    Shape("people by criteria, underscores", _CROSSED.format("_"), EIGHT),
    Shape("criteria by people", "Candidate,Calm - Mia,Care - Mia,Calm - Leo,Care - Leo\nAna,3,4,4,5\nBo,2,1,2,3\n",
          EIGHT),
    Shape("ranks", "Candidate,Mia,Leo\nAna,1,2\nBo,2,1\nCy,3,3\n",
          "Ana Mia 1, Ana Leo 2, Bo Mia 2, Bo Leo 1, Cy Mia 3, Cy Leo 3", says=("as in a ranking",)),
    Shape("marks for headings", "9,2,5\n6,1,3\n", refuses="The first row has marks where headings are needed"),
    Shape("a rating for headings", "Ana,Mia,4\nAna,Leo,3\n", refuses="The first row seems to be a rating"),
    Shape("a rating in words for headings", "Candidate,\nAna,very good\nBo,3\n", refuses="The first row seems to be a"),
    Shape("products", "Product,Price,Rating,Number of reviews\nTea,3,4,120\nMilk,2,5,80\n",
          asks="We found no column of interviewers"),
    Shape("two tables side by side", "Candidate,Mia,,Candidate,Leo\nAna,3,,Ana,4\nBo,2,,Bo,2\n",
          asks="Two tables stand side by side, in columns A to B and D to E"),
]  # fmt: skip
