"""Writes activations.json: for each activation rows [x, value, slope, curve, and their scales], each the double nearest.
Errors are counted in ulps of the scale of a part: what it should be, or the largest of its terms where it is their sum. Python 3
with mpmath, at 600 bits. The slope at a corner is PyTorch's, the curve there that of the side the slope is of."""
import json, random, re

from mpmath import cosh, erf, exp, expm1, log1p, mp, mpf, ncdf, npdf, tanh

mp.prec = 600
random.seed(20261126)


def logistic(x):
    return 1 / (1 + exp(-x))


def sigmoid(x):
    s, t = logistic(x), logistic(-x)
    return s, s * t, s * t * (t - s)


def hyperbolic(x):
    s = 1 / cosh(x) ** 2
    return tanh(x), s, -2 * tanh(x) * s


def sided(left):
    """What keeps a positive number."""
    return lambda x: (x, 1, 0) if x > 0 else left(x)


def silu(x):
    s, slope, curve = sigmoid(x)
    return x * s, (s, x * slope), (2 * slope, x * curve)


def gelu(x):
    return x * ncdf(x), (ncdf(x), x * npdf(x)), (2 * npdf(x), -x * x * npdf(x))


def scaled(part, floor):
    """A part, a number or its terms, and its scale."""
    terms = [mpf(each) for each in (part if isinstance(part, tuple) else (part,))]
    return float(sum(terms)), float(max([abs(sum(terms)), floor] + [abs(each) for each in terms]))


activations = {
    'elu': sided(lambda x: (expm1(x), exp(x), exp(x))),
    'gelu': gelu,
    'identity': lambda x: (x, 1, 0),
    'leakyRelu': sided(lambda x: (x / 100, mpf(1) / 100, 0)),
    'relu': sided(lambda x: (0, 0, 0)),
    'sigmoid': sigmoid,
    'silu': silu,
    'softplus': lambda x: (log1p(exp(x)), *sigmoid(x)[:2]),
    'tanh': hyperbolic,
}
# Least scales, where a part passes through 0.
floors = {'sigmoid': (0, 0, 1), 'silu': (0, 0, 1), 'tanh': (0, 0, 1)}
grid = [k / 4 for k in range(-24, 25)] + [s * x for x in (8, 9, 10, 13, 20, 30, 37, 38, 38.4, 100, 700, 708, 709, 714, 715.5, 721, 733.3, 741, 745, 747, 751, 753, 1e3, 1e10) for s in (1, -1)]
odd = [random.uniform(-6, 6) for _ in range(40)] + [random.uniform(-40, 40) for _ in range(20)]
small = [s * 10.0 ** -k for k in (3, 8, 17, 100, 300) for s in (1, -1)]
points = sorted(grid + odd + small)

if __name__ == '__main__':
    lines = []
    for name, near in activations.items():
        floor = floors.get(name, (0, 0, 0))
        table = [zip(*map(scaled, near(mpf(x)), floor)) for x in points]
        rows = ['    ' + re.sub(r'e\+?(-?)0*', r'e\1', json.dumps([x, *values, *scales])) for x, (values, scales) in zip(points, table)]
        lines.append(f'  "{name}": [\n' + ',\n'.join(rows) + '\n  ]')
    with open(__file__.replace('.py', '.json'), 'w') as file:
        file.write('{\n' + ',\n'.join(lines) + '\n}\n')
