"""The people every test speaks of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TypeAlias

from flask_security import hash_password

from hiring.accounts import actions
from hiring.accounts.models import Person, Workplace
from hiring.accounts.queries import person_by_email, workplaces
from hiring.accounts.values import Role
from hiring.foundation.database import db, writing

Rule: TypeAlias = Callable[[Person, Any], bool]

# A Tuesday morning, when they arrive. Tests that need another moment travel there.
NOW = datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
PASSWORD = "correct horse battery staple"
ADDRESSES = {
    name: f"{first}@example.org"
    for name, first in {
        "administrator": "ada",
        "hr": "hedda",
        "hr_lead": "lena",
        "second_hr": "hugo",
        "panellist": "pia",
        "second_panellist": "pablo",
        "manager": "milan",
        "elsewhere": "elsa",
        "stranger": "sten",
        "area": "arno",
        "fairness": "farah",
    }.items()
}


@dataclass
class Cast:
    """Names are invented. `elsewhere` interviews for other openings; the `stranger` has no part in anything.
    Arno is the area manager of the one workplace, and Farah reads how groups fare."""

    harbour: Workplace
    administrator: Person  # Ada
    hr: Person  # Hedda
    hr_lead: Person  # Lena
    second_hr: Person  # Hugo
    panellist: Person  # Pia
    second_panellist: Person  # Pablo
    manager: Person  # Milan
    elsewhere: Person  # Elsa
    stranger: Person  # Sten
    area: Person  # Arno
    fairness: Person  # Farah

    @classmethod
    def arrive(cls) -> "Cast":
        hashed = hash_password(PASSWORD)
        with writing() as session:
            harbour = actions.add_workplace(
                session, None, name="Harbour branch", zone="Europe/London", jurisdiction="uk"
            )

            def person(name: str, *roles: Role) -> Person:
                address = f"{name.split()[0].lower()}@example.org"
                return actions.add_person(
                    session, None, name=name, email=address, roles=roles, workplace=harbour, password_hash=hashed
                )

            arno = person("Arno Ash", Role.AREA_MANAGER)
            actions.set_area(session, arno.id, arno, [harbour.id])
            return cls(
                harbour=harbour,
                administrator=person("Ada Admin", Role.ADMINISTRATOR),
                hr=person("Hedda Hart", Role.HR),
                hr_lead=person("Lena Lead", Role.HR_LEAD),
                second_hr=person("Hugo Hill", Role.HR),
                panellist=person("Pia Park", Role.INTERVIEWER),
                second_panellist=person("Pablo Perez", Role.INTERVIEWER),
                manager=person("Milan Moor", Role.MANAGER),
                elsewhere=person("Elsa East", Role.INTERVIEWER),
                stranger=person("Sten Strand", Role.MANAGER),
                area=arno,
                fairness=person("Farah Fern", Role.FAIRNESS),
            )

    @classmethod
    def here(cls) -> "Cast":
        """The cast that arrived when this database was made, in this session."""
        people = {name: person_by_email(db.session, address) for name, address in ADDRESSES.items()}
        return cls(harbour=workplaces(db.session)[0], **people)

    def everybody(self) -> dict[str, Person]:
        return {name: one for name, one in vars(self).items() if isinstance(one, Person)}

    def allowed(self, rules: Mapping[str, Rule], things: Mapping[str, Any]) -> dict[str, dict[str, set[str]]]:
        """State → name → what these rules let them do with a thing in that state."""
        people = self.everybody().items()
        return {
            state: {name: {act for act, may in rules.items() if may(person, thing)} for name, person in people}
            for state, thing in things.items()
        }
