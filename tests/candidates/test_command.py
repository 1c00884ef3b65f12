"""The import for a terminal says the same, row by row."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from hiring.candidates import command
from hiring.candidates.queries import applications_of
from hiring.foundation.database import db
from hiring.foundation.web.errors import Refused

EXPORT = str(Path(__file__).parent.parent / "data" / "candidates_export.csv")


@pytest.fixture
def run(app):
    def given(*words):
        bound = click.Command("import-candidates", params=command.import_candidates.__click_params__[::-1])
        bound.callback = lambda **given: command.import_candidates(app, **given)
        return CliRunner().invoke(bound, words, catch_exceptions=True)

    return given


def test_a_dry_run_says_everything_and_changes_nothing(run, make, cast):
    opening = make.opening()
    said = run(EXPORT, "--opening", opening.title, "--by", cast.hr.email, "--dry-run").output
    assert "row   10  merged   Amara Okafor-Lindqvist – The same person as row 2." in said
    assert "12 rows: 9 to be added, 1 already here, 1 left out and 1 refused." in said
    assert said.endswith("Nothing was changed.\n")
    assert applications_of(db.session, opening) == []


def test_candidates_are_added_from_the_terminal(run, make, cast):
    opening = make.opening()
    answer = run(EXPORT, "--opening", opening.id, "--by", cast.hr.email)
    assert answer.exit_code == 0
    assert answer.output.endswith("9 added to “Front desk host”.\n")
    assert len(applications_of(db.session, opening)) == 9


@pytest.mark.parametrize(
    ("opening", "by", "sentence"),
    [
        ("Nowhere", "hedda@example.org", "There's no opening with the id or title “Nowhere”."),
        ("Front desk host", "pia@example.org", "pia@example.org may not add candidates to this opening."),
        ("Front desk host", "nobody@example.org", "nobody@example.org may not add candidates to this opening."),
    ],
)
def test_what_cannot_be_done_is_said(run, make, cast, opening, by, sentence):
    make.opening()
    answer = run(EXPORT, "--opening", opening, "--by", by)
    assert isinstance(answer.exception, Refused)
    assert str(answer.exception).startswith(sentence)


def test_unclear_days_ask_for_an_option(run, make, cast, tmp_path):
    opening = make.opening()
    file = tmp_path / "export.csv"
    file.write_text("Name,Email,Applied\nAna,a@x.org,03/10/2026\n")
    words = (str(file), "--opening", opening.id, "--by", cast.hr.email)
    assert str(run(*words).exception) == "Say what comes first: --dates day-first or --dates month-first."
    assert applications_of(db.session, opening) == []
    assert run(*words, "--dates", "month-first").exit_code == 0
    assert applications_of(db.session, opening)[0].applied_on.isoformat() == "2026-03-10"
