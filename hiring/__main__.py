"""The `hiring` command, also as `python -m hiring`. What needs no house, a spreadsheet's analysis, opens none."""

import os
import sys
from importlib import import_module

# One thread of linear algebra: left at their default, the threads of BLAS fight over a small machine. Before numpy.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


def main() -> None:
    """Opening the house takes two seconds to import, which somebody with a spreadsheet need not wait for."""
    if sys.argv[1:2] == ["analyse"]:
        import_module("hiring.analyse.command").analyse(sys.argv[2:], prog_name="hiring analyse")
    else:
        import_module("hiring.cli").main(prog_name="hiring")


if __name__ == "__main__":
    main()
