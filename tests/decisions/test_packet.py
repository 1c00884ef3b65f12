"""The packet: all on record of a candidate in order of time, on a page and as PDF, and a clear answer without it."""

import time

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.printed import pdf
from hiring.foundation.printed.documents import PrintedDocument, PrintedPart, PrintedSection, PrintedTable
from hiring.panels.actions import record_debrief
from hiring.panels.summary import Debriefed

SECTIONS = ["Plan", "Questions", "Evidence", "Debrief", "Skills check and references", "Decision", "Letters",
            "Who saw what"]  # fmt: skip


@pytest.fixture
def scene(make, cast):
    """Two who were heard, one of them decided on with a debrief, one still waited for, one of another opening."""
    opening = make.opening()
    heard = [make.panel(2, 4, application=make.application(opening, name)) for name in ("Ada Alder", "Bea Birch")]
    with writing() as session:
        settled = Debriefed("empathy", 3, "We heard the same story twice.")
        record_debrief(session, cast.hr, heard[0], [settled], standing="")
    make.decision(heard[0])
    waiting = make.application(opening, "Cem Can")
    make.scorecard(make.interview(waiting).seats[0], 5)
    elsewhere = make.panel(3, 3, application=make.application(make.opening("Elsewhere"), "Dan Dorn"))
    return opening, heard, waiting, elsewhere


def address(opening, *applications, kind="packet"):
    chosen = "&".join(f"of={application.id}" for application in applications)
    return f"/openings/{opening.id}/{kind}?{chosen}"


def headings(visitor, level):
    return [" ".join("".join(each.itertext()).split()) for each in visitor.page.root.iter(level)]


def test_the_packet_has_everything_in_order_of_time_for_each_who_was_ticked(visit, cast, scene):
    opening, heard, _, _ = scene
    visitor = visit(cast.hr).get(address(opening, *heard))
    assert headings(visitor, "h3") == SECTIONS * 2
    assert [name for name in headings(visitor, "h2") if " " in name][:2] == ["Ada Alder", "Bea Birch"]
    for words in ("We heard the same story twice.", "Decision 1: Hire, by Hedda Hart", "read the complete panel"):
        assert words in visitor.text
    assert "note to ourselves" not in visitor.text.casefold()
    assert "Print packet" in visitor.get(f"/applications/{heard[0].id}").text
    assert "Print packets" in visitor.get(f"/openings/{opening.id}/compare").text


def test_the_pdf_is_tagged_quick_and_takes_typed_words_as_words(visit, make, cast, scene):
    opening, heard, _, _ = scene
    visitor = visit(cast.hr).get(address(opening, heard[0]))
    began = time.process_time()
    content = visitor.get(address(opening, *heard, kind="packet.pdf")).answer.get_data()
    assert time.process_time() - began < 3
    assert content.startswith(b"%PDF")
    assert b"/MarkInfo" in content and b"/Lang(en-GB)" in content and b"<pdfuaid:part>1<" in content
    assert b"/Title(Ada Alder)" in content and b"/Title(Bea Birch)" in content, "a bookmark for each"


@pytest.mark.parametrize(("typed", "is_accessible"), [("Zoë Żółć, Дмитрий", True), ("She sent a \U000f0000", False)])
def test_a_character_without_a_font_is_a_box_and_the_file_says_so(typed, is_accessible):
    """Fonts differ from server to server; the one in the test is of no alphabet and in no font."""
    table = PrintedTable("Marks", ("By", "Heard"), [("Ines", typed)], "What did you do?")
    document = PrintedDocument(
        typed, "Made today.", [PrintedPart("Ada", [], [PrintedSection("Evidence", [], [table])])]
    )
    content = pdf.as_pdf(document)
    assert content.startswith(b"%PDF") and b"/MarkInfo" in content
    assert (b"<pdfuaid:part>1<" in content) == is_accessible


def test_it_says_what_is_missing_and_prints_nothing_of_anyone(visit, cast, scene, monkeypatch):
    opening, heard, waiting, elsewhere = scene
    visitor = visit(cast.hr)
    for applications, sentence in (
        ((), "Tick between 1 and 50 candidates"),
        ((heard[0], elsewhere), "isn't in this opening"),
        ((heard[0], waiting), "There are no ratings of Cem Can that you can read yet"),
    ):
        for kind in ("packet", "packet.pdf"):
            visitor.get(address(opening, *applications, kind=kind))
            assert sentence in visitor.text
            assert "Means over interviewers" not in visitor.text
    monkeypatch.setattr(pdf.importlib.util, "find_spec", lambda name: None)
    assert "Save as PDF" not in visitor.get(address(opening, heard[0])).text
    assert headings(visitor.get(address(opening, heard[0], kind="packet.pdf")), "h3") == SECTIONS


def test_a_packet_of_two_sends_as_many_statements_as_one_of_one(visit, cast, scene):
    opening, heard, _, _ = scene
    visitor, addresses = visit(cast.hr), [address(opening, heard[0]), address(opening, *heard)]
    visitor.get(addresses[1])
    sent = []
    sa.event.listen(db.engine, "before_cursor_execute", lambda *given: sent.append(given[2]))
    numbers = []
    for each in addresses:
        sent.clear()
        visitor.get(each)
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
