"""Every finding of ruff or mypy that is waved through says why, on its line."""

from __future__ import annotations

import re

from tests.checks.source import ROOT, Finding, SourceFile, modules

_WAVED_THROUGH = re.compile(r"# (?:noqa|type: ignore)\b")
_WITH_REASON = re.compile(r"# (?:noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* - |type: ignore\[[a-z, -]+\]  # )\S")


def findings() -> list[Finding]:
    files = [*modules(), *modules("tests"), SourceFile(ROOT / "wsgi.py")]
    return [finding for file in files if "checks" not in file.path.parts for finding in unexplained(file)]


def unexplained(file: SourceFile) -> list[Finding]:
    sentence = "Say why: `# noqa: S101 - the reason` or `# type: ignore[misc]  # the reason`."
    return [
        file.finding(number, sentence)
        for number, line in enumerate(file.lines, 1)
        if len(_WAVED_THROUGH.findall(line)) > len(_WITH_REASON.findall(line))
    ]
