"""A pasted list of people: what each line says, what is wrong with it, and what it should become. Pure."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hiring.accounts.values import Role
from hiring.foundation import text
from hiring.foundation.addresses import mailbox_key

MOST_LINES = 300
_BETWEEN = re.compile(r"[\t;,|]")
_ADDRESS = re.compile(r"[^\s<>,;|]+@[^\s<>,;|]+")
_AND = re.compile(r"\s*(?:,|;|/|&|\+|\band\b)\s*", re.IGNORECASE)
_HEADINGS = {"name", "email", "e-mail", "address", "role", "roles"}
# What people write for a role, besides its own name.
_ALSO = {
    "admin": Role.ADMINISTRATOR,
    "human resources": Role.HR,
    "head of hr": Role.HR_LEAD,
    "hr manager": Role.HR_LEAD,
    "interviewers": Role.INTERVIEWER,
    "line manager": Role.MANAGER,
    "shop manager": Role.MANAGER,
}


@dataclass(frozen=True, slots=True)
class PastedPerson:
    """One line. `remark` says what we made of it; `needs_role` that a role has to be chosen in the row."""

    line: int
    name: str
    email: str
    roles: tuple[Role, ...] = ()
    remark: str = "new"
    needs_role: bool = False
    is_out: bool = False

    @property
    def key(self) -> str:
        """How the controls of the row are named."""
        return self.email.lower() or str(self.line)

    @property
    def role_words(self) -> str:
        return ", ".join(role.label if role in {Role.HR, Role.HR_LEAD} else role.label.lower() for role in self.roles)

    @property
    def can_be_added(self) -> bool:
        return not self.is_out and not self.needs_role


def read_people(pasted: str, known: Mapping[str, str], chosen: Mapping[str, str]) -> list[PastedPerson]:
    """Every line with something in it. `known` is mailbox key → name of those who are here already, `chosen` the role
    that was picked in a row, by its key."""
    lines = [(number, line) for number, line in enumerate(pasted.splitlines(), start=1) if line.strip()]
    read: list[PastedPerson] = []
    first: dict[str, PastedPerson] = {}
    for number, line in lines:
        if number == lines[0][0] and _is_heading(line):
            continue
        person = _read(number, line, chosen)
        key = mailbox_key(person.email)
        if not person.is_out and key in known:
            person = _out(person, f"already here: {known[key]}")
        elif not person.is_out and key in first:
            person = _out(person, f"same email as {first[key].name}, line {first[key].line}")
        elif not person.is_out:
            first[key] = person
        read.append(person)
    return read


def _read(number: int, line: str, chosen: Mapping[str, str]) -> PastedPerson:
    address = _ADDRESS.search(line)
    if address is None:
        return PastedPerson(number, text.tidy(line), "", remark="there's no email address in this line", is_out=True)
    email = address.group().strip("<>()\"'.").lower()
    name = text.tidy(_BETWEEN.sub(" ", line[: address.start()].rstrip(" <("))).strip("\"' ")
    words = list(_role_words(line[address.end() :]))
    if not name:
        return PastedPerson(number, "", email, remark="there's no name before the email", is_out=True)
    called = [(word, role_called(word)) for word in ([chosen[email]] if chosen.get(email) else words)]
    unknown = [word for word, role in called if role is None]
    roles = {role for _, role in called if role is not None}
    if unknown:
        remark = f"“{unknown[0]}” isn't a role. Choose one."
        return PastedPerson(number, name, email, remark=remark, needs_role=True)
    if not roles:
        return PastedPerson(number, name, email, remark="There's no role. Choose one.", needs_role=True)
    return PastedPerson(number, name, email, tuple(role for role in Role if role in roles))


def _role_words(rest: str) -> Iterator[str]:
    for part in _AND.split(_BETWEEN.sub(",", rest.strip(" >)\t\"'"))):
        if word := part.strip(" >)\"'"):
            yield word


def role_called(word: str) -> Role | None:
    """The role that a word names, however it is written."""
    plain = " ".join(word.lower().replace("_", " ").replace("-", " ").split())
    by_name = {role.value.replace("_", " "): role for role in Role}
    return by_name.get(plain) or _ALSO.get(plain)


def _is_heading(line: str) -> bool:
    words = {part.strip().lower() for part in _BETWEEN.split(line)}
    return "@" not in line and bool(words & _HEADINGS)


def _out(person: PastedPerson, remark: str) -> PastedPerson:
    return PastedPerson(person.line, person.name, person.email, person.roles, remark, is_out=True)
