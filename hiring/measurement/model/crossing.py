"""Who met who, as a matrix: dense when it is small, sparse when it is not."""

from __future__ import annotations

from typing import Any, Protocol

from hiring.measurement.libraries import np, sparse
from hiring.measurement.ratings import FloatArray, IntArray

_DENSE_ENTRIES = 1_000_000
# Working memory of one gathered block, in entries.
_BLOCK = 1_000_000


class Crossing(Protocol):
    """A matrix M, with one row for each level of the eliminated factor, as the equations use it.

    Entries are counts of ratings; vectors and results are floats. Made by `crossing`.
    """

    def gram(self, weight: FloatArray) -> FloatArray:
        """M' diag(weight) M, dense, shape (columns, columns); `weight` has one entry a row."""

    def quadratic(self, inner: FloatArray) -> FloatArray:
        """m' inner m for every row m of M, one entry a row; `inner` is symmetric, shape (columns, columns)."""

    def dot(self, right: FloatArray) -> FloatArray:
        """M @ right, for one vector of an entry a column or for several side by side."""

    def t_dot(self, left: FloatArray) -> FloatArray:
        """M' @ left, for one vector of an entry a row or for several side by side."""

    def rows(self, index: IntArray) -> FloatArray:
        """The rows of M at `index`, dense, shape (len, columns)."""


class DenseCrossing(Crossing):
    """Up to a million entries, or so full that a sparse matrix would not be smaller: plain products."""

    def __init__(self, matrix: FloatArray) -> None:
        self._matrix = matrix

    def gram(self, weight: FloatArray) -> FloatArray:
        return np.asarray(self._matrix.T @ (weight[:, None] * self._matrix), dtype=np.float64)

    def quadratic(self, inner: FloatArray) -> FloatArray:
        return np.asarray(np.einsum("ij,ij->i", self._matrix @ inner, self._matrix))

    def dot(self, right: FloatArray) -> FloatArray:
        return self._matrix @ right

    def t_dot(self, left: FloatArray) -> FloatArray:
        return self._matrix.T @ left

    def rows(self, index: IntArray) -> FloatArray:
        return self._matrix[index]


class SparseCrossing(Crossing):
    """Rows with few entries; the work of `quadratic` grows with the sum of their squares."""

    def __init__(self, matrix: Any) -> None:
        self._matrix = matrix.tocsr()
        self._transposed = self._matrix.T.tocsr()
        lengths = np.diff(self._matrix.indptr)
        self._alike = [(int(k), np.flatnonzero(lengths == k)) for k in np.unique(lengths) if k]

    def gram(self, weight: FloatArray) -> FloatArray:
        weighted = self._transposed.copy()
        weighted.data *= weight[weighted.indices]
        return np.asarray((weighted @ self._matrix).toarray())

    def quadratic(self, inner: FloatArray) -> FloatArray:
        total = np.zeros(self._matrix.shape[0])
        flat, width = inner.ravel(), inner.shape[1]
        for k, rows in self._alike:
            for start in range(0, len(rows), max(1, _BLOCK // k**2)):
                block = rows[start : start + max(1, _BLOCK // k**2)]
                place = self._matrix.indptr[block][:, None].astype(np.int64) + np.arange(k)
                column, value = self._matrix.indices[place].astype(np.int64), self._matrix.data[place]
                pairs = flat[column[:, :, None] * width + column[:, None, :]]
                total[block] = np.einsum("ia,iab,ib->i", value, pairs, value, optimize=False)
        return total

    def dot(self, right: FloatArray) -> FloatArray:
        return np.asarray(self._matrix @ right)

    def t_dot(self, left: FloatArray) -> FloatArray:
        return np.asarray(self._transposed @ left)

    def rows(self, index: IntArray) -> FloatArray:
        return np.asarray(self._matrix[index].toarray())


def crossing(parts: list[tuple[IntArray, IntArray, int]], height: int) -> Crossing:
    """The matrix of how often row and column codes occur together, the parts side by side.

    Each of `parts` has row codes, column codes and its number of columns, one entry a rating in both arrays; a column
    code of -1 is left out. The result has `height` rows; it is dense where it is small or full, else sparse.
    """
    width = sum(part[2] for part in parts)
    entries = sum(len(part[0]) for part in parts)
    if height * width <= max(_DENSE_ENTRIES, 3 * entries):
        blocks = [counted(row, column, height, columns) for row, column, columns in parts]
        return DenseCrossing(np.hstack(blocks))
    return SparseCrossing(sparse.hstack([_sparse(*part, height) for part in parts], format="csr"))


def counted(row: IntArray, column: IntArray, height: int, width: int) -> FloatArray:
    """How often each pair of codes occurs, dense, shape (height, width); column codes of -1 are left out.

    One entry a rating in both arrays, from 0 to `height` - 1 and from -1 to `width` - 1.
    """
    keep = column >= 0
    if not keep.all():
        row, column = row[keep], column[keep]
    counts = np.bincount(row * width + column, minlength=height * width).reshape(height, width)
    return counts.astype(np.float64)


def _sparse(row: IntArray, column: IntArray, width: int, height: int) -> Any:
    keep = column >= 0
    ones = np.ones(int(keep.sum()))
    return sparse.coo_array((ones, (row[keep], column[keep])), shape=(height, width)).tocsr()
