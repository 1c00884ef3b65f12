"""Making things for tests through the rooms' own actions, one function a thing."""

from datetime import date
from typing import Any

from hiring.candidates import actions as candidates
from hiring.candidates.models import Application
from hiring.foundation.database import writing
from hiring.openings import actions as openings
from hiring.openings.models import Opening
from hiring.rubrics import actions as rubrics
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import shipped
from tests.cast import Cast


class Make:
    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def version(self, key: str = "service-attitude") -> RubricVersion:
        with writing() as session:
            return rubrics.publish_rubric(session, self.cast.hr, shipped()[key])

    def opening(self, title: str = "Front desk host", **more: Any) -> Opening:
        version = more.pop("version", None) or self.version()
        people = {
            "workplace": self.cast.harbour,
            "owner": self.cast.hr,
            "manager": self.cast.manager,
            "interviewers": [self.cast.panellist, self.cast.second_panellist],
        }
        with writing() as session:
            return openings.open_opening(session, self.cast.hr, title=title, version=version, **(people | more))

    def application(self, opening: Opening | None = None, name: str = "Amara Osei", **more: Any) -> Application:
        opening = opening or self.opening()
        told = {"email": f"{name.lower().replace(' ', '.')}@candidates.example", "applied_on": date(2026, 10, 2)} | more
        with writing() as session:
            return candidates.add_candidate(session, self.cast.hr, opening, name=name, **told)
