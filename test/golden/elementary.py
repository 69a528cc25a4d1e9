"""Writes elementary.json: for each function rows [x, y, rest], y the double nearest f(x) and rest what is
left, f(x) - y, in units of the last place of y; for pow rows [x, y, z, rest]. Python 3: exp, log and log1p by
decimal at 60 digits, the rest by mpmath (Debian's python3-mpmath)."""
import json, math, random, re
from decimal import Decimal, getcontext
from fractions import Fraction

import mpmath
from mpmath import (acos, acosh, asin, asinh, atan, atanh, cos, cosh, erf, erfc, exp, expm1, log, log1p, mp, mpf, pi,
    sign, sin, sinh, sqrt, tan, tanh)

getcontext().prec = 60
getcontext().Emin = -10000
getcontext().Emax = 10000
random.seed(20261122)
one = Decimal(1)
functions = {
    'exp': lambda x: Decimal(x).exp(),
    'log': lambda x: Decimal(x).ln(),
    'log1p': lambda x: (one + Decimal(x)).ln() if abs(x) > 1e-15 else Decimal(x) - Decimal(x) ** 2 / 2 + Decimal(x) ** 3 / 3,
}
uniform, power = random.uniform, lambda a, b: 10 ** random.uniform(a, b)
points = {
    'exp': [uniform(-1, 1) for _ in range(300)] + [uniform(-708, 709) for _ in range(300)]
        + [s * power(-18, 0) for _ in range(100) for s in (1, -1)] + [709.78, 709.782712893384, -708.3, 1.0, -1.0],
    'log': [uniform(0.5, 2) for _ in range(300)] + [power(-307, 308) for _ in range(300)]
        + [1 + s * power(-15, -1) for _ in range(100) for s in (1, -1)] + [5e-324, 1e-310, 2.0, 10.0, 1.7976931348623157e308],
    'log1p': [uniform(-0.99, 3) for _ in range(300)] + [power(-300, 308) for _ in range(300)]
        + [s * power(-17, -1) for _ in range(100) for s in (1, -1)] + [-1 + power(-15, -1) for _ in range(50)],
}
table = {}
for name, f in functions.items():
    rows = []
    for x in points[name]:
        exact = f(x)
        y = float(exact)
        if y == 0 or math.isinf(y):
            continue
        rows.append([x, y, float((exact - Decimal(y)) / Decimal(math.ulp(y)))])
    table[name] = rows

# The rest by mpmath (python3-mpmath), at 600 bits.
mp.prec = 600


def exactly(x):
    sign, man, exp, _ = x._mpf_
    return Fraction((-1) ** sign * int(man)) * Fraction(2) ** exp


def row(arguments, exact):
    exact = exactly(exact)
    try:
        y = float(exact)
    except OverflowError:
        return None
    if y == 0 or abs(y) > 1.7e308:
        return None
    return [*arguments, y, float((exact - Fraction(y)) / Fraction(math.ulp(y)))]


def line(row):
    # Exponents as JavaScript writes them.
    return '    ' + re.sub(r'e\+?(-?)0*', r'e\1', json.dumps(row))


def either(x):
    return random.choice((x, -x))


def wide(n, low, high):
    return [either(power(low, high)) for _ in range(n)]


def even(n, low, high):
    return [uniform(low, high) for _ in range(n)]


def beside(x):
    return [math.nextafter(x, -math.inf), x, math.nextafter(x, math.inf)]


def turns(n):
    """The doubles nearest multiples of π/2, up to the largest, and those that come nearest of all."""
    far = [float(mpf(random.randrange(1, int(power(0, 300)) + 2)) * pi / 2) for _ in range(n)]
    near = [float(k * pi / 2) for k in (random.randrange(1, 10 ** random.randrange(1, 8)) for _ in range(n))]
    return [either(x) for x in near + far] + [6381956970095103.0 * 2.0 ** 797, 5.319372648326541e255, 1e6, 1e22]


tiny = [5e-324, -5e-324, 1.5e-323, -1e-310, 3e-308]
elementary = {
    'sin': (sin, lambda n: even(n, -10, 10) + wide(n, -30, 308) + turns(n // 3) + tiny),
    'cos': (cos, lambda n: even(n, -10, 10) + wide(n, -10, 308) + turns(n // 3)),
    'tan': (tan, lambda n: even(n, -10, 10) + wide(n, -30, 308) + turns(n // 3) + tiny),
    'asin': (asin, lambda n: even(n, -1, 1) + wide(n, -30, 0) + [either(1 - power(-16, -1)) for _ in range(n // 2)] + tiny),
    'acos': (acos, lambda n: even(n, -1, 1) + wide(n, -18, 0) + [either(1 - power(-16, -1)) for _ in range(n // 2)]),
    'atan': (atan, lambda n: even(n, -5, 5) + wide(n, -30, 30) + wide(n // 4, -308, 308) + tiny
        + [x for c in (0.24, 0.72, 1.39, 4.2) for x in beside(c)]),
    'sinh': (sinh, lambda n: even(n, -3, 3) + even(n, -711, 711) + wide(n, -30, 2) + [710.4758600739439] + tiny),
    'cosh': (cosh, lambda n: even(n, -3, 3) + even(n, -711, 711) + wide(n, -10, 2) + [710.4758600739439]),
    'tanh': (tanh, lambda n: even(n, -3, 3) + even(n, -22, 22) + wide(n, -30, 1) + tiny),
    'asinh': (asinh, lambda n: even(n, -3, 3) + wide(n, -30, 30) + wide(n // 2, -308, 308)
        + beside(2.0 ** 28) + beside(math.sqrt(0.5)) + tiny),
    'acosh': (acosh, lambda n: even(n, 1, 4) + [1 + power(-16, 1) for _ in range(n)]
        + [power(0, 308) for _ in range(n // 2)] + beside(2.0 ** 28)),
    'atanh': (atanh, lambda n: even(n, -1, 1) + wide(n, -30, 0) + [either(1 - power(-16, -1)) for _ in range(n // 2)] + tiny),
    'expm1': (expm1, lambda n: even(n, -1, 1) + even(n, -40, 709) + wide(n, -30, 0) + [709.782712893384] + tiny),
    'log2': (lambda x: log(x) / log(2), lambda n: even(n, 0.5, 2) + [power(-323, 308) for _ in range(n)]
        + [1 + either(power(-16, -1)) for _ in range(n // 2)] + [2.0 ** k for k in range(-1074, 1024, 61)]),
    'log10': (lambda x: log(x) / log(10), lambda n: even(n, 0.5, 2) + [power(-323, 308) for _ in range(n)]
        + [1 + either(power(-16, -1)) for _ in range(n // 2)] + [10.0 ** k for k in range(2, 23)]),
    'cbrt': (lambda x: sign(x) * mpmath.cbrt(abs(x)), lambda n: even(n, -8, 8) + wide(n, -323, 308) + [k ** 3 for k in range(2, 40)] + tiny),
    'erf': (erf, lambda n: even(n, -6, 6) + even(n, -1.2, 1.2) + wide(n // 2, -308, 0) + beside(1.0) + tiny),
    'sigmoid': (lambda x: 1 / (1 + exp(-x)), lambda n: even(n, -5, 5) + even(n, -745, 40) + wide(n // 2, -10, 2)
        + [-745, -708.5, -37, 37]),
    'softplus': (lambda x: log1p(exp(x)), lambda n: even(n, -5, 5) + even(n, -745, 45) + wide(n // 2, -10, 3)
        + [-0.8813735870195429, -745, -708.5, -37, 37, 40, 1e300]),
}
normal = {
    'erfc': (erfc, lambda n: even(n, -6, 28) + even(n, -1.2, 1.2) + wide(n // 2, -308, 0) + beside(0.75) + beside(-0.75)
        + even(n // 2, 26, 27.3) + tiny),
    'ndtr64': (lambda x: erfc(-x / sqrt(2)) * 2 ** 63, lambda n: even(n, -39.5, 6) + even(n, -1.6, 1.6) + wide(n // 2, -308, 0)
        + beside(0.75 * math.sqrt(2)) + beside(-0.75 * math.sqrt(2)) + even(n // 2, -39.6, -38) + tiny),
    'npdf64': (lambda x: exp(-x * x / 2) / sqrt(2 * pi) * 2 ** 64, lambda n: even(n, -39.5, 39.5) + even(n, -3, 3) + wide(n // 2, -308, 0)
        + even(n // 2, 38, 39.7) + tiny),
    'gelu': (lambda x: x * erfc(-x / sqrt(2)) / 2, lambda n: even(n, -39, 9) + even(n, -1.6, 1.6) + wide(n // 2, -308, 0)
        + even(n // 2, -38.7, -37) + tiny + [1e300, 1e308]),
}
hyperbolic = {
    'sech2': (lambda x: mpmath.sech(x) ** 2, lambda n: even(n, -3, 3) + even(n, -40, 40) + even(n, -372, 372) + wide(n // 2, -30, 2)
        + even(n // 2, 354, 372)),
}


def bases(n):
    """Pairs x, y with xʸ over the whole range of doubles."""
    rows = [(x, uniform(-745, 709) / abs(math.log(x))) for x in (power(-307, 308) for _ in range(n))]
    rows += [(x, uniform(-745, 709) / abs(math.log(x))) for x in (1 + either(power(-15, -1)) for _ in range(n))]
    rows += [(uniform(0, 4), uniform(-4, 4)) for _ in range(n)]
    rows += [(power(-323, 308), either(power(-18, 0))) for _ in range(n // 2)]
    rows += [(-uniform(0, 9), random.randrange(-300, 300)) for _ in range(n // 3)]
    rows += [(power(-3, 3), k / 2) for k in range(-20, 21)]
    rows += [(k, j) for k in (2, 3, 5, 7, 10) for j in range(2, 20, 3)]
    rows += [(1 - 2.0 ** -53, 2.0 ** 62), (1 + 2.0 ** -52, 2.0 ** 61), (5e-324, 0.5), (5e-324, -0.9), (2, -1074), (2, -1060.5)]
    return rows


if __name__ == '__main__':
    random.seed(20261123)
    for name, (f, of) in elementary.items():
        rows = (row([float(x)], f(mpf(x))) for x in of(150))
        table[name] = [each for each in rows if each]
    rows = (row([float(x), float(y)], mpf(x) ** mpf(y)) for x, y in bases(200))
    table['pow'] = [each for each in rows if each]
    random.seed(20261129)
    for name, (f, of) in normal.items():
        rows = (row([float(x)], f(mpf(x))) for x in of(150))
        table[name] = [each for each in rows if each]
    random.seed(20261201)
    for name, (f, of) in hyperbolic.items():
        rows = (row([float(x)], f(mpf(x))) for x in of(150))
        table[name] = [each for each in rows if each]
    with open(__file__.replace('.py', '.json'), 'w') as file:
        file.write('{\n' + ',\n'.join(
            f'  "{name}": [\n' + ',\n'.join(map(line, rows)) + '\n  ]'
            for name, rows in table.items()) + '\n}\n')
