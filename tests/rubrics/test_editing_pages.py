"""The pages of a copy: each sentence at its field, what was typed kept, nothing overwritten, never a broken page."""

import pytest

from hiring.foundation.database import db
from hiring.rubrics.editing.models import RubricCopy
from tests.rubrics.conftest import on

QUESTION = "criteria/ownership/questions/1"


def saved(visitor, copy, address, typed):
    """Fill in the form of a part, save it, and look at what is said."""
    return visitor.get(on(copy, address)).submit(typed).follow()


def content(copy):
    return db.session.get(RubricCopy, copy.id).content


def quietly(visitor, copy, address, typed):
    """What a script gets that saves while someone types on the page they have open."""
    data = visitor.page.form().filled(typed)
    return visitor.client.post(on(copy, address), data=data, headers={"Accept": "application/json"})


def test_hr_copies_a_version_as_the_next_one_or_as_a_rubric_of_its_own(hr, make):
    version = make.version()
    start = f"/rubrics/{version.id}/copy"
    assert hr.get(start).submit(expect=422).page.problems() == ["Choose what it becomes."]
    assert hr.submit({"becomes": "own"}, expect=422).page.problems() == ["Write the title of the new rubric."]
    taken = hr.submit({"becomes": "own", "title": "Service  attitude"}, expect=422).page.problems()
    assert taken == ["There's already a rubric “service-attitude”. Give yours another title."]
    hr.submit({"becomes": "own", "title": "Ferry desk"}).follow()
    assert hr.page.heading == "Ferry desk: a copy"
    hr.get(start).submit({"becomes": "next", "title": "Not asked for"}).follow()
    assert hr.page.heading == "Service attitude: a copy"
    assert "Ferry desk started by Hedda Hart" in hr.get("/rubrics").text


@pytest.mark.parametrize(
    ("address", "typed", "sentence"),
    [
        ("criteria/ownership", {"anchors-3": ""}, "There is no anchor at 3."),
        ("criteria/ownership", {"anchors-3": "Is friendly."}, "“friendly” says what someone is."),
        ("criteria/ownership", {"listen_for": "One thing."}, "“Listen for” needs 2 entries or more; here is one."),
        ("criteria/ownership/practice/1", {"agreed": "6"}, "“Our mark” must be at most 5, but is 6."),
        ("criteria/ownership/practice/1", {"agreed": ""}, "“Our mark” is missing. Add it."),
        ("criteria/ownership/practice/1", {"question": "gone"}, "There's no question “gone” in this criterion."),
        (QUESTION, {"minutes": "abc"}, "“Minutes” should be a whole number, but is the text “abc”."),
        (QUESTION, {"text": "Are you married?"}, "“Are you married” asks about family"),
        (QUESTION, {"kind": "gossip"}, "“What it asks about” cannot be the text “gossip”."),
        ("criteria/ownership/questions/2", {"key": "went-wrong-after"}, "There's already a question"),
        ("criteria/ownership/scenes/1", {"key": "went-wrong-after"}, "There's already a question"),
        ("criteria/ownership/use", {"weight": "2"}, "A “Weight” of its own needs its reason."),
        ("criteria/ownership/use", {"weight": "-1"}, "“Weight” must be more than 0, but is -1"),
        ("rubric", {"customers-inside": ""}, "“Customers inside” is missing. Add it."),
        ("rubric", {"exemplars-1-who": "", "exemplars-0-borrow": ""}, "“Example 1: what to borrow” is missing."),
        ("rounds/1", {"questions-1": "empathy/gone"}, "There's no question “empathy/gone” in this rubric."),
        ("rounds/1", {"minutes": "30"}, "This round has 30 minutes and needs 50"),
    ],
)
def test_a_mistake_is_kept_and_said_at_its_field(hr, copy, address, typed, sentence):
    saved(hr, copy, address, typed)
    assert [one for one in hr.page.problems() if one.startswith(sentence)], hr.page.problems()
    assert any(said.get("href") == f"#{name}{end}" for said in hr.page.root.iter("a")
               for name in typed for end in ("", "-0"))  # fmt: skip
    assert sentence in hr.get(on(copy)).text
    assert "Review changes and publish" not in hr.page.links()


def test_what_was_typed_is_in_the_form_again_to_the_letter(hr, copy):
    typed = {"minutes": "abc", "probes": "One?\n\n\nTwo?", "text": "<b>Tell</b> me “so”…", "good": "🙂 قالت"}
    saved(hr, copy, QUESTION, typed)
    held = hr.page.form().held()
    assert {name: held[name] for name in typed} == typed


def test_a_megabyte_is_refused_at_its_field_and_stays_on_the_page(hr, copy):
    pasted = "word " * 200_000
    hr.get(on(copy, "rubric")).submit({"summary": pasted}, expect=422)
    assert hr.page.problems() == ["This is 1,000,000 characters long; at most 20,000 can be kept. Shorten it."]
    assert hr.page.form().held()["summary"] == pasted
    assert "word word" not in content(copy)["rubric"]["summary"]


def test_unknown_fields_are_nobodys(hr, copy):
    before = content(copy)
    hr.post(on(copy, QUESTION), {"revision": "", "colour": "red", "exemplars-0-who": "x", "anchors-9": "y"})
    assert content(copy) == before


def test_another_text_saved_meanwhile_is_shown_beside_ones_own(hr, visit, cast, copy):
    hr.get(on(copy, "rubric"))
    saved(visit(cast.second_hr), copy, "rubric", {"summary": "Hugo's words."})
    hr.submit({"summary": "Hedda's words."}, expect=422)
    assert hr.page.heading == "Two versions of the same text"
    assert "Hugo Hill saved a different text" in hr.text
    assert "Hedda's words." in hr.text
    assert content(copy)["rubric"]["summary"] == "Hugo's words."
    hr.submit().follow()
    assert content(copy)["rubric"]["summary"] == "Hedda's words."


def test_a_script_is_told_what_is_kept_and_what_is_to_mend(hr, copy):
    hr.get(on(copy, QUESTION))
    answer = quietly(hr, copy, QUESTION, {"minutes": "abc"})
    assert answer.status_code == 200
    assert answer.json["saved"] == "09:00. One thing to fix on this page."
    assert answer.json["problems"] == [["minutes", "“Minutes” should be a whole number, but is the text “abc”."]]
    assert content(copy)["criteria"][2]["questions"][0]["minutes"] == "abc"
    hr.get(on(copy, QUESTION))
    again = quietly(hr, copy, QUESTION, {"minutes": "5"})
    assert (again.json["saved"], again.json["problems"]) == ("09:00", [])


def test_a_script_is_told_what_could_not_be_kept(hr, visit, cast, copy):
    hr.get(on(copy, "rubric"))
    assert quietly(hr, copy, "rubric", {"summary": "x" * 20_001}).json["look"] == "see where"
    saved(visit(cast.second_hr), copy, "rubric", {"summary": "Sooner."})
    told = quietly(hr, copy, "rubric", {"summary": "Late."})
    assert (told.status_code, told.json) == (409, {"conflict": "Hugo Hill has saved a different text in the meantime."})


def test_what_is_added_is_empty_and_not_called_wrong_before_somebody_begins(hr, copy):
    hr.get(on(copy)).submit(button="Add a question on Ownership").follow()
    assert (hr.page.heading, hr.page.problems()) == ("Ownership: question 5", [])
    hr.submit({"poor": "Says nothing."}).follow()
    assert "“The question, as you read it out” is missing. Add it." in hr.page.problems()
    hr.submit(button="Remove from copy").follow()
    assert "Removed from the copy: Ownership: question 5." in hr.text


def test_criteria_are_added_moved_and_removed_on_the_overview(hr, copy):
    hr.get(on(copy)).submit({"criterion": "curiosity"}, button="Add criterion").follow()
    assert "“curiosity” has no situational scene" in hr.text
    hr.submit(button="Move up: Wanting to know how").follow()
    hr.get(on(copy, "criteria/curiosity/use")).submit(button="Remove from copy").follow()
    assert "Nothing. It still says what it started from." in hr.text
    hr.post(f"{on(copy)}/add", {"to": "nonsense"}).follow()
    assert "This has changed in the meantime. Nothing was saved. Check it and try again." in hr.text
    hr.post(f"{on(copy)}/add", {"criterion": ""}).follow()
    assert "Choose a criterion from the list." in hr.text


def test_a_changed_meaning_is_said_before_it_is_published(hr, copy):
    saved(hr, copy, "criteria/empathy", {"definition": "Hands over every customer at once."})
    saved(hr, copy, "criteria/listening", {"rater_mistake": "Marking up whoever nods."})
    text = hr.get(on(copy)).text
    assert "Empathy means something else now" in text
    assert "licences for it are needed again" in text
    hr.get(f"{on(copy)}/publish")
    assert "Empathy means something else now" in hr.text
    hr.submit(button="Publish").follow()
    assert "“Service attitude” is published as version 2." in hr.text


def test_the_same_text_is_the_version_it_already_is(hr, copy):
    hr.get(f"{on(copy)}/publish")
    assert "This says the same, word for word, as “Service attitude”, version 1" in hr.text
    hr.submit(button="Close the copy").follow()
    assert "This says the same as version 1 of “Service attitude”. Nothing new was published." in hr.text


def test_what_was_shown_is_what_is_published_or_discarded(hr, visit, cast, copy):
    for page, button in (("publish", "Close the copy"), ("discard", "Discard copy")):
        hr.get(f"{on(copy)}/{page}")
        saved(visit(cast.second_hr), copy, "rubric", {"summary": f"Changed before {page}."})
        hr.submit(button=button, expect=422)
        assert "The copy has changed since you looked at it." in hr.text
        assert db.session.get(RubricCopy, copy.id).is_open


def test_a_copy_with_mistakes_is_not_published(hr, copy):
    saved(hr, copy, "rubric", {"title": ""})
    hr.get(f"{on(copy)}/publish", expect=302).follow()
    assert "There's something to fix before you can publish this." in hr.text
    hr.post(f"{on(copy)}/publish", {"revision": "2"}).follow()
    assert db.session.get(RubricCopy, copy.id).is_open


@pytest.mark.parametrize(("page", "button", "became"), [
    ("discard", "Discard copy", "Hugo Hill discarded this copy."),
    ("publish", "Close the copy", "Hugo Hill published this copy."),
])  # fmt: skip
def test_a_copy_that_ended_in_another_window_says_so_and_keeps_what_was_typed(
    hr, visit, cast, copy, page, button, became
):
    hr.get(on(copy, "rubric"))
    visit(cast.second_hr).get(f"{on(copy)}/{page}").submit(button=button)
    told = quietly(hr, copy, "rubric", {"summary": "Typed too late."})
    assert (told.status_code, told.json["conflict"]) == (409, f"{became} Your text stays here.")
    hr.submit({"summary": "Typed too late."}, expect=422)
    assert became in hr.text
    assert "Typed too late." in hr.text
    assert became in hr.get(on(copy)).text
    assert became in hr.get(f"{on(copy)}/kit").text


def test_a_part_removed_in_another_window_says_so_and_keeps_what_was_typed(hr, visit, cast, copy):
    hr.get(on(copy, "rounds/2"))
    other = visit(cast.second_hr)
    other.get(on(copy, "rounds/2")).submit(button="Remove from copy")
    hr.submit({"title": "Typed into nothing"}, expect=422)
    assert "Someone has removed this part in the meantime." in hr.text
    assert "Typed into nothing" in hr.text
    hr.get(on(copy, "rounds/2"), expect=404)


def test_a_family_that_no_round_asks_about_is_called_as_the_form_calls_it(hr, copy):
    saved(hr, copy, "rounds/1", {"questions-4": ""})
    saved(hr, copy, "rounds/2", {"questions-1": ""})
    assert "No question in the rounds is of the family “Doing more than was asked”. Add one." in hr.get(on(copy)).text


def test_a_copy_of_an_older_version_says_that_there_is_a_newer_one(hr, make, cast, copy):
    saved(hr, copy, "rubric", {"summary": "The second version."})
    hr.get(f"{on(copy)}/publish").submit(button="Publish")
    hr.get(f"/rubrics/{copy.before_version_id}/copy").submit({"becomes": "next"}).follow()
    assert "Version 2 is newer than the one this copy started from" in hr.text


def test_a_question_is_saved_where_it_stands_after_the_one_before_it_was_removed(hr, visit, cast, copy):
    hr.get(on(copy, "criteria/ownership/questions/2"))
    visit(cast.second_hr).get(on(copy, QUESTION)).submit(button="Remove from copy")
    hr.submit({"good": "Rings the guest at ten."}).follow()
    assert hr.page.heading == "Ownership: question 1"
    kept = [(one["key"], one["good"]) for one in content(copy)["criteria"][2]["questions"][:2]]
    assert kept[0] == ("promise-of-another", "Rings the guest at ten.")
    assert kept[1][0] == "not-your-department"
