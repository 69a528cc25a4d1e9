"""Writes newer.json: where optimizers that came after Adam are after 1, 2, 10 and 100 steps on the problems of
optimizers.json, by their definitions in NumPy. With --check it writes nothing and compares; needs NumPy alone.

Each definition is a generator: it is sent a gradient and the point where it was taken, and yields the next point. As in
optimizers.py, every run is made again with each step's end moved by one unit in the last place, and must stay within
what the test allows."""
import json, math, os, random, re, sys

import numpy as np

PATH = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(PATH, 'optimizers.json')) as file:
    GIVEN = json.load(file)
PROBLEMS, KEPT, JOLTED = GIVEN['problems'], GIVEN['kept'], 8


def adopt(rate=1e-3, beta1=0.9, beta2=0.9999, epsilon=1e-6, weightDecay=0.0, unclipped=False):
    g, x = yield
    m, v, t = 0 * x, g * g, 1
    g, x = yield x
    while True:
        u = g / np.maximum(np.sqrt(v), epsilon)
        if not unclipped:
            u = np.clip(u, -t ** 0.25, t ** 0.25)
        m = beta1 * m + (1 - beta1) * u
        v = beta2 * v + (1 - beta2) * g * g
        t += 1
        g, x = yield x - rate * weightDecay * x - rate * m


def ademamix(rate=1e-3, beta1=0.9, beta2=0.999, beta3=0.9999, alpha=5.0, warmup=0, epsilon=1e-8, weightDecay=0.0):
    g, x = yield
    m, slow, v, t = 0 * x, 0 * x, 0 * x, 0
    while True:
        t += 1
        a, b = alpha, beta3
        if warmup and t < warmup:
            a = alpha * t / warmup
            near, far = math.log(beta1), math.log(beta3)
            b = math.exp(near * far / ((1 - t / warmup) * far + t / warmup * near))
        m = beta1 * m + (1 - beta1) * g
        slow = b * slow + (1 - b) * g
        v = beta2 * v + (1 - beta2) * g * g
        step = (m / (1 - beta1 ** t) + a * slow) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon)
        g, x = yield x - rate * (step + weightDecay * x)


def adabelief(rate=1e-3, beta1=0.9, beta2=0.999, epsilon=1e-16, epsilonRoot=1e-16, weightDecay=0.0):
    g, x = yield
    m, s, t = 0 * x, 0 * x, 0
    while True:
        t += 1
        m = beta1 * m + (1 - beta1) * g
        s = beta2 * s + (1 - beta2) * (g - m) ** 2 + epsilonRoot
        step = m / (1 - beta1 ** t) / (np.sqrt(s / (1 - beta2 ** t)) + epsilon)
        g, x = yield x - rate * (step + weightDecay * x)


def yogi(rate=1e-2, beta1=0.9, beta2=0.999, epsilon=1e-3, weightDecay=0.0):
    g, x = yield
    m, v, t = 0 * x + 1e-6, 0 * x + 1e-6, 0
    while True:
        t += 1
        m = beta1 * m + (1 - beta1) * g
        v = v - (1 - beta2) * np.sign(v - g * g) * g * g
        step = m / (1 - beta1 ** t) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon)
        g, x = yield x - rate * (step + weightDecay * x)


def adan(rate=1e-3, beta1=0.98, beta2=0.92, beta3=0.99, epsilon=1e-8, epsilonRoot=1e-8, weightDecay=0.0,
         asPublished=False):
    g, x = yield
    m, v, n, before, t = 0 * x, 0 * x, 0 * x, g, 0
    part = beta2 if asPublished else 1 - beta2
    while True:
        t += 1
        change = g - before
        before = g
        m = beta1 * m + (1 - beta1) * g
        v = beta2 * v + (1 - beta2) * change
        n = beta3 * n + (1 - beta3) * (g + part * change) ** 2
        way = m / (1 - beta1 ** t) + part * v / (1 - beta2 ** t)
        step = way / (np.sqrt(n / (1 - beta3 ** t) + epsilonRoot) + epsilon)
        g, x = yield x - rate * (step + weightDecay * x)


def novograd(rate=1e-3, beta1=0.9, beta2=0.25, epsilon=1e-6, weightDecay=0.0):
    g, x = yield
    v, m = np.sum(g * g), 0 * x
    while True:
        m = beta1 * m + (g / (np.sqrt(v) + epsilon) + weightDecay * x)
        g, x = yield x - rate * m
        v = beta2 * v + (1 - beta2) * np.sum(g * g)


def mars(rate=3e-3, beta1=0.95, beta2=0.99, gamma=0.025, epsilon=1e-8, weightDecay=0.0):
    g, x = yield
    m, v, before, t = 0 * x, 0 * x, 0 * x, 0
    while True:
        t += 1
        c = g + gamma * beta1 / (1 - beta1) * (g - before)
        before = g
        c = c / max(1, np.linalg.norm(c))
        m = beta1 * m + (1 - beta1) * c
        v = beta2 * v + (1 - beta2) * c * c
        step = m / (1 - beta1 ** t) / (np.sqrt(v / (1 - beta2 ** t)) + epsilon)
        g, x = yield x - rate * (step + weightDecay * x)


def signum(rate=1e-4, beta=0.9, weightDecay=0.0):
    g, x = yield
    m = 0 * x
    while True:
        m = beta * m + (1 - beta) * g
        g, x = yield x - rate * (np.sign(m) + weightDecay * x)


def dog(rate=1.0, firstStep=1e-6, epsilon=1e-8, weightDecay=0.0):
    g, x = yield
    start, far, total = x, firstStep * (1 + np.linalg.norm(x)), 0.0
    while True:
        d = g + weightDecay * x
        far = max(far, np.linalg.norm(x - start))
        total += np.sum(d * d)
        g, x = yield x - rate * far / np.sqrt(total + epsilon) * d


def dowg(rate=1.0, firstStep=1e-4, epsilon=1e-4, weightDecay=0.0):
    g, x = yield
    start, far, total = x, firstStep, 0.0
    while True:
        d = g + weightDecay * x
        far = max(far, np.sum((x - start) ** 2))
        total += far * np.sum(d * d)
        g, x = yield x - rate * far / (np.sqrt(total) + epsilon) * d


# Each setting runs on every problem but those named with it, where a unit in the last place grows too much.
RUNS = {
    adopt: [{}, {'rate': 0.01, 'beta2': 0.99, 'epsilon': 0.1},
            {'beta1': 0.5, 'beta2': 0.99, 'weightDecay': 0.3, 'unclipped': True}],
    ademamix: [{}, {'rate': 0.01, 'beta1': 0.8, 'beta2': 0.99, 'beta3': 0.995, 'alpha': 2, 'epsilon': 0.01},
               {'rate': 0.003, 'warmup': 40, 'weightDecay': 0.2}],
    adabelief: [{'epsilonRoot': 1e-6}, {'rate': 0.01, 'beta1': 0.8, 'beta2': 0.9, 'epsilon': 0.01, 'epsilonRoot': 1e-3},
                {'rate': 1e-3, 'epsilon': 0.1, 'weightDecay': 0.3}],
    yogi: [{}, {'rate': 0.05, 'beta1': 0.5, 'epsilon': 0.1}, {'beta2': 0.9, 'weightDecay': 0.3}],
    adan: [{}, {'rate': 0.01, 'beta1': 0.9, 'beta2': 0.8, 'beta3': 0.95, 'epsilon': 0.01},
           {'rate': 0.003, 'weightDecay': 0.2, 'epsilonRoot': 0, 'asPublished': True}],
    novograd: [{}, {'rate': 0.003, 'beta1': 0.5, 'beta2': 0.9, 'epsilon': 0.1}, {'weightDecay': 0.1}],
    mars: [{}, {'rate': 0.01, 'beta1': 0.9, 'beta2': 0.95, 'gamma': 0.1, 'epsilon': 0.01},
           {'weightDecay': 0.2, 'gamma': 0}],
    signum: [{}, {'rate': 0.01, 'beta': 0.5}, {'rate': 3e-3, 'weightDecay': 0.5}],
    dog: [{}, {'firstStep': 0.1}, {'rate': 0.5, 'firstStep': 0.1, 'epsilon': 0.1}, {'firstStep': 0.1, 'weightDecay': 0.1}],
    dowg: [{}, {'rate': 0.5, 'firstStep': 0.01, 'epsilon': 0.1}, {'firstStep': 0.01, 'weightDecay': 0.1}],
}


def run(make, knobs, problem, jolts=None):
    """The points kept of a run; with jolts every step ends one unit in the last place higher or lower."""
    about = PROBLEMS[problem]
    codes = [compile(text, problem, 'eval') for text in about['gradient']]
    step = make(**knobs)
    next(step)
    x, points = np.array(about['start'], float), []
    for number in range(1, KEPT[-1] + 1):
        gradient = np.array([eval(code, {'x': x[0], 'y': x[1]}) for code in codes], float)
        x = step.send((gradient, x))
        if jolts:
            x = np.array([math.nextafter(v, jolts.choice((-math.inf, math.inf))) for v in x])
        if number in KEPT:
            points.append([float(v) for v in x])
    return points


def near(points, others):
    """Whether what stands in the table and what stands beside it are within what the test allows."""
    return all(abs(u - v) <= 1e-12 * max(1, abs(u)) for p, q in zip(points, others) for u, v in zip(p, q))


def runs():
    for make, settings in RUNS.items():
        for knobs in settings:
            for problem in PROBLEMS:
                points = run(make, knobs, problem)
                if not all(near(points, run(make, knobs, problem, random.Random(k))) for k in range(JOLTED)):
                    print('left out, as rounding grows:', make.__name__, knobs, problem, file=sys.stderr)
                    continue
                yield {'optimizer': make.__name__, 'knobs': knobs, 'problem': problem, 'points': points}


def written(rows):
    def line(row):
        return '    ' + re.sub(r'(?<=\d)e\+?(-?)0*(?=\d)', r'e\1', json.dumps(row))
    return '{\n  "runs": [\n' + ',\n'.join(line(row) for row in rows) + '\n  ]\n}\n'


def main():
    path = os.path.join(PATH, 'newer.json')
    rows = list(runs())
    if '--check' not in sys.argv[1:]:
        with open(path, 'w') as file:
            file.write(written(rows))
        return
    with open(path) as file:
        ours = json.load(file)['runs']
    alike = len(ours) == len(rows) and all(
        {**a, 'points': 0} == {**b, 'points': 0} and near(a['points'], b['points']) for a, b in zip(ours, rows))
    if not alike:
        sys.exit('newer.py: the table differs from what NumPy does here')
    print(f'newer.py: {sum(len(row["points"]) for row in rows)} points as in the table')


if __name__ == '__main__':
    main()
