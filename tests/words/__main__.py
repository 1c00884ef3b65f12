"""`python -m tests.words` prints every string a person can read as file:line: text; names of files narrow it down."""

import sys

from tests.words.collect import visible_texts


def main(wanted: list[str]) -> int:
    for visible in visible_texts():
        if not wanted or any(part in visible.path for part in wanted):
            print(visible)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
