"""Inverses of the symmetric matrices of the mixed-model equations, by Cholesky where they allow it."""

from __future__ import annotations

from hiring.measurement.libraries import lapack, np
from hiring.measurement.ratings import FloatArray

# Share of a fixed effect's ratings that the others leave to it; with less it is taken as one of theirs.
_TOLD = 1e-8


def bordered_inverse(
    left: FloatArray, width: int, ridge: float, scale: float, size: FloatArray
) -> tuple[FloatArray, float]:
    """The inverse of S' left S + ridge, scaled back, and its log-determinant.

    `left` is symmetric, shape (n, n): the inner block of `width` rows, then the fixed effects, of which `size` counts
    the ratings. S multiplies the inner block by `scale`, so that a variance ratio of 0 is no special case; `ridge` is
    added to its diagonal. Fixed effects that others already carry have an inverse of 0. Raises
    `LinAlgError` where the inner block is not positive definite.
    """
    scaled = left.copy()
    scaled[:width] *= scale
    scaled[:, :width] *= scale
    scaled.flat[: width * (len(left) + 1) : len(left) + 1] += ridge
    half, trouble = lapack.dpotrf(scaled.T, lower=1, clean=1, overwrite_a=0)
    pivot = half.diagonal()
    if trouble or not (pivot[width:] ** 2 > _TOLD * size).all():
        return _inverse_by_blocks(left, width, ridge, scale, size)
    log_det = 2.0 * float(np.log(pivot).sum())
    inverse = symmetric(lapack.dpotri(half, lower=1, overwrite_c=1)[0])
    inverse[:width] *= scale
    inverse[:, :width] *= scale
    return inverse, log_det


def symmetric(lower: FloatArray) -> FloatArray:
    """The whole of a symmetric matrix, shape (n, n), from its lower triangle. What stands above that must be 0."""
    middle = lower.diagonal().copy()
    whole: FloatArray = lower + lower.T
    whole.flat[:: len(lower) + 1] = middle
    return whole


def _inverse_by_blocks(
    left: FloatArray, width: int, ridge: float, scale: float, size: FloatArray
) -> tuple[FloatArray, float]:
    """The same where fixed effects are not all told apart."""
    corner = scale**2 * left[:width, :width]
    corner.flat[:: width + 1] += ridge
    half, trouble = lapack.dpotrf(corner, lower=1, clean=1, overwrite_a=0)
    if trouble:
        raise np.linalg.LinAlgError("The equations of the inner factor are not positive definite.")
    log_det = 2.0 * float(np.log(half.diagonal()).sum())
    small = symmetric(lapack.dpotri(half, lower=1, overwrite_c=1)[0])
    edge = scale * left[:width, width:]
    solved = small @ edge
    fixed, fixed_det = _pseudo_inverse(left[width:, width:] - edge.T @ solved, size)
    inverse = np.empty_like(left)
    across = -scale * solved @ fixed
    inverse[:width, :width] = scale**2 * (small + solved @ fixed @ solved.T)
    inverse[:width, width:] = across
    inverse[width:, :width] = across.T
    inverse[width:, width:] = fixed
    return inverse, log_det + fixed_det


def _pseudo_inverse(square: FloatArray, size: FloatArray) -> tuple[FloatArray, float]:
    """Inverse on the range; fixed effects that candidates already carry have none of their own."""
    if len(size) == 1 and square[0, 0] > 1e-10 * size[0]:
        return 1.0 / square, float(np.log(square[0, 0]))
    root = np.sqrt(size)
    value, vector = np.linalg.eigh(square / np.outer(root, root))
    real = value > 1e-10
    if not real.any():
        return np.zeros_like(square), 0.0
    scaled = vector[:, real] / root[:, None]
    log_det = float(np.log(value[real]).sum() + 2.0 * np.log(root).sum())
    return (scaled / value[real]) @ scaled.T, log_det


def symmetric_inverse(matrix: FloatArray, *, definite: bool) -> FloatArray:
    """Of a symmetric matrix without negative eigenvalues, shape (n, n); of a singular one the pseudo-inverse.

    `definite` says that it should be far from singular, which several times faster Cholesky can then do.
    """
    if definite:
        half, trouble = lapack.dpotrf(matrix, lower=1, clean=1)
        inverse, more = lapack.dpotri(half, lower=1, overwrite_c=1) if not trouble else (half, trouble)
        if not more:
            return symmetric(inverse)
    return np.asarray(np.linalg.pinv(matrix, hermitian=True), dtype=np.float64)
