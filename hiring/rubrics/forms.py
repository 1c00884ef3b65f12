"""Forms of rubrics: uploading files, and publishing what was looked at."""

import json

from flask_wtf.file import MultipleFileField
from wtforms import HiddenField

from hiring.foundation.web.errors import Refused
from hiring.foundation.web.forms import Form
from hiring.rubrics.exchange import within_bounds
from hiring.rubrics.files import Document


class UploadRubricForm(Form):
    files = MultipleFileField(
        "Files",
        description="The zip that “Download” gave you, or .yaml files: the rubric, and each criterion you changed.",
        render_kw={"accept": ".yaml,.yml,.zip", "multiple": True},
    )

    def sent(self) -> list[tuple[str, bytes]]:
        return [(file.filename or "", file.read()) for file in self.files.data or [] if file and file.filename]


class PublishUploadForm(Form):
    """The texts that were looked at, sent back as they are: what is published is what was shown."""

    texts = HiddenField()

    def documents(self) -> list[Document]:
        try:
            texts = json.loads(self.texts.data or "[]")
            return within_bounds([Document(str(path), str(text).encode()) for path, text in texts])
        except (ValueError, TypeError, RecursionError):
            raise Refused("The files didn't all arrive. Choose them again.", "files") from None
