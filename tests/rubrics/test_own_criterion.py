"""A criterion of one's own: begun with its title, written in the forms that all have, published when whole."""

import pytest

from hiring.foundation.database import db, writing
from hiring.foundation.web.errors import Refused
from hiring.rubrics.editing import actions
from hiring.rubrics.editing.draft_check import read
from hiring.rubrics.editing.form_tree import typed
from hiring.rubrics.editing.models import RubricCopy
from hiring.rubrics.editing.parts import PartKind, part_at, parts_of
from hiring.rubrics.queries import bank, shipped
from tests.rubrics.conftest import on

TITLE, KEY = "Calm in the queue", "calm-in-the-queue"
AT = f"criteria/{KEY}"


def begun(cast, copy, title=TITLE):
    with writing() as session:
        return actions.begin_criterion(session, cast.hr, copy, title)


def now(copy):
    db.session.expire_all()
    return db.session.get(RubricCopy, copy.id).content


def test_it_begins_empty_from_the_copy_and_nothing_is_called_wrong_before_it_is_begun(hr, copy):
    hr.get(on(copy))
    hr.get(hr.page.links()["Write a criterion"])
    assert hr.submit({"title": " "}, expect=422).page.problems() == ["Write the title of the criterion."]
    hr.submit({"title": f"  {TITLE} "}).follow()
    assert (hr.page.heading, hr.page.problems()) == (f"{TITLE}: what is judged", [])
    held = hr.page.form().held()
    assert {name for name, said in held.items() if said and name not in {"csrf_token", "revision"}} == {"title"}
    assert now(copy)["criteria"][-1]["key"] == KEY
    assert now(copy)["rubric"]["criteria"][-1] == {"criterion": KEY, "weight": "1", "scenes": []}


def test_until_it_is_whole_the_copy_says_what_is_missing_each_at_its_place(hr, cast, copy):
    begun(cast, copy)
    said = hr.get(on(copy)).text
    for missing in (
        "“What someone who has this does” is missing. Add it.",
        "There is no anchor at 5.",
        "“Ways to teach it” is missing. Add it.",
        "“Listen for” is missing. Add it.",
        "has no situational scene",
    ):
        assert missing in said
    assert "new in this rubric" in said
    assert "Review changes and publish" not in hr.page.links()
    hr.get(f"{on(copy)}/publish", expect=302)
    hr.get(on(copy, AT)).submit({"definition": "Keeps a queue calm."}).follow()
    assert "“What someone who has this does” is missing. Add it." not in hr.page.problems()
    assert "“What is often mistaken for it” is missing. Add it." in hr.page.problems()


def write_whole(hr, copy, model):
    """Type everything another criterion says into the forms of this one, page by page."""

    def save(address, said):
        fields = hr.get(on(copy, address)).page.form().names()
        hr.submit({name: one for name, one in _named(said).items() if name in fields}).follow()

    save(AT, {key: one for key, one in model.items() if key != "title"})
    for around, button in (("questions", "Add a question on "), ("practice", "Add a practice answer on ")):
        for number, row in enumerate(model[around], start=1):
            hr.get(on(copy)).submit(button=f"{button}{TITLE}").follow()
            save(f"{AT}/{around}/{number}", row)
    hr.get(on(copy)).submit(button=f"Add a scene for {TITLE}").follow()
    situational = next(one for one in model["questions"] if one["kind"] == "situational")
    save(f"{AT}/scenes/1", situational | {"key": "a-scene-of-ours", "text": f"{situational['text']} And then?"})


def _named(tree, around=""):
    found = {}
    for key, inner in tree.items():
        name = f"{around}-{key}" if around else key
        found |= _named(inner, name) if isinstance(inner, dict) else {name: inner}
    return found


def test_written_whole_in_the_same_forms_it_is_published_and_others_can_take_it_from_the_bank(hr, cast, copy):
    curiosity = next(one for edition in shipped().values() for one in edition.criteria if one.key == "curiosity")
    model = typed(curiosity.model_dump(mode="json", by_alias=True, exclude_none=True))
    begun(cast, copy)
    write_whole(hr, copy, model)
    assert [one.sentence for one in read(now(copy)).mistakes] == [
        f"No round asks about “{KEY}”. Add one of its questions."
    ]
    hr.get(on(copy, "rounds/2")).submit({"questions-4": f"{KEY}/a-scene-of-ours", "minutes": "40"}).follow()
    assert read(now(copy)).mistakes == ()
    hr.get(on(copy)).get(hr.page.links()["Review changes and publish"])
    hr.submit(button="Publish").follow()
    assert "“Service attitude” is published as version 2." in hr.text
    assert TITLE in hr.text
    kept = bank(db.session)[KEY]
    assert (kept.title, kept.anchors, kept.practice) == (TITLE, curiosity.anchors, curiosity.practice)


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("Empathy", "There's already a criterion “empathy” in this rubric. Give yours another title."),
        ("Curiosity", "There's already a criterion “curiosity” in the bank. Add that one, or write another title."),
        ("日本", "Write a title with letters from a to z. The criterion's file is named after it."),
    ],
)
def test_a_key_that_is_taken_or_cannot_be_made_is_refused_and_the_title_stays(hr, copy, title, sentence):
    before = now(copy)
    hr.get(f"{on(copy)}/own-criterion").submit({"title": title}, expect=422)
    assert hr.page.problems() == [sentence]
    assert hr.page.form().held()["title"] == title
    assert now(copy) == before


def test_two_of_ones_own_each_have_their_key_and_go_again(either, cast, copy):
    assert [begun(cast, copy, one) for one in (TITLE, "24 hours awake")] == [KEY, "criterion-24-hours-awake"]
    with pytest.raises(Refused, match="already a criterion"):
        begun(cast, copy, "calm in the queue!")
    with writing() as session:
        use = part_at(copy.content, f"{AT}/use")
        actions.remove_part(session, cast.hr, copy, use, use.seen)
    assert part_at(copy.content, AT) is None
    kinds = [one.kind for one in parts_of(copy.content) if one.criterion == "criterion-24-hours-awake"]
    assert kinds == [PartKind.CRITERION, PartKind.USE]


def test_a_rubric_of_twenty_criteria_takes_no_other(either, cast, copy):
    for number in range(actions.MOST - len(copy.content["criteria"])):
        begun(cast, copy, f"Another one {number}")
    with pytest.raises(Refused, match="There are 20 of them already"):
        begun(cast, copy)
    assert len(now(copy)["criteria"]) == actions.MOST
