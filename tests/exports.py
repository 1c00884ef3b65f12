"""Reading our own exports in tests."""

import csv
import io


def marks_in(content: bytes) -> tuple[list[str], list[list[str]]]:
    """The headings and rows of marks in a CSV export, below the lines that state its model."""
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    top = next(place for place, line in enumerate(lines) if "Application" in line)
    return lines[top], lines[top + 1 :]
