"""The `hiring` command from outside, as an administrator types it."""

import json
import os
import subprocess
import sys

import pytest

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"


def _hiring(folder, *words, secret=SECRET, **more):
    environment = {"PATH": os.environ["PATH"], "HIRING_STATE_DIR": str(folder), **more}
    if secret:
        environment["HIRING_SECRET_KEY"] = secret
    command = [sys.executable, "-m", "hiring.cli", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_without_a_secret_it_says_how_to_make_one(tmp_path):
    done = _hiring(tmp_path, "init", secret="")
    assert done.returncode == 1
    assert done.stderr.startswith("HIRING_SECRET_KEY is not set.")
    assert "Traceback" not in done.stderr


def test_a_first_run_goes_from_nothing_to_somebody_who_can_sign_in(tmp_path):
    made = _hiring(tmp_path, "init")
    assert "/first-run/" in made.stdout
    password = "a password of some length"
    words = ["create-user", "ada@example.org", "--name", "Ada", "--role", "administrator", "--password", password]
    assert _hiring(tmp_path, *words).stdout == "Ada can sign in as ada@example.org.\n"
    again = _hiring(tmp_path, *words)
    assert (again.returncode, again.stderr) == (1, "Somebody with this address is here already.\n")
    assert _hiring(tmp_path, "healthz").stdout == "ok\n"


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["healthz"], "The database is not up to date"),
        (["digest"], "The database is not up to date"),
        (["serve"], "The database is not up to date"),
    ],
)
def test_before_init_each_command_says_what_to_run(tmp_path, words, says):
    done = _hiring(tmp_path, *words)
    assert done.returncode == 1
    assert done.stderr.startswith(says)


def test_routes_are_a_list_of_objects_with_method_path_and_guard(tmp_path):
    routes = json.loads(_hiring(tmp_path, "routes", "--json").stdout)
    assert {frozenset(one) for one in routes} == {frozenset({"method", "path", "guard"})}
    assert {"method": "GET", "path": "/healthz", "guard": "public"} in routes
    assert [one for one in routes if not one["guard"]] == []


def test_check_rubrics_prints_every_mistake_and_fails(tmp_path):
    (tmp_path / "odd.yaml").write_text("key: odd\ntitle: Odd\nsmile: yes\n")
    done = _hiring(tmp_path, "check-rubrics", str(tmp_path / "odd.yaml"))
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert len(lines) > 1
    assert all(line.startswith(f"{tmp_path / 'odd.yaml'}:") for line in lines)


def test_the_demo_can_be_told_without_serving_and_a_second_time(tmp_path):
    first = _hiring(tmp_path, "demo", "--no-serve", secret="")
    assert first.returncode == 0, first.stderr
    assert "henrike@larkfield.example" in first.stdout
    second = _hiring(tmp_path, "demo", "--no-serve", secret="")
    assert "Telling" not in second.stdout
    told = (tmp_path / "secret").read_text()
    assert _hiring(tmp_path, "healthz", secret=told).stdout == "ok\n"


def test_the_demo_leaves_a_database_of_real_people_alone(tmp_path):
    _hiring(tmp_path, "init")
    words = ["create-user", "ada@example.org", "--name", "Ada", "--role", "administrator"]
    _hiring(tmp_path, *words, "--password", "a password of some length")
    done = _hiring(tmp_path, "demo", "--no-serve")
    assert done.returncode == 1
    assert "holds real people" in done.stderr
