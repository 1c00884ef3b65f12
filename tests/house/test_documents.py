"""Documents name nothing that isn't there; hooks, workflow and locks keep a few rules."""

import ast
import importlib
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hiring.cli import COMMANDS
from hiring.foundation import config

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), ROOT / "rubrics/README.md"])
CONTAINERS = [ROOT / "Dockerfile", ROOT / "compose.yaml"]
STATISTICS = (ROOT / "docs/statistics.md").read_text()
# Files and folders that only exist once something was installed or is running.
MADE_LATER = (".venv", ".tools", ".env", "var", "journal.", "hiring.")
# Files that a document names because they aren't there.
NOT_YET = {"0002_what_it_does.py", "uv.lock"}


def read(name: str) -> str:
    return (ROOT / name).read_text()


def each(documents):
    return pytest.mark.parametrize("document", documents, ids=lambda path: str(path.relative_to(ROOT)))


def anchors(text: str) -> set[str]:
    """The anchors that a forge gives to headings."""
    headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def without_fences(text: str) -> str:
    return re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)


def code_in(text: str) -> list[str]:
    """What stands between single backticks, and every line of a block."""
    blocks = re.findall(r"^```(?!mermaid).*?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return re.findall(r"`([^`\n]+)`", without_fences(text)) + [line for block in blocks for line in block.splitlines()]


@each(DOCUMENTS)
def test_every_link_between_documents_leads_somewhere(document):
    wrong = []
    for target in re.findall(r"\]\(([^)\s]+)\)", without_fences(document.read_text())):
        if re.match(r"https?:|mailto:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (document.parent / name) if name else document
        if not path.is_file() or (anchor and anchor not in anchors(path.read_text())):
            wrong.append(target)
    assert wrong == []


@each([*DOCUMENTS, *CONTAINERS])
def test_every_command_named_is_there(document):
    named = set()
    for code in code_in(document.read_text()):
        named |= set(re.findall(r"(?:^|bin/|run --rm app |ExecStart=\S*)hiring ([a-z][a-z-]+)", code))
    assert named - set(COMMANDS) == set()


def test_options_named_with_a_command_are_its_own():
    for document in DOCUMENTS:
        for code in code_in(document.read_text()):
            line = re.match(r"(?:\S*bin/)?hiring ([a-z][a-z-]+)(.*)", code)
            if line is None:
                continue
            module, _, attribute = COMMANDS[line[1]][0].partition(":")
            command = getattr(importlib.import_module(module), attribute)
            options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
            assert set(re.findall(r"--[a-z][a-z-]*", line[2])) <= options, code


@each([*DOCUMENTS, *CONTAINERS])
def test_every_setting_named_is_there(document):
    assert set(re.findall(r"\bHIRING_[A-Z_]*[A-Z]\b", document.read_text())) - config.KNOWN == set()


@each([*DOCUMENTS, ROOT / ".pre-commit-config.yaml"])
def test_every_make_target_named_is_there(document):
    targets = {line.split(":")[0] for line in read("Makefile").splitlines() if re.match(r"[a-z]+:", line)}
    text = document.read_text()
    code = code_in(text) if document.suffix == ".md" else text.splitlines()
    named = {target for line in code for target in re.findall(r"^(?:.*entry: )?make ([a-z]+)", line)}
    assert named - targets == set()


def is_path(code: str) -> bool:
    ours = ("hiring/", "tests/", "docs/", "templates/", "rubrics/", "requirements/", ".ci/", ".github/")
    name = r"[A-Za-z0-9_.-]+\.(?:md|py|toml|yaml|yml|txt|json|html|css|js)"
    return bool(re.fullmatch(r"[\w./-]+", code)) and (code.startswith(ours) or bool(re.fullmatch(name, code)))


def is_there(path: str, document: Path) -> bool:
    """From the root, beside the document, or – where only a file of every room is named – somewhere in the package."""
    if (ROOT / path).exists() or (document.parent / path).exists():
        return True
    return "/" not in path and any((ROOT / "hiring").rglob(path))


@each(DOCUMENTS)
def test_every_file_and_folder_named_is_there(document):
    words = [word for code in code_in(document.read_text()) for word in code.split()]
    paths = {word for word in words if is_path(word) and not word.startswith(MADE_LATER)} - NOT_YET
    # An organisation's own files, and an ending that stands for any file.
    paths = {path for path in paths if not path.startswith(".") or "/" in path}
    assert sorted(path for path in paths if not is_there(path, document)) == []


TERMS = [
    *("rubric", "criterion", "level", "anchor", "question", "probe", "opening", "candidate", "application", "round"),
    *("interview", "seat", "panel", "practice", "licence", "kit", "scorecard", "mark", "evidence", "seal", "debrief"),
    *("decision", "gate", "probation", "check-in", "note", "promise", "outcome"),
]


def test_the_glossary_has_each_term_of_the_trade_once():
    glossary = read("README.md").partition("## Words")[2].partition("\n## ")[0]
    words = [word for line in glossary.splitlines() for word in line.split("|")[1:2]]
    listed = [word.strip() for words_of_row in words for word in words_of_row.split(",")]
    assert [listed.count(term) for term in TERMS] == [1] * len(TERMS)


# The statistics


def measurement_modules() -> list[str]:
    folder = ROOT / "hiring/measurement"
    paths = [path for path in folder.rglob("*.py") if path.name != "__init__.py"]
    return sorted(".".join(path.relative_to(folder).with_suffix("").parts) for path in paths)


@pytest.mark.parametrize("module", measurement_modules())
def test_every_module_of_measurement_is_in_the_statistics(module):
    assert re.search(rf"`{re.escape(module)}[.`]", STATISTICS)


def test_every_function_named_in_the_statistics_is_there():
    modules = measurement_modules()
    named = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)*\.[A-Za-z_]+)`", STATISTICS))
    for name in sorted(named):
        module, _, attribute = name.rpartition(".")
        if module in modules:
            assert hasattr(importlib.import_module(f"hiring.measurement.{module}"), attribute), name
        else:
            assert name in modules or name.endswith(".py"), name


def test_every_test_named_in_the_statistics_is_there():
    named = re.findall(r"`(test_\w+)::(test_\w+)`", STATISTICS)
    missing = []
    for module, test in named:
        path = next((ROOT / "tests/measurement").rglob(f"{module}.py"), None)
        tree = ast.parse(path.read_text()) if path else ast.Module([], [])
        if test not in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)} | {"test_x"}:
            missing.append(f"{module}::{test}")
    assert [name for name in missing if name != "test_cells::test_x"] == []
    assert len(named) > 60


def test_every_formula_has_a_test_that_holds_it():
    """In tables with the column "held by", no row leaves it empty."""
    held = None
    for line in STATISTICS.splitlines():
        # A bar that is part of a formula is escaped.
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells or set(cells[0]) == {"-"}:
            held = None if not cells else held
        elif "held by" in cells:
            held = cells.index("held by")
        elif held is not None:
            assert "::" in cells[held], line


# Locks, hooks, workflow


def entries(lock: str) -> dict[str, list[str]]:
    """Each package of a lock with its version and hashes."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lock.splitlines():
        if re.match(r"[a-z0-9]", line):
            name = line.split("==")[0]
            found[name] = [line]
        elif line.startswith("    --hash"):
            found[name].append(line)
    return found


def test_what_a_server_adds_is_locked_as_in_development():
    deployment = entries(read("requirements/deployment.txt"))
    development = entries(read("requirements/development.txt"))
    assert set(deployment) == {"gunicorn", "psycopg", "psycopg-binary"}
    for name, lines in deployment.items():
        assert [line.rstrip(" \\") for line in lines] == [line.rstrip(" \\") for line in development[name]]


def parsed(name: str):
    return YAML(typ="safe", pure=True).load(read(name))


def test_the_hooks_fetch_nothing():
    for repository in parsed(".pre-commit-config.yaml")["repos"]:
        assert repository["repo"] == "local"
        assert {hook["language"] for hook in repository["hooks"]} == {"system"}


def test_the_workflow_runs_what_must_pass_and_may_only_read():
    workflow = parsed(".github/workflows/ci.yml")
    assert workflow["permissions"] == {"contents": "read"}
    for job in workflow["jobs"].values():
        assert job["timeout-minutes"] <= 20
        assert [step["run"] for step in job["steps"] if "run" in step] == [".ci/run"]
        assert all("@" in step["uses"] for step in job["steps"] if "uses" in step)
