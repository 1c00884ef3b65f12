"""Why a mail was given up, in plain words."""

import pytest

from hiring.foundation.outbox.problems import Cause, trouble_of


@pytest.mark.parametrize(
    ("answer", "cause"),
    [
        ("550 5.1.1 No such user", Cause.ADDRESS),
        ("550 No such user", Cause.ADDRESS),
        ("551 User not local", Cause.ADDRESS),
        ("450 4.2.1 The user has moved", Cause.ADDRESS),
        ("550 5.2.2 Mailbox full", Cause.FULL),
        ("452 Insufficient storage", Cause.FULL),
        ("552 5.3.4 Message too big", Cause.FULL),
        ("550 5.7.1 Blocked by policy", Cause.RULES),
        ("450 4.2.0 Mailbox busy", Cause.PUT_OFF),
        ("421", Cause.PUT_OFF),
        ("554 Transaction failed", Cause.REFUSED),
        ("554 5.6.1 Not this kind", Cause.REFUSED),
        ("450 4.10.1 Only looks like a code of addresses", Cause.PUT_OFF),
    ],
)
def test_an_answer_of_the_server_has_a_plain_cause_and_stays_word_for_word(answer, cause):
    found = trouble_of(f"The mail server said: {answer}.")
    assert (found.cause, found.said, found.is_late) == (cause, answer, False)


def test_a_broken_line_says_what_broke_it():
    found = trouble_of("The connection to the mail server broke: Connection reset by peer.")
    assert (found.cause, found.said) == (Cause.LINE, "Connection reset by peer")


def test_what_was_late_says_what_had_kept_it_where_anything_had():
    assert trouble_of("It couldn't be sent in time.").cause is Cause.LATE
    found = trouble_of("It couldn't be sent in time. The mail server said: 450 Busy.")
    assert (found.cause, found.said, found.is_late) == (Cause.PUT_OFF, "450 Busy", True)


def test_a_sentence_nobody_foresaw_is_shown_as_it_is():
    found = trouble_of("The dog ate it.")
    assert (found.cause, found.said) == (Cause.REFUSED, "The dog ate it")
