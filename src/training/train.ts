import type { Data } from '../data/data.js';
import { split } from '../data/split.js';
import { standardize } from '../data/standardize.js';
import type { Model } from '../network/model.js';
import type { Written } from './model.js';

export interface TrainOptions {
  /** Of the rows kept apart, of a network's start. */
  seed: number;
  /** The share of the rows kept apart. */
  validation?: number;
  /** Columns of mean 0 and deviation 1, unless it is false. */
  standardize?: boolean;
  l2?: unknown;
}

/** How many rows there are for what. */
export interface Rows {
  fitted: number;
  apart: number;
  /** Left out, for want of a value. */
  dropped: number;
}

export interface Trained {
  data: Data;
  /** The same before they were scaled. */
  measured: Data;
  model: Model;
  rows: Rows;
}

type Found = Data & { readonly dropped?: number };

/** What a command or an element trains: a model on the rows that are not kept apart. */
export function train(found: Found, model: Written, options: TrainOptions): Trained {
  const parts = trainParts(found, model, options);
  for (;;) {
    const { done, value } = parts.next();
    if (done) return value;
  }
}

/** The same part by part, for a page that has to paint in between. */
export function* trainParts(
  { dropped = 0, ...all }: Found,
  model: Written,
  { seed, validation, standardize: scaled = true, l2 }: TrainOptions,
): Generator<void, Trained> {
  const measured: Data = validation === undefined ? all : split(all, { validation, seed });
  yield;
  const data = scaled ? standardize(measured) : measured;
  yield;
  const rows = { fitted: data.x.rows, apart: data.validation?.x.rows ?? 0, dropped };
  return { data, measured, model: model.on(data, { seed, l2 }), rows };
}
