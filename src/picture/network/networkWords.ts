import { networkPhrases } from '../../phrases/en.js';
import { axisName } from '../compare/axisName.js';
import { chartWords } from '../compare/chartWords.js';
import type { ChartWords } from '../compare/runView.js';
import type { Language } from '../language.js';
import type { LossScale } from '../lossRange.js';

/** Words of the drawings of a network. */
export interface NetworkWords extends ChartWords {
  learned: string;
  keptApart: string;
  /** Name of the axis of losses. */
  axis(scale: LossScale): string;
  wrong(points: number): string;
  /** Name of a hidden unit, counted from 0. */
  unit(unit: number): string;
}

export function networkWords(language: Language): NetworkWords {
  const { learned, keptApart, wrong, unit } = language.phrases(networkPhrases);
  const { count } = language.numbers;
  return {
    ...chartWords(language),
    ...{ learned, keptApart },
    axis: (scale) => axisName('loss', false, scale, scale, null, language),
    wrong: (points) => wrong(count(points)),
    unit: (index) => unit(count(index + 1)),
  };
}
