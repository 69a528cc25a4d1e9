"""Derivatives by SciPy: from [formula, variables, point, place] as JSON on standard input, the versions and for each
method, row by row, [value, its own estimate of the error or null]."""
import json, sys, warnings

import numpy, scipy
from scipy import special
from scipy.optimize import _numdiff

warnings.simplefilter('ignore')
names = {name: getattr(numpy, name) for name in ('sin cos tan sinh cosh tanh exp expm1 log log1p log2 log10 sqrt cbrt abs sign '
         'pi e').split()}
names |= {name: getattr(numpy, f'arc{name[1:]}') for name in 'asin acos atan asinh acosh atanh'.split()}
names |= {
    'erf': special.erf, 'ln': numpy.log, 'sigmoid': special.expit, 'softplus': lambda x: numpy.logaddexp(0, x),
    'relu': lambda x: numpy.maximum(x, 0), 'heaviside': lambda x: numpy.heaviside(x, 0),
    'max': lambda *x: numpy.maximum.reduce(x), 'min': lambda *x: numpy.minimum.reduce(x),
}


def along(text, variables, point, place):
    """A formula as a function of one variable, the others fixed. Integers are floats, as in the formula language."""
    code = compile(text.replace('^', '**'), text, 'eval')
    here = {variable: numpy.float64(x) for variable, x in zip(variables, point)}
    return lambda x: eval(code, names, {**here, variables[place]: x})


def quotient(method):
    return lambda f, x: [float(_numdiff.approx_derivative(lambda p: f(p[0]), [x], method=method)[0]), None]


def extrapolated(**options):
    def derivative(f, x):
        own = {name: make(x) for name, make in options.items()}
        found = scipy.differentiate.derivative(lambda p: numpy.broadcast_to(f(p), p.shape), x, **own)
        return [float(found.df), float(found.error)]
    return derivative


methods = {"approx_derivative, '2-point'": quotient('2-point'), "approx_derivative, '3-point'": quotient('3-point')}
try:
    import scipy.differentiate
    methods['differentiate.derivative'] = extrapolated()
    methods['the same, initial_step = 0.05 \\|x\\|'] = extrapolated(initial_step=lambda x: 0.05 * abs(x) or 0.05)
except ImportError:
    pass

rows = json.load(sys.stdin)
out = {name: [] for name in methods}
for text, variables, point, place in rows:
    f = along(text, variables, point, place)
    for name, method in methods.items():
        try:
            out[name].append(method(f, numpy.float64(point[place])))
        except (ArithmeticError, ValueError):
            out[name].append([None, None])
versions = f'scipy {scipy.__version__}, NumPy {numpy.__version__}, Python {sys.version.split()[0]}'
text = json.dumps({'versions': versions, 'methods': out})
print(text.replace('NaN', 'null').replace('-Infinity', 'null').replace('Infinity', 'null'))
