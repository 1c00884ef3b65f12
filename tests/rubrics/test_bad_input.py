"""What may be handed in instead of a rubric, at the command and at the upload page: refused alike, with its place."""

import io
import re
import zipfile
from pathlib import Path

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from hiring.cli import main
from hiring.foundation.database import db
from hiring.foundation.web.errors import Refused
from hiring.rubrics import exchange
from hiring.rubrics.models import RubricVersion
from tests.page import Page

HERE = Path(__file__).parent
BROKEN, SOUND = HERE / "broken", HERE / "sound" / "criteria" / "lost-things.yaml"
LAUGHS = "\n".join(
    ["a0: &a0 [ha, ha]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
).encode()
NO_TEXT = "This file isn't UTF-8 text. Save it again with the encoding UTF-8."
NO_ALIAS = "This file can't use aliases (“*”). Write the text out again."


def first_line(name: str) -> str:
    """A broken file opens with the place and the sentence of its mistake."""
    return (BROKEN / name).read_text("utf-8").splitlines()[0].removeprefix("# ")


# The name of a file, what is in it, the place and the sentence.
CASES = [
    ("circular.yaml", b"key: circular\ntitle: &a\n  - *a\n", f"3:5: {NO_ALIAS}"),
    ("laughs.yaml", LAUGHS, f"2:10: {NO_ALIAS}"),
    ("utf-16.yaml", "key: utf-16\ntitle: Café\n".encode("utf-16"), f"1:1: {NO_TEXT}"),
    ("latin-1.yaml", "key: latin-1\ntitle: Café\n".encode("latin-1"), f"2:1: {NO_TEXT}"),
    ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", f"1:1: {NO_TEXT}"),
    (
        "letter.yaml",
        b"Dear colleagues, here is our rubric.",
        "1:1: This isn't a rubric file: it should start with “key:”",
    ),
    ("large.yaml", b"key: large\n" + b"# more\n" * 50_000, "1:1: This file is too large for a rubric file: 342 kB; at"),
    *[
        (name, (BROKEN / name).read_bytes(), first_line(name))
        for name in ("practice-without-mark.yaml", "no-anchor-at-3.yaml")
    ],
]


def checked(*paths: Path) -> list[str]:
    """What the command says, file names without their folder."""
    done = CliRunner().invoke(main, ["check-rubrics", *map(str, paths)])
    assert (done.exit_code, done.exception.__class__) == (1, SystemExit)
    return [
        line.rsplit("/", 1)[-1] if ".yaml:" in line or ".png:" in line else line for line in done.output.splitlines()
    ]


def sent(visitor, files, expect=422):
    streams = [(io.BytesIO(raw), name) for name, raw in files]
    return visitor.get("/rubrics/upload").submit({"files": streams}, expect=expect)


def in_words(name: str, told: str) -> str:
    """A place as the page says it."""
    line, column, sentence = told.split(":", 2)
    return f"{name}, line {line}, column {column}:{sentence}"


@pytest.mark.parametrize(("name", "raw", "told"), CASES, ids=[name for name, *_ in CASES])
def test_the_command_refuses_it_at_its_place(tmp_path, name, raw, told):
    (tmp_path / name).write_bytes(raw)
    line, found = checked(tmp_path / name)
    assert line.startswith(f"{name}:{told}")
    assert found == "One mistake found."


@pytest.mark.parametrize(("name", "raw", "told"), CASES, ids=[name for name, *_ in CASES])
def test_the_page_refuses_it_at_its_place_and_takes_nothing(visit, cast, name, raw, told):
    refused = sent(visit(cast.hr), [(name, raw)])
    assert "Nothing was uploaded." in refused.text
    assert in_words(name, told) in refused.text
    assert db.session.scalar(sa.select(sa.func.count(RubricVersion.id))) == 0


def test_ten_megabytes_are_refused_unread(tmp_path, visit, cast):
    raw = b"key: huge\n" + b"#" * 10 * 1024 * 1024
    (tmp_path / "huge.yaml").write_bytes(raw)
    line, _ = checked(tmp_path / "huge.yaml")
    assert line == (
        "huge.yaml:1:1: This file is too large for a rubric file: 10,240 kB; at most 256 kB are read. "
        "Is it the right file?"
    )
    visitor = visit(cast.hr).get("/rubrics/upload")
    answer = visitor.client.post(visitor.path, data=raw, content_type="multipart/form-data; boundary=x")
    page = Page(answer.get_data(as_text=True))
    assert (answer.status_code, page.heading) == (413, "That's too much at once")
    assert "A page or file may hold 4 MB at most. Nothing was recorded." in page.text


def test_two_files_with_one_key_are_refused_at_the_second(tmp_path, visit, cast):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "lost-things.yaml").write_bytes(SOUND.read_bytes())
    told = "There's already a criterion “lost-things” in"
    done = CliRunner().invoke(main, ["check-rubrics", str(tmp_path / "a"), str(tmp_path / "b")])
    first, second = tmp_path / "a" / SOUND.name, tmp_path / "b" / SOUND.name
    assert done.output.startswith(f"{second}:2:1: {told} {first}. Give one of them another key.")
    for name in ("also.yaml", "lost-things.yaml"):
        refused = sent(visit(cast.hr), [("lost-things.yaml", SOUND.read_bytes()), (name, SOUND.read_bytes())])
        assert in_words(name, f"2:1: {told} lost-things.yaml") in refused.text


def bomb(size=5_000_000):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(zipfile.ZipInfo("bomb.yaml", (2026, 1, 1, 0, 0, 0)), b" " * size, zipfile.ZIP_DEFLATED)
    return out.getvalue()


SMALL = bomb(300)


def test_a_zip_that_unpacks_to_far_more_is_refused_unpacked_nowhere(tmp_path, visit, cast):
    refused = sent(visit(cast.hr), [("bomb.zip", bomb())])
    assert refused.page.problems() == ["“bomb.zip” holds more than a rubric does. Is it the right file?"]
    (tmp_path / "bomb.zip").write_bytes(bomb())
    line, _ = checked(tmp_path / "bomb.zip")
    assert re.fullmatch(rf".*/bomb\.zip:\d:1: {re.escape(NO_TEXT)}", line)


def test_a_zip_that_lies_about_its_size_is_refused(visit, cast):
    honest, size = bomb(), (5_000_000).to_bytes(4, "little")
    assert honest.count(size) == 2
    refused = sent(visit(cast.hr), [("bomb.zip", honest.replace(size, (9).to_bytes(4, "little")))])
    assert refused.page.problems() == ["“bomb.zip” can't be unpacked. Make the zip again, or send the files."]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.integers(4, len(SMALL) - 1), st.integers(0, 255)), min_size=1, max_size=4))
def test_a_zip_damaged_anywhere_is_read_or_refused_in_a_sentence(damage):
    raw = bytearray(SMALL)
    for at, byte in damage:
        raw[at] = byte
    try:
        assert [one.path for one in exchange.uploaded([("a.zip", bytes(raw))])]
    except Refused as refused:
        assert refused.sentence.endswith(("files.", "changes.", "file?"))


@pytest.mark.parametrize("texts", ["[" * 100_000, '[["x.yaml", "\\ud800"]]', '{"a": 1}', "[[1]]", "7"])
def test_what_comes_back_for_publishing_as_nonsense_is_refused(visit, cast, texts):
    refused = visit(cast.hr).post("/rubrics/upload/publish", {"texts": texts}, expect=422)
    assert "The files didn't all arrive." in refused.text
