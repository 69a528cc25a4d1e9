"""Writes elementary.json: for each function rows [x, y, rest], y the double nearest f(x) and rest what is
left, f(x) - y, in units of the last place of y. Python 3, standard library: decimal at 60 digits."""
import json, math, random
from decimal import Decimal, getcontext

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
with open(__file__.replace('.py', '.json'), 'w') as file:
    file.write('{\n' + ',\n'.join(
        f'"{name}": [\n' + ',\n'.join(json.dumps(row) for row in rows) + '\n]' for name, rows in table.items()) + '\n}\n')
