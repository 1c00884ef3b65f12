"""The table of commands says of each command what the command says of itself, and loads none of them to say it."""

import gc
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import url_for
from werkzeug.routing import Rule

from hiring import cli
from hiring.foundation.database import Base
from hiring.foundation.loading import loading
from tests import databases

HEAVY = {"flask", "sqlalchemy", "pandas", "numpy", "scipy", "openpyxl", "icalendar", "pydantic", "waitress"}
# What only some pages or commands need, and no server before its first page.
RARE = {"numpy", "pandas", "scipy", "openpyxl", "xlsxwriter", "icalendar", "alembic", "flask_alembic"}


def _loaded(code):
    code = f"import sys, json\n{code}\njson.dump(sorted(m.split('.')[0] for m in sys.modules), sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return set(json.loads(done.stderr))


@pytest.mark.parametrize("name", sorted(cli.COMMANDS))
def test_a_command_says_of_itself_what_the_list_says(name):
    command = cli.main.get_command(None, name)
    assert command.name == name
    assert command.get_short_help_str(limit=500) == cli.COMMANDS[name][1]


def test_the_list_of_commands_loads_nothing_that_a_command_needs():
    loaded = _loaded(
        "from hiring.__main__ import main\nsys.argv[1:] = ['--help']\ntry: main()\nexcept SystemExit: pass"
    )
    assert loaded & HEAVY == set()
    assert "click" in loaded


@pytest.mark.parametrize("module", ["hiring.app", "hiring.commands.server", "hiring.commands.state", "hiring.tables"])
def test_what_few_need_is_not_loaded_before_they_do(module):
    assert _loaded(f"import {module}") & RARE == set()


def test_nothing_is_collected_while_a_command_loads_and_all_again_once_it_works():
    with loading():
        assert not gc.isenabled()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_commands_without_pages_know_every_table():
    tables = _tables("hiring.tables")
    assert tables == _tables("hiring.app")
    assert tables == sorted(Base.metadata.tables)


def _tables(module):
    code = f"import {module}, json\nfrom hiring.foundation.database import Base\n"
    code += "print(json.dumps(sorted(Base.metadata.tables)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return json.loads(done.stdout)


def test_the_app_is_there_before_any_class_is_configured():
    """Every class at once costs a fifth of what it takes to start. The first page pays for it."""
    code = "import hiring.app\nfrom hiring.accounts.models import Person\nprint(Person.__mapper__.configured)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout == "False\n"


def test_the_health_check_configures_no_class_of_any_room(tmp_path):
    """That costs more than all it checks. Only whole rows are read, by their tables."""
    databases.fresh_sqlite(tmp_path)
    code = (
        "from hiring import cli\ntry: cli.main(['healthz'])\nexcept SystemExit as ended: assert not ended.code\n"
        "from hiring.accounts.models import Person\nprint(Person.__mapper__.configured)"
    )
    environment = {"PATH": os.environ["PATH"], "HIRING_STATE_DIR": str(tmp_path), "HIRING_SECRET_KEY": databases.SECRET}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, timeout=120
    )
    assert done.stdout.startswith("ok\nNobody could approve the end of a probation.")
    assert done.stdout.endswith("\nFalse\n")


def test_no_page_s_address_is_compiled_before_a_link_is_made_to_it(app, monkeypatch):
    compiled, compile_builder = [], Rule._compile_builder
    monkeypatch.setattr(
        Rule, "_compile_builder", lambda rule, *how: compiled.append(rule.endpoint) or compile_builder(rule, *how)
    )
    fresh = databases.make_app(Path(app.config["STATE_DIR"]))
    assert set(compiled) == {"static"}
    with fresh.test_request_context():
        assert url_for("security.login", next="/me") == "/sign-in?next=/me"
    assert set(compiled) == {"static", "security.login"}
