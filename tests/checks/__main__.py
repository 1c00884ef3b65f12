"""`python -m tests.checks` prints every finding as file:line: sentence, and the bars that aren't met yet.

With `--lower` it first writes the figures that have fallen into `today.json`.
"""

from __future__ import annotations

import sys

from tests.checks import measurement_docstrings, ratchet, sizes, suppressions
from tests.checks.source import Finding
from tests.words import plain, reading_ease


def main(wanted: list[str]) -> int:
    measured = [*sizes.measured(), plain.bar(), *reading_ease.bars()]
    if wanted == ["--lower"]:
        ratchet.lower(measured)
    today = ratchet.read()
    findings = [finding for bar in measured for finding in ratchet.findings(bar, today.get(bar.bar, {}))]
    unknown = today.keys() - {bar.bar for bar in measured}
    findings += [Finding("tests/checks/today.json", 1, f"There is no bar “{name}”.") for name in sorted(unknown)]
    findings += [module.finding(1, "A module opens with one plain sentence.") for module in sizes.unopened()]
    findings += measurement_docstrings.findings()
    findings += suppressions.findings()
    for finding in sorted(findings):
        print(finding)
    for bar in measured:
        if bar.over:
            print(f"Not there yet: {bar.bar}: {bar.worst} at most, {len(bar.over)} over the bar of {bar.limit}.")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
