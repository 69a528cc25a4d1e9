#!/bin/bash
# As many shards at a time as there are cores, then the merge: ./parallel.sh --data flowers.csv --target species …
shards=100
seq 0 $((shards - 1)) |
  parallel --retries 3 nabla compare "$@" --out runs.{}.jsonl --shard {}/$shards '>' /dev/null &&
  nabla merge runs.*.jsonl --out runs.jsonl && nabla show runs.jsonl
