"""Runs every benchmark and prints one table: what was measured, the bar, the ratio."""

import importlib
import os
import sys

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")

MODULES = (
    *("startup", "backups", "scorecard", "seals", "typists", "comparison", "lists", "candidate_file"),
    *("hire", "measurement", "first_look", "journal", "probations", "insights"),
)


def main(wanted: list[str]) -> int:
    print(f"{'what':<72} {'bar':>22} {'measured':>14} {'of the bar':>10}")
    for module in wanted or MODULES:
        for name, bar, measured, ratio in importlib.import_module(f"tests.bench.{module}").rows():
            print(f"{name:<72} {bar:>22} {measured:>14} {ratio:>10}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
