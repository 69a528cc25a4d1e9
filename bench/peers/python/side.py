"""A side of a row in Python: what bench/side.ts is in Node. With the name of a library alone, prints its version."""

import importlib
import json
import os
import sys
import time

WARM = 0.4
BATCH = 0.03


def seconds(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


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
    calls = 1
    warm = time.perf_counter() + WARM
    while time.perf_counter() < warm:
        seconds(run, calls)
    while seconds(run, calls) < BATCH:
        calls *= 2
    print(json.dumps({"result": result}), file=answers)
    for _ in sys.stdin:
        print(json.dumps({"ns": seconds(run, calls) * 1e9 / calls}), file=answers)


main()
