"""What a browser holds of unsaved text, read as anyone sitting at it could read it."""

from contextlib import suppress
from typing import Any

from playwright.sync_api import Error, Page, expect

from tests.journeys.browser import until

FIRST = "What did they say or do?"
TYPED = "Written in the back room. 🙂"
NO_CONNECTION = "No connection. Your text stays here. Trying again."
_HELD = """async () => {
  const opening = indexedDB.open("kept", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("texts", { keyPath: "name" });
  const database = await new Promise((done) => { opening.onsuccess = () => done(opening.result); });
  const asking = database.transaction("texts").objectStore("texts").getAll();
  const found = await new Promise((done) => { asking.onsuccess = () => done(asking.result); });
  database.close();
  const read = new TextDecoder("latin1");
  return found.map(({ name, at, box }) => ({ name, at, box: read.decode(box) }));
}"""


def held(page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(_HELD)
    return found


def until_held(page: Page, texts: int) -> list[dict[str, Any]]:
    """What lies in the browser, once it is so many."""
    for _ in range(50):
        if len(held(page)) == texts:
            break
        page.wait_for_timeout(100)
    found = held(page)
    assert len(found) == texts, found
    return found


def until_changed(page: Page, before: list[dict[str, Any]]) -> None:
    """Until what was typed lies in the browser in place of what lay there before."""
    until(page, lambda: held(page) != before)


def until_still(page: Page) -> None:
    """Until a second went by in which nothing was written into the browser's store."""

    def is_still() -> bool:
        before = held(page)
        page.wait_for_timeout(1000)
        return held(page) == before

    until(page, is_still)


def evidence(page: Page) -> Any:
    return page.get_by_label(FIRST).first


def said(page: Page, sentence: Any, role: str = "status") -> None:
    """What the line about saving says, and whether politely (status) or at once (alert)."""
    line = page.locator("[data-saved]:visible")
    expect(line).to_have_text(sentence)
    expect(line).to_have_attribute("role", role)


def told(page: Page, sentence: Any) -> None:
    """What stands under the line, and stays."""
    expect(page.locator("[data-notices]")).to_contain_text(sentence)


def typed_offline(page, scorecard, text=TYPED):
    """The card is open, the network gone, and the text lies in this browser only."""
    page.goto(scorecard)
    page.context.set_offline(True)
    evidence(page).fill(text)
    said(page, NO_CONNECTION, "alert")
    return until_held(page, 1)


def kill_tab(page):
    """The tab dies. One that is closed sends its last text as it goes, past the network that was only emulated away."""
    with suppress(Error):  # what it says of the crash
        page.goto("chrome://crash")
    page.close()


def again(page, scorecard):
    """In another tab, with the network back."""
    context = page.context
    kill_tab(page)
    context.set_offline(False)
    page = context.new_page()
    page.goto(scorecard)
    return page
