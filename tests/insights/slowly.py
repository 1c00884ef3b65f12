"""The figures of Insights once more from its exports, in plain loops, slow and obvious."""

import csv
import io
import math
import statistics
from collections import Counter, defaultdict
from datetime import date

import numpy as np
import pandas as pd
from scipy.optimize import minimize

from hiring.foundation.figures import coefficient
from tests.exports import marks_in
from tests.measurement import slow


class Exports:
    """What anyone with Insights can download: the hires, and the marks of one opening."""

    def __init__(self, visitor, opening):
        text = visitor.post("/insights/hires.csv", expect=200).answer.get_data(as_text=True)
        every = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
        content = visitor.post(f"/openings/{opening.id}/marks.csv", expect=200).answer.get_data()
        header, rows = marks_in(content)
        self.marks = [dict(zip(header, row, strict=True)) for row in rows]
        lines = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        self.weights = {line[1]: float(line[3]) for line in lines if line[:1] == ["Criterion"]}
        self.impossible = [row for row in every if row["Outcome"].startswith("left out")]
        self.hires = [row for row in every if row not in self.impossible]
        self.criteria = sorted(self.weights)
        self.measures = [name for name in every[0] if name.endswith(", more is better")]
        self.means = self._means()
        self.totals = {
            application: sum(self.weights[title] * mean[title] for title in self.weights) / sum(self.weights.values())
            for application, mean in self.means.items()
            if set(mean) == set(self.weights)
        }

    def _means(self):
        """Application → criterion → question → interviewer's mean → mean over interviewers."""
        given = defaultdict(list)
        for row in self.marks:
            if row["Score"]:
                given[row["Application"], row["Criterion"], row["Interviewer"]].append(float(row["Score"]))
        by_interviewer = defaultdict(list)
        for (application, criterion, _), scores in given.items():
            by_interviewer[application, criterion].append(statistics.fmean(scores))
        means = defaultdict(dict)
        for (application, criterion), scores in by_interviewer.items():
            means[application][criterion] = statistics.fmean(scores)
        return means

    def work(self, row):
        """The last check-in: the mean of what was observed."""
        levels = [float(row[f"{title}: last check-in"]) for title in self.criteria if row[f"{title}: last check-in"]]
        return statistics.fmean(levels) if levels else None

    def yes(self, column):
        """Application → 1 or 0 where it's known; the probation's outcome where `column` is Outcome."""
        words = {"yes": 1, "no": 0, "confirmed": 1, "ended": 0}
        return {row["Application"]: words[row[column]] for row in self.hires if row[column] in words}

    @property
    def outcomes(self):
        """What the page calls it → (application → value, what a yes is called)."""
        measured = {
            name.removesuffix(", more is better"): (
                {row["Application"]: float(row[name]) for row in self.hires if row[name]},
                "",
            )
            for name in self.measures
        }
        return {
            "Confirmed, not ended": (self.yes("Outcome"), "confirmed"),
            "Manager would hire again": (self.yes("Would hire again"), "would hire again"),
            "Still here after 90 days": (self.yes("Stayed 90 days"), "stayed"),
            **measured,
        }

    def cards(self):
        """(Application, interviewer, day of the interview, day of the seal), each card once."""
        keys = ("Application", "Interviewer", "Interviewed on", "Sealed on")
        return sorted({tuple(row[key] for key in keys) for row in self.marks})

    def ratings(self):
        """The long frame of every mark."""
        rows = [(row["Application"], row["Interviewer"], row["Criterion"], float(row["Score"])) for row in self.marks]
        return pd.DataFrame(rows, columns=["candidate", "interviewer", "criterion", "score"])

    def cards_totals(self):
        """Each interviewer's weighted mean for each candidate."""
        given = defaultdict(dict)
        for (candidate, interviewer, criterion), mark in slow.marks(self.ratings()).items():
            given[candidate, interviewer][criterion] = mark
        whole = sum(self.weights.values())
        rows = [
            (*key, sum(self.weights[title] * mark for title, mark in marks.items()) / whole)
            for key, marks in given.items()
        ]
        return pd.DataFrame(rows, columns=["candidate", "interviewer", "score"])


def days(row, since, until):
    if not row[since] or not row[until]:
        return None
    return (date.fromisoformat(row[until]) - date.fromisoformat(row[since])).days


def pearson(pairs):
    x, y = zip(*pairs, strict=True)
    return statistics.correlation(x, y)


def fisher(r, n):
    reach = 1.959964 / math.sqrt(n - 3)
    return math.tanh(math.atanh(r) - reach), math.tanh(math.atanh(r) + reach)


def related(pairs):
    """ "54 people: .43, plausibly .19 to .62"; too few where they are."""
    n = len(pairs)
    if n < 25:
        return f"{n} people: too few to say; 25 would do"
    assert n >= 50, "below that the page draws people anew, which nobody can do again"
    r = pearson(pairs)
    low, high = fisher(r, n)
    return f"{n} people: {coefficient(r)}, plausibly {coefficient(low)} to {coefficient(high)}"


def shrunken(of):
    """Name → r pulled to the mean of all, by DerSimonian and Laird; `of` is name → (r, n)."""
    z = {name: math.atanh(r) for name, (r, _) in of.items()}
    weight = {name: n - 3 for name, (_, n) in of.items()}
    whole = sum(weight.values())
    mean = sum(weight[name] * z[name] for name in of) / whole
    excess = sum(weight[name] * (z[name] - mean) ** 2 for name in of) - (len(of) - 1)
    between = max(0.0, excess / (whole - sum(each**2 for each in weight.values()) / whole))
    total = {name: 1 / (between + 1 / weight[name]) for name in of}
    mean = sum(total[name] * z[name] for name in of) / sum(total.values())
    return {name: math.tanh(mean + (z[name] - mean) * between / (between + 1 / weight[name])) for name in of}


def criterion_row(title, pairs, likelier):
    r, n = pearson(pairs), len(pairs)
    low, high = fisher(r, n)
    return f"{coefficient(r)} {coefficient(low)} to {coefficient(high)} {coefficient(likelier)} {n}"


def ordinal_alpha(units):
    """Krippendorff's alpha of ordered marks; `units` are lists of marks of the same answer."""
    units = [unit for unit in units if len(unit) > 1]
    together = Counter()
    for unit in units:
        for place, mine in enumerate(unit):
            for other, theirs in enumerate(unit):
                if place != other:
                    together[mine, theirs] += 1 / (len(unit) - 1)
    levels = sorted({level for pair in together for level in pair})
    total = {level: sum(together[level, other] for other in levels) for level in levels}
    n = sum(total.values())

    def apart(a, b):
        low, high = min(a, b), max(a, b)
        return (sum(total[each] for each in levels if low <= each <= high) - (total[a] + total[b]) / 2) ** 2

    observed = sum(together[a, b] * apart(a, b) for a in levels for b in levels) / n
    chance = sum(total[a] * total[b] * apart(a, b) for a in levels for b in levels) / (n * (n - 1))
    return 1 - observed / chance


def overlap(cards):
    """k, the harmonic mean of panel sizes, and q, how little panels overlap, counted over every two candidates."""
    met = {candidate: set(of["interviewer"]) for candidate, of in cards.groupby("candidate")}
    inverse = statistics.fmean(1 / len(panel) for panel in met.values())
    shared = sum(
        len(met[a] & met[b]) / (len(met[a]) * len(met[b])) for a in met for b in met if a != b
    )  # fmt: skip
    return 1 / inverse, inverse - shared / (len(met) * (len(met) - 1))


def components(cards):
    """The variances of candidate, interviewer and rest at which REML is best, found by walking: to two decimals."""
    both = [pd.get_dummies(cards[name]).to_numpy(float) for name in ("candidate", "interviewer")]
    y = cards["score"].to_numpy(float)
    parts = [*(each @ each.T for each in both), np.eye(len(y))]
    walk = minimize(
        lambda sd: slow.restricted(y, parts, sd**2), np.array([0.7, 0.2, 0.4]) * y.std(), method="Nelder-Mead",
        options={"xatol": 1e-4, "fatol": 1e-6},
    )  # fmt: skip
    return (walk.x**2).tolist()


def half(numbers):
    return int(statistics.median(numbers))
