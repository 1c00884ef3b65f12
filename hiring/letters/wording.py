"""The text of a template: its placeholders, what is wrong with them, and the text with their values. Pure."""

import difflib
import re
from collections.abc import Mapping, Sequence

from hiring.foundation.grammar import listed
from hiring.letters.values import Placeholder

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


def keys_in(wording: str) -> list[str]:
    """The placeholders of a text in their order, each once, as they are compared."""
    return list(dict.fromkeys(_key(typed) for typed in _PLACEHOLDER.findall(wording)))


def _key(typed: str) -> str:
    return " ".join(typed.split()).lower()


def filled_in(wording: str, values: Mapping[str, str]) -> str:
    """The text with the values in place; braces inside a value stay as they are."""
    return _PLACEHOLDER.sub(lambda part: values.get(_key(part.group(1)), part.group()), wording)


def on_paper(text: str, offered: Sequence[Placeholder]) -> str:
    """The text without the paragraphs that hold what only an email carries."""
    only_mailed = [each.in_mail_only for each in offered if each.in_mail_only and each.in_mail_only in text]
    if not only_mailed:
        return text
    paragraphs = re.split(r"\r?\n[ \t]*\r?\n", text)
    return "\n\n".join(each for each in paragraphs if not any(mailed in each for mailed in only_mailed))


def mistakes_in(wording: str, offered: Sequence[Placeholder]) -> list[str]:
    """Sentences about placeholders that this kind of letter doesn't have, and about lone braces."""
    known = {placeholder.key: placeholder for placeholder in offered}
    mistakes = [_unknown(key, known) for key in keys_in(wording) if key not in known]
    if re.search(r"[{}]", _PLACEHOLDER.sub("", wording)):
        mistakes.append("One { or } is on its own. Write a placeholder like {candidate}, or use other brackets.")
    return mistakes


def _unknown(key: str, known: Mapping[str, Placeholder]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    advice = f"Did you mean {known[close[0]].typed}?" if close else ""
    every = listed([placeholder.typed for placeholder in known.values()], "or")
    return f"This letter has no placeholder {{{key}}}. {advice or f'Use {every}.'}"


def personal_in(subject: str, offered: Sequence[Placeholder]) -> list[str]:
    """Sentences about placeholders that would put something personal into a subject."""
    keys = set(keys_in(subject))
    return [
        f"Leave {placeholder.typed} out of the subject: anyone who glances at their screen can read it."
        for placeholder in offered
        if placeholder.is_personal and placeholder.key in keys
    ]
