"""What must hold of a page as it stands in the browser: axe, narrow, dark, printed."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from tests.journeys.browser import USUAL

AXE = Path(__file__).parent.parent / "vendor" / "axe.min.js"

# Everything wider than the window that does not lie in a part made to be scrolled.
_TOO_WIDE = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  const wide = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > room + 1 && !one.closest(".scroll, .visually-hidden, .skip"));
  return wide.map((one) => `${one.tagName.toLowerCase()}.${one.className}`.slice(0, 60));
}"""
# On paper nobody scrolls.
_CUT_OFF = """() => [...document.querySelectorAll(".scroll > table")]
  .filter((one) => one.offsetWidth > one.parentElement.clientWidth + 1)
  .map((one) => `${one.caption && one.caption.innerText}: ${one.offsetWidth} > ${one.parentElement.clientWidth}`)"""
A4 = 680  # pixels between the margins of an upright A4 page


@cache
def _axe() -> str:
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, *rules: str, within: str = "") -> list[str]:
    """What axe finds: every rule it has, or only these; in the whole page, or only within the part of that selector."""
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    if rules:
        options["runOnly"] = {"type": "rule", "values": list(rules)}
    page.wait_for_load_state()
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    look = "([within, options]) => axe.run(within || document, options)"
    found = page.evaluate(look, [within, options])["violations"]
    return [f"{one['id']}: {node['target']} {node['failureSummary']}" for one in found for node in one["nodes"]]


def _nothing(found: list[str]) -> None:
    assert not found, "\n".join(found)


def has_no_violations(page: Page, within: str = "") -> None:
    _nothing(violations(page, within=within))


def is_narrow_enough(page: Page, within: str = "") -> None:
    """At 320 px nothing sticks out, and every target can be hit."""
    page.set_viewport_size({"width": 320, "height": 800})
    _nothing(page.evaluate(_TOO_WIDE))
    _nothing(violations(page, "target-size", within=within))
    page.set_viewport_size(USUAL)


def is_legible_in_the_dark(page: Page, within: str = "") -> None:
    page.emulate_media(color_scheme="dark")
    _nothing(violations(page, "color-contrast", within=within))
    page.emulate_media(color_scheme="light")


def prints_whole(page: Page) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": A4, "height": 1000})
    _nothing(page.evaluate(_TOO_WIDE))
    _nothing(page.evaluate(_CUT_OFF))
    page.emulate_media(media="screen")
    page.set_viewport_size(USUAL)
