import { nodeText } from '../../formula/print.js';
import { shortenText } from '../../need.js';
import { formatCsv } from '../../results/csv.js';
import type { NumberFormats } from '../numberFormat.js';
import { handwrittenFormula } from '../plainFormula.js';
import type { Grid } from '../textGrid.js';
import type { ChainModel } from './chainModel.js';

/** Most characters of an expression in a table. */
const mostCharacters = 60;

/** The values and slopes of inputs and steps, each by what it is of the inputs. */
export function chainTable(
  { chain, numbers, back }: ChainModel,
  names: readonly string[],
  { cell }: NumberFormats,
): Grid {
  return {
    names,
    rows: chain.items.length,
    cells: (i) => [
      shortenText(handwrittenFormula(nodeText(chain.items[i].node)), mostCharacters),
      cell(numbers.values[i]),
      cell(back.slopes[i]),
    ],
  };
}

/** The same as CSV, with what each step is made of and its slopes along these. */
export function chainCsv({ chain, numbers, back }: ChainModel, names: readonly string[]): string {
  const texts = chain.items.map(({ node }) => nodeText(node));
  const rows = chain.items.map((_, i) => {
    const into = chain.edges.flatMap(({ to }, k) => (to === i ? [k] : []));
    return [
      ...[texts[i], numbers.values[i], back.slopes[i]],
      into.map((k) => texts[chain.edges[k].from]).join('; '),
      into.map((k) => numbers.locals[k]).join('; '),
    ];
  });
  return formatCsv([...names, 'of', 'local slopes'], rows);
}
