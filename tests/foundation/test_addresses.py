"""Which addresses reach the same mailbox."""

import pytest

from hiring.foundation.addresses import mailbox_key


@pytest.mark.parametrize(
    "spelling",
    ["ada@example.org", "Ada@Example.ORG", " ada@example.org ", "ada+jobs@example.org", "ADA+a+b@example.org"],
)
def test_capitals_spaces_and_plus_tags_make_no_other_mailbox(spelling):
    assert mailbox_key(spelling) == "ada@example.org"


@pytest.mark.parametrize("other", ["adda@example.org", "ada@example.com", "ada@sub.example.org", "a.da@example.org"])
def test_another_name_or_host_is_another_mailbox(other):
    assert mailbox_key(other) != "ada@example.org"


@pytest.mark.parametrize("nothing", ["", " ", "ada"])
def test_what_is_no_address_has_no_key(nothing):
    assert mailbox_key(nothing) == ""


def test_a_tag_alone_is_a_name_of_its_own():
    assert mailbox_key("+jobs@example.org") != mailbox_key("+other@example.org")
