// Commands that draw a formula: its tangent, its difference quotients, a check of its gradient, its polynomials.

import { checkPlace, derivativeCurve } from '../calculus/derivativeModel.js';
import { workOutDerivative } from '../calculus/workedDerivative.js';
import { derivativePhrases, differencePhrases, gradientCheckPhrases, taylorPhrases } from '../phrases/en.js';
import { derivativeDrawing } from '../picture/derivative/derivativePanels.js';
import { derivativeView, tangentSnapshot } from '../picture/derivative/derivativeView.js';
import { stepCurveDrawing } from '../picture/difference/stepChart.js';
import { differenceModel, nearestStep } from '../picture/difference/stepModel.js';
import { stepCurveWords } from '../picture/difference/stepSentences.js';
import { parseDomain } from '../picture/domain.js';
import { checkDrawing } from '../picture/gradientCheck/checkChart.js';
import { runGradientCheck } from '../picture/gradientCheck/checkModel.js';
import { checkWords } from '../picture/gradientCheck/checkSentences.js';
import { parametrize } from '../picture/parameters.js';
import { handwrittenFormula } from '../picture/plainFormula.js';
import { mapSamples } from '../picture/taylor/modelMapDrawing.js';
import { curveHeights } from '../picture/taylor/ordersDrawing.js';
import type { TaylorAttributes } from '../picture/taylor/taylorAttributes.js';
import { noBounds, taylorBounds } from '../picture/taylor/taylorBounds.js';
import { taylorDrawing } from '../picture/taylor/taylorDrawing.js';
import { taylorModel } from '../picture/taylor/taylorModel.js';
import { taylorLabels, taylorSubtitle } from '../picture/taylor/taylorWords.js';
import { runToEnd } from '../spec/resolveProblem.js';
import {
  addLookOptions,
  type FormulaFigure,
  figureLanguage,
  formulaAsked,
  sheetFrom,
  spokenBy,
  writeFigure,
} from './figureLook.js';
import { formulaCommand } from './formula.js';
import { parseNumber } from './numberOption.js';

const subtitleOf = (formula: string) => `f = ${handwrittenFormula(formula)}`;

const AT = ['--at <numbers>', 'the other variables of the formula, as "w=0.5 b=0.1"', ''] as const;

interface DerivativeOptions extends FormulaFigure {
  x: number;
  h: number;
  order: number;
  domain: string;
  at: string;
}

/** `nabla figure derivative`. */
export const figureDerivative = addLookOptions(
  formulaCommand('derivative', 'a curve with its tangent and a secant, as <nabla-derivative> draws them')
    .option('--x <number>', 'where the tangent touches', parseNumber, 1)
    .option('--h <number>', 'how far the secant reaches', parseNumber, 1)
    .option('--order <number>', 'of the derivative below', parseNumber, 1)
    .option('--domain <range>', 'the interval drawn, as -2..2', '')
    .option(...AT),
  derivativePhrases,
).action(async (given: string | undefined, options: DerivativeOptions) => {
  const f = formulaAsked('derivative', given, options);
  const { x, h, order, at } = options;
  const { text } = parametrize('nabla figure derivative', f, at);
  const span = parseDomain('nabla figure derivative', options.domain, x);
  checkPlace(x, h, span);
  const request = { f: text, order, span };
  const curve = derivativeCurve(request);
  const model = { ...curve, ...runToEnd(workOutDerivative(request, curve.formula)) };
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const { width, narrow, palette, measure } = sheet;
  const view = derivativeView(tangentSnapshot(model, x, h), language, narrow, false);
  writeFigure(options, derivativeDrawing(view, width, palette, measure), subtitleOf(f));
});

interface DifferenceOptions extends FormulaFigure {
  x: number;
  h: number;
  methods: string;
  domain: string;
  at: string;
}

/** `nabla figure difference`. */
export const figureDifference = addLookOptions(
  formulaCommand(
    'difference',
    'errors of difference quotients against their step, as <nabla-difference> draws them',
  )
    .option('--x <number>', 'where the derivative is approximated', parseNumber, 1)
    .option('--h <number>', 'the step marked', parseNumber, 0.01)
    .option('--methods <schemes>', 'with spaces between them', 'forward central five-point complex-step')
    .option('--domain <range>', 'where x may be, as -2..2', '')
    .option(...AT),
  differencePhrases,
).action(async (given: string | undefined, options: DifferenceOptions) => {
  const f = formulaAsked('difference', given, options);
  const { x, h, methods, domain, at } = options;
  const model = differenceModel('nabla figure difference', { f, at, x, methods, domain });
  const view = model && { schemes: model.schemes, at: nearestStep(model.step, h), chosen: 0 };
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  writeFigure(options, stepCurveDrawing(view, sheet, stepCurveWords(language)), subtitleOf(f));
});

interface CheckOptions extends FormulaFigure {
  claimed: string;
  at: string;
  tolerance: number;
}

/** `nabla figure gradient-check`. */
export const figureGradientCheck = addLookOptions(
  formulaCommand(
    'gradient-check',
    'how far each component of a gradient is off, as <nabla-gradient-check> draws it',
  )
    .requiredOption('--claimed <formulas>', 'the gradient, with ; between its components')
    .requiredOption('--at <point>', 'as x=1,y=2')
    .option('--tolerance <number>', 'the error allowed, relative to its size', parseNumber, 1e-6),
  gradientCheckPhrases,
).action(async (given: string | undefined, options: CheckOptions) => {
  const f = formulaAsked('gradient-check', given, options);
  const { claimed, at, tolerance } = options;
  const checked = runGradientCheck('nabla figure gradient-check', { f, claimed, at, tolerance });
  const view = checked && { components: checked.report.components, tolerance, chosen: 0 };
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  writeFigure(options, checkDrawing(view, sheet, checkWords(language)), subtitleOf(f));
});

interface TaylorOptions extends FormulaFigure, Omit<TaylorAttributes, 'f'> {}

/** `nabla figure taylor`. */
export const figureTaylor = addLookOptions(
  formulaCommand('taylor', 'polynomials about a centre with their errors, as <nabla-taylor> draws them')
    .option('--x <numbers>', 'the centre: a number, or two, as 0.8,0.5', '0')
    .option('--to <number>', 'where the polynomial is compared with f', parseNumber, 1)
    .option('--order <number>', 'of the polynomial, from 0 to 20', parseNumber, 3)
    .option('--eta <rate>', 'of gradient descent, whose parabola is drawn instead of higher orders', '')
    .option('--domain <range>', 'the interval drawn, of each variable, as -2..2', '')
    .option(...AT),
  taylorPhrases,
).action(async (given: string | undefined, options: TaylorOptions) => {
  const asked = { ...options, f: formulaAsked('taylor', given, options) };
  const model = spokenBy('taylor', () => taylorModel(asked, asked))!;
  const bounds = noBounds();
  if (model.kind === 'orders') runToEnd(taylorBounds(model, bounds, curveHeights(model), () => {}));
  const grid = model.kind === 'map' ? runToEnd(mapSamples(model.f, model.spans)) : null;
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  const walks = { newton: [], descent: [] };
  const view = { model, bounds, grid, walks, held: null, labels: taylorLabels(language) };
  writeFigure(options, taylorDrawing(view, sheet, true), taylorSubtitle(model, language));
});
