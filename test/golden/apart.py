"""Writes apart.json: functions that are on none of the lists of published.json, in the same form, so that what was
tuned on those can be judged on these. Nothing is to be tuned on them. With --check it writes nothing and fails unless
the file is what it would write."""
from published import listed, write

outer = ('sin', 'cos', 'exp', 'tanh', 'atan', 'erf', 'sigmoid', 'softplus', 'cosh', 'asinh', 'log1p', 'sqrt')
inner = ('1 + x*log(x)', '1/(1 + x^2)', 'x^3/7', 'exp(-x)*x', 'sqrt(x)', 'x^1.7', 'log(1 + x^4)')


def compositions():
    for g in outer:
        for f in inner:
            yield f'{g} of {f}', f'{g}({f})', [0.37, 1.9]


def scales():
    for size in ('0.000000000001', '0.000001', '0.001', '1000', '1000000', '1000000000000'):
        yield f'sin in units of {size}', f'sin(x/{size})', [0.7 * float(size), 2.9 * float(size)]
        yield f'a quotient in units of {size}', f'x/({size} + x)', [0.3 * float(size), 5 * float(size)]
        yield f'a product with {size}', f'{size}*exp(x)/(1 + x^2)', [0.6, -1.4]
    for shift in ('10000', '100000000'):
        yield f'a wave far away at {shift}', f'sin(x) + x/{shift}', [float(shift) + 0.5]
    yield 'a large constant', '1000000 + exp(x)', [0.9]
    yield 'a small term', 'x + 0.0000001*sin(1000*x)', [0.4]


def poles():
    for distance in (0.5, 0.05, 0.005, 0.0005):
        yield f'{distance} from a pole', '1/(1 - x)', [1 - distance, 1 + distance]
        yield f'{distance} from a double pole', 'exp(x)/(x - 2)^2', [2 + distance]
        yield f'{distance} from the end of log', 'x*log(x)^2', [distance]
        yield f'{distance} from a branch point', 'sqrt(x)*(3 + x)', [distance]
        yield f'{distance} from the end of asin', 'asin(x)', [1 - distance]
        yield f'{distance} from the end of acosh', 'acosh(1 + x)', [distance]
        yield f'{distance} from the end of atanh', 'atanh(x)', [1 - distance]


def waves():
    for k in (5, 17, 60):
        yield f'a beat of {k}', f'sin({k}*x)*sin({k + 1}*x)', [0.3, 1.1]
        yield f'a packet of {k}', f'exp(-4*(x - 1)^2)*cos({k}*x)', [0.8, 1.5]
        yield f'a chirp of {k}', f'cos({k}*x^2)', [0.45]
    yield 'a wave of a wave', 'sin(x + 2*sin(3*x))', [0.2, 2.2]
    yield 'a ratio of waves', '(2 + sin(x))/(3 + cos(2*x))', [0.5, 4.1]
    yield 'a steep step', 'tanh(40*(x - 1))', [0.97, 1.002, 1.3]
    yield 'a steep logistic', 'sigmoid(-25*x + 12)', [0.44, 0.7]
    yield 'a narrow bump', '1/(1 + 400*(x - 0.3)^2)', [0.25, 0.31, 0.9]


def several():
    yield 'Himmelblau', '(x^2 + y - 11)^2 + (x + y^2 - 7)^2', [[0.3, 1.7], [-2.1, 2.6]]
    yield 'McCormick', 'sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1', [[1.1, -0.4]]
    yield 'a drop', 'exp(-x^2 - 3*y^2)*cos(4*x*y)', [[0.4, 0.2], [1.1, -0.3]]
    yield 'units apart', '(x/1000000 - 1)^2 + (1000000*y - 1)^2 + x*y', [[2e6, 3e-7]]
    yield 'a power with a power', 'x^y + y^x', [[1.3, 2.4], [0.6, 0.9]]
    yield 'a mean of logs', 'log(x^2 + y^2 + z^2)/2', [[0.3, -1.2, 2.0]]
    yield 'an angle', 'atan(y/x)', [[1.4, 0.6], [0.02, 3.0]]
    yield 'a softmax', 'exp(x)/(exp(x) + exp(y) + exp(z))', [[0.1, 1.2, -0.7]]
    yield 'a neuron', 'tanh(0.7*x - 1.3*y + 0.2)*sigmoid(2*x*y)', [[0.8, 0.1], [-1.5, 0.4]]
    yield 'an energy', '4*((1/(x^2 + y^2))^6 - (1/(x^2 + y^2))^3)', [[0.9, 0.7], [1.2, 0.4]]


if __name__ == '__main__':
    families = (compositions, scales, poles, waves, several)
    write(__file__, (row for family in families for row in listed(family.__name__, family())))
