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

    @property
    def email(self) -> str:
        return f"{self.name.split()[0].lower()}@larkfield.example"


MEMBERS = (
    Member("Henrike Voss", (Role.HR,), "HR: openings, comparison, decisions"),
    Member("Leander Quill", (Role.HR_LEAD,), "HR lead: the second person"),
    Member("Ines Falkner", (Role.INTERVIEWER,), "interviewer: a scorecard is waiting"),
    Member("Tobias Renn", (Role.INTERVIEWER,), "interviewer"),
    Member("Odile Marsh", (Role.INTERVIEWER, Role.MANAGER), "interviewer and manager"),
    Member("Mads Ellery", (Role.MANAGER,), "manager: a probation in trouble"),
    Member("Farida Nash", (Role.FAIRNESS,), "fairness: how groups fare, without a name"),
    Member("Ada Thorne", (Role.ADMINISTRATOR,), "administrator: people and workplaces"),
)


@dataclass(frozen=True, slots=True)
class Cast:
    hotel: Workplace
    centre: Workplace
    people: dict[str, Person]

    def __getitem__(self, first_name: str) -> Person:
        return self.people[first_name]


def arrive(session: Session, password_hash: str) -> Cast:
    hotel = actions.add_workplace(session, None, name="Harbour house", zone="Europe/London", jurisdiction="uk")
    centre = actions.add_workplace(session, None, name="Contact centre", zone="Europe/Berlin", jurisdiction="de")
    people = {
        member.name.split()[0]: actions.add_person(
            session,
            None,
            name=member.name,
            email=member.email,
            roles=[str(role) for role in member.roles],
            workplace=hotel,
            password_hash=password_hash,
        )
        for member in MEMBERS
    }
    return Cast(hotel, centre, people)
