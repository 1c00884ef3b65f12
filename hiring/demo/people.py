"""The people of the demo, and how they sign in. All invented."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from hiring.accounts import actions
from hiring.accounts.models import Person, Workplace
from hiring.accounts.values import Role

ORGANISATION = "Larkfield House (a demo)"
# Printed at the start of the demo, which serves on this machine only. No real account has it.
PASSPHRASE = "larks rise before the kettle"  # noqa: S105 - printed for everyone


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    roles: tuple[Role, ...]
    shows: str
    at: str = "Harbour house"

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@larkfield.example"


# Those to sign in as: one for each role, and what each of them finds.
MEMBERS = (
    Member("Henrike Voss", (Role.HR,), "HR: what's late, openings at 4 places, decisions, privacy"),
    Member("Leander Quill", (Role.HR_LEAD,), "HR lead, data protection: the second person, people due to be forgotten"),
    Member("Ines Falkner", (Role.INTERVIEWER,), "interviewer: a late scorecard, a week of interviews"),
    Member("Tobias Renn", (Role.INTERVIEWER,), "interviewer"),
    Member("Odile Marsh", (Role.INTERVIEWER, Role.MANAGER), "interviewer and manager"),
    Member("Mads Ellery", (Role.MANAGER,), "manager: a probation in trouble", "Contact centre"),
    Member("Hector Blaine", (Role.MANAGER,), "shop manager: a late decision, promises to keep", "Mill Lane shop"),
    Member("Nell Harker", (Role.AREA_MANAGER,), "area manager: the shop and the café at a glance", "Mill Lane shop"),
    Member("Farida Nash", (Role.FAIRNESS,), "fairness officer: how groups fare, without a name"),
    Member("Ada Thorne", (Role.ADMINISTRATOR,), "administrator: people and workplaces"),
)
# Everyone else who works here, by the workplace they are at.
MORE_MEMBERS = {
    "Harbour house": (
        Member("Rosalind Peake", (Role.MANAGER,), "manager"),
        Member("Cosmo Farrow", (Role.INTERVIEWER,), "interviewer"),
    ),
    "Mill Lane shop": (
        Member("Anselm Cray", (Role.INTERVIEWER, Role.MANAGER), "interviewer and manager"),
        Member("Petra Lindqvist", (Role.INTERVIEWER,), "interviewer"),
        Member("Rufus Amberley", (Role.INTERVIEWER,), "interviewer"),
        Member("Sunniva Dahl", (Role.INTERVIEWER,), "interviewer"),
    ),
    "Garden café": (
        Member("Gwendolen Sharp", (Role.INTERVIEWER, Role.MANAGER), "interviewer and manager"),
        Member("Imke Brandt", (Role.INTERVIEWER,), "interviewer"),
        Member("Jonas Tully", (Role.INTERVIEWER,), "interviewer"),
        Member("Beatrix Orme", (Role.INTERVIEWER,), "interviewer"),
        Member("Lorcan Fitch", (Role.INTERVIEWER,), "interviewer"),
    ),
}
# Interviewers without a team, by first name, in the order in which they take turns.
INTERVIEWERS = (
    "Ines", "Tobias", "Petra", "Rufus", "Sunniva", "Cosmo", "Imke", "Jonas", "Beatrix", "Lorcan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    hotel: Workplace
    centre: Workplace
    shop: Workplace
    garden: Workplace
    people: dict[str, Person]

    def __getitem__(self, first_name: str) -> Person:
        return self.people[first_name]


def arrive(session: Session, password_hash: str) -> Cast:
    """The four workplaces, and everyone who works there."""
    hotel, centre, shop, garden = (
        actions.add_workplace(session, None, name=name, zone=zone, jurisdiction=jurisdiction)
        for name, zone, jurisdiction in (
            ("Harbour house", "Europe/London", "uk"),
            ("Contact centre", "Europe/Berlin", "de"),
            ("Mill Lane shop", "Europe/London", "uk"),
            ("Garden café", "Europe/London", "uk"),
        )
    )
    at = {workplace.name: workplace for workplace in (hotel, centre, shop, garden)}
    members = [
        *((hotel, member) for member in MEMBERS),
        *((at[name], m) for name in MORE_MEMBERS for m in MORE_MEMBERS[name]),
    ]
    people = {
        member.name.split()[0]: actions.add_person(
            session,
            None,
            name=member.name,
            email=member.email,
            roles=[str(role) for role in member.roles],
            workplace=workplace,
            password_hash=password_hash,
        )
        for workplace, member in members
    }
    actions.set_area(session, people["Ada"].id, people["Nell"], [shop.id, garden.id])
    return Cast(hotel, centre, shop, garden, people)
