"""Retiring a question: by its words, with a reason, and back again; no version changes by it."""

import pytest
import sqlalchemy as sa

from hiring.foundation.database import db, writing
from hiring.foundation.records.journal import JournalEntry
from hiring.rubrics import retiring
from hiring.rubrics.actions import publish_rubric
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RetiredQuestion
from hiring.rubrics.queries import edition_of, shipped
from hiring.rubrics.retiring import retired_in
from hiring.rubrics.values import Wording

ASKED = "empathy/understood-late"
REASON = "It stands on a website, with model answers."


def retire(person, version, reference=ASKED, reason=REASON):
    with writing() as session:
        return retiring.retire_question(session, person, Wording.of(edition_of(version), reference), reason=reason)


def published_with(person, edition, text, **also):
    """The edition with other words for its first question on empathy that all rubrics ask."""
    content = edition.content()
    empathy = next(one for one in content["criteria"] if one["key"] == "empathy")
    question = next(one for one in empathy["questions"] if one["key"] == "understood-late")
    question |= {"text": text} | also
    with writing() as session:
        return publish_rubric(session, person, Edition.from_content(content))


def test_a_retired_question_is_known_by_its_words_in_every_rubric_that_asks_it(either, make, cast):
    version = make.version()
    others = {key: make.version(key) for key in shipped() if key != version.key}
    retired = retire(cast.hr, version)
    assert retired_in(db.session, edition_of(version)) == {ASKED: retired}
    sharing = [one for one in others.values() if ASKED in edition_of(one).references()]
    assert sharing, "no other shipped rubric asks it any more: choose another question"
    assert all(retired_in(db.session, edition_of(one)) == {ASKED: retired} for one in sharing)


def test_other_words_are_another_question_and_other_probes_are_not(either, make, cast):
    version = make.version()
    text = edition_of(version).question(ASKED).text
    retire(cast.hr, version)
    changed = published_with(cast.hr, edition_of(version), text + " Tell me about one of them.")
    probed = published_with(cast.hr, edition_of(version), f" {text}  ", probes=["And then?", "What did they say?"])
    assert retired_in(db.session, edition_of(changed)) == {}
    assert list(retired_in(db.session, edition_of(probed))) == [ASKED]


def test_brought_back_it_can_be_asked_and_retired_again_and_the_reasons_are_kept(either, make, cast):
    version = make.version()
    retire(cast.hr, version)
    with writing() as session:
        retiring.bring_back(session, cast.second_hr, Wording.of(edition_of(version), ASKED))
    assert retired_in(db.session, edition_of(version)) == {}
    again = retire(cast.second_hr, version, reason="Heard twice at the tram stop.")
    assert retired_in(db.session, edition_of(version)) == {ASKED: again}
    kept = sa.select(RetiredQuestion.reason).order_by(RetiredQuestion.retired_at)
    assert list(db.session.scalars(kept)) == [REASON, "Heard twice at the tram stop."]


def test_the_journal_tells_which_question_and_never_the_reason(either, make, cast):
    version = make.version()
    retired = retire(cast.hr, version)
    with writing() as session:
        retiring.bring_back(session, cast.hr, Wording.of(edition_of(version), ASKED))
    told = db.session.scalars(sa.select(JournalEntry).where(JournalEntry.subject == retired.id)).all()
    assert [(one.verb, sorted(one.payload)) for one in told] == [
        ("question retired", ["criterion", "question", "words"]),
        ("question brought back", []),
    ]


def test_a_published_version_is_the_same_to_the_letter(either, make, cast):
    version = make.version()
    before = (version.content_hash, edition_of(version).content())
    retire(cast.hr, version)
    db.session.close()
    after = make.version()
    assert (after.id, after.content_hash, after.content) == (version.id, *before)


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_retiring_needs_a_reason(either, make, cast, reason):
    with pytest.raises(retiring.RetiringReasonMissing) as refused:
        retire(cast.hr, make.version(), reason=reason)
    assert refused.value.field == "reason"


def test_what_is_retired_is_not_retired_again_and_what_is_not_cannot_come_back(either, make, cast):
    version = make.version()
    wording = Wording.of(edition_of(version), ASKED)
    with pytest.raises(retiring.NotRetired), writing() as session:
        retiring.bring_back(session, cast.hr, wording)
    retire(cast.hr, version)
    with pytest.raises(retiring.AlreadyRetired):
        retire(cast.second_hr, version)


def test_the_database_keeps_one_standing_retirement_of_a_question(either, make, cast):
    first = retire(cast.hr, make.version())
    copied = {name: getattr(first, name) for name in ("criterion", "question", "words", "reason", "retired_by_id")}
    with pytest.raises(sa.exc.IntegrityError), writing() as session:
        session.add(RetiredQuestion(retired_at=first.retired_at, **copied))
