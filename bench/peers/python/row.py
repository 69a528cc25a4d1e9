"""The pseudorandom numbers and workloads of bench/row.ts."""

import numpy as np


def numbers(n, seed=1):
    out = np.empty(n)
    state = seed
    for i in range(n):
        state = (state * 16807) % 2147483647
        out[i] = 2 * state / 2147483647 - 1
    return out


class Last:
    """A workload whose result is what it returned last."""

    def __init__(self, run):
        self.work = run
        self.returned = None

    def __call__(self):
        self.returned = self.work()


def last(run, look):
    task = Last(run)
    return task, lambda: look(task.returned)
