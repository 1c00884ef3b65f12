"""The wheel carries everything it needs, and works where nothing else is."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_templates_rubrics_migrations_and_the_look(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for wanted in (
        "hiring/_shipped/templates/_layouts/page.html",
        "hiring/_shipped/rubrics/service-attitude.yaml",
        "hiring/_shipped/rubrics/criteria/ownership.yaml",
        "hiring/migrations/0001_initial.py",
        "hiring/static/house.css",
        "hiring/data/jurisdictions.yaml",
    ):
        assert wanted in names
    assert not [name for name in names if name.startswith(("tests/", "hiring/rubrics/criteria"))]


def test_an_installed_wheel_finds_its_rubrics_and_templates(wheel, tmp_path):
    """Unpacked into a folder of its own, with the project itself out of reach."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    code = (
        "import hiring, sys; assert hiring.__file__.startswith(sys.argv[1]), hiring.__file__\n"
        "from hiring.app import create_app; from hiring.rubrics.queries import shipped\n"
        "from hiring.foundation import schema\n"
        "app = create_app()\n"
        "with app.app_context(): schema.upgrade()\n"
        "page = app.test_client().get('/sign-in')\n"
        "assert page.status_code == 200 and b'Sign in' in page.data\n"
        "print(len(shipped()))"
    )
    environment = {
        "PATH": os.environ["PATH"],
        "HIRING_SECRET_KEY": "only-for-tests-0123456789-abcdefghijklmnop",
        "HIRING_STATE_DIR": str(tmp_path / "state"),
    }
    # -I leaves out the folder we stand in and every editable install but what is asked for here.
    program = f"import sys; sys.path.insert(0, sys.argv[1]); exec({code!r})"
    run = [sys.executable, "-I", "-c", program, str(tmp_path / "site")]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) >= 12
