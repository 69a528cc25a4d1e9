"""NumPy with ufuncs that write into preallocated arrays, on one thread."""

import numpy as np
from row import last, numbers

VERSION = np.__version__


def descent(rates, steps, way=None):
    rates = np.array(rates)
    run = in_place if way == "in place" else as_written
    return last(lambda: run(rates, steps), lambda losses: losses[-1, :-1])


def as_written(rates, steps):
    """Losses by the formulas as they are written."""
    x, y = np.full(rates.size, -1.2), np.ones(rates.size)
    losses = np.empty((steps + 1, rates.size))
    for k in range(steps + 1):
        a = 1 - x
        b = y - x * x
        losses[k] = a * a + 100 * b * b
        x = x - rates * (-2 * a - 400 * x * b)
        y = y - rates * 200 * b
    return losses


def in_place(rates, steps):
    """Losses with points written into preallocated rows, in the fewest calls per step that we found; then all at once."""
    xs, ys = np.empty((steps + 2, rates.size)), np.empty((steps + 2, rates.size))
    xs[0], ys[0] = -1.2, 1
    rate2, rate200, rate400 = 2 * rates, 200 * rates, 400 * rates
    kept = 1 - rate2
    b, c, d = (np.empty(rates.size) for _ in range(3))
    multiply, subtract, add = np.multiply, np.subtract, np.add
    x, y = xs[0], ys[0]
    for u, v in zip(xs[1:], ys[1:]):
        multiply(x, x, b)
        subtract(y, b, b)
        # The next x: x (1 − 2r + 400r b) + 2r.
        multiply(rate400, b, c)
        add(kept, c, c)
        multiply(c, x, c)
        add(c, rate2, u)
        multiply(rate200, b, d)
        subtract(y, d, v)
        x, y = u, v
    a, b = 1 - xs[:-1], ys[:-1] - xs[:-1] ** 2
    return a * a + 100 * b * b


def grid(name, n, way=None):
    x = -2 + np.arange(n) * 4 / (n - 1)
    out = np.empty((n, n))
    rows = 32 if way == "in blocks" else n
    blocks = [(out[j : j + rows], x[j : j + rows, None]) for j in range(0, n, rows)]
    each = {"rosenbrock": rosenbrock, "product": product}[name]

    def run():
        each(x, blocks)
        return out

    return last(run, lambda m: [m[0, 0], m[0, n - 1], m[n >> 1, 7], m[n - 1, n - 1]])


def rosenbrock(x, blocks):
    """Values with the terms of x alone computed once, and 100 b² as (10 b)², a pass less. Blocks of rows stay in cache."""
    a, b = (1 - x) ** 2, 10 * x * x
    for out, y in blocks:
        np.subtract(10 * y, b, out=out)
        np.multiply(out, out, out=out)
        np.add(out, a, out=out)


def product(x, blocks):
    across = np.sin(x)
    for out, y in blocks:
        np.multiply(np.exp(-y * y), across, out=out)


def jacobian(m, way=None):
    """The Jacobian of sigmoid(W x): s (1 − s), a factor for each row of W."""
    weights, x = numbers(m * m, 3).reshape(m, m), numbers(m, 4)
    out = np.empty((m, m)) if way == "in place" else None

    def run():
        s = 1 / (1 + np.exp(-(weights @ x)))
        return np.multiply((s * (1 - s))[:, None], weights, out=out)

    return last(run, lambda found: found.ravel()[:3])
