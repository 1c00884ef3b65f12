"""Several erasures: asked for at once, and read on one page by a second person, who answers each in its own write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from hiring.accounts.models import Person
from hiring.candidates.models import Candidate
from hiring.foundation.database import writing
from hiring.foundation.grammar import in_figures, listed
from hiring.foundation.records.approvals import TextHasChanged, digest_of
from hiring.privacy import erasures, mentions, policy
from hiring.privacy.due import KeptCandidate, group_title, kept_candidate, kept_candidates
from hiring.privacy.gathering import same_person
from hiring.privacy.models import ErasureProposal
from hiring.privacy.values import ErasureReason

MOST, MOST_NAMED = 50, 5


@dataclass(frozen=True, slots=True)
class ErasureShown:
    """All that a second person reads of one erasure before they agree."""

    proposal: ErasureProposal
    kept: KeptCandidate | None
    doubtful: list[tuple[str, str]]
    digest: str


@dataclass(frozen=True, slots=True)
class ErasureGroup:
    """Erasures that wait, of people who were last kept for the same job at the same place."""

    title: str
    proposals: tuple[ErasureProposal, ...]

    @property
    def size(self) -> int:
        return len(self.proposals)

    @property
    def key(self) -> str:
        """What its checkbox sends. The page that's answered on shows every name again."""
        return digest_of({"title": self.title})[:16]


@dataclass(slots=True)
class ErasuresAnswered:
    """How many were answered; which were left alone, and of these the names whose record had changed."""

    done: int = 0
    left: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def says(self, *, approved: bool) -> list[str]:
        """What was done and what wasn't. A few names stand for many: a message is kept in a cookie, and it's small."""
        sentences = []
        if self.done:
            people = in_figures(self.done, "person", "people")
            sentences.append(f"Everything about {people} is erased." if approved else f"You've kept {people}.")
        if self.changed:
            more = len(self.changed) - MOST_NAMED
            names = self.changed[:MOST_NAMED] + ([in_figures(more, "other")] if more > 0 else [])
            changed = f"Something has changed about {listed(names)} since you opened this."
            sentences.append(f"{changed} Read it again, then answer.")
        return sentences


def propose_due(session: Session, person: Person, candidate_ids: Sequence[str]) -> tuple[int, list[str]]:
    """Propose everyone ticked; how many people that is, and the ids of those who can't be erased now. Someone who was
    added twice is asked about once."""
    number, asked, refused = 0, set[str](), list[str]()
    for candidate_id in candidate_ids:
        if candidate_id in asked:
            continue
        candidate = session.get_one(Candidate, candidate_id)
        try:
            erasures.propose(session, person, candidate, ErasureReason.DUE)
        except erasures.ErasureRefused:
            refused.append(candidate_id)
            continue
        number += 1
        asked |= {each.id for each in same_person(session, candidate)}
    return number, refused


def reasons_against(session: Session, due: Sequence[KeptCandidate], candidate_ids: Sequence[str]) -> dict[str, str]:
    """Candidate id → why they can't be erased now, of those of the list who were refused."""
    refused = [session.get_one(Candidate, kept.id) for kept in due if kept.id in set(candidate_ids[:MOST])]
    return {candidate.id: _refusal_of(session, candidate, ErasureReason.DUE) for candidate in refused}


def groups_to_answer(session: Session, person: Person) -> list[ErasureGroup]:
    """What waits for this person's answer, grouped as the list of who is due; the group that waits longest first."""
    waiting = [each for each in erasures.proposals_for(session, person) if each.proposed_by_id != person.id]
    everyone = kept_candidates(session, Candidate.id.in_([each.candidate_id for each in waiting]))
    kept = {each.id: each for each in everyone}
    groups: dict[str, list[ErasureProposal]] = {}
    for proposal in waiting:
        groups.setdefault(group_title(kept.get(proposal.candidate_id)), []).append(proposal)
    return [ErasureGroup(title, tuple(sorted(each, key=_by_name))) for title, each in groups.items()]


def _by_name(proposal: ErasureProposal) -> tuple[str, str]:
    return proposal.candidate.sort_name, proposal.id


def first_to_answer(session: Session, person: Person) -> list[str]:
    """The proposals that have waited longest, as many as are answered at once, without the reader's own."""
    waiting = [each.id for each in erasures.proposals_for(session, person) if each.proposed_by_id != person.id]
    return waiting[:MOST]


def read(session: Session, person: Person, proposal_ids: Sequence[str]) -> tuple[list[ErasureShown], list[str]]:
    """What's to be read of each, and a sentence for each that this person can't answer here, or not now."""
    shown: list[ErasureShown] = []
    refused: list[str] = []
    of_these = sa.select(ErasureProposal).join(Candidate).where(ErasureProposal.id.in_(proposal_ids[:MOST]))
    for proposal in session.scalars(of_these.order_by(Candidate.sort_name, ErasureProposal.id)):
        if not policy.may_know_of_erasure(person, proposal):
            continue
        sentence = _in_the_way(session, person, proposal)
        if sentence:
            refused.append(sentence)
        else:
            shown.append(_shown(session, proposal))
    return shown, refused


def _shown(session: Session, proposal: ErasureProposal) -> ErasureShown:
    candidate = proposal.candidate
    kept = kept_candidate(session, [each.id for each in same_person(session, candidate)])
    return ErasureShown(proposal, kept, mentions.doubtful(session, candidate), erasures.digest_shown(session, proposal))


def _in_the_way(session: Session, person: Person, proposal: ErasureProposal) -> str:
    """Why this person can't answer it here; empty where they can."""
    name = proposal.candidate.name
    if proposal.ended_at is not None and proposal.candidate.erased_at is not None:
        return "One of them has been erased in the meantime."
    if proposal.ended_at is not None:
        return f"Someone has answered about {name} in the meantime: they're kept."
    if proposal.proposed_by_id == person.id:
        return f"You asked to erase {name}, so someone else answers."
    if not policy.can_answer_erasure(person, proposal):
        return f"You still have a scorecard to seal for {name}."
    return _refusal_of(session, proposal.candidate, ErasureReason(proposal.reason))


def _refusal_of(session: Session, candidate: Candidate, reason: ErasureReason) -> str:
    try:
        erasures.refuse_unless_erasable(session, candidate, reason)
    except erasures.ErasureRefused as refused:
        return refused.sentence
    return ""


def answer_each(person: Person, shown: Mapping[str, str], *, approved: bool) -> ErasuresAnswered:
    """Answer each as on its own page, by the digest of what was shown. One that's refused leaves the others alone."""
    answered = ErasuresAnswered()
    for proposal_id, digest in list(shown.items())[:MOST]:
        name = ""
        try:
            with writing() as session:
                proposal = session.get(ErasureProposal, proposal_id)
                if proposal is None or not policy.may_know_of_erasure(person, proposal):
                    continue
                name = proposal.candidate.name
                if not _has_answered(person, proposal, approved=approved):
                    if _in_the_way(session, person, proposal):
                        answered.left.append(proposal_id)
                        continue
                    erasures.answer(session, person, proposal, approved=approved, shown_digest=digest)
            answered.done += 1
        except TextHasChanged:
            answered.changed.append(name)
            answered.left.append(proposal_id)
    return answered


def _has_answered(person: Person, proposal: ErasureProposal, *, approved: bool) -> bool:
    """Whether this very answer was given before: the same page was sent twice."""
    is_erased = proposal.candidate.erased_at is not None
    return proposal.ended_at is not None and proposal.ended_by_id == person.id and is_erased == approved
