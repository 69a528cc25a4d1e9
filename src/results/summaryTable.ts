import { formatAmount } from '../runs/outcome.js';
import type { Comparison, ScoreSpreads, SettingSummary, Spread } from '../runs/run.js';
import { alignedTable, settingColumns } from './table.js';

type Baseline = NonNullable<Comparison['baseline']>;

interface SummaryColumn {
  title: string;
  cell(of: SettingSummary): string;
  ofBaseline?(of: Baseline): string;
  words?: boolean;
}

/** Text table of configurations, a line each: mean ± deviation over their replicates, below a line of the baseline. */
export function summaryTable(all: readonly SettingSummary[], baseline?: Baseline): string {
  const own = settingColumns(all.map(({ first }) => first)).map(
    ({ cell, ...rest }): SummaryColumn => ({ ...rest, cell: ({ first }) => cell(first) }),
  );
  const columns = [...own, ...scoreColumns(all, baseline)];
  return alignedTable(columns, [
    ...(baseline ? [columns.map(({ ofBaseline }) => ofBaseline?.(baseline) ?? '')] : []),
    ...all.map((each) => columns.map(({ cell }) => cell(each))),
  ]);
}

function scoreColumns(all: readonly SettingSummary[], baseline?: Baseline): SummaryColumn[] {
  const validates = all.some(({ validation }) => validation);
  return [
    {
      title: 'outcomes',
      cell: (of) => `${outcomesText(of)}${baseline && isWorseInMean(of, baseline) ? ', worse' : ''}`,
      ofBaseline: ({ predicts }) => predicts,
      words: true,
    },
    {
      title: 'final loss',
      cell: ({ value }) => spread(value, formatAmount),
      ofBaseline: ({ loss }) => formatAmount(loss),
    },
    ...ofScores(
      all,
      (of) => of,
      (of) => of,
    ),
    ...(validates
      ? [
          {
            title: 'validation loss',
            cell: ({ validation }: SettingSummary) => spread(validation?.loss, formatAmount),
            ofBaseline: ({ validation }: Baseline) => (validation ? formatAmount(validation.loss) : ''),
          },
          ...ofScores(
            all,
            ({ validation }) => validation,
            ({ validation }) => validation,
          ),
        ]
      : []),
  ];
}

const outcomesText = ({ outcomes }: SettingSummary) =>
  Object.entries(outcomes)
    .map(([outcome, count]) => `${count} ${outcome}`)
    .join(', ');

/** Whether the mean loss is above that of the baseline, on the rows kept apart where there are some. */
export function isWorseInMean({ value, validation }: SettingSummary, baseline: Baseline): boolean {
  return validation && baseline.validation
    ? validation.loss.mean > baseline.validation.loss
    : value.mean > baseline.loss;
}

const WAYS: readonly (readonly [name: keyof ScoreSpreads, title: string, text: (value: number) => string])[] =
  [
    ['accuracy', 'accuracy', (share) => `${(100 * share).toFixed(1)} %`],
    ['rmse', 'rmse', formatAmount],
    ['r2', 'R²', (value) => value.toFixed(3)],
  ];

function ofScores(
  all: readonly SettingSummary[],
  scores: (of: SettingSummary) => ScoreSpreads | undefined,
  other: (of: Baseline) => Partial<Record<keyof ScoreSpreads, number>> | undefined,
): SummaryColumn[] {
  return WAYS.filter(([name]) => all.some((each) => scores(each)?.[name])).map(([name, title, text]) => ({
    title,
    cell: (of) => spread(scores(of)?.[name], text),
    ofBaseline: (of) => {
      const value = other(of)?.[name];
      return value === undefined ? '' : text(value);
    },
  }));
}

const spread = (of: Spread | undefined, text: (value: number) => string) =>
  of === undefined || Number.isNaN(of.mean) ? '' : `${text(of.mean)} ± ${text(of.deviation)}`;
