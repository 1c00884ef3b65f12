"""The steps of a hire as people take them in the browser; each begins where the signed-in person stands."""

import re
from datetime import date
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import follow, headed, press, says

EXPORT = Path(__file__).parent.parent / "data" / "candidates_export.csv"
POST = "Front desk host"
AMARA = "Amara Okafor-Lindqvist"
HEARD = "“I rang the depot myself, then the guest.” 🙂 قالت إنها اتصلت مرتين"


def publish_rubric(page: Page) -> None:
    follow(page, "Rubrics")
    page.get_by_text("By attitude, for any post").click()
    press(page, "Use this rubric: Service attitude")
    headed(page, "Add an opening")


def open_post(page: Page, interviewers: tuple[str, ...] = ("Pia Park", "Pablo Perez")) -> None:
    """Title, workplace, people; the rest keeps its default."""
    follow(page, "Openings")
    follow(page, "Add an opening")
    page.get_by_label("Title of the opening").fill(POST)
    page.get_by_label("Workplace").select_option("Harbour branch")
    for name in interviewers:
        page.get_by_label(name).check()
    page.get_by_label("Manager of the new hire").select_option("Milan Moor")
    press(page, "Add the opening")
    headed(page, POST)


def look_at_export(page: Page) -> None:
    """As far as its columns."""
    follow(page, "Openings")
    follow(page, POST)
    follow(page, "Candidates")
    page.get_by_label("File", exact=True).set_input_files(EXPORT)
    press(page, "Upload file")
    headed(page, "Import candidates")
    says(page, "We've matched 10 of 10 columns.")


def check_rows(page: Page) -> None:
    """From the columns of the export to its people."""
    press(page, "Next: check 12 rows")
    says(page, "will be added")


def set_interview(page: Page, candidate: str, on: date, at: str, people: tuple[str, ...]) -> None:
    """The next round of the plan that this candidate has no interview for."""
    follow(page, "Openings")
    follow(page, POST)
    follow(page, "Interviews")
    follow(page, f"Set an interview with {candidate}")
    page.get_by_label("Day").fill(on.isoformat())
    page.get_by_label("Time").fill(at)
    page.get_by_label("Place").fill("Room Birch")
    for name in people:
        page.get_by_label(name).check()
    press(page, "Set interview")


def open_scorecard(page: Page, candidate: str) -> None:
    follow(page, "My interviews")
    follow(page, candidate)
    headed(page, candidate)


def turn_to(page: Page, number: int) -> None:
    """Bring a question of the card onto the screen."""
    page.locator("[data-open]").nth(number).click()


def answer(page: Page, number: int, mark: int | None, heard: str = HEARD) -> None:
    """Evidence first, then the mark; None is not observed."""
    turn_to(page, number)
    card = page.locator("form[data-draft] .q").nth(number)
    card.get_by_label("What did they say or do?").fill(heard)
    mark_with(card, mark)


def mark_with(card: Locator, mark: int | None) -> None:
    """Tap the box of the mark, as wide as it is; None is not observed."""
    box = f'input[value="{mark or "not_observed"}"]'
    card.locator(f"{box} + label, label:has(> {box})").click()


def number_of_questions(page: Page) -> int:
    return page.locator("form[data-draft] .q").count()


def seal_scorecard(page: Page, candidate: str, mark: int) -> None:
    open_scorecard(page, candidate)
    for number in range(number_of_questions(page)):
        answer(page, number, mark)
    press(page, "Check and seal")
    headed(page, "Check and seal")
    press(page, "Seal scorecard")
    says(page, f"Sealed. Thank you – your part for {candidate} is done.")


def read_sealed(page: Page, card: str) -> None:
    """Sealed cards lie folded together under what is still to do."""
    page.get_by_text("Sealed: 1 scorecard").click()
    follow(page, card)


def read_panel(page: Page, candidate: str) -> None:
    follow(page, "Openings")
    follow(page, POST)
    follow(page, "Compare")
    follow(page, candidate)
    headed(page, f"Panel: {candidate}")


def record_grounds(page: Page) -> None:
    """From the decision page: the floor of skill and the references, and back to it."""
    press(page, "Skills check")
    page.get_by_label("Yes", exact=False).first.check()
    page.get_by_label("What is this judged by?").fill("Half a shift at the desk; one slip, put right by herself.")
    press(page, "Record skills check")
    says(page, "The skills check is recorded.")
    press(page, "References")
    page.get_by_label("Yes, taken").check()
    page.get_by_label("Who did you ask?").fill("Her shift lead at the hotel.")
    for question in page.get_by_label("when did you see this tested at work").all():
        question.fill("She stayed with lost guests.")
    press(page, "Record references")
    says(page, "Recorded: references taken.")


def write_check_in(page: Page) -> None:
    """One thing seen, "on track" for every criterion, what was said and what was agreed."""
    page.get_by_label("What have you seen that isn't noted yet?").fill("Rang the guest back before noon, as promised.")
    page.get_by_label("Good", exact=True).first.check()
    for criterion in page.locator(".tap-row", has=page.get_by_label("On track")).all():
        criterion.get_by_label("On track").check()
    page.get_by_label("What Amara said").fill("I like the mornings. 🙂")
    page.get_by_label("What you agreed").first.fill("Sit beside her on Saturday.")
    page.get_by_label("Who does it").first.select_option("manager")
    page.get_by_label("By when").first.fill("2026-12-05")


def propose_end(page: Page, hire: str, reason: str) -> None:
    follow(page, "Probation")
    follow(page, hire)
    follow(page, "Propose to end")
    page.get_by_label("How they do the work").check()
    for asked in page.get_by_label(re.compile(r"Why is it right to go ahead\?|when and how\?")).all():
        asked.fill("Talked about on Monday.")
    page.get_by_label("Why should it end?").fill(reason)
    page.get_by_label("Last day at work").fill("2026-11-20")
    press(page, "Check outcome")
    headed(page, f"Check: propose to end the probation of {hire}")
    press(page, "Ask a second person")


def expect_tag(page: Page, word: str) -> None:
    expect(page.locator("main .tag").filter(has_text=word).first).to_be_visible()
