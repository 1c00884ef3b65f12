"""Who of the cast may, in the words of the guard table."""

from dataclasses import dataclass

from tests.cast import Cast

EVERYBODY = frozenset(name for name in Cast.__annotations__ if name != "harbour")
HR = {"hr", "hr_lead", "second_hr"}
INTERVIEWERS = {"panellist", "second_panellist", "elsewhere"}
MANAGERS = {"manager", "stranger"}


@dataclass(frozen=True)
class Row:
    """Who may, and what the others get: 403 where the page is no secret, 404 where the thing is."""

    allowed: frozenset[str]
    others: int = 403
    insiders: frozenset[str] = frozenset()  # who know that it exists, and get 403 where others get 404

    def told(self, name: str) -> int:
        return 403 if name in self.insiders else self.others


def row(*allowed: set[str], others: int = 403, insiders: set[str] = frozenset()) -> Row:
    return Row(frozenset().union(*allowed), others, frozenset(insiders))


ADMIN = row({"administrator"})
ACCOUNT = row({"administrator"}, others=404)
PLACES = row({"administrator", "hr_lead"})
PLACE = row({"administrator", "hr_lead"}, others=404)
OF_HR = row(HR)
OF_HR_HIDDEN = row(HR, others=404)
OWN_CARD = row({"panellist"}, others=404)
PANEL = {"panellist", "second_panellist"}
OF_PANEL = row(HR, PANEL, others=404)
OF_DECISION = row(HR, others=404, insiders=PANEL)
FOLLOWED = row(HR, {"manager", "area"}, others=404)
# An area manager sees the probation and records nothing of it.
LEAVING = row(HR, {"manager"}, others=404, insiders={"area"})
BY_MANAGER = row({"manager"}, others=404, insiders=HR | {"area"})
OVERSEEN = row(HR, others=404, insiders={"manager", "area"})
