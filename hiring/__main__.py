"""The `hiring` command, also as `python -m hiring`."""

import os

from hiring import cli

# One thread of linear algebra: left at their default, the threads of BLAS fight over a small machine. Before numpy,
# which no module above imports.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")


def main() -> None:
    """Run the command named on the command line."""
    cli.main(prog_name="hiring")


if __name__ == "__main__":
    main()
