"""A second person's answer: who by, to which text, and only once."""

import pytest

from hiring.foundation import clock
from hiring.foundation.database import writing
from hiring.foundation.records import approvals
from hiring.foundation.records.approvals import NotASecondPerson, TextHasChanged


@pytest.fixture
def asked(app):
    with writing() as session:
        return approvals.ask(session, "asker", "thing", {"reason": "Left the queue."})


def refuse(approval, person="second", never=frozenset(), **more):
    told = {"shown_digest": approval.digest} | more
    approvals.refuse_unless_answerable(approval, person, never=set(never), **told)


def test_a_second_person_answers_the_text_they_were_shown(asked):
    refuse(asked)
    approvals.answer(asked, "second", approved=True, shown_digest=asked.digest, never=set())
    assert (asked.answered_by, asked.approved, asked.is_open) == ("second", True, False)


@pytest.mark.parametrize(("person", "never"), [("asker", ()), ("manager", ("manager", "hire"))])
def test_whoever_asked_or_is_concerned_does_not_answer(asked, person, never):
    with pytest.raises(NotASecondPerson):
        refuse(asked, person, never)


@pytest.mark.parametrize("approved", [True, False])
def test_what_was_answered_is_not_answered_again(asked, approved):
    approvals.answer(asked, "second", approved=approved, shown_digest=asked.digest, never=set())
    with pytest.raises(TextHasChanged, match="answered or replaced this in the meantime"):
        approvals.answer(asked, "third", approved=True, shown_digest=asked.digest, never=set())
    assert (asked.answered_by, asked.approved) == ("second", approved)


def test_what_was_replaced_by_a_newer_text_is_not_answered(asked):
    with writing() as session:
        newer = approvals.ask(session, "asker", "thing", {"reason": "Left it twice."})
        with pytest.raises(TextHasChanged, match="answered or replaced this in the meantime"):
            refuse(asked)
        refuse(newer)
        assert approvals.open_approval(session, "thing") is newer
    assert asked.answered_at <= clock.now()


def test_another_text_than_the_one_shown_is_not_answered(asked):
    with pytest.raises(TextHasChanged, match="changed since you opened this"):
        refuse(asked, shown_digest="0" * 64)


def test_where_more_than_the_text_was_to_be_read_its_digest_is_asked_for(asked):
    more = approvals.digest_of({"text": asked.digest, "later": ["a note"]})
    with pytest.raises(TextHasChanged, match="changed since you opened this"):
        refuse(asked, digest=more)
    refuse(asked, shown_digest=more, digest=more)
