"""The café takes people on: the manager sits in, one decision is reopened, and what became of three offers."""

from hiring.candidates.models import Application
from hiring.candidates.values import ApplicationState
from hiring.decisions import actions as decisions
from hiring.decisions.offers.actions import record_offer_step
from hiring.decisions.offers.values import OfferStepKind
from hiring.decisions.reopening import reopen_decision
from hiring.decisions.values import Verdict
from hiring.demo.builder import Story, as_planned, seat_of
from hiring.demo.two_years.chapters import SERVICE
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.openings.values import Plan, PlannedRound
from hiring.panels.actions import close_panel
from hiring.rubrics.queries import version_by_key

WAIVED = "Two of the five started in October and are practising this month."
REOPENED = "We read the wrong Sanne's notes: the other one applied in the summer. A post has come free, too."
NEW_REASON = "With her own notes in front of us: the clearest answer on ownership of the six."


def tell(story: Story) -> None:
    opening = _open(story)
    noor, callum, sanne, ebba = story.apply(
        opening, 38, "Noor Haddad", "Callum Price", "Sanne Kuiper", "Ebba Lund", source="Notice in the window"
    )
    otis, effie, _ = story.apply(opening, 9, "Otis Grant", "Effie Strand", "Ifan Rees")
    story.panel(noor, 30, {"Gwendolen": 4.2, "Imke": 4.3})
    story.panel(callum, 30, {"Gwendolen": 4.0, "Jonas": 3.7}, hour=13)
    story.panel(sanne, 29, {"Beatrix": 3.9, "Lorcan": 4.1})
    _offers(story, noor, callum, sanne)
    _closed_panel(story, ebba)
    story.meet(otis, 0, story.working(1), story.all("Gwendolen", "Cosmo"), 9)
    story.meet(effie, 0, story.working(3), story.all("Lorcan", "Beatrix"), 16)


def _open(story: Story) -> Opening:
    henrike = story.cast["Henrike"]
    with story.scene(42, 9) as session:
        opening = openings.open_opening(
            session, henrike, title="Barista and host", workplace=story.cast.garden,
            version=version_by_key(session, SERVICE[0]), owner=henrike, manager=story.cast["Gwendolen"],
            interviewers=story.all("Gwendolen", "Imke", "Jonas", "Beatrix", "Lorcan", "Cosmo"), posts=4,
            needs_licence=False, licence_waiver=WAIVED, days_between=0,
        )  # fmt: skip
        asked = PlannedRound("What you would do", 45, 2, list(SERVICE[1]))
        openings.plan_opening(session, henrike, opening, Plan(as_planned(opening), [asked]))
    return opening


def _offers(story: Story, noor: Application, callum: Application, sanne: Application) -> None:
    """One offer is taken and its start postponed, one declined; one comes of a decision that was reopened."""
    henrike = story.cast["Henrike"]
    story.decide(noor, 22, Verdict.HIRE, "Asks what someone is afraid of before she offers anything.", said=1)
    story.decide(callum, 22, Verdict.HIRE, "Calm in the scene and in his own story. Both of us heard it.", said=2)
    story.decide(sanne, 21, Verdict.REJECT, "Two stories, both of them the team's.")
    with story.scene(20, 10) as session:
        record_offer_step(
            session, henrike, noor, OfferStepKind.TERMS, story.on(20), starts_on=story.on(-2),
            words="24 hours, £12.60 an hour, no late shifts in term time.",
        )  # fmt: skip
    story.write("offer", [noor], 20)
    with story.scene(18, 10) as session:
        record_offer_step(session, henrike, noor, OfferStepKind.ACCEPTED, story.on(18), words="Rang to say yes.")
    with story.scene(17, 10) as session:
        note = "his bakery raised his pay"
        decisions.record_after_hire(session, henrike, callum, ApplicationState.OFFER_DECLINED, story.on(17), note)
    with story.scene(7, 10) as session:
        record_offer_step(
            session, henrike, noor, OfferStepKind.POSTPONED, story.on(7), starts_on=story.on(-16),
            words="Her old shop asked her to stay for the market.",
        )  # fmt: skip
    with story.scene(10, 10) as session:
        reopen_decision(session, henrike, sanne, reason=REOPENED)
    story.decide(sanne, 8, Verdict.HIRE, NEW_REASON, said=4)


def _closed_panel(story: Story, ebba: Application) -> None:
    """Jonas never sealed his card; HR reads what there is, with a reason, and hasn't decided yet."""
    interview = story.meet(ebba, 0, 29, story.all("Imke", "Jonas"), 15)
    story.seal(seat_of(interview, story.cast["Imke"]), 3.6, 29, 16)
    with story.scene(3, 10) as session:
        why = "Jonas lost his notes and can't write them from memory four weeks on."
        close_panel(session, story.cast["Henrike"], ebba, reason=why)
