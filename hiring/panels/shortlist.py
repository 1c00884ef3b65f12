"""A few candidates of an opening against each other: the chance of each to be truly the best. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiring.measurement import sentences
from hiring.panels.comparison_table import NamedApplication
from hiring.panels.pooled_model.model import Model

MOST = 6


@dataclass(frozen=True, slots=True)
class Shortlist:
    best: str
    pairs: tuple[str, ...]


def shortlist_of(
    model: Model, opening: str, weights: Mapping[str, float], chosen: Sequence[NamedApplication]
) -> Shortlist | None:
    """None where the finished panels are too few, or do not hold a total of everybody chosen."""
    names = {named.application: named.name for named in chosen}
    best, pairs = model.chances(opening, weights, list(names))
    if not best:
        return None
    return Shortlist(
        sentences.shortlist([(names[application], chance) for application, chance in best]),
        tuple(sentences.better(names[one], names[other], chance) for one, other, chance in pairs),
    )
