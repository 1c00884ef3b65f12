"""numpy, pandas and scipy, imported when they are first used.

They cost a second of CPU, which a server would otherwise spend before its first page and a command before its first
line. Modules of ours take them from here: `from hiring.measurement.libraries import pd`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any


class Library:
    """Stands for a module, and imports it at the first name that is asked of it. Safe from several threads."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        value = getattr(import_module(self._name), attribute)
        self.__dict__[attribute] = value  # the next use is an ordinary look-up
        return value


if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from scipy import optimize, sparse, special
    from scipy.linalg import lapack
    from scipy.sparse import csgraph
else:
    np = Library("numpy")
    pd = Library("pandas")
    sparse = Library("scipy.sparse")
    csgraph = Library("scipy.sparse.csgraph")
    special = Library("scipy.special")
    optimize = Library("scipy.optimize")
    lapack = Library("scipy.linalg.lapack")

__all__ = ["csgraph", "lapack", "np", "optimize", "pd", "sparse", "special"]
