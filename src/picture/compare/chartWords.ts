import { lossPhrases, playerPhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';
import type { ChartWords } from './runView.js';

/** Words of a loss chart. */
export function chartWords({ numbers, phrases }: Language): ChartWords {
  const said = phrases(lossPhrases);
  return {
    value: (loss) => numbers.cell(loss),
    tick: (loss) => numbers.tick(loss),
    step: (step) => numbers.count(step),
    named: (step) => phrases(playerPhrases).stepNumber(numbers.count(step)),
    rate: said.rate,
    divergesFrom: (optimizer, rate) => said.divergesFrom(optimizer, numbers.rate(rate)),
    losses: (validation) => (validation ? said.validation : said.training),
    changed: said.rate,
    diverged: (label, step) =>
      step === null ? said.diverged(label) : said.divergedAt(label, numbers.count(step)),
    more: (runs) => said.moreDiverged(numbers.count(runs)),
  };
}
