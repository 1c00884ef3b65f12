"""The shop in Mill Lane looks for three people: a pasted list, walk-ins, a debrief, an offer, and a busy week."""

from hiring.accounts.models import Person
from hiring.candidates import actions as candidates
from hiring.candidates.import_taking import prepare, take_import
from hiring.candidates.imports import keep_pasted
from hiring.candidates.models import Application
from hiring.candidates.posts import take_post
from hiring.candidates.queries import applications_of
from hiring.candidates.values import ApplicationState
from hiring.decisions.holds import put_on_hold
from hiring.decisions.offers.actions import record_offer_step
from hiring.decisions.offers.values import OfferStepKind
from hiring.decisions.referees.actions import answer_referee, ask_referee
from hiring.decisions.values import Verdict
from hiring.demo.builder import Story, seat_of
from hiring.interviews.conflicts.actions import decline_seat, state_fairness
from hiring.interviews.models import Rating, interviews_of
from hiring.interviews.walk_ins.actions import add_walk_in, end_walk_ins, plan_walk_ins
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.public_page import keep_page
from hiring.panels import reveal_log
from hiring.panels.actions import record_debrief
from hiring.panels.amendments import amend
from hiring.panels.queries import debrief_of, debrief_standing
from hiring.panels.summary import Debriefed
from hiring.rubrics.queries import version_by_key

PASTED = """\
Marlo Reed; marlo.reed@applicants.example; 07700 900112; Job board
Saskia Doyle; saskia.doyle@applicants.example; 07700 900341; Careers page
Tomasz Wieczorek; tomasz.wieczorek@applicants.example; 07700 900205; Told by a colleague
Dilys Oakham; dilys.oakham@applicants.example; 07700 900876; Job board
Amina Yusuf; amina.yusuf@applicants.example; 07700 900419; Careers page
Peter Lang; peter.lang@applicants.example; 07700 900540; Told by a colleague
Winnie Castle; winnie.castle@applicants.example; 07700 900668; Notice in the window
Jude Abara; jude.abara@applicants.example; ; Job board
"""
ADJUSTMENT = "Reads lips. Sit facing her, with the light on your face, and let her see the question in writing."
REFEREE = "Margit Olsen, who ran the bookshop where she worked for three years"
REFEREE_SAYS = (
    "The week our cellar flooded. She rang every customer with an order there before I'd found the pump.",
    "She writes things down. I can't remember a second call about the same thing in three years.",
    "A man threw a book, once. She picked it up, asked which page had upset him, and he laughed.",
)
SETTLED = (
    ("ownership", 4, "Rufus had marked the end of the story, which he hadn't heard. Petra read it out from her notes."),
    ("listening", 3, "We both heard him interrupt. He caught himself once, and didn't the second time."),
)
MOVED = "I'd written down half of it. With the call to the supplier it's more than I gave him for."


def tell(story: Story) -> None:
    opening = _open(story)
    people = _paste(story, opening)
    _early_rounds(story, people)
    _debrief(story, people["Marlo Reed"])
    _wait_for_referee(story, people["Saskia Doyle"])
    _offer(story, people["Tomasz Wieczorek"])
    _reject(story, people["Dilys Oakham"])
    _this_week(story, opening, people)
    _walk_ins(story, opening)


def _open(story: Story) -> Opening:
    henrike = story.cast["Henrike"]
    with story.scene(30, 9) as session:
        opening = openings.open_opening(
            session, henrike, title="Shop assistant, spring team", workplace=story.cast.shop,
            version=version_by_key(session, "service-attitude"), owner=henrike, manager=story.cast["Hector"],
            interviewers=story.all("Petra", "Rufus", "Sunniva", "Ines"), posts=2,
            elsewhere={story.cast.garden.id: 1},
        )  # fmt: skip
        keep_page(
            session, henrike, opening, adjustments="Sunniva Dahl, sunniva@larkfield.example, or ring the shop",
            contact="Leander Quill, leander@larkfield.example",
        )  # fmt: skip
    return opening


def _paste(story: Story, opening: Opening) -> dict[str, Application]:
    """Eight people come from a pasted list; each of them is thanked."""
    henrike = story.cast["Henrike"]
    with story.scene(26, 9) as session:
        kept = keep_pasted(session, henrike, opening, PASTED)
        prepared = prepare(session, kept)
        take_import(session, henrike, kept, prepared, prepared.digest)
        people = {application.candidate.name: application for application in applications_of(session, opening)}
    story.write("received", list(people.values()), 26)
    return people


def _early_rounds(story: Story, people: dict[str, Application]) -> None:
    story.panel(people["Marlo Reed"], 15, {"Petra": 4.2, "Rufus": 2.3}, {"Sunniva": 3.9, "Ines": 4.0})
    story.panel(people["Saskia Doyle"], 15, {"Petra": 3.6, "Sunniva": 3.8}, {"Rufus": 3.5, "Ines": 3.8}, hour=13)
    story.panel(people["Tomasz Wieczorek"], 14, {"Rufus": 4.4, "Sunniva": 4.3}, {"Petra": 4.2, "Ines": 4.5})
    story.panel(people["Dilys Oakham"], 14, {"Petra": 2.1, "Ines": 2.4}, {"Rufus": 2.3, "Sunniva": 2.2}, hour=13)
    with story.scene(12, 16) as session:
        candidates.change_state(
            session, story.cast["Henrike"], people["Jude Abara"], ApplicationState.WITHDRAWN, story.on(12),
            "starts a course after the holidays",
        )  # fmt: skip


def _debrief(story: Story, application: Application) -> None:
    """They talk; two marks are settled, and Rufus has a second thought beside one of his own."""
    with story.scene(4, 14):
        reveal_log.read_panel(story.cast["Henrike"], application)
        reveal_log.read_panel(story.cast["Rufus"], application)
    with story.scene(4, 15) as session:
        settled = [Debriefed(*row) for row in SETTLED]
        standing = debrief_standing(debrief_of(session, application), [row[0] for row in SETTLED])
        record_debrief(session, story.cast["Henrike"], application, settled, standing=standing)
    with story.scene(4, 16) as session:
        rating = _rating(application, story.cast["Rufus"], "ownership")
        amend(
            session, story.cast["Rufus"], rating, level=4, evidence="Rang the supplier himself the same evening.",
            reason=MOVED,
        )  # fmt: skip


def _rating(application: Application, person: Person, criterion: str) -> Rating:
    cards = [seat.scorecard for held in interviews_of(application) for seat in held.seats if seat.person is person]
    ratings = [rating for card in cards if card for rating in card.ratings]
    return next(rating for rating in ratings if rating.criterion == criterion)


def _wait_for_referee(story: Story, application: Application) -> None:
    henrike = story.cast["Henrike"]
    with story.scene(6, 10) as session:
        request = ask_referee(session, henrike, application, REFEREE)
    with story.scene(3, 20) as session:
        answer_referee(session, request, REFEREE_SAYS, "I'd have her back tomorrow.")
    with story.scene(5, 10) as session:
        ask_referee(session, henrike, application, "Pat Ferris, deputy head at her old school")
    with story.scene(2, 15) as session:
        put_on_hold(
            session, henrike, application, until=story.on(-6),
            reason="Her second referee is back from leave on Thursday.",
        )  # fmt: skip


def _offer(story: Story, application: Application) -> None:
    henrike = story.cast["Henrike"]
    story.decide(application, 6, Verdict.HIRE, "Four people heard him own a mistake, and each a different one.", said=3)
    with story.scene(5, 11) as session:
        take_post(session, henrike, application, story.cast.shop)
        record_offer_step(
            session, henrike, application, OfferStepKind.TERMS, story.on(5), starts_on=story.on(-24),
            words="30 hours, £12.90 an hour, every second Saturday.",
        )  # fmt: skip
    story.write("offer", [application], 5)


def _reject(story: Story, application: Application) -> None:
    story.decide(application, 6, Verdict.REJECT, "Less of what she did herself than from the others, in both rounds.")
    story.write("rejection", [application], 5, 14)


def _this_week(story: Story, opening: Opening, people: dict[str, Application]) -> None:
    amina, peter, winnie = people["Amina Yusuf"], people["Peter Lang"], people["Winnie Castle"]
    with story.scene(9, 9) as session:
        candidates.note_adjustments(session, story.cast["Henrike"], amina, ADJUSTMENT, shown=True)
        candidates.note_relations(
            session, story.cast["Henrike"], peter.candidate, referred=story.cast["Sunniva"], manages=None
        )
    held = story.meet(amina, 0, story.working(-1), story.all("Petra", "Sunniva"))
    story.seal(seat_of(held, story.cast["Petra"]), 3.9, story.working(-1))
    story.meet(amina, 1, story.working(3), story.all("Rufus", "Ines"), 14)
    declined = story.meet(peter, 0, story.working(1), story.all("Rufus", "Sunniva"), 11)
    with story.scene(1, 16) as session:
        rufus = story.cast["Rufus"]
        decline_seat(session, rufus, seat_of(declined, rufus), "His sister and I shared a flat.")
    with story.scene(1, 17) as session:
        said = "I told him about the post and know him from the choir. We've never worked together."
        state_fairness(session, story.cast["Sunniva"], seat_of(declined, story.cast["Sunniva"]), said)
    story.meet(winnie, 0, story.working(2), story.all("Petra", "Ines"), 15)


def _walk_ins(story: Story, opening: Opening) -> None:
    """Two people came to the last session, and a third didn't find the door; there's another next week."""
    henrike, held = story.cast["Henrike"], story.working(-4)
    with story.scene(16, 9) as session:
        sessions = [
            plan_walk_ins(
                session, henrike, opening, opening.rounds[0], starts_at=story.moment(day, 13), places=places,
                place="Front of the shop", people=people,
            )
            for day, places, people in (
                (held, 3, story.all("Petra", "Rufus")), (story.working(5), 4, story.all("Sunniva", "Rufus")),
            )
        ]  # fmt: skip
    for place, (name, about) in enumerate((("Cleo Martens", 3.8), ("Ravi Anand", 3.3))):
        with story.scene(held, 12, 50 + place) as session:
            at, email = sessions[0].times[place], f"{name.lower().replace(' ', '.')}@applicants.example"
            interview = add_walk_in(session, henrike, sessions[0], at=at, name=name, email=email, phone="")
        for seat in interview.seats:
            story.seal(seat, about, held, 17)
    with story.scene(held, 18) as session:
        end_walk_ins(session, henrike, sessions[0])
