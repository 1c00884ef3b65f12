"""A rubric goes out as files and comes back as the same text; what cannot be read is refused at its place."""

import io
import zipfile

import pytest

from hiring.foundation.web.errors import Refused
from hiring.rubrics import exchange, files
from hiring.rubrics.files import Document
from hiring.rubrics.hashes import content_hash
from hiring.rubrics.queries import shipped


@pytest.mark.parametrize("key", sorted(shipped()))
def test_what_is_read_back_has_the_same_content(key):
    edition = shipped()[key]
    library = files.read_documents(exchange.uploaded([("rubric.zip", exchange.as_zip(edition))]))
    assert [str(problem) for problem in library.problems] == []
    assert content_hash(library.edition(key)) == content_hash(edition)


def packed(**content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in content.items():
            archive.writestr(name, raw)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("a.zip", packed(**{"bomb.yaml": b" " * 5_000_000}), "“a.zip” holds more than a rubric does."),
        ("a.zip", exchange.ZIP + b"broken", "“a.zip” can't be unpacked."),
        ("a.zip", packed(**{"readme.txt": b"hello"}), "Choose the files"),
        ("a.zip", packed(**{f"{n}.yaml": b"" for n in range(41)}), "“a.zip” holds more than a rubric does."),
    ],
)
def test_what_is_no_rubric_is_refused_as_a_whole(name, raw, sentence):
    with pytest.raises(Refused) as refused:
        exchange.uploaded([(name, raw)])
    assert refused.value.sentence.startswith(sentence)


def test_a_name_that_climbs_out_of_the_folder_is_only_a_name():
    found = exchange.uploaded([("a.zip", packed(**{"../../etc/x.yaml": b"key: x", "deep/criteria/y.yaml": b"key: y"}))])
    assert found == [Document("x.yaml", b"key: x"), Document("criteria/y.yaml", b"key: y")]
