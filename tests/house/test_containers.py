"""`Dockerfile` and `compose.yaml` keep a few rules of good images.

No container engine ran here: the files are read and checked by rules, as a linter would. Whether the image builds and
starts has to be tried where an engine is.
"""

import json
import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from hiring.foundation import config

ROOT = Path(__file__).resolve().parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text()


def parsed(name: str):
    return YAML(typ="safe", pure=True).load(read(name))


def instructions() -> list[tuple[str, str]]:
    """Each instruction of the Dockerfile, with its lines joined."""
    lines = "\n".join(line for line in read("Dockerfile").splitlines() if not line.startswith("#"))
    joined = lines.replace("\\\n", " ").splitlines()
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in joined if line.strip())]


def last_stage() -> list[tuple[str, str]]:
    every = instructions()
    return every[max(at for at, (word, _) in enumerate(every) if word == "FROM") :]


KNOWN = {"FROM", "RUN", "COPY", "ENV", "WORKDIR", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"}


def test_the_image_has_only_instructions_we_know_and_copies_instead_of_adding():
    assert {word for word, _ in instructions()} == KNOWN


def pinned(image: str) -> bool:
    """At least a major and a minor number, and never `latest`."""
    return bool(re.fullmatch(r"[a-z0-9/-]+:\d+\.\d+[\w.-]*", image))


def test_every_image_is_pinned():
    bases = [rest.split()[0] for word, rest in instructions() if word == "FROM"]
    assert len(set(bases)) == 1
    services = parsed("compose.yaml")["services"].values()
    assert all(pinned(image) for image in [*bases, *(service["image"] for service in services)])


def test_the_image_runs_without_rights_and_is_watched():
    words = [word for word, _ in last_stage()]
    users = [rest for word, rest in last_stage() if word == "USER"]
    assert users
    assert not set(re.split(r"[:\s]", users[-1])) & {"root", "0"}
    assert words.index("USER") < words.index("CMD")
    assert "HEALTHCHECK" in words
    assert "RUN" not in words[words.index("USER") :]


def test_commands_of_the_image_are_lists_and_packages_are_hashed():
    for word, rest in instructions():
        if word == "CMD":
            assert json.loads(rest)[0] == "gunicorn"
        if word == "HEALTHCHECK":
            assert json.loads(rest.partition("CMD ")[2])[0] == "python"
        if word == "RUN" and "pip install" in rest:
            assert "--no-cache-dir" in rest
            assert "--require-hashes" in rest or "--no-deps" in rest
        assert "sudo " not in rest
        assert "curl " not in rest


def test_what_is_copied_into_the_image_is_there_and_not_ignored():
    kept = {line.removeprefix("!") for line in read(".dockerignore").splitlines() if line.startswith("!")}
    for word, rest in instructions():
        if word == "COPY" and "--from" not in rest:
            for path in rest.split()[:-1]:
                assert (ROOT / path).exists()
                assert path.split("/")[0] in kept


def test_no_secret_is_in_the_files_for_containers():
    given = {word for word, rest in instructions() if re.search(r"SECRET|PASSWORD|TOKEN|SMTP", rest)}
    assert given == set()
    for service in parsed("compose.yaml")["services"].values():
        for name, value in service["environment"].items():
            if re.search(r"SECRET|PASSWORD|SMTP", name):
                assert re.fullmatch(r"\$\{[A-Z_]+:[-?][^}]*\}", value), name


def test_compose_starts_the_application_the_database_and_the_mail():
    compose = parsed("compose.yaml")
    services = compose["services"]
    assert set(services) == {"app", "mail", "database"}
    assert services["mail"]["command"][:2] == ["hiring", "send-mail"]
    for service in services.values():
        assert "healthcheck" in service or "build" in service
        assert not service.get("privileged")
        assert set(service.get("depends_on", {})) <= set(services)
        assert {volume.split(":")[0] for volume in service["volumes"]} <= set(compose["volumes"])
        assert all(port.startswith("127.0.0.1:") for port in service.get("ports", []))
        assert set(service["environment"]) <= config.KNOWN | {"POSTGRES_USER", "POSTGRES_DB", "POSTGRES_PASSWORD"}


@pytest.mark.parametrize("setting", sorted(config.KNOWN - {"HIRING_THREADS", "HIRING_JOURNAL_KEY_FILE"}))
def test_the_container_can_be_given_every_setting_that_it_has_a_use_for(setting):
    """Threads are gunicorn's own there, and the key is on the state volume."""
    given = read("compose.yaml") + read("Dockerfile")
    assert setting in given or setting in {"HIRING_DATA_DIR", "HIRING_IDLE_MINUTES"}
