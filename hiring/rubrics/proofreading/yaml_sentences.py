"""Says what a YAML parser stumbled over in the words of someone who has never met one."""

# What the parser says → what its author can do. The first that occurs is taken: narrow ones stand first.
_EXPLANATIONS = (
    ("found character '\\t'", "There's a tab here. YAML needs spaces, so replace the tab with spaces."),
    ("found a tab character", "There's a tab here. YAML needs spaces, so replace the tab with spaces."),
    (
        "mapping values are not allowed",
        "A colon followed by a space means a new key. Put the text in quotes, or indent the line properly.",
    ),
    (
        "while scanning a quoted scalar",
        "A quotation mark is opened and not closed. Add the second one.",
    ),
    (
        "could not find expected ':'",
        "This line isn't “key: text”. Add the colon, or indent it under the text it belongs to.",
    ),
    (
        "expected <block end>",
        "This line doesn't line up with the ones above. Give it the same indent as its neighbours, "
        "and put text that goes on after a quotation in quotes as a whole.",
    ),
    (
        "expected ',' or",
        "A bracket is opened and not closed on this list. Write one entry a line, with “- ”.",
    ),
    ("cannot start any token", "Text can't start with this character. Put the whole text in quotes."),
    ("found undefined tag handle", "Text can't start with “!”. Put the whole text in quotes."),
    ("found duplicate anchor", "Text can't start with “&”. Put the whole text in quotes."),
    ("while scanning an anchor", "Text can't start with “&”. Put the whole text in quotes."),
    ("while scanning an alias", "Text can't start with “*”. Put the whole text in quotes."),
)


def explained(problem: str | None, context: str | None) -> str:
    """One sentence for the author; the parser's own words only where there are no better ones."""
    parser_words = f"{context or ''} {problem or ''}".strip()
    for words, sentence in _EXPLANATIONS:
        if words in parser_words:
            return sentence
    return f"We can't read this as YAML ({' '.join(parser_words.split())}). Compare it with a file that is."
