"""How moments, days and numbers are shown on every page."""

from datetime import date, datetime

from flask import Flask, current_app
from flask_login import current_user
from markupsafe import Markup

from hiring.foundation import clock, figures, grammar, ids, text


def day(value: date) -> str:
    """3 Nov 2026"""
    return f"{value.day} {value:%b %Y}"


def short_day(value: date) -> str:
    """3 Nov, and 3 Nov 2025 where it's another year than the reader's."""
    is_this_year = value.year == clock.today(zone_of_reader()).year
    return f"{value.day} {value:%b}" if is_this_year else day(value)


def day_in_full(value: date) -> str:
    """Tuesday 3 November 2026"""
    return f"{value:%A} {value.day} {value:%B %Y}"


def moment(value: datetime, zone: str | None = None) -> str:
    """3 Nov 2026, 14:30, on the clock of the zone."""
    there = clock.in_zone(value, zone or zone_of_reader())
    return f"{day(there.date())}, {there:%H:%M}"


def hours(minutes: int) -> str:
    """2 hours 40 minutes"""
    whole, rest = divmod(minutes, 60)
    parts = [(whole, "hour"), (rest, "minute")]
    return " ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in parts if number) or "0 minutes"


def zone_of_reader() -> str:
    workplace = getattr(current_user, "workplace", None)
    return workplace.zone if workplace is not None else str(current_app.config["ZONE"])


def paragraphs(value: str) -> Markup:
    """What a person typed, as text: escaped, with its own line breaks."""
    return Markup("<br>").join(Markup.escape(part) for part in text.visible(value).split("\n"))


def init_app(app: Flask) -> None:
    for shown in (
        day,
        short_day,
        day_in_full,
        moment,
        hours,
        figures.coefficient,
        figures.fixed,
        paragraphs,
        grammar.counted,
        grammar.listed,
    ):
        app.jinja_env.filters[shown.__name__] = shown
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["today"] = lambda: clock.today(zone_of_reader())
    app.jinja_env.globals["new_form_id"] = ids.new_id
