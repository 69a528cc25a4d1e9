#!/bin/bash
#SBATCH --job-name=nabla-merge
#SBATCH --output=nabla.merge.log
# All runs in the order of the comparison, as one process would have written them; then what they come to.
nabla merge runs.*.jsonl --out runs.jsonl && nabla show runs.jsonl
