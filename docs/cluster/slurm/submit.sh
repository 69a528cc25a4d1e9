#!/bin/bash
# The array, and the merge once all of its tasks are done: ./submit.sh --data flowers.csv --target species …
here=$(dirname "$0")
array=$(sbatch --parsable "$here/array.sh" "$@")
sbatch --dependency="afterok:$array" "$here/merge.sh"
