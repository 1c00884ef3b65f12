"""Form of an opening's page for candidates."""

from hiring.foundation.forms import Form, line


class PageForm(Form):
    adjustments = line(
        "How a candidate asks for an adjustment",
        missing="Write whom a candidate asks for an adjustment.",
        hint="A telephone number or an address that somebody answers. It stands on the page.",
    )
