"""*Analyse a spreadsheet* in the browser: read, shown, changed, never stored."""

import io

import pytest

from hiring.analyse.reading.options import ReadingOptions
from hiring.foundation.database import db
from hiring.foundation.records.digest import content_digest
from hiring.foundation.refusals import Refused
from hiring.insights import spreadsheet

MARKS = "Candidate,Mia,Leo,Kim,Weight\nAna,3,4,5,30\nBo,2,2,1,70\nCy,4,4,3,50\n"
UNCLEAR = "Candidate,Mia,Leo,fixed acidity\nAna,3,4,3\nBo,2,2,4\nCy,4,5,3\n"


@pytest.fixture
def bring(visit, cast):
    def upload(text, name="marks.csv", expect=200):
        visitor = visit(cast.hr).get("/insights/spreadsheet")
        return visitor.submit({"file": (io.BytesIO(text.encode()), name)}, expect=expect)

    return upload


def test_a_file_is_read_shown_and_analysed_and_nothing_is_stored(bring):
    before = content_digest(db.session)
    visitor = bring(MARKS)
    for said in (
        "Higher marks are taken as better.",
        "The column “Weight” was left out",
        "Candidates, by name",
        "1.67",
    ):
        assert said in visitor.text
    assert "--" not in visitor.text
    assert content_digest(db.session) == before


def test_an_unclear_sheet_asks_and_its_proposal_is_chosen_beforehand(bring):
    visitor = bring(UNCLEAR)
    assert "“fixed acidity” has numbers, but its heading isn't that of a person." in visitor.text
    assert "Candidates, by name" not in visitor.text
    visitor.submit(expect=200, button="Read file again")
    assert "Read as one column an interviewer: Mia and Leo" in visitor.text


def test_what_a_person_sets_is_used_and_a_contradiction_is_refused(bring):
    visitor = bring(MARKS)
    visitor.submit({"lower_is_better": True, "low": "1", "high": "6"}, expect=200, button="Read file again")
    assert "1 into 6 and 6 into 1" in visitor.text
    visitor.submit({"low": "6", "high": "1"}, expect=422, button="Read file again")
    assert visitor.page.problems() == ["The highest mark must be above the lowest."]
    visitor.submit({"low": "", "high": "", "codes": "good"}, expect=422, button="Read file again")
    assert visitor.page.problems() == ["“good” isn't a word and its mark. Write them like good=4,poor=2."]


def test_more_marks_than_a_page_takes_lead_to_the_command(bring, monkeypatch):
    monkeypatch.setattr(spreadsheet, "MOST_RATINGS", 8)
    visitor = bring(MARKS, name="my marks.csv")
    assert "hiring analyse 'my marks.csv'" in visitor.text
    assert "This file has 9 marks." in visitor.text
    assert "Candidates, by name" not in visitor.text


def test_a_cell_that_cannot_be_read_is_named_at_the_file(bring, visit, cast):
    visitor = bring(MARKS.replace("Cy,4", "Cy,x"), expect=422)
    assert visitor.page.problems() == ["Row 4, column “Mia”: “x” isn't a mark."]
    again = visit(cast.hr).post("/insights/spreadsheet/again", {"content": "bm90IHppcHBlZA==", "name": "x"}, expect=422)
    assert again.page.problems() == ["The file didn't arrive complete. Choose it again."]


def test_a_mended_file_is_read_with_the_settings_already_made(bring):
    visitor = bring(MARKS)
    broken = (io.BytesIO(MARKS.replace("Cy,4", "Cy,x").encode()), "broken.csv")
    visitor.submit({"high": "7", "low": "1", "file": broken}, expect=422, button="Read file again")
    assert visitor.page.problems() == ["Row 4, column “Mia”: “x” isn't a mark."]
    mended = (io.BytesIO(MARKS.replace("Cy,4", "Cy,7").encode()), "mended.csv")
    visitor.submit({"file": mended}, expect=200, button="Read file again")
    assert "Spreadsheet: mended.csv" in visitor.text
    assert "1 to 7" in visitor.text


def test_two_columns_cannot_be_one_thing():
    with pytest.raises(Refused, match="Two columns are set to candidates"):
        spreadsheet.with_uses(ReadingOptions(), [("a", "candidate"), ("b", "candidate")])


def test_the_command_for_a_large_file_repeats_what_was_set():
    options = ReadingOptions(ignore=("a, b", "c"), codes={"good": 4.0}, lower_is_better=True)
    command = spreadsheet.as_command("m.csv", options, (1.0, 6.0))
    assert command == "hiring analyse m.csv --ignore 'a\\, b,c' --lower-is-better --map good=4 --scale 1 6"
