"""Who was there in these two years: two more workplaces, more interviewers and managers. All invented."""

from dataclasses import dataclass
from itertools import product

from sqlalchemy.orm import Session

from hiring.accounts import actions
from hiring.accounts.models import Person, Workplace
from hiring.accounts.values import Role
from hiring.demo.people import Cast, Member

_INTERVIEWS, _MANAGES = (Role.INTERVIEWER,), (Role.MANAGER,)
_BOTH = (Role.INTERVIEWER, Role.MANAGER)
MORE_MEMBERS = (
    *(Member(name, _INTERVIEWS, "interviewer") for name in (
        "Petra Lindqvist", "Rufus Amberley", "Sunniva Dahl", "Cosmo Farrow", "Imke Brandt", "Jonas Tully",
        "Beatrix Orme", "Lorcan Fitch",
    )),
    Member("Gwendolen Sharp", _BOTH, "interviewer and manager"),
    Member("Anselm Cray", _BOTH, "interviewer and manager"),
    Member("Rosalind Peake", _MANAGES, "manager"),
    Member("Hector Blaine", _MANAGES, "manager"),
)  # fmt: skip
# Interviewers in the order in which they take turns, by first name.
INTERVIEWERS = ("Ines", "Tobias", *(member.name.split()[0] for member in MORE_MEMBERS[:8]))
_FIRST = (
    "Alba", "Barnaby", "Clementine", "Dashiell", "Esme", "Florian", "Greta", "Hamish", "Iris", "Jasper", "Kitty",
    "Leopold", "Mabel", "Nico", "Orla", "Piers",
)  # fmt: skip
_LAST = (
    "Ashdown", "Birkett", "Calloway", "Dunmore", "Easton", "Fairley", "Garside", "Holloway", "Ingham", "Jessop",
    "Kestrel", "Langley",
)  # fmt: skip
# Names of applicants, each once: neighbours differ in both.
APPLICANTS = tuple(
    f"{_FIRST[(place + turn) % len(_FIRST)]} {_LAST[place % len(_LAST)]}"
    for turn, place in product(range(4), range(len(_FIRST) * len(_LAST) // 4))
)


@dataclass(frozen=True, slots=True)
class MorePlaces:
    """The two workplaces that the story doesn't have."""

    shop: Workplace
    garden: Workplace


def arrive(session: Session, cast: Cast, password_hash: str) -> tuple[Cast, MorePlaces]:
    """The cast with everyone who was there, and the two workplaces."""
    shop = actions.add_workplace(session, None, name="Mill Lane shop", zone="Europe/London", jurisdiction="uk")
    garden = actions.add_workplace(session, None, name="Garden café", zone="Europe/London", jurisdiction="uk")
    people: dict[str, Person] = {
        member.name.split()[0]: actions.add_person(
            session,
            None,
            name=member.name,
            email=member.email,
            roles=[str(role) for role in member.roles],
            workplace=(shop, garden)[place % 2],
            password_hash=password_hash,
        )
        for place, member in enumerate(MORE_MEMBERS)
    }
    return Cast(cast.hotel, cast.centre, cast.people | people), MorePlaces(shop, garden)
