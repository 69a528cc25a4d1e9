"""Writes rateRules.json: losses beside rates, and what the rules of learning-rate finders read off them, by numpy and
straightforward loops in the words of the rules. Curves count as averaged already; each is cut where its finder stops,
above so many times the lowest loss so far."""
import json, math, os
import numpy as np


def curve(ripple, seed=None, shift=-2.5):
    i = np.arange(100)
    rates = 1e-7 * (1e8) ** (i / 100)
    u = np.log10(rates)
    losses = 2.3 - 1.9 / (1 + np.exp(-(u - shift) / 0.35)) + np.exp(3 * (u - 0.2))
    noise = np.sin(1.7 * i) if seed is None else np.random.default_rng(seed).standard_normal(100)
    return rates, losses + ripple * noise


def stop(losses, times):
    lowest = math.inf
    for k, loss in enumerate(losses):
        lowest = min(lowest, loss)
        if loss > times * lowest:
            return k + 1
    return len(losses)


def valley(rates, losses):
    n = len(losses)
    lengths = [1] * n
    for i in range(n):
        for j in range(i):
            if losses[i] < losses[j]:
                lengths[i] = max(lengths[i], lengths[j] + 1)
    longest = max(lengths)
    end = lengths.index(longest)
    start = end - longest if longest > 1 else 0
    third = (end - start) / 3
    return start + int(third) + int(third / 2)


def slide(rates, losses):
    slope = np.gradient(losses)
    right, left = -1, -16
    found = left
    while left >= -len(losses) and abs(slope[right] - slope[left]) > 0.005:
        found = left
        right, left = right - 1, left - 1
    return found


def told(of, at):
    return {'at': int(at), 'rate': float(of[at])}


def answers(rates, losses):
    four, five = stop(losses, 4), stop(losses, 5)
    r, l = rates[:four][10:-5], losses[:four][10:-5]
    found = {
        'valley': told(r, valley(r, l)),
        'slide': told(r, len(r) + slide(r, l)),
        'minimum': told(r / 10, l.argmin()),
        'steep': told(r, (np.diff(l) / np.diff(np.log(r))).argmin()),
    }
    r, l = rates[:five][10:-5], losses[:five][10:-5]
    found['torch-lr-finder'] = told(r, np.gradient(l).argmin())
    falling = losses[: losses[:five].argmin() + 1]
    found['ignite'] = told(rates, 1 + ((falling[2:] - falling[:-2]) / 2).argmin())
    r, l = rates[:four][10:-1], losses[:four][10:-1]
    found['lightning'] = told(r, np.gradient(l, r).argmin())
    change = np.concatenate([np.zeros(20), (losses[20:four] - losses[: four - 20]) / 20])
    found['keras'] = told(rates[:four][20:-5], change[20:-5].argmin())
    return {'stops': [four, five], 'rules': found}


cases = []
for name, arguments in {
    'smooth': {'ripple': 0},
    'rippled': {'ripple': 0.02},
    'noisy': {'ripple': 0.1, 'seed': 1},
    'noisier': {'ripple': 0.3, 'seed': 2, 'shift': -1.5},
    'low': {'ripple': 0.05, 'seed': 3, 'shift': -4},
}.items():
    rates, losses = curve(**arguments)
    cases.append({'name': name, 'rates': list(rates), 'losses': list(losses), **answers(rates, losses)})

with open(os.path.join(os.path.dirname(__file__), 'rateRules.json'), 'w') as file:
    json.dump(cases, file)
    file.write('\n')
for case in cases:
    print(case['name'], case['stops'], {k: (v['at'], v['rate']) for k, v in case['rules'].items()})
