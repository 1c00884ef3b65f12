"""Every answer of the finished panels with what it means: read once, until a panel is finished or reopened."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.orm import Session, selectinload, undefer

from hiring.accounts.models import Person
from hiring.candidates.models import Application
from hiring.candidates.policy import own_candidates
from hiring.interviews.queries import applications_owed_by
from hiring.measurement.libraries import pd
from hiring.openings.models import Opening
from hiring.panels.pooled_model.queries import answers, finished_so_far, opening_weights
from hiring.rubrics.edition import Edition
from hiring.rubrics.models import RubricVersion
from hiring.rubrics.queries import edition_of
from hiring.rubrics.reference import Reference
from hiring.rubrics.values import Wording

_SENTENCE, _SHORT, _TOO_SHORT = re.compile(r"(?<=[.?!]) "), 110, 30


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question's words and where they stand: the latest version that asks them."""

    key: str
    version_id: str
    reference: str
    text: str
    criterion: str

    @property
    def short(self) -> str:
        """Its first sentence, for lists: a scene is told on its own page."""
        first, *rest = _SENTENCE.split(self.text, maxsplit=2)
        first = f"{first} {rest[0]}" if rest and len(first) < _TOO_SHORT else first
        return first if len(first) <= _SHORT else f"{first[:_SHORT].rsplit(' ', 1)[0]} …"

    @property
    def address(self) -> dict[str, str]:
        """The arguments of its page's address."""
        parts = Reference.parse(self.reference)
        return {"version_id": self.version_id, "criterion": parts.criterion, "question": parts.question}


@dataclass(frozen=True, slots=True)
class Editions:
    """What criteria and questions of all versions mean.

    `meanings` is (version, criterion) → structure hash, which `titles` names; `wordings` is (version, reference) → what
    a question is known by wherever it's asked in these words, and `questions` its text.
    """

    meanings: Mapping[tuple[str, str], str]
    titles: Mapping[str, str]
    wordings: Mapping[tuple[str, str], str]
    questions: Mapping[str, AskedQuestion]


@dataclass(frozen=True)
class FinishedPanels:
    """`answers` has `candidate` (the application), `interviewer`, `criterion`, `question` and `score`.

    `means` has a row for each `application`, `opening` and `criterion`: the `mark`, over interviewers. `opening_of`,
    `version_of` and `place_of` are of applications, `weights` of openings.
    """

    answers: pd.DataFrame
    means: pd.DataFrame
    opening_of: Mapping[str, str]
    version_of: Mapping[str, str]
    place_of: Mapping[str, str]
    weights: Mapping[str, Mapping[str, float]]
    editions: Editions


_known: WeakKeyDictionary[Any, tuple[Any, FinishedPanels]] = WeakKeyDictionary()


def finished_panels(session: Session) -> tuple[tuple[Any, ...], FinishedPanels]:
    """What the panels were when they were read, and the panels. The same whoever asks."""
    bind, so_far = session.get_bind(), finished_so_far(session)
    known = _known.get(bind)
    if known is None or known[0] != so_far:
        known = (so_far, _read(session))
        _known[bind] = known
    return so_far, known[1]


def rows_of(frame: pd.DataFrame) -> list[Any]:
    """The rows of a frame, each with its columns by name."""
    return list(frame.itertuples(index=False))


def unknown_to(session: Session, reader: Person) -> set[str]:
    """Ids of applications that this reader must learn nothing of: their own, and those they owe a scorecard for.

    Restricted people stay in: nothing here names them, and the figures are the same once they're erased.
    """
    owed, own = applications_owed_by(reader), own_candidates(reader)
    hidden = sa.or_(Application.id.in_(owed), Application.candidate_id.in_(own))
    return set(session.scalars(sa.select(Application.id).where(hidden)))


def wording_key(edition: Edition, reference: str) -> str:
    """What a question is known by in every rubric that asks it in the same words."""
    wording = Wording.of(edition, reference)
    return f"{wording.criterion}/{wording.question}/{wording.words}"


def _read(session: Session) -> FinishedPanels:
    marks = answers(session)
    place = sa.func.coalesce(Application.workplace_id, Opening.workplace_id)
    chosen = sa.select(Application.id, Opening.id, Opening.version_id, place)
    rows = session.execute(chosen.join(Opening, Application.opening_id == Opening.id)).all()
    opening_of = {application: opening for application, opening, _, _ in rows}
    by_interviewer = marks.groupby(["candidate", "interviewer", "criterion"], as_index=False)["score"].mean()
    means = by_interviewer.groupby(["candidate", "criterion"], as_index=False)["score"].mean()
    means = means.rename(columns={"candidate": "application", "score": "mark"})
    means.insert(1, "opening", means["application"].map(opening_of))
    return FinishedPanels(
        answers=marks,
        means=means,
        opening_of=opening_of,
        version_of={application: version for application, _, version, _ in rows},
        place_of={application: workplace for application, _, _, workplace in rows},
        weights=opening_weights(session),
        editions=_editions(session),
    )


def _editions(session: Session) -> Editions:
    """Where two meanings share a title, the later one has the version it came with behind it."""
    oldest_first = sa.select(RubricVersion).order_by(RubricVersion.published_at, RubricVersion.id)
    options = (undefer(RubricVersion.content), selectinload(RubricVersion.criteria))
    meanings: dict[tuple[str, str], str] = {}
    titles: dict[str, str] = {}
    wordings: dict[tuple[str, str], str] = {}
    questions: dict[str, AskedQuestion] = {}
    for version in session.scalars(oldest_first.options(*options)):
        edition = edition_of(version)
        for criterion in version.criteria:
            title, meaning = edition.criterion(criterion.key).title, criterion.structure_hash
            meanings[version.id, criterion.key] = meaning
            if meaning not in titles:
                later = f"{title} (from {version.title}, version {version.number})"
                titles[meaning] = later if title in titles.values() else title
        for reference in edition.references():
            key = wordings[version.id, reference] = wording_key(edition, reference)
            title = edition.criterion(Reference.parse(reference).criterion).title
            questions[key] = AskedQuestion(key, version.id, reference, edition.question(reference).text, title)
    return Editions(meanings, titles, wordings, questions)
