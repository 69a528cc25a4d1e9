"""Exact values of each elementary function, written to the folder given: 10 000 rows of doubles, the arguments, then n,
rest and u with f(arguments) = (n + rest) 2ᵘ, 2ᵘ being one ulp of the exact value and n 2ᵘ the double nearest to it.
Python 3 with mpmath (Debian's python3-mpmath); the points are the same everywhere."""
import math
import os
import struct
import sys
from random import Random

import mpmath
from mpmath import mp, mpf

COUNT = 10_000
LARGEST = math.ldexp(2 - math.ulp(1), 1023)
BOTH, UP = (1, -1), (1,)
draw = Random(20261126)


def rounded(value):
    """n, rest and u of an mpf; a value that rounds to infinity counts as 2¹⁰²⁴."""
    sign, man, exp, bits = value._mpf_
    if value == 0:
        return 0, 0.0, -1074
    u = max(exp + bits - 53, -1074)
    if mpmath.isinf(value) or u > 971:
        return (-2 if value < 0 else 2) ** 53, 0.0, 971
    shift = u - exp
    n, left = (man >> shift, man & (1 << shift) - 1) if shift > 0 else (man << -shift, 0)
    rest = left / (1 << max(shift, 0))
    if 2 * left > 1 << max(shift, 0) or (rest == 0.5 and n & 1 and 2 * left == 1 << max(shift, 0)):
        n, rest = n + 1, -((1 << shift) - left) / (1 << shift)
    return (-n, -rest, u) if sign else (n, rest, u)


def exact(f, x):
    """f(x), with as many digits as decide the rounding to the nearest double."""
    last = None
    for mp.prec in (140, 240, 1300, 2600):
        value = f(*map(mpf, x))
        n, rest, u = rounded(value)
        if last is not None and abs(value - last) <= abs(value) * mpf(2) ** -110:
            if abs(abs(rest) - 0.5) > 2.0 ** -30:
                break
        last = value
    return n, rest, u


# Points.

def binades(n, low, high, signs):
    """n numbers with exponents spread evenly from low to high."""
    sizes = (low + i * (high - low + 1) // n for i in range(n))
    return [draw.choice(signs) * math.ldexp(1 + draw.random(), k) for k in sizes]


def even(n, low, high):
    return [low + (high - low) * draw.random() for _ in range(n)]


def near(c, n):
    """c, its neighbours, and n numbers on each side at distances of all magnitudes."""
    rows = [math.nextafter(c, -math.inf), c, math.nextafter(c, math.inf)]
    return rows + [c + s * abs(c) * d for s in BOTH for d in binades(n, -52, -4, UP)]


def multiples():
    """For each exponent the double that comes nearest to a multiple of π/2 (continued fractions: Kahan), and
    doubles nearest to the first multiples."""
    rows = []
    mp.prec = 3000
    for q in range(-50, 972):
        top, bottom = int(mpmath.floor(mpf(2) ** (q + 1500) * 2 / mp.pi)), 2 ** 1500
        before, size = 0, 1
        a, b = bottom, top % bottom
        while b and size < 2 ** 53:
            before, size, a, b = size, before + a // b * size, b, a % b
        rows.append(math.ldexp(before * ((2 ** 53 - 1) // before), q))
    return rows + [float(k * mp.pi / 2) for k in range(1, 600)]


# The hardest cases to round (Lefèvre and Muller, Worst cases for correct rounding of the elementary functions in
# double precision, 2001).
HARD = {
    'exp': '-1.ed318efb627eap-27 1.83d4bcdebb3f4p2',
    'log': '1.ea71d85cee020p-509 1.9476e304cd7c7p-384 1.26e9c4d327960p-232 1.613955dc802f8p-35 1.62a88613629b6p678',
    'log2': '1.61555f75885b4p-513 1.61555f75885b4p512',
    'sin': '1.e0000000001c2p-20 1.598bae9e632f6p-7 1.fe767739d0f6dp-2 1.921fb54442d18p0 1.6756745770a51p1',
    'asin': '1.dfffffffff02ep-20 1.dffffffffc0b8p-19 1.e9950730c4696p-2',
    'cos': '1.8000000000009p-23 1.8000000000024p-22 1.2000000000f30p-18 1.06b505550e6b2p-9 1.97ccd3d2c438fp-6 1.6b8a6273d7c21p0',
    'acos': '1.fd737be914578p-11',
    'tan': '1.dffffffffff1fp-22 1.67fffffffa114p-18 1.50486b2f87014p-5 1.46ac372243536p-1',
    'atan': '1.e000000000546p-21 1.22e8d75e2bc7fp-11 1.a933fe176b375p-3 1.7ba49f739829fp-1',
    'cosh': '1.17d8a9f206217p-6 1.bf0305e2c6c37p-3 1.03923f2b47c07p-1 1.a6031cd5f93bap-1 1.104b648f113a1p0 1.ea5f2f2e4b0c5p1',
    'acosh': '1.9efdca62b700ap0 1.297de35d02e90p13',
    'sinh': '1.dfffffffffe3ep-20 1.dffffffffe3e0p-18 1.135e31fdd05d3p-5 1.0dc68d5e8f959p-3 1.616cc75d49226p-2'
        + ' 1.3ffc12b81cbc2p0 1.7f0046225d651p1 1.c089fcf166171p4 1.e07e71bfcf06fp5 1.54cd1fea7663ap7 1.d6479eba7c971p8',
    'asinh': '1.e000000000fd2p-20 1.87239bbd78f6ep-7 1.fd2634ca3c97cp1 1.5c452e0e37569p39 1.62a88613629b6p677',
}
# The worst points of ours in longer searches, of 100 000 points and more per function.
FOUND = {
    'sin': 1.3133472803522792e165, 'cos': 262372.49588388973, 'tan': 8.640833918584153, 'asin': 0.23501798229353618,
    'acos': 0.9723055765375233, 'atan': 0.2407707712879453, 'sinh': 0.3482697686280013, 'cosh': 17.001015362796092,
    'tanh': 5.898621152974458, 'exp': -708.7455478327062, 'expm1': 0.3484686417746436, 'log': 1.3979342925656508,
    'log1p': -0.2929695387734662, 'sigmoid': -708.7509676424831, 'softplus': -708.7533133768594, 'erf': 1.0185810635451626,
    'erfc': 22.42802086911606, 'ndtr64': -28.595858733289905, 'npdf64': -33.74681044647552, 'sech2': 0.8828736626844539,
}
ONE = near(1.0, 1200)
BELOW_ONE = [s * x for x in ONE for s in BOTH if x <= 1]
ABOVE_ONE = [x for x in ONE if x >= 1]
ALL = (-1074, 1023, BOTH)
BELOW = (-1074, -1, BOTH)
POSITIVE = (-1074, 1023, UP)
TURNS = multiples()
# f; exponents and signs of its arguments; intervals sampled evenly; hard points.
FUNCTIONS = {
    'sin': (mpmath.sin, ALL, [(-10, 10), (-1e6, 1e6)], TURNS),
    'cos': (mpmath.cos, ALL, [(-10, 10), (-1e6, 1e6)], TURNS),
    'tan': (mpmath.tan, ALL, [(-10, 10), (-1e6, 1e6)], TURNS),
    'asin': (mpmath.asin, BELOW, [(-1, 1)], BELOW_ONE),
    'acos': (mpmath.acos, BELOW, [(-1, 1)], BELOW_ONE),
    'atan': (mpmath.atan, ALL, [(-5, 5)], [x for c in (0.24, 0.72, 1.39, 4.2) for x in near(c, 20)]),
    'sinh': (mpmath.sinh, (-1074, 9, BOTH), [(-3, 3), (-711, 711)], near(710.4758600739439, 200)),
    'cosh': (mpmath.cosh, (-1074, 9, BOTH), [(-3, 3), (-711, 711)], near(710.4758600739439, 200)),
    'tanh': (mpmath.tanh, ALL, [(-3, 3), (-22, 22)], near(19.061547465398498, 100)),
    'asinh': (mpmath.asinh, ALL, [(-3, 3)], near(2.0 ** 28, 100) + near(math.sqrt(0.5), 100)),
    'acosh': (mpmath.acosh, (0, 1023, UP), [(1, 4)], near(2.0 ** 28, 100) + ABOVE_ONE),
    'atanh': (mpmath.atanh, BELOW, [(-1, 1)], BELOW_ONE),
    'exp': (mpmath.exp, (-1074, 9, BOTH), [(-1, 1), (-746, 710)],
        near(709.782712893384, 200) + near(-708.3964185322641, 200) + near(-745.1332191019412, 200)),
    'expm1': (mpmath.expm1, (-1074, 9, BOTH), [(-1, 1), (-39, -36), (36, 39), (-40, 710)], near(709.782712893384, 200)),
    'log': (mpmath.log, POSITIVE, [(0.5, 2)], ONE),
    'log1p': (mpmath.log1p, POSITIVE, [(-1, 1), (-1, 3)], [-x for x in ONE if x < 1] + binades(1500, -1074, -1, (-1,))),
    'log2': (lambda x: mpmath.log(x) / mpmath.log(2), POSITIVE, [(0.5, 2)], ONE + [2.0 ** k for k in range(-1074, 1024, 7)]),
    'log10': (lambda x: mpmath.log(x) / mpmath.log(10), POSITIVE, [(0.5, 2)], ONE + [10.0 ** k for k in range(23)]),
    'sqrt': (mpmath.sqrt, POSITIVE, [(0.5, 4)], [float(k * k) for k in range(200)]),
    'cbrt': (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), ALL, [(-8, 8)], [float(k ** 3) for k in range(200)]),
    'sigmoid': (lambda x: 1 / (1 + mpmath.exp(-x)), (-1074, 9, BOTH), [(-5, 5), (-746, 40)], near(-745.1332191019412, 100)),
    'softplus': (lambda x: mpmath.log1p(mpmath.exp(x)), (-1074, 9, BOTH), [(-5, 5), (-746, 45)],
        near(-745.1332191019412, 100) + near(-0.8813735870195429, 100) + near(40.0, 50)),
    'erf': (mpmath.erf, ALL, [(-1.2, 1.2), (-6, 6)], near(1.0, 100) + near(5.921587195794507, 100)),
    'erfc': (mpmath.erfc, (-1074, 4, BOTH), [(-1.2, 1.2), (0.7, 6), (-6, 27.3), (26.4, 27.3)],
        near(0.75, 100) + near(26.543258430632299, 50) + near(27.226017111108363, 50)),
    'gelu': (lambda x: x * mpmath.erfc(-x / mpmath.sqrt(2)) / 2, (-1074, 5, BOTH), [(-1.6, 1.6), (-9, -1), (-38.6, 9), (-38.6, -37.4)],
        near(-0.75 * math.sqrt(2), 100) + near(-37.61, 50) + near(-38.58, 50)),
    'ndtr64': (lambda x: mpmath.erfc(-x / mpmath.sqrt(2)) * 2 ** 63, (-1074, 5, BOTH), [(-1.6, 1.6), (-9, -1), (-39.7, 9), (-39.7, -38.6)],
        near(-0.75 * math.sqrt(2), 100)),
    'sech2': (lambda x: mpmath.sech(x) ** 2, (-1074, 9, BOTH), [(-3, 3), (-40, 40), (-374, 374)], near(354.89135644669199, 100) + near(372.2, 50)),
    'npdf64': (lambda x: mpmath.exp(-x * x / 2) / mpmath.sqrt(2 * mpmath.pi) * 2 ** 64, (-1074, 5, BOTH), [(-3, 3), (-39.7, 39.7), (38.7, 39.7)], []),
}


def points(f, low, high, signs, busy, hard):
    mp.prec = 80
    rows = [x for h in hard for x in (h, math.nextafter(h, 0)) if isinstance(f(mpf(x)), mpf)]
    rows += [s * math.ldexp(k, e) for k in (1, 3) for e in (-1074, -1022) for s in signs if low < -1000]
    quota = COUNT - len(rows)
    for span in busy:
        rows += even(quota // 2 // len(busy), *span)
    return rows + binades(COUNT - len(rows), low, high, signs)


def ln(x):
    mp.prec = 80
    return float(mpmath.log(x))


def powers():
    """Pairs x, y: results of all magnitudes, edges of the range, bases near 1, integer and half-integer exponents, signs."""
    rows = [(1 - 2.0 ** -53, 2.0 ** 62), (1 + 2.0 ** -52, 2.0 ** 61), (5e-324, 0.5), (5e-324, -0.9), (2.0, -1060.5)]
    rows += [(27.874587265648895, -212.98080518010715)]
    rows += [(float(k), float(j)) for k in range(2, 13) for j in range(-20, 21)]
    rows += [(x, even(1, -745.5, 710)[0] / ln(x)) for x in binades(2200, -1074, 1023, UP)]
    rows += [(x, even(1, -745.5, 710)[0] / ln(x)) for x in near(1.0, 900) if x != 1]
    for edge in (709.782712893384, -708.3964185322641, -745.1332191019412):
        rows += [(x, near(edge / ln(x), 1)[draw.randrange(5)]) for x in binades(400, -60, 60, UP)]
    rows += [(x, float(draw.randrange(-40, 41))) for x in binades(800, -20, 20, BOTH)]
    rows += [(-x, float(draw.randrange(-900, 901))) for x in even(800, 0.5, 2)]
    rows += [(x, draw.randrange(-80, 81) / 2) for x in binades(800, -20, 20, UP)]
    rows += list(zip(even(1000, 0, 4), even(1000, -4, 4)))
    return rows + list(zip(binades(COUNT - len(rows), -1074, 1023, UP), binades(COUNT - len(rows), -60, 0, BOTH)))


def write(name, f, rows):
    with open(os.path.join(sys.argv[1], name), 'wb') as file:
        for x in rows:
            row = [*x, *exact(f, x)]
            file.write(struct.pack(f'<{len(row)}d', *row))


for name, (f, (low, high, signs), busy, hard) in FUNCTIONS.items():
    draw.seed(name)
    hard = hard + [x for x in (FOUND.get(name),) if x] + [float.fromhex(x) for x in HARD.get(name, '').split()]
    write(name, f, [(x,) for x in points(f, low, high, signs, busy, hard)])
draw.seed('pow')
write('pow', lambda x, y: x ** y, powers())
