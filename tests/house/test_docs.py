"""The README names every setting, command and word; a test holds it to that."""

from pathlib import Path

import pytest

from hiring.cli import COMMANDS
from hiring.foundation import config

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()


@pytest.mark.parametrize("setting", sorted(config.KNOWN))
def test_every_setting_is_in_the_readme(setting):
    assert f"| `{setting}` |" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_in_the_readme(command):
    assert f"| `hiring {command}" in README


def test_the_readme_names_no_command_that_is_not_there():
    named = {line.split("`")[1].split()[1] for line in README.splitlines() if line.startswith("| `hiring ")}
    assert named == set(COMMANDS)


def test_the_readme_begins_with_the_two_commands_and_shows_a_picture():
    head = README[: README.index("## Running it for real")]
    assert head.index("make demo") < head.index("make test") < head.index("![")
    picture = head.split("](")[1].split(")")[0]
    assert (ROOT / picture).is_file()


def test_every_make_target_explains_itself():
    lines = (ROOT / "Makefile").read_text().splitlines()
    phony = next(line for line in lines if line.startswith(".PHONY:")).split()[1:]
    explained = {line.split(":")[0] for line in lines if line[:1].isalpha() and "##" in line}
    assert set(phony) == explained


def test_the_dependencies_learn_nothing_about_people():
    """No machine-learning package in the tree."""
    locked = (ROOT / "requirements" / "runtime.txt").read_text()
    for name in ("scikit-learn", "torch", "tensorflow", "xgboost", "lightgbm", "transformers", "openai"):
        assert f"\n{name}==" not in f"\n{locked}"
    assert "\npandas==3." in locked
