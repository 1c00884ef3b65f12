"""Who is in probation now at the shop, the café and the hotel: promises, a hire's own page, an ending to approve."""

from datetime import timedelta

from hiring.candidates.models import Application
from hiring.candidates.posts import take_post
from hiring.decisions.values import Verdict
from hiring.demo.builder import Story, as_planned
from hiring.demo.probations import CONSIDERED, WHYS, check_in, next_of, told
from hiring.demo.two_years.chapters import SERVICE
from hiring.foundation.database import db
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedRound
from hiring.probation import actions, outcomes, proposals
from hiring.probation.acts.changes import change_hours, name_deputy, record_absence
from hiring.probation.colleagues.actions import answer_colleague, ask_colleague
from hiring.probation.first_weeks.actions import ExpectationWritten, agree, write_expectations
from hiring.probation.first_weeks.queries import expected_of
from hiring.probation.hire_side.actions import answer_about_manager, make_link, open_in, say
from hiring.probation.hire_side.values import HireWordKind, ManagerAnswerLevel
from hiring.probation.models import CheckIn, Probation
from hiring.probation.notes.actions import check_story, note_act
from hiring.probation.promises.actions import add_promise, close_promise
from hiring.probation.promises.models import Promise
from hiring.probation.suggestions.actions import answer_suggestion, suggest
from hiring.probation.suggestions.models import Suggestion
from hiring.probation.values import Act, ActSource, PromiseBy, PromiseFate, PromiseMade
from hiring.rubrics.queries import version_by_key

WAIVED = "Hired before the new practice sets were here."
# Name, workplace, manager, the panel's levels, first day (days ago), and how each check-in went.
HIRES = (
    ("Rowan Tate", "shop", "Hector", (4.1, 4.0), 47, (3.8, 4.2)),
    ("Bryn Hollis", "shop", "Hector", (3.9, 3.6), 78, (3.4, 3.6, 3.9)),
    ("Elowen Pryce", "garden", "Gwendolen", (4.3, 3.9), 40, (3.6,)),
    ("Kit Marlowe", "hotel", "Rosalind", (3.8, 4.4), 76, (2.6, 2.2, 1.9)),
    ("Maud Linden", "hotel", "Rosalind", (3.7, 3.7), 80, (3.0, 3.1, 3.2)),
)
REASONS = (
    "Owns a mistake in the second sentence and says what's different now.",
    "Four examples, all of them hers, and one she isn't proud of.",
    "Both of us would have told him our complaint, and did.",
    "Warm and quick. Less on what happens afterwards, which can be learnt here.",
    "The steadiest of the seven in the scene with the phone.",
)
EXTENDED = "She was away for two of the twelve weeks, and the last two check-ins went up."
GOALS = "Closes every open case by name before going home, for three weeks. Runs one Saturday breakfast alone."
ENDED = "Three talks, the same two concerns, a colleague beside him for two weeks. Guests are still left standing."


def tell(story: Story) -> None:
    opening = _open(story)
    people = story.apply(opening, 128, *(hire[0] for hire in HIRES), "Perry Voss-Lane", source="Careers page")
    probations = [_hire(story, opening, application, place) for place, application in enumerate(people[: len(HIRES)])]
    _rejected(story, people[-1])
    rowan, bryn, elowen, kit, maud = probations
    _first_weeks(story, rowan)
    _own_page(story, rowan)
    _ordinary_life(story, rowan, bryn)
    _promises(story, bryn)
    _stories(story, elowen)
    _extend(story, maud)
    _propose_end(story, kit)
    _you_said_we_did(story)


def _open(story: Story) -> Opening:
    henrike = story.cast["Henrike"]
    with story.scene(132, 9) as session:
        opening = openings.open_opening(
            session, henrike, title="Autumn team", workplace=story.cast.shop,
            version=version_by_key(session, SERVICE[0]), owner=henrike, manager=story.cast["Hector"],
            interviewers=story.all("Petra", "Rufus", "Imke", "Cosmo"), posts=2,
            elsewhere={story.cast.garden.id: 1, story.cast.hotel.id: 2}, needs_licence=False, licence_waiver=WAIVED,
            days_between=0,
        )  # fmt: skip
        asked = PlannedRound("What you would do", 45, 2, list(SERVICE[1]))
        openings.plan_opening(session, henrike, opening, Plan(as_planned(opening), [asked]))
    return opening


def _hire(story: Story, opening: Opening, application: Application, place: int) -> Probation:
    """Met, hired, given a workplace, and followed up to today."""
    _, where, manager, (first, second), started, went = HIRES[place]
    pair = (("Petra", "Imke"), ("Rufus", "Cosmo"), ("Imke", "Rufus"), ("Cosmo", "Petra"), ("Rufus", "Petra"))[place]
    story.panel(application, 118 - place, dict(zip(pair, (first, second), strict=True)), hour=10 + place % 2 * 4)
    story.decide(application, 108, Verdict.HIRE, REASONS[place], said=place)
    follows, henrike = story.cast[manager], story.cast["Henrike"]
    with story.scene(105, 10) as session:
        take_post(session, henrike, application, getattr(story.cast, where))
    with story.scene(started + 7, 11) as session:
        probation = actions.open_probation(
            session, henrike, application, manager=follows, starts_on=story.on(started), hours="30 hours"
        )
    for about in went:
        check_in(story, probation, follows, _days_ago(story, next_of(probation)), about)
    return probation


def _days_ago(story: Story, planned: CheckIn) -> int:
    return max(0, (story.today - planned.due_on).days)


def _rejected(story: Story, application: Application) -> None:
    story.panel(application, 113, {"Petra": 2.6, "Cosmo": 2.9})
    story.decide(application, 108, Verdict.REJECT, "Both of us heard what he'd seen others do.")


def _first_weeks(story: Story, probation: Probation) -> None:
    """Everything was shown in the first fortnight and agreed on the hire's own page; later a colleague wrote."""
    manager = probation.manager
    with story.scene(42, 10) as session:
        written = {
            expected.criterion.key: ExpectationWritten(expected.words, story.on(46 - place), ("", "Petra")[place % 2])
            for place, expected in enumerate(expected_of(probation))
        }
        write_expectations(session, manager, probation, written)
    with story.scene(20, 9) as session:
        request = ask_colleague(session, manager, probation, "Petra Lindqvist")
    with story.scene(18, 18) as session:
        seen = "Stayed ten minutes with a man who couldn't find his list, and had the shelf boy fetch the rest."
        answer_colleague(session, request, act=seen, on=story.on(19), is_concern=False)


def _own_page(story: Story, probation: Probation) -> None:
    first = probation.check_ins[0]
    with story.scene(46, 11) as session:
        link = make_link(session, probation.manager, probation)
    with story.scene(41, 19) as session:
        open_in(session, link, "f" * 32, has_code=True)
        agree(session, probation)
    with story.scene(_days_ago(story, first) - 1, 20) as session:
        say(session, probation, HireWordKind.ACKNOWLEDGED, check_in=first)
        words = "That's fair. The bit about the delivery was my first day alone, I'd write it down now."
        say(session, probation, HireWordKind.REPLIED, words, first)
    with story.scene(6, 20) as session:
        levels = (ManagerAnswerLevel.YES, ManagerAnswerLevel.PARTLY, ManagerAnswerLevel.YES)
        answers = dict(zip(("was_shown", "had_time", "knows_standing"), levels, strict=True))
        answer_about_manager(session, probation, answers, "Saturdays come too fast to learn anything on them.")
        suggest(session, None, probation, "A stool by the till for customers who can't stand for long.")
    with story.scene(2, 20) as session:
        prepared = "I'd like to talk about Saturdays, and about doing the window."
        say(session, probation, HireWordKind.PREPARED, prepared, next_of(probation))


def _ordinary_life(story: Story, rowan: Probation, bryn: Probation) -> None:
    henrike = story.cast["Henrike"]
    with story.scene(21, 10) as session:
        change_hours(session, henrike, rowan, hours="24 hours", on=story.on(21), reason="Evening classes from now on.")
    with story.scene(4, 10) as session:
        name_deputy(
            session, henrike, rowan, deputy=story.cast["Anselm"], until=story.on(-10), reason="Hector's on leave."
        )
    with story.scene(30, 10) as session:
        record_absence(session, henrike, bryn, first_on=story.on(29), last_on=story.on(27))


def _promises(story: Story, probation: Probation) -> None:
    """One kept, one half kept, one overdue."""
    manager = probation.manager
    made = (
        ("A morning with the flower supplier, so that she knows what comes in when.", 40),
        ("Two Saturdays at the till with Sunniva beside her.", 34),
        ("Her own key to the stock room.", 12),
    )
    kept: list[Promise] = []
    for what, days_ago in made:
        with story.scene(days_ago, 17) as session:
            due_on = story.on(days_ago) + timedelta(days=9)
            kept.append(add_promise(session, manager, probation, PromiseMade(what, PromiseBy.MANAGER, due_on)))
    with story.scene(30, 17) as session:
        close_promise(session, manager, kept[0], became=PromiseFate.DONE, on=story.on(31), words="Tuesday, from six.")
    with story.scene(22, 17) as session:
        words = "One of the two. Sunniva was ill on the second, so it's on the 12th."
        close_promise(session, manager, kept[1], became=PromiseFate.PARTLY, on=story.on(22), words=words)


def _stories(story: Story, probation: Probation) -> None:
    """A customer's story that was checked, one that wasn't yet, and a note with a wish for HR to ring."""
    manager = probation.manager
    checked = "A regular says she waited fifteen minutes at the counter while two of ours talked."
    waiting = "Table four told me their allergy list never reached the kitchen."
    with story.scene(12, 17) as session:
        act = Act("ownership", story.on(12), checked, is_concern=True, source=ActSource.UNCHECKED)
        note = note_act(session, manager, probation, act, told_by="Mrs Alder, Tuesdays")
    with story.scene(10, 12) as session:
        found = "Rota and till roll: he was alone from two to half past, with a queue. The two were from the kitchen."
        check_story(session, manager, note, probation, found)
    with story.scene(3, 17) as session:
        act = Act("listening", story.on(3), waiting, is_concern=True, source=ActSource.UNCHECKED)
        note_act(session, manager, probation, act, told_by="Table four")


def _extend(story: Story, probation: Probation) -> None:
    with story.scene(6, 11) as session:
        outcome = outcomes.extend(
            session, probation.manager, probation, reason=EXTENDED, goals=GOALS, extended_to=story.on(-50)
        )
    told(story, outcome, probation.manager, 5)


def _propose_end(story: Story, probation: Probation) -> None:
    """The manager asked two days ago; the second person hasn't answered yet."""
    with story.scene(2, 11) as session:
        session.refresh(probation, ["observations"])  # in the order of their days, as a page reads them
        proposals.propose_end(
            session, probation.manager, probation, reason=ENDED, last_day=story.on(-10),
            done={"adjustments": CONSIDERED}, whys=WHYS,
        )  # fmt: skip


def _you_said_we_did(story: Story) -> None:
    """HR has answered two of what customers and new starters say."""
    answers = (
        "They're on the door since Monday, and on the website.",
        "It was the cleaners' radio. It's off after ten.",
    )
    asked = db.session.query(Suggestion).order_by(Suggestion.at, Suggestion.id).limit(len(answers)).all()
    for days_ago, (suggestion, words) in zip((9, 8), zip(asked, answers, strict=True), strict=True):
        with story.scene(days_ago, 9) as session:
            answer_suggestion(session, story.cast["Henrike"], suggestion, words)
