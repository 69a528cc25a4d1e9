// What is said of a chain: its caption, the line under its heading, the words in its drawing.

import { chainPaths } from '../../calculus/chain.js';
import { type ChainFactor, chainPhrases } from '../../phrases/en.js';
import { italicMark } from '../derivative/tangentSentences.js';
import type { Language } from '../language.js';
import type { ChainView, ChainWords } from './chainDrawing.js';
import { edgeTexts } from './chainGeometry.js';
import type { ChainModel } from './chainModel.js';
import { plainName } from './plainName.js';

const italicName = (name: string) => `${italicMark}${plainName(name)}${italicMark}`;

/** Most steps of a path that are told one by one, and most paths. */
const [mostTold, mostPathsTold] = [4, 3];
/** Most paths that are listed. */
const mostPaths = 12;

export function chainWords({ phrases, numbers }: Language): ChainWords {
  const { notDefined, sumOf, hints, bySlopes, inTruth } = phrases(chainPhrases);
  return { numbers, notDefined, sumOf, hints, bySlopes, inTruth };
}

export function chainSubtitle(
  { isForward, inputs, outputNames, output }: ChainModel,
  input: number,
  turned: boolean,
  { phrases }: Language,
): string {
  const { subtitle, subtitleForward } = phrases(chainPhrases);
  return isForward
    ? subtitleForward(turned, plainName(inputs[input] ?? ''))
    : subtitle(turned, plainName(outputNames[output]));
}

/** The paths from an input to the output that are listed. */
export const listedPaths = (
  { chain, numbers, root }: ChainModel,
  input: number,
): ReturnType<typeof chainPaths> => chainPaths(chain, numbers, input, root, mostPaths);

/** How an item is called in a sentence: by its name, or by its sign. */
export function itemName({ signs }: ChainModel, item: number): string {
  const { name, text, isFolded } = signs[item];
  return name && (isFolded || !text || text === plainName(name)) ? italicName(name) : text;
}

export function chainCaption({ model, moment }: ChainView, input: number, language: Language): string {
  const said = language.phrases(chainPhrases);
  const { measured } = language.numbers;
  const { chain, numbers, root } = model;
  const lost = numbers.values.findIndex((each) => !Number.isFinite(each));
  if (lost >= 0) return said.undefinedAt(itemName(model, lost));
  if (model.nudge) return nudgeCaption(model, language);
  const output = italicName(model.outputNames[model.output]);
  if (moment.phase === 'values') {
    if (moment.valued === 0 && chain.items.length > chain.inputs) return said.nothingYet;
    const item = chain.inputs + moment.valued - 1;
    return item < chain.items.length - 1
      ? said.valued(itemName(model, item), measured(numbers.values[item]))
      : said.valuesFirst(output, measured(numbers.values[root]));
  }
  if (moment.last !== null) {
    const { from, to } = chain.edges[moment.last];
    const { working, result } = edgeTexts(model, moment.input, language.numbers)[moment.last];
    const ends = [itemName(model, from), itemName(model, to)] as const;
    return moment.phase === 'back'
      ? said.passedBack(working, result, ...ends)
      : said.passedForward(working, result, ...ends);
  }
  if (moment.phase === 'back' && !moment.isEnd)
    return said.valuesFirst(output, measured(numbers.values[root]));
  const kink = kinkSentence(model, language);
  if (model.isForward) {
    const slope = measured(model.forward[moment.input]?.slopes[root] ?? 0);
    const name = italicName(model.inputs[moment.input] ?? '');
    return [said.forwardSweep(name, output, slope, model.inputs.length), kink].filter(Boolean).join(' ');
  }
  const sweeps = model.inputs.length > 1 ? said.oneSweep(model.inputs.length) : '';
  return [inputSentence(model, input, language), kink || sweeps].filter(Boolean).join(' ');
}

/** How a nudge of an input reaches the output. */
function inputSentence(
  model: ChainModel,
  input: number,
  { phrases, numbers: { measured, count } }: Language,
): string {
  const said = phrases(chainPhrases);
  const { chain, numbers, back } = model;
  const [name, output] = [italicName(model.inputs[input] ?? ''), italicName(model.outputNames[model.output])];
  const { paths, count: all } = listedPaths(model, input);
  const slope = back.slopes[input];
  if (all === 0) return said.noPath(name, output);
  if (all > 1) {
    const first = paths.map(({ edges }) => itemName(model, chain.edges[edges[0]].to));
    const isTold = all <= mostPathsTold && new Set(first).size === all;
    const through = isTold
      ? paths.map(({ product }, i) => said.through(first[i], measured(product), i === 0))
      : [];
    return said.byPaths(name, output, all <= 10 ? all : count(all), through, measured(slope));
  }
  const [{ edges }] = paths;
  if (edges.length > mostTold && slope !== 0) {
    const isSmaller = Math.abs(slope) < 1;
    const isSigmoid = edges.every((k) => model.signs[chain.edges[k].to].text === 'σ');
    const times = measured(Math.abs(isSmaller ? 1 / slope : slope));
    const sentence = said.manySteps(name, output, count(edges.length), times, isSmaller);
    return isSigmoid ? `${said.sigmoids} ${sentence}` : sentence;
  }
  const factors = edges.map((k) => ({
    kind: factorKind(numbers.locals[k]),
    by: measured(numbers.locals[k]),
    at: itemName(model, chain.edges[k].to),
  }));
  return said.nudged(name, factors, factors.map(({ by }) => by).join(' × '), measured(slope));
}

function factorKind(by: number): ChainFactor['kind'] {
  if (by === 0) return 'stopped';
  if (by === 1) return 'kept';
  if (by === -1) return 'turned';
  if (by === 2) return 'doubled';
  if (by === 0.5) return 'halved';
  return by < 0 ? 'multiplied' : by < 1 ? 'cut' : 'grown';
}

/** What is said of the first step that has no slope of its own here. */
function kinkSentence(model: ChainModel, { phrases, numbers: { measured } }: Language): string {
  const said = phrases(chainPhrases);
  const { items, edges } = model.chain;
  for (const [item, { written }] of items.entries()) {
    if (written.kind !== 'call' || model.signs[item].isFolded) continue;
    const ways = edges.flatMap(({ to }, k) => (to === item ? [k] : []));
    const { operation } = written;
    const parts = ways.map((k) => model.numbers.values[edges[k].from]);
    if (['relu', 'abs', 'sign', 'heaviside'].includes(operation) && parts[0] === 0)
      return said.kink(itemName(model, item), measured(model.numbers.locals[ways[0]]));
    const value = model.numbers.values[item];
    const constants = written.args.flatMap((arg) => (arg.kind === 'constant' ? [arg.value] : []));
    const isBest = operation === 'max' || operation === 'min';
    if (isBest && [...parts, ...constants].filter((each) => each === value).length > 1)
      return said.tie(itemName(model, item));
  }
  return '';
}

/** What becomes of a change of an input, by the slopes and in truth. */
function nudgeCaption(model: ChainModel, { phrases, numbers: { measured } }: Language): string {
  const said = phrases(chainPhrases);
  const { chain, root, back } = model;
  const { input, size, bySlopes, inTruth, gap, halvedGap } = model.nudge!;
  const { paths, count } = listedPaths(model, input);
  const [name, output] = [plainName(model.inputs[input]), italicName(model.outputNames[model.output])];
  const [all, change] = [measured(back.slopes[input]), measured(bySlopes[root])];
  const [path] = paths;
  const by =
    count === 1 && path.edges.length > 0 && path.edges.length <= mostTold
      ? said.sent(
          name,
          measured(size),
          path.edges.map((k) => [measured(model.numbers.locals[k]), itemName(model, chain.edges[k].to)]),
          all,
          change,
        )
      : said.sentTo(name, measured(size), output, all, change);
  const isExact = gap <= 1e-9 * Math.abs(inTruth[root]);
  return `${by} ${said.trueChange(measured(inTruth[root]), isExact ? null : measured(gap), measured(halvedGap))}`;
}
