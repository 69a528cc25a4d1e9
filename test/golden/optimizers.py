"""Writes optimizers.json: where PyTorch's optimizers are after 1, 2, 10 and 100 steps on four problems, and what its
schedules make of a rate of 1. With --check it writes nothing and compares, number by number; needs PyTorch (Debian's
python3-torch is 1.13).

Everything is in double precision. Gradients are written by hand, as text that Python and Nabla read alike and compute
alike, so that what differs is the optimizers' own rounding. Where that is amplified no comparison would mean much:
every run is made again eight times with each step's end moved by one unit in the last place, up or down by chance, and
must stay within what the test allows. (Settings that do not were left out: Adam, AdaMax or NAdam with a short memory,
circling about a minimum at a long rate.)

Two are not PyTorch's. Lion is Optax's definition, in a few lines below. NAdam is Dozat's, below too: PyTorch 1.13 has it
in its path for many tensors at once, which must agree here; its ordinary path counts the momentum of the step
twice in the product up to the next one, against the formula of its own documentation."""
import json, math, os, random, re, sys, warnings

try:
    import torch
except ImportError:
    sys.exit('check:torch: needs a Python 3 with PyTorch, and there is none here: nothing was compared')

torch.set_default_dtype(torch.float64)
warnings.filterwarnings('ignore')

PROBLEMS = {
    'quadratic': {'start': [3, -2], 'gradient': ['2*(x - 1) + y', 'x + 4*(y + 1)']},
    'rosenbrock': {
        'start': [-1.2, 1],
        'gradient': ['2*(x - 1) - 400*x*(y - x*x)', '200*(y - x*x)'],
    },
    'beale': {
        'start': [1, 1],
        'gradient': [
            '2*(1.5 - x + x*y)*(y - 1) + 2*(2.25 - x + x*y*y)*(y*y - 1)'
            ' + 2*(2.625 - x + x*y*y*y)*(y*y*y - 1)',
            '2*(1.5 - x + x*y)*x + 4*(2.25 - x + x*y*y)*x*y + 6*(2.625 - x + x*y*y*y)*x*y*y',
        ],
    },
    'illConditioned': {'start': [1, 1], 'gradient': ['x', '1000*y']},
}

# By Nabla's names. Rates that go down, on the way at least; each setting runs on every problem.
RUNS = {
    'sgd': [
        {'rate': 1e-4},
        {'rate': 1e-4, 'momentum': 0.9},
        {'rate': 1e-4, 'momentum': 0.9, 'dampening': 0.5, 'weightDecay': 0.01},
        {'rate': 1e-4, 'momentum': 0.9, 'nesterov': True, 'weightDecay': 0.1},
    ],
    'adagrad': [
        {},
        {'rate': 0.5},
        {'rate': 0.3, 'rateDecay': 0.05, 'weightDecay': 0.1},
        {'rate': 0.3, 'initialAccumulator': 0.7, 'epsilon': 0.01},
    ],
    'rmsprop': [
        {},
        {'rate': 0.003, 'rho': 0.9, 'epsilon': 0.01},
        {'rate': 1e-3, 'momentum': 0.9, 'weightDecay': 0.1},
        {'rate': 1e-3, 'centered': True, 'epsilon': 0.1},
        {'rate': 1e-3, 'centered': True, 'momentum': 0.5, 'epsilon': 0.1},
    ],
    'adam': [
        {},
        {'rate': 0.1},
        {'rate': 0.01, 'beta1': 0.5, 'beta2': 0.9, 'epsilon': 0.01, 'weightDecay': 0.1},
        {'rate': 0.1, 'amsgrad': True},
        {'rate': 0.1, 'amsgrad': True, 'beta2': 0.9, 'weightDecay': 0.3},
    ],
    'adamw': [
        {},
        {'rate': 0.1, 'weightDecay': 0.3},
        {'rate': 0.1, 'weightDecay': 0},
        {'rate': 0.05, 'amsgrad': True, 'beta1': 0.8, 'beta2': 0.9, 'epsilon': 0.01},
    ],
    'adamax': [
        {},
        {'rate': 0.1},
        {'rate': 0.002, 'beta1': 0.5, 'beta2': 0.9, 'epsilon': 0.1, 'weightDecay': 0.1},
    ],
    'nadam': [
        {},
        {'rate': 0.05},
        {'rate': 0.005, 'beta1': 0.8, 'beta2': 0.9, 'epsilon': 0.01, 'weightDecay': 0.1, 'momentumDecay': 0.1},
        {'rate': 0.02, 'momentumDecay': 0},
    ],
    'radam': [
        {},
        {'rate': 5e-4, 'beta2': 0.9, 'epsilon': 0.01},
        {'rate': 3e-4, 'beta1': 0.5, 'weightDecay': 0.1},
        {'rate': 3e-4, 'beta2': 0.6},
    ],
    'adadelta': [
        {},
        {'rate': 0.5, 'rho': 0.99, 'epsilon': 1e-3},
        {'rho': 0.95, 'epsilon': 1e-5, 'weightDecay': 0.1},
    ],
    'rprop': [
        {},
        {'rate': 0.1, 'etaMinus': 0.3, 'etaPlus': 1.5},
        {'rate': 0.05, 'minStep': 1e-3, 'maxStep': 0.2},
    ],
    'lion': [
        {},
        {'rate': 0.01},
        {'rate': 3e-3, 'beta1': 0.5, 'beta2': 0.8, 'weightDecay': 0.5},
        {'rate': 3e-3, 'weightDecay': 0},
    ],
}
KEPT = [1, 2, 10, 100]
JOLTED = 8

CLASSES = {
    'sgd': 'SGD', 'adagrad': 'Adagrad', 'rmsprop': 'RMSprop', 'adam': 'Adam', 'adamw': 'AdamW', 'adamax': 'Adamax',
    'nadam': 'NAdam', 'radam': 'RAdam', 'adadelta': 'Adadelta', 'rprop': 'Rprop',
}
NAMES = {
    'rate': 'lr', 'weightDecay': 'weight_decay', 'epsilon': 'eps', 'rateDecay': 'lr_decay',
    'initialAccumulator': 'initial_accumulator_value', 'momentumDecay': 'momentum_decay',
}
PAIRS = {'beta1': ('betas', 0), 'beta2': ('betas', 1), 'etaMinus': ('etas', 0), 'etaPlus': ('etas', 1),
         'minStep': ('step_sizes', 0), 'maxStep': ('step_sizes', 1)}
PAIR_DEFAULTS = {'betas': (0.9, 0.999), 'etas': (0.5, 1.2), 'step_sizes': (1e-6, 50)}


def keywords(name, knobs):
    """A setting as PyTorch's constructors take it."""
    given = {}
    for knob, value in knobs.items():
        if knob in PAIRS:
            pair, place = PAIRS[knob]
            both = list(given.get(pair, PAIR_DEFAULTS[pair]))
            both[place] = value
            given[pair] = tuple(both)
        elif knob == 'rho' and name == 'rmsprop':
            given['alpha'] = value
        else:
            given[NAMES.get(knob, knob)] = value
    return given


def by_torch(name, knobs, gradient, **more):
    """A step, from where one is to where one is then."""
    parameter = torch.zeros(2)
    optimizer = getattr(torch.optim, CLASSES[name])([parameter], **keywords(name, knobs), **more)

    def step(x):
        parameter.copy_(torch.tensor(x))
        parameter.grad = torch.tensor(gradient(x))
        optimizer.step()
        return parameter.tolist()
    return step


def lion(gradient, rate=1e-4, beta1=0.9, beta2=0.99, weightDecay=1e-3):
    m = [0.0, 0.0]

    def step(x):
        nonlocal m
        g = gradient(x)
        way = [math.copysign(1, c) if c else 0.0 for c in ((1 - beta1) * h + beta1 * n for h, n in zip(g, m))]
        m = [(1 - beta2) * h + beta2 * n for h, n in zip(g, m)]
        return [p - rate * (w + weightDecay * p) for p, w in zip(x, way)]
    return step


def nadam(gradient, rate=2e-3, beta1=0.9, beta2=0.999, epsilon=1e-8, weightDecay=0.0, momentumDecay=4e-3):
    """With Dozat's schedule of momenta."""
    m, s, product, t = [0.0, 0.0], [0.0, 0.0], 1.0, 0

    def step(x):
        nonlocal m, s, product, t
        t += 1
        mu, after = (beta1 * (1 - 0.5 * 0.96 ** (k * momentumDecay)) for k in (t, t + 1))
        product *= mu
        g = [h + weightDecay * p for h, p in zip(gradient(x), x)]
        m = [beta1 * n + (1 - beta1) * h for n, h in zip(m, g)]
        s = [beta2 * n + (1 - beta2) * h * h for n, h in zip(s, g)]
        ahead = [after * n / (1 - product * after) + (1 - mu) * h / (1 - product) for n, h in zip(m, g)]
        return [p - rate * a / (math.sqrt(n / (1 - beta2 ** t)) + epsilon) for p, a, n in zip(x, ahead, s)]
    return step


def run(name, knobs, problem, jolts=None, **more):
    """The points kept of a run; with jolts every step ends one unit in the last place higher or lower."""
    about = PROBLEMS[problem]
    codes = [compile(text, problem, 'eval') for text in about['gradient']]

    def gradient(x):
        return [eval(code, {'x': x[0], 'y': x[1]}) for code in codes]

    own = {'lion': lion, 'nadam': nadam}.get(name) if not more else None
    step = own(gradient, **knobs) if own else by_torch(name, knobs, gradient, **more)
    x, points = [float(v) for v in about['start']], []
    for number in range(1, KEPT[-1] + 1):
        x = step(x)
        if jolts:
            x = [math.nextafter(v, jolts.choice((-math.inf, math.inf))) for v in x]
        if number in KEPT:
            points.append(x)
    return points


def near(points, others):
    """Whether what stands in the table and what stands beside it are within what the test allows."""
    return all(abs(u - v) <= 1e-12 * max(1, abs(u)) for p, q in zip(points, others) for u, v in zip(p, q))


def runs():
    for name, settings in RUNS.items():
        for knobs in settings:
            for problem in PROBLEMS:
                points = run(name, knobs, problem)
                for k in range(JOLTED):
                    assert near(points, run(name, knobs, problem, jolts=random.Random(k))), (name, knobs, problem)
                if name == 'nadam':
                    assert near(points, run(name, knobs, problem, foreach=True)), (knobs, problem)
                yield {'optimizer': name, 'knobs': knobs, 'problem': problem, 'points': points}


def schedule(steps, make, losses=None):
    """The rates of the updates, from 1. A plateau is told the loss before each."""
    optimizer = torch.optim.SGD([torch.tensor([0.0])], lr=1.0)
    made = make(optimizer)
    rates = []
    for update in range(steps):
        if losses:
            made.step(losses[update])
        rates.append(optimizer.param_groups[0]['lr'])
        optimizer.step()
        if not losses and update + 1 < steps:
            made.step()
    return rates


def schedules():
    at = torch.optim.lr_scheduler
    ends = math.inf
    flat = [round(5 / (1 + k) + (0.3 if k % 7 == 3 else 0), 6) if k < 12 else 0.4 + 0.001 * (k % 3) for k in range(60)]
    rows = [
        ('constant', 20, {'factor': 0.25, 'totalIters': 7}, lambda o: at.ConstantLR(o, 0.25, 7)),
        ('step', 40, {'stepSize': 9}, lambda o: at.StepLR(o, 9)),
        ('step', 40, {}, lambda o: at.StepLR(o, 14)),
        ('step', 40, {'stepSize': 1, 'gamma': 0.7}, lambda o: at.StepLR(o, 1, 0.7)),
        ('multistep', 40, {'milestones': [3, 11, 12, 30]}, lambda o: at.MultiStepLR(o, [3, 11, 12, 30])),
        ('multistep', 41, {'gamma': 0.5}, lambda o: at.MultiStepLR(o, [20, 30], 0.5)),
        ('multistep', 12, {'milestones': [5, 5, 8], 'gamma': 0.3}, lambda o: at.MultiStepLR(o, [5, 5, 8], 0.3)),
        ('exponential', 40, {'gamma': 0.9}, lambda o: at.ExponentialLR(o, 0.9)),
        ('exponential', 40, {}, lambda o: at.ExponentialLR(o, 0.999)),
        ('polynomial', 30, {}, lambda o: at.PolynomialLR(o, 30)),
        ('polynomial', 30, {'totalIters': 17, 'power': 2}, lambda o: at.PolynomialLR(o, 17, 2)),
        ('polynomial', 30, {'power': 0.9}, lambda o: at.PolynomialLR(o, 30, 0.9)),
        ('linear', 30, {'startFactor': 0.2, 'endFactor': 0.9, 'totalIters': 11},
         lambda o: at.LinearLR(o, 0.2, 0.9, 11)),
        ('linear', 30, {}, lambda o: at.LinearLR(o, 1, 0, 30)),
        ('warmup', 12, {}, lambda o: at.LinearLR(o)),
        ('warmup', 30, {'startFactor': 0.01, 'totalIters': 20}, lambda o: at.LinearLR(o, 0.01, 1, 20)),
        ('cosine', 50, {}, lambda o: at.CosineAnnealingLR(o, 50)),
        ('cosine', 50, {'tMax': 12, 'etaMin': 0.1}, lambda o: at.CosineAnnealingLR(o, 12, 0.1)),
        ('cosineRestarts', 60, {'t0': 5, 'tMult': 2, 'etaMin': 0.02},
         lambda o: at.CosineAnnealingWarmRestarts(o, 5, 2, 0.02)),
        ('cosineRestarts', 50, {}, lambda o: at.CosineAnnealingWarmRestarts(o, 13)),
        ('oneCycle', 50, {}, lambda o: at.OneCycleLR(o, 1, 50, cycle_momentum=False)),
        ('oneCycle', 43, {'pctStart': 0.45, 'divFactor': 7, 'finalDivFactor': 30, 'linear': True},
         lambda o: at.OneCycleLR(o, 1, 43, pct_start=0.45, div_factor=7, final_div_factor=30,
                                 anneal_strategy='linear', cycle_momentum=False)),
        ('oneCycle', 60, {'threePhase': True, 'totalSteps': 55},
         lambda o: at.OneCycleLR(o, 1, 55, three_phase=True, cycle_momentum=False)),
        ('plateau', 60, {}, lambda o: at.ReduceLROnPlateau(o), flat),
        ('plateau', 60, {'factor': 0.5, 'patience': 3, 'cooldown': 4, 'minFactor': 0.05},
         lambda o: at.ReduceLROnPlateau(o, factor=0.5, patience=3, cooldown=4, min_lr=0.05), flat),
        ('plateau', 60, {'factor': 0.3, 'patience': 0, 'threshold': 0.5, 'absolute': True},
         lambda o: at.ReduceLROnPlateau(o, factor=0.3, patience=0, threshold=0.5, threshold_mode='abs'), flat),
        ('plateau', 60, {'factor': 0.1, 'patience': 1, 'threshold': 0.2},
         lambda o: at.ReduceLROnPlateau(o, patience=1, threshold=0.2),
         [ends if k == 0 else math.nan if k == 9 else v for k, v in enumerate(flat)]),
    ]
    for name, steps, knobs, make, *losses in rows:
        budget = steps
        if knobs.get('totalSteps'):
            steps = knobs['totalSteps']
        row = {'schedule': name, 'steps': budget, 'knobs': knobs}
        if losses:
            row['losses'] = losses[0]
        yield {**row, 'factors': schedule(steps, make, *losses)}


def table():
    return {'torch': torch.__version__, 'problems': PROBLEMS, 'kept': KEPT, 'runs': list(runs()),
            'schedules': list(schedules())}


def written(value):
    """A row a line, numbers as JavaScript writes them; what is not finite as text."""
    def plain(v):
        if isinstance(v, float) and not math.isfinite(v):
            return {math.inf: 'Infinity', -math.inf: '-Infinity'}.get(v, 'NaN')
        if isinstance(v, list):
            return [plain(each) for each in v]
        return {key: plain(each) for key, each in v.items()} if isinstance(v, dict) else v

    def line(v):
        return re.sub(r'(?<=\d)e\+?(-?)0*(?=\d)', r'e\1', json.dumps(plain(v), ensure_ascii=False))

    parts = []
    for key, part in value.items():
        rows = ',\n'.join('    ' + line(row) for row in part) if key in ('runs', 'schedules') else None
        parts.append(f'  "{key}": ' + (line(part) if rows is None else f'[\n{rows}\n  ]'))
    return '{\n' + ',\n'.join(parts) + '\n}\n'


def differences(ours, theirs, where=''):
    """Where two tables differ by more than another processor's rounding may make of them."""
    if isinstance(ours, dict) and isinstance(theirs, dict) and ours.keys() == theirs.keys():
        for key in ours:
            if key != 'torch':
                yield from differences(ours[key], theirs[key], f'{where} {key}')
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for k, (u, v) in enumerate(zip(ours, theirs)):
            about = f' {u["optimizer"]} {u["knobs"]} on {u["problem"]}' if isinstance(u, dict) and 'optimizer' in u else ''
            yield from differences(u, v, f'{where} {k}{about}')
    elif isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        if abs(ours - theirs) > 1e-12 * max(1, abs(theirs)):
            yield f'{where}: {ours} is {theirs} here'
    elif ours != theirs:
        yield f'{where}: {ours} is {theirs} here'


def main():
    path = os.path.splitext(os.path.abspath(__file__))[0] + '.json'
    text = written(table())
    if '--check' not in sys.argv[1:]:
        with open(path, 'w') as file:
            file.write(text)
        return
    with open(path) as file:
        ours = json.load(file)
    found = list(differences(ours, json.loads(text)))
    if found:
        sys.exit('check:torch: the table differs from what PyTorch does here\n' + '\n'.join(found[:20]))
    count = sum(len(row['points']) for row in ours['runs']) + sum(len(row['factors']) for row in ours['schedules'])
    print(f'check:torch: {count} points and factors as in the table of PyTorch {ours["torch"]}, by {torch.__version__}')


if __name__ == '__main__':
    main()
