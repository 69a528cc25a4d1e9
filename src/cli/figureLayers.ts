// Commands that draw what networks are made of: activations, softmax with its loss, chains of steps, Jacobians.

import { Command, Option } from 'commander';
import { needWhole } from '../need.js';
import { activationPhrases, chainPhrases, jacobianPhrases, softmaxPhrases } from '../phrases/en.js';
import { activationFigure } from '../picture/activation/activationFigure.js';
import { activationModel, activationView, mostLayers } from '../picture/activation/activationModel.js';
import { activationWords } from '../picture/activation/activationWords.js';
import { type ChainSheet, chainDrawing } from '../picture/chain/chainDrawing.js';
import { chainModel } from '../picture/chain/chainModel.js';
import { chainMoment, chainTotal } from '../picture/chain/chainMoment.js';
import { chainSubtitle, chainWords } from '../picture/chain/chainSentences.js';
import { handleShare, inputEnd } from '../picture/chain/inputRange.js';
import { layersDrawing } from '../picture/chain/layersDrawing.js';
import { layersModel } from '../picture/chain/layersModel.js';
import { layersTotal, layersView, layersWords } from '../picture/chain/layersMoment.js';
import { jacobianDrawing } from '../picture/jacobian/jacobianDrawing.js';
import {
  firstHand,
  jacobianMap,
  jacobianModel,
  jacobianView,
  mapPoint,
} from '../picture/jacobian/jacobianModel.js';
import { stagesOf } from '../picture/jacobian/jacobianStages.js';
import { jacobianSubtitle, jacobianWords } from '../picture/jacobian/jacobianWords.js';
import { planeGrid, planeMap, planeSpans } from '../picture/jacobian/planeModel.js';
import type { Language } from '../picture/language.js';
import { softmaxDrawing } from '../picture/softmax/softmaxChart.js';
import { softmaxModel, softmaxView } from '../picture/softmax/softmaxModel.js';
import { softmaxWords } from '../picture/softmax/softmaxSentences.js';
import {
  addLookOptions,
  type FigureLook,
  type FormulaFigure,
  figureLanguage,
  needDrawn,
  sheetFrom,
  spokenBy,
  writeFigure,
} from './figureLook.js';
import { formulaCommand } from './formula.js';
import { parseNumber } from './numberOption.js';

interface ActivationOptions extends FormulaFigure {
  names: string;
  x: number;
  depth: number;
  second?: boolean;
  against: string;
  domain: string;
}

/** `nabla figure activation`. */
export const figureActivation = addLookOptions(
  formulaCommand(
    'activation',
    'activations over their slopes, and slopes through depth, as <nabla-activation> draws them',
  )
    .option('--names <names>', 'of the catalogue, with spaces between them', 'sigmoid tanh relu gelu')
    .option('--x <number>', 'where slopes are taken, and what enters the first layer', parseNumber, 1)
    .option('--depth <layers>', 'that a slope goes through, from 1 to 50', parseNumber, 12)
    .option('--second', 'second derivatives too')
    .option('--against <name>', 'the function that the others are compared with', '')
    .option('--domain <range>', 'the interval drawn, as -4..4', ''),
  activationPhrases,
).action(async (given: string | undefined, options: ActivationOptions) => {
  const { names, against, domain, x, depth, second: bends = false } = options;
  const who = 'nabla figure activation';
  const f = given ?? options.f ?? '';
  needWhole(who, 'depth', depth, 1, mostLayers);
  const model = needDrawn(
    'activation',
    activationModel(who, { names, f, against, domain }),
    'names needs one',
  );
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const view = activationView(model, { x, depth, bends, held: false });
  const drawing = activationFigure(view, sheet, activationWords(f, language));
  writeFigure(options, drawing, language.phrases(activationPhrases).subtitle);
});

interface SoftmaxOptions extends FigureLook {
  logits: string;
  target: string;
  names: string;
  temperature: number;
  shift: number;
}

/** `nabla figure softmax`. */
export const figureSoftmax = addLookOptions(
  new Command('softmax')
    .description('logits, their probabilities and the loss, as <nabla-softmax> draws them')
    .option('--logits <numbers>', 'with spaces between them', '2 1 0.1')
    .option('--target <class>', 'by number or name, or a probability for each', '0')
    .option('--names <names>', 'of the classes, with spaces between them; letters unless said', '')
    .option('--temperature <number>', 'by which logits are divided', parseNumber, 1)
    .option('--shift <number>', 'added to every logit', parseNumber, 0),
  softmaxPhrases,
).action(async (options: SoftmaxOptions) => {
  const model = softmaxModel('nabla figure softmax', options);
  const view = softmaxView(needDrawn('softmax', model, 'logits needs numbers'), 0, null);
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  writeFigure(
    options,
    softmaxDrawing(view, sheet, softmaxWords(view, language)),
    language.phrases(softmaxPhrases).subtitle,
  );
});

interface JacobianOptions extends FormulaFigure {
  model: string;
  w: string;
  at: string;
  h: number;
  domain: string;
}

/** `nabla figure jacobian`. */
export const figureJacobian = addLookOptions(
  formulaCommand('jacobian', 'what a map does near a point, as <nabla-jacobian> draws it')
    .option('--model <layers>', 'in place of formulas, as linear tanh linear', '')
    .option('--w <weights>', 'of linear layers, as 1 2; 3 4, with | between layers', '')
    .option('--at <point>', 'as 1,0.5 or x=1,y=0.5; 1 for each unless said', '')
    .option('--h <number>', 'the side of the square', parseNumber, 0.4)
    .option('--domain <range>', 'the interval drawn, of each of two variables, as -2..2', ''),
  jacobianPhrases,
).action(async (given: string | undefined, options: JacobianOptions) => {
  const who = 'nabla figure jacobian';
  const { at, h, domain } = options;
  const stages = stagesOf(who, { ...options, f: given ?? options.f ?? '' });
  const map = needDrawn('jacobian', stages.length > 0 ? jacobianMap(stages) : null, 'f needs a formula');
  const point = mapPoint(who, at, map);
  const model = jacobianModel(map, point);
  const plane = model.isPlane
    ? planeMap(who, model, planeGrid(model.fn!, planeSpans(who, domain, point)), h)
    : null;
  const view = jacobianView(model, plane, firstHand(model.isPlane));
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const drawing = jacobianDrawing({ ...view, held: null }, sheet, jacobianWords(language));
  writeFigure(options, drawing, jacobianSubtitle(view, language));
});

interface ChainOptions extends FormulaFigure {
  at: string;
  names: string;
  unfold: string;
  output: string;
  mode: 'backward' | 'forward';
  nudge: string;
  shown?: number;
  model: string;
  target: string;
}

/** `nabla figure chain`. */
export const figureChain = addLookOptions(
  formulaCommand('chain', 'a formula as steps, with the slopes that flow back, as <nabla-chain> draws them')
    .option('--at <point>', 'values of its variables, as w=0.5,x=2; 1 for each unless said', '')
    .option('--names <parts>', 'of the formula that fold to a step each, as u = 3x+2', '')
    .option('--unfold <names>', 'of parts and outputs that are open', '')
    .option('--output <name>', 'whose slopes are shown; the first unless said', '')
    .addOption(
      new Option('--mode <mode>', 'the way slopes go').choices(['backward', 'forward']).default('backward'),
    )
    .option('--nudge <change>', 'of an input, beside the true change, as x=0.1', '')
    .option('--shown <steps>', 'of its play; all unless said', parseNumber)
    .option('--model <network>', 'in place of the formula, as mlp:3', '')
    .option('--target <numbers>', 'that the network should give', ''),
  chainPhrases,
).action(async (given: string | undefined, options: ChainOptions) => {
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const { drawing, subtitle } = spokenBy('chain', () =>
    options.model ? drawnLayers(options, sheet, language) : drawnChain(given, options, sheet, language),
  );
  writeFigure(options, drawing, subtitle);
});

const placesOf = (values: readonly number[]) => values.map((value) => handleShare(value, inputEnd(value)));

function drawnChain(given: string | undefined, options: ChainOptions, sheet: ChainSheet, language: Language) {
  const asked = { ...options, f: given ?? options.f ?? '' };
  const model = needDrawn('chain', chainModel(asked, sheet.narrow), 'f needs a formula');
  const moment = chainMoment(model, options.shown ?? chainTotal(model).total);
  const view = { model, moment, handles: placesOf(model.at), path: null, wrong: null };
  return {
    drawing: chainDrawing(view, sheet, chainWords(language)),
    subtitle: chainSubtitle(model, moment.input, sheet.narrow, language),
  };
}

function drawnLayers(options: ChainOptions, sheet: ChainSheet, language: Language) {
  const model = layersModel('nabla figure chain', options);
  const view = layersView(model, options.shown ?? layersTotal(model).total, placesOf(model.x));
  return {
    drawing: layersDrawing(view, sheet, layersWords(language)),
    subtitle: language.phrases(chainPhrases).layersSubtitle,
  };
}
