"""The `hiring` command from outside, as an administrator types it."""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from datetime import timedelta

import pytest

from hiring.commands.context import with_unchecked_pages
from hiring.commands.server import _listening
from hiring.demo import settings as demo_house
from hiring.foundation import clock, config
from hiring.foundation.database import db
from hiring.foundation.outbox import sending
from hiring.foundation.outbox.mails import OutgoingMail
from tests import databases
from tests.cast import Cast
from tests.foundation.mail_server import mail_server
from tests.foundation.test_outbox import queue
from tests.make import Make

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"


def _hiring(folder, *words, secret=SECRET, **more):
    environment = {"PATH": os.environ["PATH"], "HIRING_STATE_DIR": str(folder), **more}
    if secret:
        environment["HIRING_SECRET_KEY"] = secret
    command = [sys.executable, "-m", "hiring", *words]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)


def test_without_a_secret_it_says_how_to_make_one(tmp_path):
    done = _hiring(tmp_path, "init", secret="")
    assert done.returncode == 1
    assert done.stderr.startswith("HIRING_SECRET_KEY isn't set.")
    assert "Traceback" not in done.stderr


def test_a_first_run_goes_from_nothing_to_somebody_who_can_sign_in(tmp_path):
    made = _hiring(tmp_path, "init")
    assert "/first-run/" in made.stdout
    password = "a password of some length"
    words = ["create-user", "ada@example.org", "--name", "Ada", "--role", "administrator", "--password", password]
    assert _hiring(tmp_path, *words).stdout == "Ada can sign in as ada@example.org.\n"
    again = _hiring(tmp_path, *words)
    assert (again.returncode, again.stderr) == (1, "Someone with this address already has an account.\n")
    assert _hiring(tmp_path, "healthz").stdout.startswith("ok\n")
    link = _hiring(tmp_path, "password-link", "Ada@example.org").stdout
    assert link.startswith("For Ada, once, within 72 hours:\nhttp://localhost:8000/password/")
    nobody = _hiring(tmp_path, "password-link", "bo@example.org")
    assert (nobody.returncode, nobody.stderr) == (1, "Nobody signs in with bo@example.org.\n")


def test_a_mark_changed_behind_the_applications_back_is_named_by_a_command(tmp_path, now):
    databases.fresh_sqlite(tmp_path)
    with _house(tmp_path):
        make = Make(Cast.arrive())
        card = make.scorecard(make.interview(make.application()).seats[0], 2).id
    assert _hiring(tmp_path, "verify-journal").stdout.startswith("The journal is whole: ")
    with sqlite3.connect(tmp_path / "hiring.sqlite") as raw:
        trigger = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'rating_no_update'").fetchone()[0]
        raw.execute("DROP TRIGGER rating_no_update")
        raw.execute("UPDATE rating SET level = 5 WHERE position = 0")
        raw.execute(trigger)
    done = _hiring(tmp_path, "verify-journal")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"The row rating:{card}/")
    assert "it was changed after entry" in done.stderr
    assert _hiring(tmp_path, "healthz").stdout.startswith("ok\n")  # which checks the chain, and is asked every minute


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["healthz"], "The database isn't up to date"),
        (["digest"], "The database isn't up to date"),
        (["serve"], "The database isn't up to date"),
        (["send-mail"], "The database isn't up to date"),
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


def test_the_demo_is_told_once_without_serving_and_its_links_lead_to_the_port_it_is_served_on(tmp_path):
    first = _hiring(tmp_path, "demo", "--no-serve", "--story", "short", "--port", "8123", secret="")
    assert first.returncode == 0, first.stderr
    assert "henrike@larkfield.example" in first.stdout
    second = _hiring(tmp_path, "demo", "--no-serve", "--story", "short", secret="")
    assert "Telling" not in second.stdout
    told = (tmp_path / "secret").read_text()
    assert _hiring(tmp_path, "healthz", secret=told).stdout.startswith("ok\n")
    with _house(tmp_path):
        linked = re.compile(r"http://[^\s/]+")
        found = {link for mail in db.session.query(OutgoingMail) for link in linked.findall(mail.text)}
    assert found == {"http://localhost:8123"}


@pytest.mark.parametrize("command", ["demo", "serve"])
@pytest.mark.parametrize(
    ("environment", "links"),
    [({}, "http://localhost:8123"), ({"HIRING_BASE_URL": "https://demo.example.org"}, "https://demo.example.org")],
)
def test_links_follow_the_port_it_is_served_on_unless_an_address_is_set(
    tmp_path, monkeypatch, command, environment, links
):
    for name, value in {"HIRING_STATE_DIR": str(tmp_path), "HIRING_SECRET_KEY": SECRET, **environment}.items():
        monkeypatch.setenv(name, value)
    settings = demo_house.settings if command == "demo" else config.from_environment
    assert with_unchecked_pages(lambda app, port: app.config["BASE_URL"], settings=settings)(port=8123) == links


def test_every_other_command_makes_links_to_the_usual_port(tmp_path):
    assert "\nhttp://localhost:8000/first-run/" in _hiring(tmp_path, "init").stdout


@pytest.mark.parametrize("command", ["demo", "serve"])
def test_where_the_port_is_taken_nothing_is_begun_and_another_is_named(tmp_path, command):
    databases.fresh_sqlite(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = _hiring(tmp_path, command, "--port", str(port))
    other = port + 1 if port < 65_535 else 8000
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Port {port} cannot be used (Address already in use). "
        f"Try: hiring {command} --port {other}, or make {command} PORT={other}\n"
    )


def test_a_port_that_cannot_be_is_refused(tmp_path):
    done = _hiring(tmp_path, "serve", "--port", "65536")
    assert done.returncode == 2
    assert "65536 is not in the range 1<=x<=65535" in done.stderr


def test_the_demo_leaves_a_database_of_real_people_alone(tmp_path):
    _hiring(tmp_path, "init")
    words = ["create-user", "ada@example.org", "--name", "Ada", "--role", "administrator"]
    _hiring(tmp_path, *words, "--password", "a password of some length")
    done = _hiring(tmp_path, "demo", "--no-serve")
    assert done.returncode == 1
    assert "holds real people" in done.stderr


@contextmanager
def _house(folder):
    """The same house in this process, at the time the command reads from the system."""
    app = databases.make_app(folder)
    with app.app_context():
        yield app
        db.session.close()
        db.engine.dispose()


@pytest.fixture
def waiting(tmp_path):
    """A house in which one mail waits; its id."""
    databases.fresh_sqlite(tmp_path)
    with _house(tmp_path):
        return queue()


def _server(server):
    url = f"smtp+plain://{server.host}:{server.port}"
    return {"HIRING_SMTP_URL": url, "HIRING_MAIL_FROM": "hiring@example.org"}


def test_waiting_mail_is_sent_by_a_command_and_not_again(tmp_path, waiting):
    with mail_server() as (post, server):
        done = _hiring(tmp_path, "send-mail", **_server(server))
        assert (done.returncode, done.stdout) == (0, "1 sent.\n")
        mail, job = map(json.loads, done.stderr.splitlines())
        assert (mail["outcome"], job["job"]) == ("sent", "send-mail")
        assert _hiring(tmp_path, "send-mail", **_server(server)).stdout == "0 sent.\n"
        assert post.ids() == [f"<{waiting}@localhost>"]


def test_where_nothing_can_be_sent_the_command_fails_with_a_sentence(tmp_path, waiting):
    done = _hiring(tmp_path, "send-mail")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("0 sent, 1 waits: No mail server is set")
    with mail_server() as (_post, server):
        pass
    done = _hiring(tmp_path, "send-mail", **_server(server))
    assert done.returncode == 1
    assert (
        done.stderr == f"0 sent, 1 waits: The mail server 127.0.0.1:{server.port} cannot be used: Connection refused.\n"
    )


def test_a_sender_killed_after_the_server_took_the_mail_sends_it_once_more_with_the_same_id(tmp_path, waiting):
    environment = {"PATH": os.environ["PATH"], "HIRING_STATE_DIR": str(tmp_path), "HIRING_SECRET_KEY": SECRET}
    with mail_server() as (post, server):
        command = [sys.executable, "-m", "hiring", "send-mail", "--every", "1"]
        with subprocess.Popen(command, env=environment | _server(server), stdout=subprocess.DEVNULL) as sender:
            post.on_data = sender.kill
            assert sender.wait(60) == -9
        assert _hiring(tmp_path, "send-mail", **_server(server)).stdout == "0 sent, 1 waits.\n"
        with clock.standing_at(clock.now() + timedelta(minutes=11)), _house(tmp_path) as app:
            app.config["MAIL_SERVER"] = server
            post.on_data = lambda: None
            assert sending.send_due().sent == 1
    assert post.ids() == [f"<{waiting}@localhost>"] * 2


def test_a_loop_goes_on_and_says_what_is_new(tmp_path, waiting):
    environment = {"PATH": os.environ["PATH"], "HIRING_STATE_DIR": str(tmp_path), "HIRING_SECRET_KEY": SECRET}
    with mail_server() as (post, server):
        post.answers["MAIL"] = ["450 Not now"] * 2
        command = [sys.executable, "-m", "hiring", "send-mail", "--every", "1"]
        with subprocess.Popen(command, env=environment | _server(server), stdout=subprocess.PIPE, text=True) as sender:
            told = [sender.stdout.readline() for _ in range(3)]
            sender.kill()
    assert told[0] == "0 sent, 1 waits: The mail server takes no mail from hiring@example.org (450 Not now).\n"
    assert told[1:] == ["1 sent.\n", "0 sent.\n"]


def test_the_demo_sends_no_mail_whatever_is_set(tmp_path, monkeypatch):
    monkeypatch.setenv("HIRING_STATE_DIR", str(tmp_path))
    monkeypatch.setenv("HIRING_SMTP_URL", "smtps://mail.example.org")
    assert demo_house.settings(8000).mail_server is None


@pytest.mark.parametrize("behind_tls", [True, False])
def test_only_a_proxy_is_believed_who_asks(app, behind_tls):
    """Guesses are counted by source: behind a proxy that must not be the proxy's own address for everyone."""
    app.config["BEHIND_TLS"] = behind_tls
    server = _listening(app, "127.0.0.1", 0)
    assert server.adj.clear_untrusted_proxy_headers is not behind_tls
    server.close()
