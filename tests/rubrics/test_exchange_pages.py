"""Downloading a version, changing its files, looking at what changed, publishing; and what cannot be read."""

import io
import zipfile

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db
from hiring.rubrics.models import RubricVersion


def downloaded(visitor, version):
    """Path → text of the files of a version."""
    answer = visitor.get(f"/rubrics/{version.id}").submit(expect=200, button="Download").answer
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(found):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in found.items():
            archive.writestr(name, text)
    return out.getvalue()


def sent(visitor, raw, name="rubric.zip", expect=200):
    return visitor.get("/rubrics/upload").submit({"files": (io.BytesIO(raw), name)}, expect=expect)


def versions():
    return db.session.scalar(sa.select(sa.func.count(RubricVersion.id)))


def test_a_changed_anchor_is_shown_as_a_change_of_meaning_and_published_as_the_next_version(visit, make, cast):
    version, hr = make.version(), visit(cast.hr)
    found = downloaded(hr, version)
    path = "criteria/empathy.yaml"
    anchor = version.content["criteria"][0]["anchors"]["5"]
    found[path] = found[path].replace(anchor.split(" ")[0], "Never " + anchor.split(" ")[0].lower(), 1)
    assert "criteria/empathy.yaml" in found
    changed = {path: text.replace("title: Empathy", "title: Feeling with customers", 1) for path, text in found.items()}
    looked = sent(hr, packed(changed))
    assert "against version 1, which stays as it is" in looked.text
    assert versions() == 1
    looked.submit(button="Publish").follow()
    assert "is published as version 2" in hr.text
    second = db.session.scalar(sa.select(RubricVersion.id).where(RubricVersion.number == 2))
    said = "Feeling with customers means something else, so interviewers practise it again."
    assert said in hr.get(f"/rubrics/{second}").text
    told = hr.get(f"/rubrics/compare?before={version.id}&after={second}").text
    assert "the wording" in told or "the meaning" in told
    assert "<ins>Never " in hr.page.html
    compared = hr.page.html.split("<form")[-1]
    for way in ("", f"?before={second}&after={version.id}", f"?after={second}", f"?before={version.id}"):
        assert hr.get(f"/rubrics/compare{way}").page.html.split("<form")[-1] == compared, way


def test_a_changed_practice_answer_and_its_mark_are_compared_for_hr_alone(visit, make, cast):
    version, hr = make.version(), visit(cast.hr)
    found = downloaded(hr, version)
    path, sample = "criteria/empathy.yaml", version.content["criteria"][0]["practice"][0]
    found[path] = found[path].replace(f"agreed: {sample['agreed']}", f"agreed: {sample['agreed'] - 1}", 1)
    sent(hr, packed(found)).submit(button="Publish").follow()
    assert "practice › 1 › agreed" in hr.get("/rubrics/compare").text
    interviewer = visit(cast.panellist).get("/rubrics/compare")
    assert "agreed" not in interviewer.text
    assert "We leave out the practice answers" in interviewer.text
    assert "These two say the same" in interviewer.text


def test_the_same_files_again_say_that_nothing_changes(visit, make, cast):
    version, hr = make.version(), visit(cast.hr)
    looked = sent(hr, packed(downloaded(hr, version)))
    assert "says the same as version 1. Publishing it changes nothing." in looked.text
    looked.submit(button="Publish")
    assert versions() == 1


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("x.yaml", b"", "x.yaml, line 1, column 1: This file is empty."),
        ("x.yaml", b"key: &a\n  - *a\n", "x.yaml, line 2, column 5: This file can't use aliases (“*”)"),
        (
            "x.yaml",
            b"a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n",
            "x.yaml, line 2, column 8: This file can't use aliases (“*”)",
        ),
        ("x.yaml", "key: Ünd\n".encode("utf-16"), "x.yaml, line 1"),
        ("x.yaml", "key: Ünd\n".encode("latin-1"), "x.yaml, line 1"),
        ("x.png", b"\x89PNG\r\n\x1a\n\x00\x00", "x.png, line 1"),
        ("x.yaml", b"key: x\ntitle: [unclosed\n", "x.yaml, line"),
        ("x.yaml", b"key: " + b"x" * 300_000, "This file is too large for a rubric file"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_place(visit, cast, name, raw, sentence):
    refused = sent(visit(cast.hr), raw, name, expect=422)
    assert "Nothing was uploaded." in refused.text
    assert sentence in refused.text


def test_two_files_with_one_key_and_none_at_all_are_refused(visit, make, cast):
    version, hr = make.version(), visit(cast.hr)
    found = downloaded(hr, version)
    twice = found | {"criteria/also.yaml": found["criteria/empathy.yaml"]}
    assert "There's already a criterion “empathy”" in sent(hr, packed(twice), expect=422).text
    only = {"criteria/empathy.yaml": found["criteria/empathy.yaml"]}
    assert "There's no rubric among these files." in sent(hr, packed(only), expect=422).text
    assert "Choose the files" in hr.get("/rubrics/upload").submit(expect=422).text


def test_what_comes_back_altered_is_read_again_before_it_is_published(visit, make, cast):
    make.version()
    hr = visit(cast.hr)
    hr.post("/rubrics/upload/publish", {"texts": '[["x.yaml", "key: x"]]'}, expect=422)
    assert "Nothing was uploaded." in hr.text
    hr.post("/rubrics/upload/publish", {"texts": "nonsense"}, expect=422)
    assert "The files didn't all arrive." in hr.text
    assert versions() == 1
