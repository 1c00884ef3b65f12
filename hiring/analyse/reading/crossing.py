"""Headings made of an interviewer and a criterion: "Anna – Empathy"."""

from __future__ import annotations

from hiring.analyse.reading.headings import looks_like_criterion, shown

_SIGNS = (" – ", " - ", " — ", ": ", " | ", " / ", " · ", "_", "/", "|")


def crossed(headings: list[str]) -> dict[str, tuple[str, str]] | None:
    """Heading → interviewer and criterion; None where not all headings are made of both.

    The part that comes first is the interviewer, unless only the first ones look like criteria. Half or more of all
    pairs must be there, or a common sign in the headings means something else.
    """
    for sign in _SIGNS:
        parts = {name: [part.strip() for part in shown(name).split(sign)] for name in headings}
        if len(headings) < 2 or any(len(pair) != 2 or not all(pair) for pair in parts.values()):
            continue
        pairs = {name: (pair[0], pair[1]) for name, pair in parts.items()}
        firsts, seconds = {pair[0] for pair in pairs.values()}, {pair[1] for pair in pairs.values()}
        if len(set(pairs.values())) < len(headings) or len(firsts) * len(seconds) > 2 * len(headings):
            continue
        swapped = all(map(looks_like_criterion, firsts)) and not all(map(looks_like_criterion, seconds))
        return {name: (second, first) if swapped else (first, second) for name, (first, second) in pairs.items()}
    return None
