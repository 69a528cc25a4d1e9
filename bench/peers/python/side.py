"""A side of a row in Python: what bench/side.ts is in Node. With the name of a library alone, prints its version."""

import importlib
import json
import os
import sys
import time

BATCH, WARM, LONGEST = 0.03, 0.3, 1.5
# Spread of the last batches of a warm-up, as a ratio, below which a workload counts as warm.
STABLE = 1.03


def seconds(run, calls):
    """Seconds by the clock and of the processor."""
    start, used = time.perf_counter(), time.process_time()
    for _ in range(calls):
        run()
    return time.perf_counter() - start, time.process_time() - used


def warmed(run):
    """The number of calls in a batch, and whether the last batches took the same time."""
    begun, calls, last = time.perf_counter(), 1, []
    while True:
        wall, cpu = seconds(run, calls)
        if wall < BATCH:
            calls *= 2
            last = []
            continue
        last = [*last[-2:], cpu]
        spent = time.perf_counter() - begun
        stable = len(last) == 3 and max(last) < STABLE * min(last)
        if spent > LONGEST or (spent > WARM and stable):
            return calls, stable


def main():
    name, *rest = sys.argv[1:]
    module = importlib.import_module("by_" + name)
    if not rest:
        print(module.VERSION)
        return
    task, given = rest[0], json.loads(rest[1])
    run, look = getattr(module, task)(*given)
    answers = os.fdopen(3, "w", buffering=1)
    run()
    result = [float(each) for each in look()]
    calls, warm = warmed(run)
    print(json.dumps({"result": result, "warm": warm}), file=answers)
    for _ in sys.stdin:
        wall, cpu = seconds(run, calls)
        print(json.dumps({"wall": wall * 1e9 / calls, "cpu": cpu * 1e9 / calls}), file=answers)


main()
