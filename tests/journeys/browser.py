"""What a person does in a browser window, and what must never happen in one."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response, expect

from tests.cast import ADDRESSES, PASSWORD
from tests.journeys.serving import Serving

# Chromium writes this for every answer of 400 and more; the answers themselves are looked at instead.
_ANSWERED = "Failed to load resource: the server responded with a status of 4"
_BROKE = "Failed to load resource: the server responded with a status of 5"
_OFFLINE = "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"

USUAL: Any = {"width": 1280, "height": 900}
PATIENCE = 10_000  # ms, for a machine that is busy with something else


class Desk:
    """Opens windows at one house. When it is left, a trouble seen in any of them fails the test."""

    def __init__(self, browser: Browser, house: Serving) -> None:
        self.browser, self.house = browser, house
        self.contexts: list[BrowserContext] = []
        self.windows: dict[str | None, Page] = {}
        self.troubles: list[str] = []

    def sit(self, name: str | None = None, *, breaks: bool = False, **options: Any) -> Page:
        """With `breaks`, answers of 500 are part of the story."""
        usual = {"base_url": self.house.address, "locale": "en-GB", "reduced_motion": "reduce"}
        context = self.browser.new_context(**{**usual, "viewport": USUAL, **options})
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        self._watch(context, breaks)
        page = context.new_page()
        if name is not None:
            sign_in(page, ADDRESSES[name])
        return page

    def window(self, name: str | None) -> Page:
        """The window in which this person is signed in already, for pages that are only looked at."""
        if name not in self.windows:
            self.windows[name] = self.sit(name)
        page = self.windows[name]
        page.emulate_media(media="screen", color_scheme="light")
        page.set_viewport_size(USUAL)
        return page

    def _watch(self, context: BrowserContext, breaks: bool) -> None:
        known = (_ANSWERED, _OFFLINE, *([_BROKE] if breaks else []))

        def said(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith(known):
                self.troubles.append(f"console: {message.text}")

        def asked(request: Request) -> None:
            if not request.url.startswith((self.house.address, "data:")):
                self.troubles.append(f"asked the world for {request.url}")

        def answered(response: Response) -> None:
            is_asset = response.request.resource_type not in {"document", "fetch"}
            if (response.status >= 500 and not breaks) or (is_asset and response.status >= 400):
                self.troubles.append(f"{response.status} for {response.url}")

        context.on("console", said)
        context.on("request", asked)
        context.on("response", answered)
        context.on("weberror", lambda broken: self.troubles.append(f"script: {broken.error}"))

    def __enter__(self) -> "Desk":
        return self

    def __exit__(self, raised: object, *_more: object) -> None:
        for context in self.contexts:
            context.close()
        if raised is None:
            assert self.troubles == [], self.troubles


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in")
    page.get_by_label("Email address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Sign in")


def _read_as(name: str) -> str | re.Pattern[str]:
    """The whole name. What only screen readers say after a colon is set apart by a blank."""
    return re.compile(f"^{re.escape(name).replace(':', ' ?:')}$") if ":" in name else name


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=_read_as(name), exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=_read_as(name), exact=True).first.click()


def headed(page: Page, heading: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def says(page: Page, *sentences: str) -> None:
    for sentence in sentences:
        expect(page.locator("main")).to_contain_text(sentence)


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Ask again until it holds. A machine that is busy is slow, and slow is never red."""
    for _ in range(PATIENCE // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    assert holds()


def problems(page: Page) -> list[str]:
    """The lines of the error summary."""
    expect(page.locator("#problem")).to_be_visible()
    return page.locator("#problem li").all_inner_texts()
