import { chainPhrases } from '../../phrases/en.js';
import type { Language } from '../language.js';
import type { LayersView, LayersWords } from './layersDrawing.js';
import type { LayersModel } from './layersModel.js';

/** How many steps a network is played in, and how many of them are before slopes come; the last is the product. */
export const layersTotal = ({ links }: LayersModel) => ({ total: 2 * links.length + 1, turn: links.length });

/** What of a network is there after so many steps. */
export function layersView(model: LayersModel, step: number, handles: readonly number[]): LayersView {
  const { nodes, links, factors, result, x } = model;
  return {
    ...{ nodes, links, factors, result },
    inputs: model.inputs.map((name, i) => ({ name, value: x[i], at: handles[i] })),
    valued: 1 + Math.min(step, links.length),
    back: Math.max(0, Math.min(links.length, step - links.length)),
    hasProduct: step > 2 * links.length,
  };
}

export function layersWords({ phrases, numbers }: Language): LayersWords {
  const { value, slope, moreFactors: more, foldedShape: folded } = phrases(chainPhrases);
  return { numbers, value, slope, more, folded };
}
