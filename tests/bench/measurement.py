"""The statistics beside a numpy floor, pandas, and whatever else is installed at this moment."""

from __future__ import annotations

import hiring.measurement  # isort: skip  # first: it pins BLAS before numpy is imported

import importlib.util
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from hiring.measurement.analysis import analyse
from hiring.measurement.consistency.alpha import alpha
from hiring.measurement.model.crossed import CrossedFit, fit_crossed
from hiring.measurement.scoring.cells import moments

assert hiring.measurement

Row = tuple[str, str, str, str]
_LME4 = (
    "suppressMessages(library(lme4)); d <- read.csv(commandArgs(TRUE)[1]); "
    "cat(system.time(ranef(lmer(score ~ (1|candidate) + (1|interviewer), d), condVar=TRUE))[['elapsed']])"
)
# Two crossed factors as components of one group that holds everybody, which is how statsmodels wants them.
_STATSMODELS = """
import sys, time, warnings, pandas, statsmodels.formula.api as api
warnings.simplefilter("ignore")
marks = pandas.read_csv(sys.argv[1]).assign(all=1)
began = time.perf_counter()
parts = {"candidate": "0 + C(candidate)", "interviewer": "0 + C(interviewer)"}
api.mixedlm("score ~ 1", marks, groups="all", re_formula="0", vc_formula=parts).fit(reml=True)
print(time.perf_counter() - began)
"""
_PATIENCE = 60
# lme4 needs two to four minutes for the largest of these, and the bench takes its own time as it is.
_MORE_PATIENCE = 300
_MOST_DENSE = 100_000


def rows() -> Iterator[Row]:
    """What was measured, the bar, the figure, and its share of the bar (below 1 is good)."""
    yield from _cells(1_000_000)
    yield from _cells(5_000_000)
    yield from _organisation()
    yield from _model("Core model with all SEs, 73,000 ratings of 3,000 × 1,100", 3_000, 1_100, 73_000, 1.0)
    yield from _model("Core model with all SEs, 863,000 ratings of 50,000 × 2,000", 50_000, 2_000, 863_000, 10.0)
    yield _memory(50_000, 2_000, 863_000)
    yield _whole_analysis("Analysis of 8 × 3 × 400 criteria", _many_criteria(), 6.0)
    yield _whole_analysis("Analysis of 20,000 ratings of 5,000 × 5,000", _thousands(), 5.0)
    yield from _beside(_thousands(), _MORE_PATIENCE)
    yield _memory(5_000, 5_000, 20_000, bar=400)
    yield from _command("The whole command, 863,284 ratings of 50,000 × 2,000", (50_000, 2_000, 863_284), 12.0, 700)
    yield from _command("The whole command, 170,040 ratings of 20,000 × 1,000", (20_000, 1_000, 170_040), 5.0, 700)
    yield from _alpha()


def _best(act: Callable[[], object], rounds: int = 5) -> float:
    """Least CPU seconds of some runs: one thread does it all, and the machine is shared."""
    took = []
    for _ in range(rounds):
        began = time.process_time()
        act()
        took.append(time.process_time() - began)
    return min(took)


def _against(name: str, ours: float, bar: float, bar_text: str) -> Row:
    return name, bar_text, _seconds(ours), f"{ours / bar:.2f}"


def _seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def _cells(n: int) -> Iterator[Row]:
    rng = np.random.default_rng(1)
    criteria, panel = 4, 5
    people = n // (criteria * panel)
    order = rng.permutation(n)
    candidate = np.repeat(np.arange(people), criteria * panel)[order]
    criterion = np.tile(np.repeat(np.arange(criteria), panel), people)[order]
    score = rng.integers(1, 6, n).astype(np.float64)
    cells = people * criteria

    def floor() -> object:
        cell = candidate * criteria + criterion
        count = np.bincount(cell, minlength=cells)
        mean = np.bincount(cell, weights=score, minlength=cells) / count
        return np.sqrt(np.bincount(cell, weights=score * score, minlength=cells) / count - mean**2)

    lowest = _best(floor)
    ours = _best(lambda: moments(candidate * criteria + criterion, score, cells))
    name = f"Panel cells, {n // 1_000_000} M ratings"
    yield _against(f"{name}, beside a numpy bincount floor of {_seconds(lowest)}", ours, 2 * lowest, "≤ 2 × floor")
    frame = pd.DataFrame({"candidate": candidate, "criterion": criterion, "score": score})
    wanted = ["mean", "std", "count", "min", "max"]
    others = _best(lambda: frame.groupby(["candidate", "criterion"])["score"].agg(wanted), 1)
    yield _against(f"{name}, beside pandas groupby at {_seconds(others)}", ours, others / 3, "≤ pandas / 3")
    for library, act in _other_tables(frame):
        other = _best(act, 2)
        yield f"  ({library}, the same table)", "–", _seconds(other), f"{other / lowest:.1f} × floor"


def _other_tables(frame: pd.DataFrame) -> Iterator[tuple[str, Callable[[], object]]]:
    if importlib.util.find_spec("polars"):
        import polars

        table = polars.from_pandas(frame)
        score = polars.col("score")
        yield "polars", lambda: table.group_by("candidate", "criterion").agg(
            score.mean().alias("mean"), score.std().alias("sd"), score.len().alias("n"),
            score.min().alias("low"), score.max().alias("high"),
        )  # fmt: skip
    if importlib.util.find_spec("duckdb"):
        import duckdb

        house = duckdb.connect()
        house.register("marks", frame)
        query = "select candidate, criterion, avg(score), stddev(score), count(*), min(score), max(score) from marks"
        yield "DuckDB", lambda: house.sql(f"{query} group by all").fetchnumpy()


def _drawn(people: int, panel: int, n: int) -> pd.DataFrame:
    rng = np.random.default_rng(2)
    sizes = np.full(people, n // people)
    sizes[: n - int(sizes.sum())] += 1
    met = np.concatenate([rng.choice(panel, size, replace=False) for size in sizes])
    who = np.repeat(np.arange(people), sizes)
    score = 3 + rng.normal(0, 0.53, people)[who] + rng.normal(0, 0.3, panel)[met] + rng.normal(0, 0.52, n)
    return pd.DataFrame({"candidate": who, "interviewer": met, "score": score})


def _fitted(marks: pd.DataFrame, start: CrossedFit | None = None) -> CrossedFit:
    fit = fit_crossed(marks, start=start)
    assert fit.candidates["adjusted_se"].notna().all()
    assert fit.interviewers["se"].notna().all()
    return fit


def _organisation() -> Iterator[Row]:
    marks = _drawn(300, 40, 900)
    fit = _fitted(marks)
    cold, warm = _best(lambda: _fitted(marks), 30), _best(lambda: fit_crossed(fit.data, start=fit), 60)
    yield _against("One organisation, 300 × 40, all SEs and tables", cold, 0.020, "≤ 20 ms")
    yield _against("  refit from the last one, codes ready", warm, 0.002, "≤ 2 ms")
    yield from _beside(marks)


def _beside(marks: pd.DataFrame, patience: int = _PATIENCE) -> Iterator[Row]:
    for library, took in _other_models(marks, patience):
        yield f"  ({library}, the same model)", "–", took, "–"


def _model(name: str, people: int, panel: int, n: int, bar: float) -> Iterator[Row]:
    marks = _drawn(people, panel, n)
    yield _against(name, _best(lambda: _fitted(marks), 2), bar, f"≤ {bar:g} s")
    if n > 100_000:
        return
    yield from _beside(marks)


def _other_models(marks: pd.DataFrame, patience: int = _PATIENCE) -> Iterator[tuple[str, str]]:
    """Whichever others are installed, on the wall clock and in a process of their own that is stopped in the end."""
    asked = []
    if rscript := shutil.which("Rscript"):
        asked.append(("lme4", [rscript, "-e", _LME4]))
    if importlib.util.find_spec("statsmodels") and len(marks) < _MOST_DENSE:  # it has a dense column for every name
        asked.append(("statsmodels", [sys.executable, "-c", _STATSMODELS]))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.csv"
        marks.to_csv(path, index=False)
        for library, command in asked:
            try:
                found = subprocess.run(
                    [*command, str(path)], capture_output=True, text=True, check=False, timeout=patience
                )
            except subprocess.TimeoutExpired:
                yield library, f"> {patience} s"
                continue
            if found.returncode == 0:
                yield library, _seconds(float(found.stdout))


def _whole_analysis(name: str, ratings: pd.DataFrame, bar: float) -> Row:
    return _against(name, _best(lambda: analyse(ratings, (1.0, 5.0)), 2), bar, f"≤ {bar:g} s")


def _command(name: str, size: tuple[int, int, int], bar: float, memory: int) -> Iterator[Row]:
    """`hiring analyse` from the file to the JSON, in a process of its own: CPU seconds, and the most that it held."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "marks.csv"
        marks = _drawn(*size)
        marks.assign(score=np.clip(np.rint(marks["score"]), 1, 5).astype(int)).to_csv(path, index=False)
        code = (
            "import resource, sys; from hiring.analyse.command import analyse; "
            "analyse([sys.argv[1], '--json'], standalone_mode=False); "
            "held = next(line for line in open('/proc/self/status') if line.startswith('VmHWM')); "
            "used = resource.getrusage(resource.RUSAGE_SELF); "
            "print(used.ru_utime + used.ru_stime, int(held.split()[1]) * 1024 / 1e6, file=sys.stderr)"
        )
        asked = [sys.executable, "-c", f"import hiring.__main__; {code}", str(path)]
        done = subprocess.run(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    seconds, held = map(float, done.stderr.split())
    yield _against(name, seconds, bar, f"≤ {bar:g} s CPU")
    yield "  memory of the whole command", f"≤ {memory} MB", f"{held:.0f} MB", f"{held / memory:.2f}"
    yield from _beside(marks, _MORE_PATIENCE)


def _many_criteria() -> pd.DataFrame:
    rng = np.random.default_rng(6)
    table = pd.MultiIndex.from_product(
        [range(8), range(3), range(400)], names=["candidate", "interviewer", "criterion"]
    ).to_frame(index=False)
    level = rng.normal(3.2, 0.5, (8, 400))[table["candidate"], table["criterion"]]
    return table.assign(score=np.clip(np.rint(level + rng.normal(0, 0.6, len(table))), 1, 5))


def _thousands() -> pd.DataFrame:
    marks = _drawn(5_000, 5_000, 20_000)
    return marks.assign(score=np.clip(np.rint(marks["score"]), 1, 5), criterion="service")


def _memory(people: int, panel: int, n: int, bar: int = 1024) -> Row:
    """The most that a process of its own held that did nothing but draw these marks and fit them."""
    asked = [sys.executable, "-m", "tests.bench.measurement", *map(str, (people, panel, n))]
    peak = float(subprocess.run(asked, stdout=subprocess.PIPE, text=True, check=True).stdout)
    return "  memory of a whole process that fits them", f"≤ {bar} MiB", f"{peak:.0f} MiB", f"{peak / bar:.2f}"


def _peak(people: int, panel: int, n: int) -> float:
    _fitted(_drawn(people, panel, n))
    # Not getrusage: its peak is handed down by the process that started this one.
    held = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(held.split()[1]) / 1024


def _alpha() -> Iterator[Row]:
    counts = np.random.default_rng(3).multinomial(4, [0.1, 0.2, 0.3, 0.2, 0.2], 24_500)
    ours = statistics.median(_best(lambda: alpha(counts, range(1, 6), draws=0), 3) for _ in range(5))
    if importlib.util.find_spec("krippendorff"):
        import krippendorff

        def package() -> Any:
            return krippendorff.alpha(value_counts=counts, value_domain=range(1, 6), level_of_measurement="ordinal")

        theirs, text = _best(package), "≤ krippendorff"
    else:
        theirs, text = 0.0086, "≤ 8.6 ms"
    yield _against("Ordinal alpha, 98,000 ratings, counts given", ours, theirs, text)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(_peak(*map(int, sys.argv[1:])))
    else:
        for row in rows():
            print("{:<86} {:>16} {:>12} {:>12}".format(*row), flush=True)
