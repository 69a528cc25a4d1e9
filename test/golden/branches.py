"""Writes branches.json: formulas with branches that are not taken, rows [formula, x, y, [∂x, ∂y], [∂xx, ∂xy, ∂yy]],
each number the double nearest. Python 3 with mpmath: central differences at 500 bits, kept where the formula is
smooth, that is where those of other steps, and of either side, agree."""
import ast, itertools, json, re

from mpmath import acos, asin, cbrt, exp, inf, log, mp, mpc, mpf, sign, sqrt

mp.prec = 500


class Undefined(Exception):
    pass


def real(f):
    def checked(*args):
        value = f(*args)
        if isinstance(value, mpc):
            raise Undefined
        return value
    return checked


names = {
    'sqrt': real(sqrt), 'cbrt': lambda x: sign(x) * cbrt(abs(x)), 'log': real(lambda x: log(x) if x else -inf),
    'asin': real(asin), 'acos': real(acos), 'exp': exp, 'relu': lambda x: max(mpf(0), x),
    'heaviside': lambda x: mpf(x > 0), 'sign': sign, 'abs': abs, 'max': max, 'min': min,
    'power': real(lambda x, y: x ** y), 'over': lambda x, y: x / y if y else sign(x) * inf,
}


class Calls(ast.NodeTransformer):
    """Quotients and powers as calls, numbers as mpf."""

    def visit_BinOp(self, node):
        self.generic_visit(node)
        name = {ast.Div: 'over', ast.Pow: 'power'}.get(type(node.op))
        return ast.Call(ast.Name(name, ast.Load()), [node.left, node.right], []) if name else node

    def visit_Constant(self, node):
        return ast.Call(ast.Name('mpf', ast.Load()), [ast.Constant(str(node.value))], [])


def function(text):
    written = re.sub(r'(?<=[0-9a-z)]) (?=[a-z(])', '*', text).replace('^', '**')
    code = compile(ast.fix_missing_locations(Calls().visit(ast.parse(written, mode='eval'))), text, 'eval')
    return lambda x, y: eval(code, {**names, 'mpf': mpf, 'x': x, 'y': y})


def differences(f, x, y, h):
    at = lambda i, j: f(x + i * h, y + j * h)
    gradient = [(at(1, 0) - at(-1, 0)) / (2 * h), (at(0, 1) - at(0, -1)) / (2 * h)]
    hessian = [
        (at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / h ** 2,
        (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h * h),
        (at(0, 1) - 2 * at(0, 0) + at(0, -1)) / h ** 2,
    ]
    return gradient, hessian, [(at(1, 0) - at(0, 0)) / h, (at(0, 1) - at(0, 0)) / h]


def row(text, x, y):
    try:
        (g, h, sides), (g2, h2, _) = [differences(function(text), x, y, mpf(10) ** -k) for k in (40, 42)]
    except Undefined:
        return None
    agree = all(abs(a - b) < mpf(10) ** -20 for a, b in zip(g + h + g, g2 + h2 + sides))
    return [text, float(x), float(y), *[[float(mp.chop(each, mpf(10) ** -20)) for each in part] for part in (g, h)]] if agree else None


flat = ['max(0, x)', 'relu(x)', 'relu(x y)', 'max(0, x, x y)', 'max(0, relu(x))', 'relu(x)^2', 'heaviside(x)',
    'abs(relu(x))', 'min(1, max(0, x))', 'relu(x) y', 'heaviside(x) (y + 2)', 'max(x, 0) max(y, 0)']
singular = ['sqrt({0})', 'cbrt({0})', '({0})^0.5', 'asin(min(1, 1 - ({0})))', 'acos(max(-1, -1 + ({0})))',
    'min(1/({0}), 3)', 'max(log({0}), -2)', 'exp(sqrt({0})) + x^2 y']
whole = ['max(sqrt(x^2 + y^2), 0.25)', 'min(1/abs(x), 3)', 'max(cbrt(x), 1) y', 'heaviside(x - 1) cbrt(x) + x y',
    'relu(y) sqrt(abs(x)) + x', 'sqrt(max(0, 1 - x^2 - y^2)) + x y', 'asin(max(-1, min(1, 2 x))) + y^3',
    'max(1 - abs(x)^0.5, y)', 'relu(x - 1)^0.5 + relu(y)^1.5', 'min(x^2, 1, cbrt(y)) + x y']
texts = [outer.format(inner) for outer in singular for inner in flat] + whole
points = [(mpf(a), mpf(b)) for a, b in itertools.product([-2, -0.5, 0, 0.75, 2], [-1.5, 0, 0.25, 3])]
rows = [each for text in texts for x, y in points if (each := row(text, x, y))][::4]
with open(__file__.replace('.py', '.json'), 'w') as file:
    file.write('[\n' + ',\n'.join(' ' + json.dumps(each) for each in rows) + '\n]\n')
print(len(rows), 'rows')
