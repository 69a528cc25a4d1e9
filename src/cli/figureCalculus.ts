// Commands that draw a formula: its tangent, its difference quotients, a check of its gradient.
import { Command } from 'commander';
import { checkPlace, derivativeCurve } from '../calculus/derivativeModel.js';
import { workOutDerivative } from '../calculus/workedDerivative.js';
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
import { runToEnd } from '../spec/resolveProblem.js';
import { addLookOptions, type FigureLook, figureLanguage, sheetFrom, writeFigure } from './figureLook.js';
import { parseNumber } from './numberOption.js';

const command = (name: string, says: string) =>
  new Command(name).description(says).argument('<formula>', 'as it is written by hand');

const subtitleOf = (formula: string) => `f = ${handwrittenFormula(formula)}`;

const AT = ['--at <numbers>', 'the other variables of the formula, as "w=0.5 b=0.1"', ''] as const;

interface DerivativeOptions extends FigureLook {
  x: number;
  h: number;
  order: number;
  domain: string;
  at: string;
}

/** `nabla figure derivative`. */
export const figureDerivative = addLookOptions(
  command('derivative', 'a curve with its tangent and a secant, as <nabla-derivative> draws them')
    .option('--x <number>', 'where the tangent touches', parseNumber, 1)
    .option('--h <number>', 'how far the secant reaches', parseNumber, 1)
    .option('--order <number>', 'of the derivative below', parseNumber, 1)
    .option('--domain <range>', 'the interval drawn, as -2..2', '')
    .option(...AT),
  'How steep is it?',
).action(async (f: string, options: DerivativeOptions) => {
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

interface DifferenceOptions extends FigureLook {
  x: number;
  h: number;
  methods: string;
  domain: string;
  at: string;
}

/** `nabla figure difference`. */
export const figureDifference = addLookOptions(
  command('difference', 'errors of difference quotients against their step, as <nabla-difference> draws them')
    .option('--x <number>', 'where the derivative is approximated', parseNumber, 1)
    .option('--h <number>', 'the step marked', parseNumber, 0.01)
    .option('--methods <schemes>', 'with spaces between them', 'forward central five-point complex-step')
    .option('--domain <range>', 'where x may be, as -2..2', '')
    .option(...AT),
  'How small should h be?',
).action(async (f: string, options: DifferenceOptions) => {
  const { x, h, methods, domain, at } = options;
  const model = differenceModel('nabla figure difference', { f, at, x, methods, domain });
  const view = model && { schemes: model.schemes, at: nearestStep(model.step, h), chosen: 0 };
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  writeFigure(options, stepCurveDrawing(view, sheet, stepCurveWords(language)), subtitleOf(f));
});

interface CheckOptions extends FigureLook {
  claimed: string;
  at: string;
  tolerance: number;
}

/** `nabla figure gradient-check`. */
export const figureGradientCheck = addLookOptions(
  command('gradient-check', 'how far each component of a gradient is off, as <nabla-gradient-check> draws it')
    .requiredOption('--claimed <formulas>', 'the gradient, with ; between its components')
    .requiredOption('--at <point>', 'as x=1,y=2')
    .option('--tolerance <number>', 'the error allowed, relative to its size', parseNumber, 1e-6),
  'Is the gradient right?',
).action(async (f: string, options: CheckOptions) => {
  const { claimed, at, tolerance } = options;
  const checked = runGradientCheck('nabla figure gradient-check', { f, claimed, at, tolerance });
  const view = checked && { components: checked.report.components, tolerance, chosen: 0 };
  const [language, sheet] = [await figureLanguage(options), sheetFrom(options)];
  writeFigure(options, checkDrawing(view, sheet, checkWords(language)), subtitleOf(f));
});
