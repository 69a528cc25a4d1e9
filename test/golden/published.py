"""Writes published.json: the functions that others test their derivatives on (scipy's, numdifftools', JAX's and
autograd's test suites; the 35 problems of Moré, Garbow and Hillstrom 1981 as sums of squares), as formulas of
Nabla's language with their points, and at each point the value, the gradient and, for one variable, the Taylor
coefficients, by mpmath at 100 digits (Debian's python3-mpmath). With --check it writes nothing and fails unless
the file is what it would write.

A number is [y, rest]: y the double nearest it, rest what is left in units of the last place of y. Numbers in a
formula are the doubles they are read as, and so are pi and e; everything else is exact.

Along a line through the point every input and every result of an operation is a series v₀ + v₁t + … in t, and
the function moves with it by a series v̄₀ + v̄₁t + …. The sway of the coefficient c_k of the function is how far
it goes, to first order and at worst, when every coefficient of them all turns by one part in one:

    sway(c_k) = Σ_v Σ_j |v_j v̄_{k−j}|

A derivative is c₁ along its variable. The condition number is sway(c_k)/|c_k|: what rounding inputs and results
to doubles costs, whatever the way from the formula as it is written to its derivative."""
import json, math, re, sys
from fractions import Fraction

import mpmath
from mpmath import mp, mpf

mp.dps = 100
ORDER = 6
TINY = mpf(10) ** -60


# Series c₀ + c₁t + …, as lists.

def times(u, v):
    return [sum(u[j] * v[k - j] for j in range(k + 1)) for k in range(len(u))]


def over(u, v):
    f = []
    for k in range(len(u)):
        f.append((u[k] - sum(v[j] * f[k - j] for j in range(1, k + 1))) / v[0])
    return f


def constant(value, u):
    return [mpf(value)] + [mpf(0)] * (len(u) - 1)


def plus(u, value):
    return [u[0] + value] + u[1:]


def scaled(u, by):
    return [by * c for c in u]


def one_over(u):
    return over(constant(1, u), u)


def square(u):
    return times(u, u)


def minus(u):
    return scaled(u, -1)


def integral(first, slope, u):
    """f with f′ = slope(u)·u′: of slope(u) the coefficients but the last are enough."""
    g = slope(u[:-1]) if len(u) > 1 else []
    return [first] + [sum(j * u[j] * g[k - j] for j in range(1, k + 1)) / k for k in range(1, len(u))]


def to_power(u, r):
    """u^r, r a number."""
    return integral(u[0] ** r, lambda u: scaled(to_power(u, r - 1), r), u) if r else constant(1, u)


def apply(name, u):
    function, slope = unary[name]
    return integral(mpf(function(u[0])), slope, u)


def step(below, at, above):
    return lambda x: above if x > 0 else below if x < 0 else at


def zero(u):
    return constant(0, u)


def logistic(x):
    return 1 / (1 + mpmath.exp(-x))


unary = {
    'exp': (mpmath.exp, lambda u: apply('exp', u)),
    'expm1': (mpmath.expm1, lambda u: apply('exp', u)),
    'log': (mpmath.log, one_over),
    'ln': (mpmath.log, one_over),
    'log1p': (mpmath.log1p, lambda u: one_over(plus(u, 1))),
    'log2': (lambda x: mpmath.log(x) / mpmath.log(2), lambda u: one_over(scaled(u, mpmath.log(2)))),
    'log10': (mpmath.log10, lambda u: one_over(scaled(u, mpmath.log(10)))),
    'sqrt': (mpmath.sqrt, lambda u: one_over(scaled(apply('sqrt', u), 2))),
    'cbrt': (lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), lambda u: one_over(scaled(square(apply('cbrt', u)), 3))),
    'sin': (mpmath.sin, lambda u: apply('cos', u)),
    'cos': (mpmath.cos, lambda u: minus(apply('sin', u))),
    'tan': (mpmath.tan, lambda u: one_over(square(apply('cos', u)))),
    'asin': (mpmath.asin, lambda u: one_over(apply('sqrt', plus(minus(square(u)), 1)))),
    'acos': (mpmath.acos, lambda u: minus(one_over(apply('sqrt', plus(minus(square(u)), 1))))),
    'atan': (mpmath.atan, lambda u: one_over(plus(square(u), 1))),
    'sinh': (mpmath.sinh, lambda u: apply('cosh', u)),
    'cosh': (mpmath.cosh, lambda u: apply('sinh', u)),
    'tanh': (mpmath.tanh, lambda u: one_over(square(apply('cosh', u)))),
    'asinh': (mpmath.asinh, lambda u: one_over(apply('sqrt', plus(square(u), 1)))),
    'acosh': (mpmath.acosh, lambda u: one_over(apply('sqrt', plus(square(u), -1)))),
    'atanh': (mpmath.atanh, lambda u: one_over(plus(minus(square(u)), 1))),
    'erf': (mpmath.erf, lambda u: scaled(apply('exp', minus(square(u))), 2 / mpmath.sqrt(mpmath.pi))),
    'sigmoid': (logistic, lambda u: times(apply('sigmoid', u), apply('sigmoid', minus(u)))),
    'softplus': (lambda x: mpmath.log1p(mpmath.exp(x)), lambda u: apply('sigmoid', u)),
    'abs': (abs, lambda u: apply('sign', u)),
    'relu': (lambda x: max(x, 0), lambda u: apply('heaviside', u)),
    'sign': (step(-1, 0, 1), zero),
    'heaviside': (step(0, 0, 1), zero),
}


# Formulas: each expression is one node, (operation, arguments), numbers and names among them.

class Reader:
    """Reads what is written below: every product has its sign."""

    def __init__(self, text):
        self.words = re.findall(r'\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|[A-Za-z_]\w*|\S', text)
        self.nodes = []
        self.known = {}
        self.root = self.sum()
        assert not self.words, self.words

    def node(self, *key):
        if key not in self.known:
            self.known[key] = len(self.nodes)
            self.nodes.append(key)
        return self.known[key]

    def skip(self, word):
        found = self.words[:1] == [word]
        if found:
            self.words.pop(0)
        return found

    def sum(self):
        left = self.product()
        while self.words and self.words[0] in '+-':
            left = self.node(self.words.pop(0), left, self.product())
        return left

    def product(self):
        left = self.signed()
        while self.words and self.words[0] in '*/':
            left = self.node(self.words.pop(0), left, self.signed())
        return left

    def signed(self):
        return self.node('negate', self.signed()) if self.skip('-') else self.power()

    def power(self):
        base = self.factor()
        return self.node('^', base, self.signed()) if self.skip('^') else base

    def factor(self):
        word = self.words.pop(0)
        if word == '(':
            inside = self.sum()
            assert self.skip(')')
            return inside
        if word[0] in '.0123456789':
            return self.node('number', float(word))
        if word in ('pi', 'e'):
            return self.node('number', math.pi if word == 'pi' else math.e)
        if word not in unary and word not in ('min', 'max'):
            return self.node('variable', word)
        assert self.skip('(')
        arguments = [self.sum()]
        while self.skip(','):
            arguments.append(self.sum())
        assert self.skip(')')
        return self.node(word, *arguments)


def result(operation, args):
    """The series of an operation on series, and how it moves with each of them."""
    u, v = (args + [None])[:2]
    one = constant(1, u)
    if operation == '+':
        return [a + b for a, b in zip(u, v)], [one, one]
    if operation == '-':
        return [a - b for a, b in zip(u, v)], [one, minus(one)]
    if operation == 'negate':
        return minus(u), [minus(one)]
    if operation == '*':
        return times(u, v), [v, u]
    if operation == '/':
        f = over(u, v)
        return f, [one_over(v), minus(over(f, v))]
    if operation == '^' and not any(v[1:]):
        r = v[0]
        by_base = scaled(to_power(u, r - 1), r) if r else zero(u)
        f = to_power(u, r)
        return f, [by_base, times(f, apply('log', u)) if u[0] > 0 else zero(u)]
    if operation == '^':
        log = apply('log', u)
        f = apply('exp', times(v, log))
        return f, [over(times(v, f), u), times(f, log)]
    if operation in ('min', 'max'):
        best = (min if operation == 'min' else max)(a[0] for a in args)
        ties = [a[0] == best for a in args]
        mean = [sum(c for c, tie in zip(cs, ties) if tie) / sum(ties) for cs in zip(*args)]
        return mean, [constant(mpf(tie) / sum(ties), u) for tie in ties]
    return apply(operation, u), [unary[operation][1](u)]


def expanded(reader, point, along, order):
    """The coefficients of the formula along one of its variables, and the sway of each."""
    rest = [mpf(0)] * order
    all, moves = [], []
    for operation, *arguments in reader.nodes:
        move = []
        if operation == 'number':
            f = [mpf(arguments[0]), *rest]
        elif operation == 'variable':
            f = [mpf(point[arguments[0]]), *rest]
            f[1] += arguments[0] == along
        else:
            f, move = result(operation, [all[i] for i in arguments])
        all.append(f), moves.append(move)
    back = [zero(f) for f in all]
    back[reader.root] = constant(1, all[reader.root])
    for k in reversed(range(len(all))):
        for i, slope in zip(reader.nodes[k][1:], moves[k]):
            back[i] = [a + b for a, b in zip(back[i], times(back[k], slope))]
    c, sway = all[reader.root], zero(all[reader.root])
    for node, v, weight in zip(reader.nodes, all, back):
        if node[0] != 'number':
            sway = [a + b for a, b in zip(sway, times([abs(a) for a in v], [abs(a) for a in weight]))]
    here = back[reader.known['variable', along]][0] if ('variable', along) in reader.known else 0
    assert abs(c[1] - here) <= sway[1] * TINY
    # What is left of a 0 by 100 digits.
    return [a if abs(a) > s * TINY else mpf(0) for a, s in zip(c, sway)], sway


# The lists. Each entry: name, formula, points; a point is a number or a list in the order of the variables, which
# is that of the alphabet. Left out is what is no formula here: distributions, Bessel functions and erf⁻¹, remainders
# and roundings, matrices, random values. Where a suite draws its points at random, these spread over the same range.

def spread(low, high, n=6):
    """The middles of n equal parts, where a suite draws at random."""
    return [round(low + (high - low) * (2 * i + 1) / (2 * n), 6) for i in range(n)]


def linspace(low, high, n):
    return [low + (high - low) * i / (n - 1) for i in range(n)]


ndtr = '(1 + erf(x/sqrt(2)))/2'


def rosen(n):
    return ' + '.join(f'100*(x{i + 1} - x{i}^2)^2 + (1 - x{i})^2' for i in range(1, n))


def scipy():
    """scipy: differentiate/tests/test_differentiate.py, optimize/tests/test__numdiff.py,
    optimize/_tstutils.py, optimize/tests/test_optimize.py."""
    yield 'ndtr', ndtr, [0.6, *linspace(-0.05, 1.05, 10), 1.0, 0.612814]
    yield 'identity', 'x - 2.5', [1.0]
    yield 'exp', 'exp(x)', [1.0, 0.65, 0.7, *linspace(0, 2, 10)]
    yield 'sin 3x', 'sin(3*x)', [0.0]
    yield 'x + sin 10x', 'x + sin(10*x)', [0.0]
    yield 'sin 20x (x-1)^2', 'sin(20*x)*(x - 1)^2', [0.0]
    yield 'square', 'x^2', [1.0, 2.0, 3.0, 4.0, 0.5]
    yield 'cube', 'x^3', [1.0, 2.0, 3.0, 4.0]
    yield 'x^99 - 1', 'x^99 - 1', [7.0]
    for n in range(6):
        yield f'2x^{n}', f'2*x^{n}', [1.5]
    yield 'c x - 1', '3*x - 1', [2.0]
    yield 'saddle', '(x - 1)^3', [1.0]
    for name, text in (('1.1', 'x^2*y'), ('1.2', '5*x + sin(y)'), ('2.1', 'x*cos(y)'), ('2.2', 'x*sin(y)')):
        yield f'jacobian {name}', text, [[0.37, 0.81], [0.92, 0.16]]
    for name, text in (('3.1', 'x*sin(y)*cos(z)'), ('3.2', 'x*sin(y)*sin(z)')):
        yield f'jacobian {name}', text, [[0.37, 0.81, 0.54], [0.92, 0.16, 0.08]]
    yield 'jacobian 4.2', '5*x', [0.54]
    yield 'jacobian 4.3', '4*x^2 - 2*y', [[0.81, 0.54], [0.16, 0.08]]
    yield 'jacobian 4.4', 'y*sin(x)', [[0.37, 0.54], [0.92, 0.08]]
    yield 'jacobian 5.2', '4*x^2 - 2*sin(y*z)', [[0.37, 0.81, 0.54], [0.92, 0.16, 0.08]]
    yield 'cos(x/2) cos(y)', 'cos(0.5*x)*cos(y)', [[0.5, 0.25]]
    yield 'sin(2x) y^2', 'sin(2*x)*y^2', [[0.5, 0.25]]
    yield 'sin(x) y^3', 'sin(x)*y^3', [[0.5, 0.25]]
    yield 'rosen 2', rosen(2), [[2.0, 3.0], [0.8, 1.2], [-1.2, 1.0], [1.0, 1.0]]
    yield 'rosen 3', rosen(3), [[0.37, 0.81, 0.54]]
    yield 'rosen 5', rosen(5), [[1.3, 0.7, 0.8, 1.9, 1.2], [0.37, 0.81, 0.54, 0.92, 0.16]]
    yield 'sinh', 'sinh(x)', [1.0]
    yield 'tan', 'tan(x)', [0.5]
    yield 'exp at 0.5', 'exp(x)', [0.5]
    yield 'sin(xy) log(x)', 'sin(x*y)*log(x)', [[100.0, -0.5]]
    yield 'x sin(y)', 'x*sin(y)', [[-100.0, 0.2]]
    yield 'y cos(x)', 'y*cos(x)', [[-100.0, 0.2]]
    yield 'x^3 y^-0.5', 'x^3*y^-0.5', [[-100.0, 0.2]]
    yield 'exp(c x)', 'exp(0.5*x)', [1.0]
    yield 'xy', 'x*y', [[0.0, 0.0]]
    yield 'cos(xy)', 'cos(x*y)', [[0.0, 0.0]]
    yield 'f1', 'x*(x - 1)', [0.6, 1.0]
    yield 'f2', 'x^2 - 1', [0.6, 1.0]
    yield 'f3', 'x*(x - 1)*(x - 2)*(x - 3)', [0.6, 1.0]
    yield 'f5', '1/(1 - x)', [0.6, 0.5]
    yield 'aps01', 'sin(x) - x/2', [3.0, 1.89549426703398094e+00]
    poles = ' + '.join(f'{(2 * i - 5) ** 2}/(x - {i * i})^3' for i in range(1, 21))
    yield 'aps02', f'-2*({poles})', [2.0, 5.0, 10.0, 17.0, 26.0, 37.0, 50.0, 65.0, 82.0, 101.0,
        3.02291534727305677e+00, 6.68375356080807848e+00, 1.12387016550022114e+01, 1.96760000806234103e+01,
        2.98282273265047557e+01, 4.19061161952894139e+01, 5.59535958001430913e+01, 7.19856655865877997e+01,
        9.00088685391666701e+01, 1.10026532748330197e+02]
    for a, b in ((40, 1), (100, 2), (200, 3)):
        yield f'aps03 {a}', f'-{a}*x*exp(-{b}*x)', [-2.0, 0.0]
    for n in (4, 6, 8, 10, 12):
        yield f'aps04 {n}, 0.2', f'x^{n} - 0.2', [2.5, 0.2 ** (1 / n)]
    for n in (4, 6, 8, 10, 12, 14):
        yield f'aps04 {n}, 1', f'x^{n} - 1', [2.5 if n < 14 else 1.5, 1.5, 1.0]
    yield 'aps05', 'sin(x) - 1/2', [1.3, math.pi / 6]
    for n, x, root in ((1, 0.5, 4.22477709641236709e-01), (2, 0.5, 3.06699410483203705e-01),
                       (3, 0.5, 2.23705457654662959e-01), (4, 0.5, 1.71719147519508369e-01),
                       (5, 0.4, 1.38257155056824066e-01), (20, 0.1, 3.46573590208538521e-02),
                       (40, 5e-02, 1.73286795139986315e-02), (60, 1.0 / 30, 1.15524530093324210e-02),
                       (80, 2.5e-02, 8.66433975699931573e-03), (100, 2e-02, 6.93147180559945415e-03)):
        yield f'aps06 {n}', f'2*x*exp(-{n}) - 2*exp(-{n}*x) + 1', [x, root]
    for n, root in ((5, 3.84025518406218985e-02), (10, 9.90000999800049949e-03), (20, 2.49375003906201174e-03)):
        yield f'aps07 {n}', f'(1 + (1 - {n})^2)*x - (1 - {n}*x)^2', [0.4, root]
    for n, root in ((2, 0.5), (5, 3.45954815848242059e-01), (10, 2.45122333753307220e-01),
                    (15, 1.95547623536565629e-01), (20, 1.64920957276440960e-01)):
        yield f'aps08 {n}', f'x*x - (1 - x)^{n}', [0.9, root]
    for n, root in ((1, 2.75508040999484394e-01), (2, 1.37754020499742197e-01), (4, 1.03052837781564422e-02),
                    (5, 3.61710817890406339e-03), (8, 4.10872918496395375e-04), (15, 2.59895758929076292e-05),
                    (20, 7.66859512218533719e-06)):
        yield f'aps09 {n}', f'(1 + (1 - {n})^4)*x - (1 - {n}*x)^4', [0.5, root]
    for n, root in ((1, 4.01058137541547011e-01), (5, 5.16153518757933583e-01), (10, 5.39522226908415781e-01),
                    (15, 5.48182294340655241e-01), (20, 5.52704666678487833e-01)):
        yield f'aps10 {n}', f'exp(-{n}*x)*(x - 1) + x^{n}', [0.9, root]
    for n in (2, 5, 15, 20):
        yield f'aps11 {n}', f'({n}*x - 1)/(({n} - 1)*x)', [1e-02, 1 / n]
    for n in (2, 3, 4, 5, 6, 7, *range(9, 34, 2)):
        yield f'aps12 {n}', f'x^(1/{n}) - {n}^(1/{n})', [1.1, float(n)]
    yield 'aps13', 'x/exp(1/x^2)', [1.5, -1.0, 4.0]
    for n in range(1, 41):
        yield f'aps14 {n}', f'{n}/20*(heaviside(x)*(x/1.5 + sin(x)) - 1)', [1.0, 6.23806518961612433e-01, -1000.0]
    for n in (*range(20, 41), *range(100, 1001, 100)):
        yield f'aps15 {n}', f'exp(min(max(({n} + 1)*x/2*1000, 0), 1)) - 1.859', [-2.0, math.log(1.859) * 2 / 1000 / (n + 1)]
    yield 'fun1', 'x^3 - 2*x - 5', [2.0945514815423265, 2.0, 3.0, -1e4]
    yield 'fun2', '1 - 1/x^2', [1.0, 0.5, 1e-4, 1e6]
    yield 'fun3', '(x - 3)^3', [3.0, 5.0, -10.0, 1e4]
    yield 'fun4', '6*(x - 2)^5', [2.0, 5.0, -10.0, 1e4]
    yield 'fun5', 'x^9', [0.0, -1.0, 4.0, 50.0]
    yield 'fun6', 'x^19', [0.0, -1.0, 4.0, 50.0]
    yield 'fun7', 'x*exp(-x^(-2))', [-1.0, 4.0, 10.0, 100.0]
    yield 'fun8', '-(3062*(1 - 0.61489)*exp(-x))/(0.61489 + (1 - 0.61489)*exp(-x)) - 1013 + 1628/x', [1.0375360332870405, 2e-4, 2.0, 3.0]
    yield 'fun9', 'exp(x) - 2 - 0.01/x^2 + 0.000002/x^3', [0.7032048403631358, 2e-4, 1.0, 3.0]
    entropy = 'log(exp(x + y + z) + exp(x + y) + exp(x + z) + 2*exp(x)) - (x + 0.3*y + 0.5*z)'
    yield 'maximum entropy', entropy, [[0.0, 0.0, 0.0], [0.0, -0.524869316, 0.487525860]]
    yield 'himmelblau', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', [[0.0, 0.0], [3.0, 2.0], [1.0, 4.0]]


def numdifftools():
    """numdifftools: tests/test_numdifftools.py, test_example_functions.py, test_multicomplex.py,
    hamiltonian.py."""
    for name in ('cos', 'sin', 'tan', 'cosh', 'sinh', 'tanh', 'asinh', 'exp', 'expm1', 'sqrt', 'log', 'log1p', 'log10',
                 'log2', 'acos', 'asin', 'atan', 'atanh'):
        yield name, f'{name}(x)', [0.5, *linspace(0.0001, 0.98, 5)]
    for name, text in (('exp2', '2^x'), ('square', 'x^2'), ('inv', '1/x')):
        yield name, text, [0.5, *linspace(0.0001, 0.98, 5)]
    for name, points in (('acosh', linspace(1.2, 5, 5)), ('cos', linspace(-0.99, 0.99, 5)), ('log', linspace(0.001, 5, 6)),
                         ('acos', linspace(-0.98, 0.98, 5)), ('abs', linspace(-0.98, 0.98, 5)), ('atan', linspace(0, 2, 5))):
        yield f'{name}, complex step', f'{name}(x)', points
    trap = '0.5*(39.96*1.66e-27)*(2*pi*1000000)^2*(x^2 + y^2) + 2.3070775523e-28/abs(x - y)'
    yield 'hamiltonian', trap, [[-0.5, 0.5], [-0.5, 0.0], [-2.8e-6, 2.8e-6], [-1e-6, 4e-6]]
    yield 'sin, a turn', 'sin(x)', [2 * math.pi * i / 12 for i in range(13)]
    yield 'cos, examples', 'cos(x)', [math.pi / 2, 7.6564547238847105, 8.9428143931508, 2.2204460492503134e-14, 0.0, 10.0]
    yield 'exp at 0', 'exp(x)', [0.0]
    yield 'sinh at 0', 'sinh(x)', [0.0]
    yield 'log near 0', 'log(x)', [0.001]
    yield 'cube', 'x*x*x', [2.0]
    yield 'b a x^3', '2*1*x*x*x', [0.0, 1.0]
    yield 'powers', 'x^3', [-1000.0, -0.7, 31.4, 1000.0]
    yield 'rosen', '(1 - x)^2 + 105*(y - x^2)^2', [[2.0, 3.0], [1.0, 1.0]]
    yield 'xyz + exp(x) y', 'x*y*z + exp(x)*y', [[3.0, 5.0, 7.0]]
    for i in range(10):
        yield f'fit {i}', f'(x1 + x2*exp(x3*{i / 10}) - (1 + 2*exp(0.75*{i / 10})))^2', [[1.0, 2.0, 0.75], [1.0, 2.0, 0.5]]
    yield 'sum of squares', 'x^2 + y^2 + z^2', [[1.0, 2.0, 3.0]]
    yield 'sum of cubes', 'x^3 + y^3', [[1.0, 2.0], [3.0, 4.0]]
    yield 'x y z^2', 'x*y*z^2', [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    yield 'x y z', 'x*y*z', [[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]
    yield 'issue 39', '1/(exp(x) + cos(y) + 10)', [[1.0, 2.0]]
    yield 'x + y^2 + z^3', 'x + y^2 + z^3', [[1.0, 2.0, 3.0], [0.0, 16.003907623933742, 68.02057249966789],
        [88.01663712016305, 88.01663712016305, 88.01663712016305], [0.0, 19.945812226807096, 54.11322414875562]]
    yield 'cos(x - y)', 'cos(x - y)', [[0.0, 0.0]]
    yield 'cos(xy)', 'cos(x*y)', [[3.0, 5.0]]
    yield 'sin(xy)', 'sin(x*y)', [[3.0, 5.0]]


def jax():
    """JAX: tests/lax_autodiff_test.py, jet_test.py, nn_test.py; points of the same ranges."""
    for name, low, high in (('exp', -2, 2), ('expm1', -2, 2), ('log', 0.8, 4), ('log1p', 0, 4), ('sinh', -2, 2),
                            ('cosh', -2, 2), ('tanh', -2, 2), ('sin', -2, 2), ('cos', -2, 2), ('tan', -1.3, 1.3),
                            ('asin', -1, 1), ('acos', -1, 1), ('atan', -2, 2), ('erf', -2, 2), ('sqrt', 0, 5),
                            ('cbrt', 0.2, 3), ('asinh', -100, 100), ('acosh', 1, 100), ('atanh', -1, 1),
                            ('abs', -2, 2)):
        yield name, f'{name}(x)', spread(low, high)
    yield 'tanh, wide', 'tanh(x)', spread(-500, 500, 10)
    yield 'expit, wide', 'sigmoid(x)', spread(-500, 500, 10)
    yield 'logistic', 'sigmoid(x)', spread(-5, 5)
    yield 'logistic as typed', '1/(1 + exp(-x))', spread(-5, 5)
    yield 'neg', '-x', spread(-2, 2, 2)
    yield 'exp2', '2^x', spread(-2, 2)
    yield 'rsqrt', '1/sqrt(x)', spread(0, 5000)
    yield 'erfc', '1 - erf(x)', spread(-2, 2) + [0.0, 10.0]
    for p in range(6):
        yield f'int pow {p}', f'x^{p}', spread(-2, 2)
    yield 'int pow 10', 'x^10', [0.0]
    for name, points in (('sinh', [0.0]), ('cosh', [0.0]), ('tanh', [0.0, 1000.0]),
                         ('sin', [0.0, math.pi, math.pi / 2, math.pi / 4]),
                         ('cos', [0.0, math.pi, math.pi / 2, math.pi / 4]), ('tan', [0.0]), ('asin', [0.0]),
                         ('acos', [0.0]), ('atan', [0.0, 1000.0]), ('erf', [0.0, 10.0])):
        yield f'{name}, special', f'{name}(x)', points
    for name, text in (('add', 'x + y'), ('sub', 'x - y'), ('mul', 'x*y'), ('div', 'x/y'), ('max', 'max(x, y)'),
                       ('min', 'min(x, y)')):
        yield name, text, [[0.7, 1.9], [-1.3, 0.4], [1.6, -0.9]]
    yield 'atan2', '2*atan(x/(sqrt(x^2 + y^2) + y))', [[0.7, 1.9], [-1.3, 0.4], [1.6, 0.9]]
    yield 'pow', 'x^y', [[0.7, 1.9], [1.3, -0.4], [2.6, 0.9], [41.9, -82.3], [0.2, 50.1]]
    yield 'x eps + eps + x', 'x*y + y + x', [[1.0, 1.0]]
    yield 'softplus', 'softplus(x)', [1e-8, 0.0, 89.0, *spread(-5, 5)]
    yield 'softplus as typed', 'log(1 + exp(x))', [1e-8, 0.0, 89.0, *spread(-5, 5)]
    yield 'squareplus', '(x + sqrt(x^2 + 4))/2', [1e-8, 0.0, 1e3, *spread(-5, 5)]
    yield 'mish', 'x*tanh(softplus(x))', [1e-8, 0.0, 1e3, *spread(-5, 5)]
    yield 'silu', 'x*sigmoid(x)', spread(-5, 5)
    yield 'gelu', 'x*(1 + erf(x/sqrt(2)))/2', spread(-5, 5)
    yield 'gelu, approximate', '0.5*x*(1 + tanh(sqrt(2/pi)*(x + 0.044715*x^3)))', spread(-5, 5)
    yield 'relu', 'relu(x)', [1.0, -1.0, 0.0]
    yield 'relu6', 'min(relu(x), 6)', [1.0, -1.0, 7.0]
    yield 'elu', 'relu(x) + expm1(x - relu(x))', [1e4, 1.0, -1.0]
    sum_exp = 'exp(x1) + exp(x2) + exp(x3) + exp(x4)'
    for i in range(1, 5):
        yield f'softmax {i}', f'exp(x{i})/({sum_exp})', [[5.5, 1.3, -4.2, 0.9]]
    yield 'logsumexp', f'log({sum_exp})', [[5.5, 1.3, -4.2, 0.9]]


def autograd():
    """autograd: tests/test_scalar_ops.py, test_systematic.py; points of the same ranges."""
    def of(low, high):
        return [low + (high - low) * p for p in (0.1, 0.4, 0.7, 1)]
    for name, low, high in (('sin', -2, 2), ('abs', 0.1, 4), ('acosh', 1.1, 4), ('asinh', -0.9, 0.9),
                            ('atanh', -0.9, 0.9), ('cos', -2, 2), ('cosh', -2, 2), ('exp', -2, 2), ('expm1', -2, 2),
                            ('log', 0.2, 2), ('log10', 0.2, 2), ('log1p', 0.2, 2), ('log2', 0.2, 2),
                            ('sinh', -2, 2), ('sqrt', 1, 3), ('tan', -1.1, 1.1), ('tanh', -2, 2)):
        yield name, f'{name}(x)', of(low, high)
    yield 'deg2rad', 'x*pi/180', of(-2, 2)
    yield 'degrees', 'x*180/pi/50', of(-2, 2)
    yield 'exp2', '2^x', of(-2, 2)
    yield 'square', 'x*x', of(-2, 2)
    yield 'reciprocal', '1/x', of(0.1, 1)
    yield 'sinc', '3*sin(pi*x)/(pi*x)', of(0.3, 10)
    mean = '(x + y + z)/3'
    variance = f'((x - {mean})^2 + (y - {mean})^2 + (z - {mean})^2)/3'
    for name, text in (('mean', mean), ('var', variance), ('std', f'sqrt({variance})'), ('prod', 'x*y*z')):
        yield name, text, [[1.62, -0.61, 0.87], [3.5, 0.5, -1.1]]
    yield '3 abs', '3*abs(x)', [1.1, -1.1, 0.0]
    for name in ('sin', 'exp', 'cos', 'tan', 'cosh', 'sinh', 'tanh', 'asinh'):
        yield f'3 {name}', f'3*{name}(x)', [1.6243453636632417, -0.6117564136500754, -1.0729686221561705]
    for name in ('log', 'log2', 'log10', 'log1p', 'expm1', 'sqrt'):
        yield f'3 {name}', f'3*{name}(x)', [1.6243453636632417, 0.6117564136500754, 0.5281717522634557]
    yield '3 acos', '3*acos(x)', [0.1, 0.2]
    yield '3 asin', '3*asin(x)', [0.1, 0.2]
    yield '3 atan', '3*atan(x)', [0.2, 0.3]
    yield '3 acosh', '3*acosh(x)', [1.2789517564, 3.6384979]
    yield '3 atanh', '3*atanh(x)', [0.2, 0.3]
    yield 'power of x', 'x^2.6384979', [1.0279, 1.9123]
    yield 'power to y', '0.374256^x', [0.0279, 0.9123]
    for name, text, pairs in (
        ('add', 'x + y', ((-2, 2), (-2, 2))), ('subtract', 'x - y', ((-2, 2), (-2, 2))),
        ('multiply', 'x*y', ((-2, 2), (-2, 2))), ('divide', 'x/y', ((-2, 2), (0.3, 2))),
        ('divide, negative', 'x/y', ((-2, 2), (-0.3, -2))), ('pow', 'x^y', ((0.7, 2), (-2, 2))),
        ('logaddexp', 'log(exp(x) + exp(y))', ((-2, 2), (-2, 2))),
        ('logaddexp2', 'log2(2^x + 2^y)', ((-2, 2), (-2, 2))),
        ('logaddexp, stable', 'max(x, y) + softplus(-abs(x - y))', ((-2, 2), (-2, 2))),
        ('maximum', 'max(x, y)', ((-2, 2), (-2, 2))), ('minimum', 'min(x, y)', ((-2, 2), (-2, 2))),
    ):
        a, b = (of(*pair) for pair in pairs)
        yield name, text, [[a[0], b[1]], [a[1], b[3]], [a[2], b[0]], [a[3], b[2]], [low + 0.6 * (high - low) for low, high in pairs]]


# Moré, Garbow and Hillstrom 1981: name, number of variables, residuals, start, f at the start where it is known.

def squares(residuals):
    return ' + '.join(f'({r})^2' for r in residuals)


def total(terms):
    return ' + '.join(terms)


def moré():
    x = [f'x{i}' for i in range(100)]
    yield 'Rosenbrock', 2, ['10*(x2 - x1^2)', '1 - x1'], [-1.2, 1], 24.2
    yield 'Freudenstein and Roth', 2, ['-13 + x1 + ((5 - x2)*x2 - 2)*x2', '-29 + x1 + ((x2 + 1)*x2 - 14)*x2'], [0.5, -2], 400.5
    yield 'Powell badly scaled', 2, ['10^4*x1*x2 - 1', 'exp(-x1) + exp(-x2) - 1.0001'], [0, 1], 1.13526
    yield 'Brown badly scaled', 2, ['x1 - 10^6', 'x2 - 2e-6', 'x1*x2 - 2'], [1, 1], 9.99998e11
    yield 'Beale', 2, [f'{y} - x1*(1 - x2^{i})' for i, y in enumerate((1.5, 2.25, 2.625), 1)], [1, 1], 14.203125
    yield 'Jennrich and Sampson', 2, [f'{2 + 2 * i} - (exp({i}*x1) + exp({i}*x2))' for i in range(1, 11)], [0.3, 0.4], 4171.306
    angle = '(atan(x2/x1)/(2*pi) + 0.5*heaviside(-x1))'
    yield 'Helical valley', 3, [f'10*(x3 - 10*{angle})', '10*(sqrt(x1^2 + x2^2) - 1)', 'x3'], [-1, 0, 0], 2500
    bard = (0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39)
    yield 'Bard', 3, [f'{y} - (x1 + {u}/({16 - u}*x2 + {min(u, 16 - u)}*x3))' for u, y in enumerate(bard, 1)], [1, 1, 1], 41.6817
    gaussian = (0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989)
    gaussian += gaussian[-2::-1]
    yield 'Gaussian', 3, [f'x1*exp(-x2*({(8 - i) / 2} - x3)^2/2) - {y}' for i, y in enumerate(gaussian, 1)], [0.4, 1, 0], 3.888107e-6
    meyer = (34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872)
    yield 'Meyer', 3, [f'x1*exp(x2/({45 + 5 * i} + x3)) - {y}' for i, y in enumerate(meyer, 1)], [0.02, 4000, 250], 1.69361e9
    yield 'Gulf research and development', 3, [f'exp(-abs(25 + (-50*log({i / 100}))^(2/3) - x2)^x3/x1) - {i / 100}' for i in range(1, 100)], [5, 2.5, 0.15], 12.11070
    tenths = [i / 10 for i in range(1, 14)]
    yield 'Box three-dimensional', 3, [f'exp(-{t}*x1) - exp(-{t}*x2) - x3*(exp(-{t}) - exp(-{10 * t:.0f}))' for t in tenths[:10]], [0, 10, 20], 1031.154
    singular = ('{0} + 10*{1}', 'sqrt(5)*({2} - {3})', '({1} - 2*{2})^2', 'sqrt(10)*({0} - {3})^2')
    yield 'Powell singular', 4, [r.format(*x[1:5]) for r in singular], [3, -1, 0, 1], 215
    yield 'Wood', 4, ['10*(x2 - x1^2)', '1 - x1', 'sqrt(90)*(x4 - x3^2)', '1 - x3', 'sqrt(10)*(x2 + x4 - 2)', '(x2 - x4)/sqrt(10)'], [-3, -1, -3, -1], 19192
    kowalik = zip((0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246),
                  (4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625))
    yield 'Kowalik and Osborne', 4, [f'{y} - x1*({u}^2 + {u}*x2)/({u}^2 + {u}*x3 + x4)' for y, u in kowalik], [0.25, 0.39, 0.415, 0.39], 5.313172e-3
    fifths = [i / 5 for i in range(1, 21)]
    yield 'Brown and Dennis', 4, [f'(x1 + {t}*x2 - exp({t}))^2 + (x3 + x4*sin({t}) - cos({t}))^2' for t in fifths], [25, 5, -5, -1], 7926693.336
    osborne = (0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628,
        0.603, 0.580, 0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420,
        0.414, 0.411, 0.406)
    yield 'Osborne 1', 5, [f'{y} - (x1 + x2*exp(-{10 * i}*x4) + x3*exp(-{10 * i}*x5))' for i, y in enumerate(osborne)], [0.5, 1.5, -1, 0.01, 0.02], 0.879026
    yield 'Biggs EXP6', 6, [f'x3*exp(-{t}*x1) - x4*exp(-{t}*x2) + x6*exp(-{t}*x5) - (exp(-{t}) - 5*exp(-{i}) + 3*exp(-{4 * i / 10}))' for i, t in enumerate(tenths, 1)], [1, 2, 1, 1, 1, 1], 0.779070
    osborne = (1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616,
        0.606, 0.602, 0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495,
        0.500, 0.423, 0.395, 0.375, 0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672,
        0.708, 0.633, 0.668, 0.645, 0.632, 0.591, 0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581,
        0.428, 0.292, 0.162, 0.098, 0.054)
    bells = [' + '.join(f'x{k}*exp(-({i / 10} - x{k + 7})^2*x{k + 4})' for k in (2, 3, 4)) for i in range(65)]
    yield 'Osborne 2', 11, [f'{y} - (x1*exp(-{i / 10}*x5) + {bells[i]})' for i, y in enumerate(osborne)], [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5], 2.093420
    n = 6
    watson = []
    for i in range(1, 30):
        slope = total(f'{j - 1}*x{j}*({i}/29)^{j - 2}' for j in range(2, n + 1))
        value = total(f'x{j}*({i}/29)^{j - 1}' for j in range(1, n + 1))
        watson.append(f'{slope} - ({value})^2 - 1')
    yield 'Watson', n, [*watson, 'x1', 'x2 - x1^2 - 1'], [0] * n, 30
    n = 10
    yield 'Extended Rosenbrock', n, [r for i in range(1, n, 2) for r in (f'10*(x{i + 1} - x{i}^2)', f'1 - x{i}')], [-1.2, 1] * 5, 121
    yield 'Extended Powell singular', 12, [r.format(*x[i:i + 4]) for i in (1, 5, 9) for r in singular], [3, -1, 0, 1] * 3, 645
    yield 'Penalty I', n, [*(f'sqrt(1e-5)*(x{i} - 1)' for i in range(1, n + 1)), total(f'x{i}^2' for i in range(1, n + 1)) + ' - 1/4'], list(range(1, n + 1)), 148032.56535
    penalty = ['x1 - 0.2']
    penalty += [f'sqrt(1e-5)*(exp(x{i}/10) + exp(x{i - 1}/10) - (exp({i}/10) + exp({i - 1}/10)))' for i in range(2, n + 1)]
    penalty += [f'sqrt(1e-5)*(exp(x{i}/10) - exp(-1/10))' for i in range(2, n + 1)]
    yield 'Penalty II', n, [*penalty, total(f'{n - j + 1}*x{j}^2' for j in range(1, n + 1)) + ' - 1'], [0.5] * n, 162.6528
    weighted = total(f'{j}*(x{j} - 1)' for j in range(1, n + 1))
    yield 'Variably dimensioned', n, [*(f'x{i} - 1' for i in range(1, n + 1)), weighted, f'({weighted})^2'], [1 - j / n for j in range(1, n + 1)], 2198551.1625
    cosines = total(f'cos(x{j})' for j in range(1, n + 1))
    yield 'Trigonometric', n, [f'{n} - ({cosines}) + {i}*(1 - cos(x{i})) - sin(x{i})' for i in range(1, n + 1)], [1 / n] * n, 7.0758e-3
    sum_all = total(x[1:n + 1])
    yield 'Brown almost-linear', n, [*(f'x{i} + ({sum_all}) - {n + 1}' for i in range(1, n)), '*'.join(x[1:n + 1]) + ' - 1'], [0.5] * n, 273.248
    cube = [f'(x{i} + {i}/{n + 1} + 1)^3' for i in range(n + 1)]
    middle = [f'2*x{i}' + (f' - x{i - 1}' if i > 1 else '') + (f' - x{i + 1}' if i < n else '') for i in range(n + 1)]
    knots = [j / (n + 1) * (j / (n + 1) - 1) for j in range(1, n + 1)]
    yield 'Discrete boundary value', n, [f'{middle[i]} + (1/{n + 1})^2*{cube[i]}/2' for i in range(1, n + 1)], knots, None
    integrals = []
    for i in range(1, n + 1):
        before = total(f'{j}/{n + 1}*{cube[j]}' for j in range(1, i + 1))
        after = total(f'(1 - {j}/{n + 1})*{cube[j]}' for j in range(i + 1, n + 1)) or '0'
        integrals.append(f'x{i} + 1/{n + 1}*((1 - {i}/{n + 1})*({before}) + {i}/{n + 1}*({after}))/2')
    yield 'Discrete integral equation', n, integrals, knots, None
    yield 'Broyden tridiagonal', n, [f'(3 - 2*x{i})*x{i}' + (f' - x{i - 1}' if i > 1 else '') + (f' - 2*x{i + 1}' if i < n else '') + ' + 1' for i in range(1, n + 1)], [-1] * n, 21
    band = [[j for j in range(max(1, i - 5), min(n, i + 1) + 1) if j != i] for i in range(n + 1)]
    yield 'Broyden banded', n, [f'x{i}*(2 + 5*x{i}^2) + 1 - (' + total(f'x{j}*(1 + x{j})' for j in band[i]) + ')' for i in range(1, n + 1)], [-1] * n, 360
    m = 20
    yield 'Linear, full rank', n, [(f'x{i} - ' if i <= n else '-') + f'2/{m}*({sum_all}) - 1' for i in range(1, m + 1)], [1] * n, 50
    weighted = total(f'{j}*x{j}' for j in range(1, n + 1))
    yield 'Linear, rank 1', n, [f'{i}*({weighted}) - 1' for i in range(1, m + 1)], [1] * n, 8658670
    weighted = total(f'{j}*x{j}' for j in range(2, n))
    yield 'Linear, rank 1, zero columns and rows', n, ['-1', *(f'{i - 1}*({weighted}) - 1' for i in range(2, m)), '-1'], [1] * n, 4067996
    n = 8
    chebyshev = [[1], [0, 1]]
    while len(chebyshev) <= n:
        a, b = chebyshev[-1], chebyshev[-2]
        chebyshev.append([2 * p - q for p, q in zip([0, *a], [*b, 0, 0])])

    def polynomial(c, y):
        terms = [f'{c[k]}*{y}^{k}' if k else f'{c[k]}' for k in range(len(c) - 1, -1, -1) if c[k]]
        return '(' + ' + '.join(terms).replace('+ -', '- ') + ')'
    chebyquad = []
    for i in range(1, n + 1):
        mean = total(polynomial(chebyshev[i], f'(2*x{j} - 1)') for j in range(1, n + 1))
        chebyquad.append(f'1/{n}*({mean})' + ('' if i % 2 else f' + 1/{i * i - 1}'))
    yield 'Chebyquad', n, chebyquad, [j / (n + 1) for j in range(1, n + 1)], 0.0386176982859


def problems():
    for number, (name, n, residuals, start, known) in enumerate(moré(), 1):
        yield f'{number} {name}', squares(residuals), [f'x{i}' for i in range(1, n + 1)], [float(x) for x in start], known
    assert number == 35


# The table.

def exactly(x):
    sign, man, exponent, _ = mpf(x)._mpf_
    return Fraction((-1) ** sign * int(man)) * Fraction(2) ** exponent


def pair(x):
    x = exactly(x)
    y = float(x)
    return [y, round(float((x - Fraction(y)) / Fraction(math.ulp(y))), 6)] if y else [0.0, 0.0]


def brief(x):
    """To four digits: a sway is no measure to be known better."""
    return float(f'{float(x):.4g}')


def rows(collection, name, text, variables, points):
    reader = Reader(text)
    for point in points:
        named = dict(zip(variables, point))
        first = [expanded(reader, named, each, 1) for each in variables]
        row = {
            'list': collection, 'name': name, 'formula': text, 'variables': variables, 'point': point,
            'value': pair(first[0][0][0]), 'gradient': [pair(c[1]) for c, _ in first],
            'sway': [brief(sway[1]) for _, sway in first],
        }
        if len(variables) == 1:
            c, sway = expanded(reader, named, variables[0], ORDER)
            row['taylor'] = [[*pair(a), brief(s)] for a, s in zip(c, sway)]
        yield row


def listed(collection, entries):
    """The rows of entries whose variables are those their text has."""
    for name, text, points in entries:
        words = set(re.findall(r'[a-z]\w*', text)) - set(unary) - {'min', 'max', 'pi', 'e'}
        points = [point if isinstance(point, list) else [point] for point in points]
        variables = sorted(words)
        assert all(len(point) == len(variables) for point in points), name
        yield from rows(collection, name, text, variables, points)


def table():
    for list_of in (scipy, numdifftools, jax, autograd):
        yield from listed(list_of.__name__, list_of())
    for name, text, variables, start, known in problems():
        for row in rows('moré', name, text, variables, [start]):
            assert known is None or abs(row['value'][0] / known - 1) < 2e-5, (name, row['value'][0], known)
            yield row


def write(script, table):
    """Beside the script, or compares what is there."""
    # Exponents and numbers as JavaScript writes them.
    lines = [re.sub(r'(?<=\d)e\+?(-?)0*(?=\d)', r'e\1', json.dumps(row, ensure_ascii=False)) for row in table]
    whole = '[\n  ' + ',\n  '.join(lines) + '\n]\n'
    path = script.replace('.py', '.json')
    if '--check' in sys.argv[1:]:
        with open(path) as file:
            sys.exit(None if file.read() == whole else f'{path} is not what {script} writes')
    with open(path, 'w') as file:
        file.write(whole)


if __name__ == '__main__':
    write(__file__, table())
