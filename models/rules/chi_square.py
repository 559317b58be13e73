"""χ² without a library: how rare a deviation is, and the deviation of several counts that hang together.

The counts of one draw add up to its places, so their covariance has no inverse; the statistic is taken in the directions in
which they can move at all, and their number is the degrees of freedom.
"""

from collections.abc import Sequence
from math import exp, lgamma, log

_PRECISION = 1e-14
_TINY = 1e-300
_STEPS = 10_000
_SINGULAR = 1e-9  # of the largest variance: less is no direction of its own
_NOTHING = 1e-9  # what rounding leaves of a variance that is none; a count that can move at all has far more


def chance_of(statistic: float, freedom: int) -> float:
    """Return the probability that χ² with so many degrees of freedom is at least so large."""
    if freedom < 1:
        raise ValueError("a χ² without degrees of freedom says nothing")
    shape, bound = freedom / 2, statistic / 2
    if bound <= 0:
        return 1.0
    if bound < shape + 1:
        return max(1.0 - _lower_by_series(shape, bound), 0.0)
    return _upper_by_fraction(shape, bound)


def deviation(difference: Sequence[float], covariance: Sequence[Sequence[float]]) -> tuple[float, int]:
    """Return the χ² statistic of differences with this covariance, and its degrees of freedom (0: nothing can move).

    A Cholesky factor with pivots; what is left below the precision is no direction of its own.
    """
    size = len(difference)
    rest = [list(row) for row in covariance]
    left = list(difference)
    free = list(range(size))
    largest = max((rest[i][i] for i in range(size)), default=0.0)
    statistic, freedom = 0.0, 0
    while free:
        pivot = max(free, key=lambda i: rest[i][i])
        variance = rest[pivot][pivot]
        if variance <= max(_SINGULAR * largest, _NOTHING):
            break
        free.remove(pivot)
        statistic += left[pivot] ** 2 / variance
        freedom += 1
        for i in free:
            share = rest[i][pivot] / variance
            left[i] -= share * left[pivot]
            for j in free:
                rest[i][j] -= share * rest[pivot][j]
    return statistic, freedom


def _lower_by_series(shape: float, bound: float) -> float:
    """Return the regularised lower incomplete gamma function by its power series."""
    term = total = 1.0 / shape
    for step in range(1, _STEPS):
        term *= bound / (shape + step)
        total += term
        if term < total * _PRECISION:
            break
    return total * exp(shape * log(bound) - bound - lgamma(shape))


def _upper_by_fraction(shape: float, bound: float) -> float:
    """Return the regularised upper incomplete gamma function by Lentz's continued fraction."""
    b = bound + 1.0 - shape
    c, d = 1.0 / _TINY, 1.0 / b
    value = d
    for step in range(1, _STEPS):
        a = -step * (step - shape)
        b += 2.0
        d = 1.0 / _not_zero(a * d + b)
        c = _not_zero(b + a / c)
        value *= d * c
        if abs(d * c - 1.0) < _PRECISION:
            break
    return exp(shape * log(bound) - bound - lgamma(shape)) * value


def _not_zero(value: float) -> float:
    return value if abs(value) > _TINY else _TINY
