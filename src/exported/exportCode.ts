import * as activations from '../activations/index.js';
import { type Activation, entryByName } from '../entry.js';
import type { Vec } from '../fn.js';
import * as models from '../models/index.js';
import { needKeys, needOptions, unknownName, wrongKind } from '../need.js';
import { activationCode, type CodeLanguage, codeLanguages } from './activationCode.js';
import { exportModel } from './exportModel.js';
import { type ImportedModel, importModel } from './importModel.js';
import { type CheckedModel, type ExportedModel, needModelFile } from './modelFile.js';

const who = 'exportCode';

/**
 * Program that predicts as a model does, to about 1e-14: a module of TypeScript, or of Python with NumPy, that needs
 * nothing else and has `predict(rows)`, rows of numbers in the order of its `COLUMNS`; for classes, whose names it
 * tells, `probabilities(rows)` too.
 * Throws TypeError for what is neither a run of a model nor one that was exported, and for unknown languages.
 */
export function exportCode(
  of: { readonly point: Vec } | ImportedModel | ExportedModel,
  options: { language: CodeLanguage },
): string {
  const { language } = needOptions(who, options) as { language?: unknown };
  needKeys(who, 'option', options, ['language']);
  if (typeof language !== 'string') throw wrongKind(who, 'language', 'a name', language);
  if (!codeLanguages.includes(language as CodeLanguage))
    throw unknownName(who, 'language', language, codeLanguages);
  const file = fileOf(of);
  // All that could be wrong with it.
  importModel(file);
  return programs[language as CodeLanguage](partsOf(needModelFile(who, file)));
}

function fileOf(of: unknown): unknown {
  if (typeof of !== 'object' || of === null) throw wrongKind(who, 'the call', 'a run or a model', of);
  if ('format' in of) return of;
  if ('probabilities' in of && 'toJSON' in of) return (of as ImportedModel).toJSON();
  return exportModel(of as { point: Vec });
}

/** What is written of a model, in any language. */
interface ProgramParts extends Pick<CheckedModel, 'columns' | 'classes' | 'scaling' | 'target'> {
  readonly title: string;
  readonly hash: string;
  readonly layers: readonly { W: number[][]; b: number[] }[];
  readonly activation: Pick<Activation, 'formula'>;
  /** Whether one logit decides between two classes. */
  readonly isBinary: boolean;
}

function partsOf({
  file,
  model,
  settings,
  columns,
  classes,
  scaling,
  target,
  layers,
}: CheckedModel): ProgramParts {
  const { title, knobs } = (
    models as unknown as Record<string, { title: string; knobs: Record<string, { default: unknown }> }>
  )[model];
  const name = settings.activation ?? knobs.activation?.default ?? 'identity';
  return {
    ...{ title, columns, scaling, hash: file.hash },
    ...(classes && { classes }),
    ...(target !== undefined && { target }),
    layers: layers.map(({ W, b }) => ({
      W: Array.from({ length: W.rows }, (_, i) =>
        Array.from(W.data.subarray(i * W.columns, (i + 1) * W.columns)),
      ),
      b: Array.from(b),
    })),
    activation: entryByName<Activation>(who, 'activation', activations as never, name),
    isBinary: classes !== undefined && layers[layers.length - 1].b.length < classes.length,
  };
}

const list = (values: ArrayLike<number | string>): string =>
  `[${Array.from(values as ArrayLike<unknown>, (each) => (Object.is(each, -0) ? '-0.0' : JSON.stringify(each))).join(', ')}]`;
const rowsOf = (rows: readonly number[][], indent: string) =>
  `[\n${rows.map((row) => `${indent}  ${list(row)},`).join('\n')}\n${indent}]`;

/** Library of TypeScript, in the code that is written. */
const M = 'Math.';

const programs: Readonly<Record<CodeLanguage, (parts: ProgramParts) => string>> = { typescript, numpy };

/** First lines of a program, as comments. */
const head = ({ title, hash, target }: ProgramParts, mark: string) =>
  [
    `${mark} ${title}${target === undefined ? '' : ` for ${JSON.stringify(target)}`}, trained by nabla-workbench (model ${hash}).`,
    `${mark} predict(rows) takes rows of numbers in the order of COLUMNS.`,
  ].join('\n');

function typescript(parts: ProgramParts): string {
  const { columns, classes, scaling, layers, activation, isBinary } = parts;
  const { expression, helpers } = activationCode(activation, 'typescript');
  const scaled = scaling
    ? 'row.map((value, j) => (DEVIATION[j] === 0 ? 0 : (value - MEAN[j]) / DEVIATION[j]))'
    : 'row';
  const told = scaling?.target ? `${scaling.target.mean} + ${scaling.target.deviation} * output` : 'output';
  const text = [
    head(parts, '//'),
    `export const COLUMNS: string[] = ${list(columns)};`,
    ...(classes ? [`export const CLASSES: string[] = ${list(classes)};`] : []),
    ...(scaling
      ? [
          `const MEAN: number[] = ${list(scaling.mean)};`,
          `const DEVIATION: number[] = ${list(scaling.deviation)};`,
        ]
      : []),
    `const LAYERS: { W: number[][]; b: number[] }[] = [\n${layers
      .map(({ W, b }) => `  {\n    W: ${rowsOf(W, '    ')},\n    b: ${list(b)},\n  },`)
      .join('\n')}\n];`,
    '',
    ...(layers.length > 1
      ? [...helpers, `const activation = (x: number): number => ${expression};`, '']
      : []),
    `function outputs(row: readonly number[]): number[] {
  if (row.length !== COLUMNS.length || !row.every(Number.isFinite))
    throw new RangeError(\`predict: a row needs \${COLUMNS.length} finite numbers\`);
  let x: number[] = ${scaled === 'row' ? '[...row]' : scaled};
  for (const [k, { W, b }] of LAYERS.entries()) {
    if (k > 0) x = x.map(${layers.length > 1 ? 'activation' : '(each) => each'});
    x = W.map((weights, i) => weights.reduce((sum, weight, j) => sum + weight * x[j], 0) + b[i]);
  }
  return x;
}
`,
    ...(classes
      ? [
          isBinary
            ? `export const probabilities = (rows: readonly (readonly number[])[]): number[][] =>
  rows.map((row) => {
    const [logit] = outputs(row);
    return [1 / (1 + ${M}exp(logit)), 1 / (1 + ${M}exp(-logit))];
  });
`
            : `export const probabilities = (rows: readonly (readonly number[])[]): number[][] =>
  rows.map((row) => {
    const logits = outputs(row);
    const most = ${M}max(...logits);
    const shares = logits.map((logit) => ${M}exp(logit - most));
    const sum = shares.reduce((a, b) => a + b, 0);
    return shares.map((share) => share / sum);
  });
`,
          `export const predict = (rows: readonly (readonly number[])[]): string[] =>
  rows.map((row) => {
    const logits = outputs(row);
    return CLASSES[${isBinary ? 'logits[0] > 0 ? 1 : 0' : `logits.indexOf(${M}max(...logits))`}];
  });`,
        ]
      : [
          `export const predict = (rows: readonly (readonly number[])[]): number[] =>
  rows.map((row) => {
    const [output] = outputs(row);
    return ${told};
  });`,
        ]),
  ];
  return `${text.join('\n')}\n`;
}

function numpy(parts: ProgramParts): string {
  const { columns, classes, scaling, layers, activation, isBinary } = parts;
  const { expression, helpers } = activationCode(activation, 'numpy');
  const usesMath = layers.length > 1 && helpers.some((code) => code.includes('math.'));
  const told = scaling?.target ? `${scaling.target.mean} + ${scaling.target.deviation} * x[:, 0]` : 'x[:, 0]';
  const text = [
    head(parts, '#'),
    ...(usesMath ? ['import math', ''] : []),
    'import numpy as np',
    '',
    `COLUMNS = ${list(columns)}`,
    ...(classes ? [`CLASSES = ${list(classes)}`] : []),
    ...(scaling
      ? [`MEAN = np.array(${list(scaling.mean)})`, `DEVIATION = np.array(${list(scaling.deviation)})`]
      : []),
    `LAYERS = [\n${layers
      .map(
        ({ W, b }) =>
          `    (\n        np.array(${rowsOf(W, '        ')}),\n        np.array(${list(b)}),\n    ),`,
      )
      .join('\n')}\n]`,
    '',
    '',
    ...(layers.length > 1
      ? [...helpers.flatMap((code) => [code, '', '']), `def activation(x):\n    return ${expression}`, '', '']
      : []),
    `def outputs(rows):
    x = np.atleast_2d(np.asarray(rows, dtype=float))
    if x.shape[1] != len(COLUMNS) or not np.isfinite(x).all():
        raise ValueError(f"predict: a row needs {len(COLUMNS)} finite numbers")`,
    ...(scaling ? ['    x = (x - MEAN) / np.where(DEVIATION == 0, 1.0, DEVIATION) * (DEVIATION != 0)'] : []),
    `    for k, (W, b) in enumerate(LAYERS):${layers.length > 1 ? '\n        if k > 0:\n            x = activation(x)' : ''}
        x = x @ W.T + b
    return x
`,
    '',
    ...(classes
      ? [
          isBinary
            ? `def probabilities(rows):
    share = 0.5 * (1.0 + np.tanh(0.5 * outputs(rows)))
    return np.hstack([1.0 - share, share])
`
            : `def probabilities(rows):
    x = outputs(rows)
    shares = np.exp(x - x.max(axis=1, keepdims=True))
    return shares / shares.sum(axis=1, keepdims=True)
`,
          '',
          `def predict(rows):
    x = outputs(rows)
    return [CLASSES[k] for k in ${isBinary ? '(x[:, 0] > 0).astype(int)' : 'x.argmax(axis=1)'}]`,
        ]
      : [`def predict(rows):\n    x = outputs(rows)\n    return ${told}`]),
  ];
  return `${text.join('\n')}\n`;
}
