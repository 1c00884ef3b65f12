"""Which candidates are linked through shared interviewers, and whether they met the same ones."""

from __future__ import annotations

from hiring.measurement.libraries import csgraph, np, sparse
from hiring.measurement.ratings import BoolArray, IntArray


def networks(
    candidate: IntArray, interviewer: IntArray, candidates: int, interviewers: int
) -> tuple[IntArray, IntArray]:
    """A network number for each candidate and each interviewer, counted from 1 in order of the candidates.

    One entry a mark in both code arrays, which count from 0; `candidates` and `interviewers` are how many there are,
    and who has no mark is a network alone. Two people have the same number when a chain of marks links them; only then
    can leniency be told from merit, and only then may they be compared.
    """
    total = candidates + interviewers
    ends = np.zeros(total + 1, dtype=np.int64)
    np.cumsum(np.bincount(candidate, minlength=total), out=ends[1:])
    met = candidates + interviewer[np.argsort(candidate, kind="stable")]
    graph = sparse.csr_array((np.ones(len(met), dtype=np.int8), met, ends), shape=(total, total))
    _, label = csgraph.connected_components(graph, directed=False)
    seen, first = np.unique(label, return_index=True)
    rank = np.empty(len(seen), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(1, len(seen) + 1)
    number = rank[label]
    return number[:candidates], number[candidates:]


def panels_differ(candidate: IntArray, interviewer: IntArray, network: IntArray) -> BoolArray:
    """For each candidate, whether anybody in the same network met other interviewers, or another number of times.

    Codes as for `networks`, of at least one mark; `network` has one entry a candidate. Where everybody met the same
    people leniency cannot favour anyone, and an adjusted score would say nothing new. Panels are alike exactly when
    every pair that met did so as often as all candidates of the network on average met that interviewer.
    """
    width = int(interviewer.max()) + 1
    pair, times = np.unique(candidate * width + interviewer, return_counts=True)
    people = np.bincount(network)[network[pair // width]]
    uneven = times * people != np.bincount(interviewer)[pair % width]
    return np.isin(network, network[pair[uneven] // width])
