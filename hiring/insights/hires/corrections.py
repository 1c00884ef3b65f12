"""What the relation would be without what hiring and rating do to it: each by itself, with what it assumes."""

from __future__ import annotations

from hiring.insights.hires.reading import HiresRead
from hiring.measurement import sentences
from hiring.measurement.outcomes.relations import MANAGERS_AGREE, InterviewRelation, spread_lost
from hiring.measurement.outcomes.validity import disattenuated, unrestricted
from hiring.measurement.sentences import predictions


def corrections(overall: InterviewRelation, read: HiresRead) -> list[str]:
    """Sentences for the fold; none where nothing was observed. The two are never put together."""
    if overall.observed is None:
        return []
    says = []
    hired = read.hires.dropna(subset=["interview", "work"])
    ratio = spread_lost(read.totals["total"].tolist(), hired["interview"].tolist())
    if ratio is None:
        says.append("We couldn't correct for the people who weren't hired.")
    else:
        corrected = sentences.corrected(unrestricted(overall.observed, ratio), sentences.RESTRICTION)
        says.append(f"{corrected} {predictions.RESTRICTION_ASSUMES}")
    corrected = sentences.corrected(disattenuated(overall.observed, MANAGERS_AGREE), sentences.ATTENUATION)
    return [*says, f"{corrected} {predictions.ATTENUATION_ASSUMES}"]
