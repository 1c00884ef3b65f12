"""What HR did with the rubrics: a criterion's source, our brief, a question at rest, a copy, answers marked blind."""

from hiring.demo.builder import Story
from hiring.interviews.feeds.actions import make_feed
from hiring.openings.brief import write_brief
from hiring.practice.answers import key_of
from hiring.practice.remarking import blind_answers, mark_blind
from hiring.rubrics.editing.actions import start_copy
from hiring.rubrics.job_analysis.records import record_job_analysis
from hiring.rubrics.queries import edition_of, version_by_key
from hiring.rubrics.retiring import retire_question
from hiring.rubrics.values import Wording

SAID_BY = "Two shift leads at Harbour house and one at Mill Lane, each on their own, in October"
INCIDENTS = (
    "Six complaints since spring. In five, someone had passed the guest on and nobody had rung back. "
    "The three people guests name in their letters all have a list of open cases."
)
GREAT_SERVICE = "Nobody has to ask twice, and nobody leaves without knowing what happens next."
RETIRED = "Half of all applicants know it by now: it was on a jobs forum in June, with a good answer."
# How far from our mark each of them is on the answers, one after the other.
OFF = {
    "Imke": (0, 0, 1, 0),
    "Jonas": (0, -1, 0, 0),
    "Beatrix": (0, 0, 0, 1),
    "Lorcan": (1, 0, 0, 0),
    "Cosmo": (0, 0, -1, 0),
}


def tell(story: Story) -> None:
    henrike = story.cast["Henrike"]
    with story.scene(50, 9) as session:
        version = version_by_key(session, "service-attitude")
        edition = edition_of(version)
        record_job_analysis(
            session, henrike, "ownership", said_by=SAID_BY, incidents=INCIDENTS, needed_on_day_one=False,
            separates_the_best=True,
        )  # fmt: skip
        technician = edition_of(version_by_key(session, "field-technician"))
        retire_question(session, henrike, Wording.of(technician, "integrity/not-quite-true"), reason=RETIRED)
        start_copy(session, henrike, edition, version, title="Service attitude, café")
        write_brief(session, henrike, standing="", great_service=GREAT_SERVICE)
        make_feed(session, story.cast["Ines"])
    criterion = edition.criterion("empathy")
    for days_ago, (name, offs) in enumerate(OFF.items(), start=44):
        person = story.cast[name]
        with story.scene(days_ago, 9) as session:
            for place, answer in enumerate(blind_answers(session, person, criterion)):
                level = min(5, max(1, answer.agreed + offs[place % len(offs)]))
                mark_blind(session, person, criterion, key_of(answer), level)
