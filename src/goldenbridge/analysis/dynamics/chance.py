"""Chance by number: a draw is named by seed, run, stream and index, and is always the same.

    key   = P(P(seed + S) + (run + 1) R)
    word  = P(P(key + (2^32 stream + index + 1) G) + key)        all modulo 2^64
    draw  = (word >> 11, last bit set) / 2^53

``P`` is the finaliser of SplitMix64, ``G``, ``R`` and ``S`` are constants. Nothing is kept from
one draw to the next, so it does not matter who draws first, how many runs there are, or how they
are shared out. All functions are compiled and are made to be called from compiled loops; they take
whole numbers of any integer type and refuse floats. What was tested and what this must not be used
for is told in docs/explanation/chance.md.

References ---------- Steele, Lea and Flood (2014), Fast splittable pseudorandom number generators.
Salmon, Moraes, Dror and Shaw (2011), Parallel random numbers: as easy as 1, 2, 3. Wichura (1988),
Algorithm AS 241: the percentage points of the normal distribution.
"""

from __future__ import annotations

import math

import numpy as np

from goldenbridge.dealspace.search.compiled import compiled

__all__ = ["exponential", "normal", "normal_quantile", "run_key", "uniform"]

# Fractions of known roots, so that nobody chose them: the golden ratio's spreads the counter,
# those of the roots of 3 and 7 keep runs and seeds apart from it. All are odd.
G = np.uint64(0x9E3779B97F4A7C15)
R = np.uint64(0xBB67AE8584CAA73B)
S = np.uint64(0xA54FF53A5F1D36F1)

ONE = np.uint64(1)
STREAM_BITS = np.uint64(32)
UNIT = 2.0**-53

# Wichura's polynomials, lowest power first: above and below the line, for the middle of the
# distribution, for its shoulders, and for what happens less than once in 10^10 draws.
MIDDLE = (
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3,
)
UNDER_MIDDLE = (
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3,
)
SHOULDER = (
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4,
)
UNDER_SHOULDER = (
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
FAR = (
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
UNDER_FAR = (
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)

# Every operation below is between two uint64: numba turns uint64 with int64 into float64.


@compiled
def _word(number: int) -> np.uint64:
    """The same 64 bits without a sign. The ``| 0`` changes none, but a float has no such thing."""
    return np.uint64(number | 0)


@compiled
def _mixed(word: np.uint64) -> np.uint64:
    """P: each bit that goes in may turn any bit that comes out; no two words become one."""
    word = (word ^ (word >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    word = (word ^ (word >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return word ^ (word >> np.uint64(31))


@compiled
def run_key(seed: int, run: int) -> int:
    """All that one run needs to know to draw: made once a run, handed to every draw.

    Runs of one seed never share a key, nor do seeds at one run. Any 64-bit whole numbers do;
    from Python, a seed of 2^63 or more must be handed in as ``numpy.uint64``.

    Returns
    -------
    64 well mixed bits as a signed number, because signed ones are safe to mix with loop counters.

    Raises
    ------
    numba.TypingError, for floats.

    >>> run_key(7, 0), run_key(7, 1)
    (659133189087677951, -974739262339633375)
    """
    start = _mixed(_word(seed) + S)
    return int(np.int64(_mixed(start + (_word(run) + ONE) * R)))


@compiled
def uniform(key: int, stream: int, index: int) -> float:
    """An even draw between 0 and 1, never either of them.

    Parameters
    ----------
    key : the run's, by ``run_key``.
    stream : what the draw is for; 0 to 2^32 − 1.
    index : which of the stream's draws; 0 to 2^32 − 1, and beyond it runs into the next stream.

    Returns
    -------
    An odd multiple of 2^−53: 2^52 values, as likely one as another, and 1 − u is one if u is.

    Raises
    ------
    numba.TypingError, for floats.

    >>> key = run_key(7, 0)
    >>> uniform(key, 3, 0), uniform(key, 3, 1), uniform(key, 4, 0)
    (0.7455656021795302, 0.5862972785137207, 0.034847244616002526)
    """
    own = _word(key)
    counter = (_word(stream) << STREAM_BITS) + _word(index) + ONE
    word = _mixed(_mixed(own + counter * G) + own)
    return np.int64((word >> np.uint64(11)) | ONE) * UNIT


@compiled
def exponential(key: int, stream: int, index: int) -> float:
    """A waiting time of mean 1: how much hazard may add up before the event comes.

    Always positive, at most 36.8. Arguments as in ``uniform``, of which it is a falling function.

    >>> round(exponential(run_key(7, 0), 3, 0), 12)
    0.293612151091
    """
    return -math.log(uniform(key, stream, index))


@compiled
def _ratio(above: tuple[float, ...], below: tuple[float, ...], r: float) -> float:
    """One polynomial of ``r`` over another, both with eight terms."""
    top, bottom = above[7], below[7]
    for power in range(6, -1, -1):
        top = top * r + above[power]
        bottom = bottom * r + below[power]
    return top / bottom


@compiled
def normal_quantile(u: float) -> float:
    """What a standard normal draw stays below with probability ``u``.

    Wichura's PPND16, right to about 1 in 10^15. Infinite at 0 and 1, not a number beyond them.

    >>> normal_quantile(0.5), round(normal_quantile(0.975), 12)
    (0.0, 1.95996398454)
    """
    q = u - 0.5
    if abs(q) <= 0.425:
        return q * _ratio(MIDDLE, UNDER_MIDDLE, 0.180625 - q * q)
    tail = u if q < 0.0 else 1.0 - u
    if tail > 0.0:
        r = math.sqrt(-math.log(tail))
        if r <= 5.0:
            size = _ratio(SHOULDER, UNDER_SHOULDER, r - 1.6)
        else:
            size = _ratio(FAR, UNDER_FAR, r - 5.0)
    else:
        size = math.inf if tail == 0.0 else math.nan
    return -size if q < 0.0 else size


@compiled
def normal(key: int, stream: int, index: int) -> float:
    """A draw from the normal distribution of mean 0 and standard deviation 1, within ±8.3.

    One uniform draw gives one normal draw, of which it is a rising function. So two runs that
    differ in one thing still meet the same luck. Arguments as in ``uniform``.

    >>> round(normal(run_key(7, 0), 3, 0), 12)
    0.660600114405
    """
    return normal_quantile(uniform(key, stream, index))
