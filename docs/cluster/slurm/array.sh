#!/bin/bash
#SBATCH --job-name=nabla
#SBATCH --array=0-99
#SBATCH --cpus-per-task=1
#SBATCH --mem=1G
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=nabla.%a.log
# A task of the array makes its share of the runs, into runs.<task>.jsonl: sbatch array.sh --data flowers.csv …
nabla compare "$@" --out runs.jsonl --shard auto
code=$?
# Killed, not refused: once more, from where it was.
if [ "$code" -gt 128 ] && [ "${SLURM_RESTART_COUNT:-0}" -lt 3 ]; then
  scontrol requeue "$SLURM_JOB_ID" && sleep 60
fi
exit "$code"
