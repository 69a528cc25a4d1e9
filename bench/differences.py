"""Derivatives by SciPy: from [formula, variables, point, place, rounding or null] as JSON on standard input, the versions
and for each method, row by row, [value, its own estimate of the error or null, whether it claims success]."""
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


def scatter(x):
    """Noise of one place, from -1/2 to 1/2, as in bench/families.ts."""
    bits = numpy.asarray(x, dtype='<f8').reshape(-1).view('<u4').reshape(-1, 2)
    low, high = bits[:, 0].copy(), bits[:, 1].copy()
    mixed = (low ^ (high * numpy.uint32(0x85ebca6b))) * numpy.uint32(0xc2b2ae35)
    mixed = (mixed ^ (mixed >> numpy.uint32(15))) * numpy.uint32(0x27d4eb2f)
    return ((mixed ^ (mixed >> numpy.uint32(13))) / 2**32 - 0.5).reshape(numpy.shape(x))


def rounded(f, rounding):
    kind, by = rounding['kind'], rounding['by']
    return {
        'none': f,
        'single': lambda x: numpy.float64(numpy.float32(f(x))),
        'decimal': lambda x: numpy.floor(f(x) / by + 0.5) * by,
        'floor': lambda x: numpy.floor(f(x) / by) * by,
        'single x': lambda x: f(numpy.float64(numpy.float32(x))),
        'floor x': lambda x: f(numpy.floor(x / by) * by),
        'noise': lambda x: f(x) + by * scatter(x),
    }[kind]


def quotient(method):
    return lambda f, x: [float(_numdiff.approx_derivative(lambda p: f(p[0]), [x], method=method)[0]), None, None]


def extrapolated(**options):
    def derivative(f, x):
        own = {name: make(x) for name, make in options.items()}
        found = scipy.differentiate.derivative(lambda p: numpy.broadcast_to(f(p), p.shape), x, **own)
        return [float(found.df), float(found.error), bool(found.success)]
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
for text, variables, point, place, rounding in rows:
    f = along(text, variables, point, place)
    if rounding:
        f = rounded(f, rounding)
    for name, method in methods.items():
        try:
            out[name].append(method(f, numpy.float64(point[place])))
        except (ArithmeticError, ValueError):
            out[name].append([None, None, None])
versions = f'scipy {scipy.__version__}, NumPy {numpy.__version__}, Python {sys.version.split()[0]}'
text = json.dumps({'versions': versions, 'methods': out})
print(text.replace('NaN', 'null').replace('-Infinity', 'null').replace('Infinity', 'null'))
