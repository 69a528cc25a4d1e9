import type { NumberFormats } from '../numberFormat.js';
import type { ChartWords } from './runView.js';

/** Words of a loss chart. */
export function chartWords(numbers: NumberFormats): ChartWords {
  return {
    value: (loss) => numbers.cell(loss),
    tick: (loss) => numbers.tick(loss),
    step: (step) => numbers.count(step),
    named: (step) => `step ${numbers.count(step)}`,
    rate: (label) => `rate ${label}`,
    divergesFrom: (optimizer, rate) => `${optimizer} diverges from ${numbers.rate(rate)}`,
    losses: (validation) => (validation ? 'validation' : 'training'),
    changed: (rate) => `rate ${rate}`,
    diverged: (label, step) =>
      step === null ? `${label} diverged` : `${label} diverged at step ${numbers.count(step)}`,
    more: (runs) => `and ${numbers.count(runs)} more diverged`,
  };
}
