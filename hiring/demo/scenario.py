"""Three openings of the last eight months, then what is under way this month at each workplace."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions as decisions
from hiring.decisions.values import Verdict
from hiring.demo.builder import Story, as_planned
from hiring.demo.new_rows import beginning_empty
from hiring.demo.people import Cast, arrive
from hiring.demo.probations import check_in, confirm, end, start
from hiring.demo.this_month import cafe, probations, records, rubric_work, shop
from hiring.demo.two_years import chapters
from hiring.foundation import clock, ids, paths
from hiring.foundation.database import writing
from hiring.foundation.web import drafts
from hiring.interviews import actions as interview_actions
from hiring.interviews.guests import actions as guests
from hiring.interviews.values import InterviewState
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedRound
from hiring.rubrics import actions as rubrics
from hiring.rubrics import files
from hiring.rubrics.models import CriterionEdition
from hiring.rubrics.queries import version_by_key
from hiring.rubrics.reference import Reference

SEED = 1956
BEGAN = 240  # days ago
RUBRICS = ("service-attitude", "six-elements", "field-technician")


def tell(today: date, password_hash: str, *, with_two_years: bool = False) -> Cast:
    """Tell the whole story as it stands today, with the two years before it where asked. The same day gives the same
    records, to the letter."""
    with ids.repeatable(SEED), _without_collector(), beginning_empty():
        began = chapters.BEGAN if with_two_years else BEGAN
        at_first = clock.at(today - timedelta(days=began), 8, 0, "Europe/London")
        with clock.standing_at(at_first), writing() as session:
            cast = arrive(session, password_hash)
            # Only these: reading the whole library takes longer than any chapter.
            library = files.read([paths.rubrics() / f"{key}.yaml" for key in RUBRICS])
            for key in RUBRICS:
                rubrics.publish_rubric(session, cast["Henrike"], library.edition(key))
        story = Story(today, cast)
        if with_two_years:
            with ids.repeatable(SEED + 2):
                chapters.tell_two_years(story)
        with ids.repeatable(SEED + 1):  # seats are read by id: their marks must not depend on how much was practised
            _at_once(_practice, story)
        told_here = (_front_desk, _contact_centre, _field_technician)
        for chapter in (*told_here, *(month.tell for month in (rubric_work, shop, cafe, probations, records))):
            _at_once(chapter, story)
    return cast


def _at_once(chapter: Callable[[Story], None], story: Story) -> None:
    """A chapter is one write: what its scenes wrote needn't be read again, and one commit waits for the disk."""
    with writing():
        chapter(story)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Telling makes millions of objects and hardly any rubbish: looking for it takes a twelfth of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _practice(story: Story) -> None:
    """Everyone who interviews has practised first; Tobias needed two goes at the first criterion."""
    criteria: dict[str, CriterionEdition] = {}
    with story.scene(238, 8) as session:
        for key in RUBRICS:
            for criterion in version_by_key(session, key).criteria:
                criteria.setdefault(criterion.structure_hash, criterion)
    first = next(iter(criteria.values()))
    story.practise(story.cast["Tobias"], first, 238, flat=3)
    for days_ago, name, off in ((238, "Ines", 0), (237, "Tobias", 1), (236, "Odile", -1)):
        for edition in criteria.values():
            story.practise(story.cast[name], edition, days_ago, off=0 if edition is first else off)
    for days_ago, name in ((60, "Petra"), (59, "Rufus"), (58, "Sunniva")):
        for edition in list(criteria.values())[:4]:  # those of the first rubric
            story.practise(story.cast[name], edition, days_ago)


def _open(story: Story, title: str, rubric: str, days_ago: int, manager: str, **more: Any) -> Opening:
    with story.scene(days_ago, 9) as session:
        return openings.open_opening(
            session,
            story.cast["Henrike"],
            title=title,
            workplace=more.pop("workplace", story.cast.hotel),
            version=version_by_key(session, rubric),
            owner=story.cast["Henrike"],
            interviewers=[story.cast[name] for name in ("Ines", "Tobias", "Odile")],
            manager=story.cast[manager],
            **more,
        )


def _state(story: Story, application: Application, days_ago: int, state: ApplicationState, note: str) -> None:
    with story.scene(days_ago, 16) as session:
        candidates.change_state(session, story.cast["Henrike"], application, state, story.on(days_ago), note)


def _front_desk(story: Story) -> None:
    """Filled last year: one hire who was confirmed, and one against an open gate who was not."""
    opening = _open(story, "Front desk host", "service-attitude", 230, "Odile", posts=2)
    vale, rook, halloway, thistle = story.apply(
        opening, 226, "Juniper Vale", "Caspian Rook", "Wren Halloway", "Bastian Thistle"
    )
    story.panel(vale, 215, {"Ines": 4.2, "Tobias": 4.0}, {"Ines": 4.3, "Tobias": 4.1})
    story.panel(rook, 214, {"Ines": 4.6, "Tobias": 1.8}, {"Ines": 4.4, "Tobias": 2.0}, hour=14)
    story.panel(halloway, 213, {"Ines": 2.4, "Tobias": 2.2}, {"Ines": 2.6, "Tobias": 2.3})
    _state(story, thistle, 212, ApplicationState.WITHDRAWN, "took another post")
    story.decide(vale, 203, Verdict.HIRE, "Finishes what she begins and finds out how it ended; heard by two, twice.")
    story.decide(
        rook,
        203,
        Verdict.HIRE,
        "Warm with guests in every scene; the summer begins in two weeks.",
        "Two posts are empty at the start of the season. The panel's disagreement was not talked through.",
    )
    story.decide(halloway, 202, Verdict.REJECT, "Below the others on every criterion, and both interviewers agree.")
    follows = story.cast["Odile"]
    good = start(story, vale, follows, 190)
    for days_ago, about in ((172, 3.4), (154, 4.0), (136, 4.3)):
        check_in(story, good, follows, days_ago, about)
    confirm(story, good, follows, 125, "Guests ask for her by name, and two of her ideas are now how we work.")
    bad = start(story, rook, follows, 190)
    for days_ago, about in ((171, 2.6), (153, 2.0), (135, 1.8)):
        check_in(story, bad, follows, days_ago, about)
    end(story, bad, follows, 130, "Three check-ins with the same concerns, coaching given after each, no change.")
    with story.scene(120, 9) as session:
        openings.close_opening(session, story.cast["Henrike"], opening, story.on(120))


ADVISER_ROUNDS = (
    PlannedRound("What you have done", 30, 2, ["proactivity/saw-it-coming", "realistic-promises/could-not-keep"]),
    PlannedRound("What you would do", 45, 2, list(chapters.ELEMENTS[1])),
)


def _contact_centre(story: Story) -> None:
    """One hire whose probation is in trouble now, and a few ordinary weeks."""
    opening = _open(
        story, "Contact centre adviser", "six-elements", 100, "Mads", workplace=story.cast.centre, probation_days=120
    )
    with story.scene(100, 10) as session:
        openings.plan_opening(session, story.cast["Henrike"], opening, Plan(as_planned(opening), list(ADVISER_ROUNDS)))
    pike, moss, finch, dray = story.apply(
        opening, 96, "Ottoline Pike", "Lysander Moss", "Marigold Finch", "Percival Dray", source="Job board"
    )
    story.panel(pike, 84, {"Ines": 3.8, "Odile": 3.4}, {"Tobias": 3.6, "Odile": 3.5})
    story.panel(moss, 83, {"Ines": 4.4, "Odile": 4.2}, {"Tobias": 4.3, "Odile": 4.4}, hour=14)
    story.panel(finch, 82, {"Ines": 2.8, "Odile": 2.2}, {"Tobias": 2.5, "Odile": 2.4})
    missed = story.meet(dray, 0, 81, [story.cast["Ines"], story.cast["Odile"]])
    with story.scene(81, 11) as session:
        interview_actions.interview_did_not_happen(session, story.cast["Henrike"], missed, InterviewState.NO_SHOW)
    _state(story, dray, 79, ApplicationState.WITHDRAWN, "rang to say so")
    story.decide(moss, 72, Verdict.HIRE, "The strongest evidence on every criterion, and nobody disagrees.")
    with story.scene(68, 16) as session:
        declined, note = ApplicationState.OFFER_DECLINED, "the shifts do not fit"
        decisions.record_after_hire(session, story.cast["Henrike"], moss, declined, story.on(68), note)
    story.decide(pike, 66, Verdict.HIRE, "Realistic and quick to mend things; callers would be in good hands.")
    story.decide(finch, 66, Verdict.REJECT, "Too little evidence of promises kept; both rounds say the same.")
    mads = story.cast["Mads"]
    probation = start(story, pike, mads, 52)
    check_in(story, probation, mads, 28, 2.2)


def _field_technician(story: Story) -> None:
    """Running now: two panels complete, one card missing, one interview ahead with a guest, one still to set."""
    opening = _open(story, "Field technician", "field-technician", 24, "Mads")
    teal, lark, quince, sorrel, _groat = story.apply(
        opening, 20, "Saffron Teal", "Ambrose Lark", "Isolde Quince", "Fenwick Sorrel", "Tamsin Groat"
    )
    story.panel(teal, 10, {"Ines": 4.1, "Tobias": 3.9}, {"Ines": 4.2, "Odile": 4.0})
    story.panel(lark, 10, {"Ines": 2.0, "Tobias": 4.5}, {"Ines": 2.2, "Odile": 4.4}, hour=13)
    story.panel(quince, 9, {"Tobias": 3.4, "Odile": 3.6})
    late = story.meet(quince, 1, 1, [story.cast["Ines"], story.cast["Tobias"]])
    for seat in late.seats:
        if seat.person is story.cast["Tobias"]:
            story.seal(seat, 3.5, 1)
        else:
            first = Reference.parse(late.round.questions[0]).field
            with story.scene(1, 10, 40) as session:
                typed = {f"evidence-{first}": "Said what she could do by Friday, and what she could not."}
                drafts.save_draft(session, seat.person_id, seat.id, typed, 0)
    ahead = story.meet(sorrel, 0, story.working(1), [story.cast["Ines"], story.cast["Odile"]])
    with story.scene(1, 15) as session:
        guests.invite_guest(session, story.cast["Henrike"], ahead, name="Wilhelmina Ashby", until=story.on(-6))
