"""What a mail says, who it comes from, what it is known as. Links begin with the configured base, never the Host."""

from dataclasses import dataclass
from typing import Any

from flask import current_app

from hiring.foundation import text
from hiring.foundation.web.signed_links import absolute

LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    subject: str
    text: str


def letter(template_name: str, /, **facts: Any) -> Letter:
    """From the template of that name, whose first line is the subject: a line break in what someone typed can end
    the subject, and reaches no header."""
    template = current_app.jinja_env.get_template(f"_emails/{template_name}.txt")
    whole = template.render(facts, absolute=absolute, organisation=organisation())
    subject, _, body = text.visible(whole).strip().partition("\n")
    return Letter(text.tidy(subject)[:LONGEST_SUBJECT], body.strip() + "\n")


def sender() -> str:
    """The address mail comes from."""
    return str(current_app.config["MAIL_FROM"])


def organisation() -> str:
    """Who mail is from, as its reader knows them."""
    return str(current_app.config["ORGANISATION"])


def known_as(name: str) -> str:
    """The name of a thing of ours where it is met outside: in the head of a mail, in a calendar."""
    return f"{name}@{current_app.config['MAIL_HOST']}"
