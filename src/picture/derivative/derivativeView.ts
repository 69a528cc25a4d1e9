import { type DerivativeModel, secantSlope, tangentPointAt } from '../../calculus/derivativeModel.js';
import { tag as who } from '../../calculus/workedDerivative.js';
import { parseDomain } from '../domain.js';
import type { Language } from '../language.js';
import type { DerivativeView } from './derivativePanels.js';
import { type TangentSnapshot, tangentWords } from './tangentSentences.js';

/** A function with its tangent at x, and the secant from there over h. */
export const tangentSnapshot = (model: DerivativeModel, x: number, h: number): TangentSnapshot => ({
  model,
  point: tangentPointAt(model, x),
  h,
  secant: secantSlope(model, x, h),
});

/** View to draw; empty axes while there is no formula. */
export function derivativeView(
  snapshot: TangentSnapshot | null,
  language: Language,
  narrow: boolean,
  held: boolean,
): DerivativeView {
  const words = tangentWords(snapshot, language);
  const shared = { narrow, held, words };
  if (!snapshot) {
    const none = { x: [], y: [] };
    const curves = { upper: none, lower: none };
    const across = parseDomain(who, '', 0);
    return {
      ...shared,
      variable: 'x',
      across,
      curves,
      singularities: [],
      point: null,
      h: 1,
      end: NaN,
      secant: NaN,
    };
  }
  const { model, point, h, secant } = snapshot;
  const { variable, span, curves, singularities, upper } = model;
  return {
    ...shared,
    variable,
    across: span,
    curves,
    singularities,
    point,
    h,
    end: upper(point.at + h),
    secant,
  };
}
