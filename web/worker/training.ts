// The objective of a job: a problem, or a model on data read in the worker or, in turns with its own work, on the page.
import type { Data } from '../../src/data/data.js';
import type { Model } from '../../src/network/model.js';
import type { FittedRows } from '../../src/results/sampleBatch.js';
import { drawnRows } from '../../src/spec/drawnRows.js';
import {
  modelFromSpec,
  type ResolvedProblem,
  resolveInParts,
  runToEnd,
} from '../../src/spec/resolveProblem.js';
import type { ModelSpec, Spec } from '../../src/spec/spec.js';
import { blobBytes } from './fileBytes.js';

/** The objective to make, as plain data that can be posted to a worker. */
export interface ProblemRequest {
  spec: Spec;
  /** The file that the spec names. A Blob is posted without being copied; the key distinguishes files of one name. */
  file?: { blob: Blob; key: number };
  /** Set for a decision plane: two features, a target of classes, and rows returned to be drawn. */
  plane?: true;
}

type PreparedProblem = Pick<ResolvedProblem, 'problem'> & { rows?: FittedRows };

let lastPrepared: { key: string; prepared: Promise<PreparedProblem> } | null = null;

/** The objective of a job; the last one is kept, since a changed rate is another job on the same data. */
export function prepareProblem({ spec: { problem }, file, plane }: ProblemRequest): Promise<PreparedProblem> {
  const key = JSON.stringify([problem, file?.key, plane]);
  if (lastPrepared?.key !== key) {
    lastPrepared = { key, prepared: resolveProblem(problem, file?.blob, plane) };
    lastPrepared.prepared.catch(() => {
      if (lastPrepared?.key === key) lastPrepared = null;
    });
  }
  return lastPrepared.prepared;
}

/** The same at once; null where a file has to be read first. */
export const prepareAtOnce = ({ spec: { problem }, file, plane }: ProblemRequest): PreparedProblem | null =>
  file ? null : withDrawnRows(runToEnd(resolveInParts(who, problem)), plane);

const who = 'compare';

async function resolveProblem(problem: Spec['problem'], blob?: Blob, plane?: true): Promise<PreparedProblem> {
  const bytes = blob && (await blobBytes(blob));
  return withDrawnRows(await yieldBetween(resolveInParts(who, problem, bytes)), plane);
}

/** An objective with the rows that a plane draws. */
function withDrawnRows(
  { problem: made, rows, data, unscaled }: ResolvedProblem,
  plane?: true,
): PreparedProblem {
  if (!rows || !plane) return { problem: made, ...(rows && { rows }) };
  return { problem: made, rows: { ...rows, drawn: drawnRows(who, data!, unscaled!) } };
}

/**
 * Result of a generator, with a turn of the event loop before each part: without a worker the page stays responsive.
 */
async function yieldBetween<T>(parts: Generator<void, T>): Promise<T> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve));
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The model of a spec on given rows. */
export const modelOnData = (data: Data, spec: ModelSpec): Model => modelFromSpec(who, spec, data);
