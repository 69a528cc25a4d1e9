import type { Optimizer } from '../entry.js';
import { Place } from '../place.js';
import type { RateCurvature, RateSuggestion } from '../results/foundRates.js';
import { formatAmount } from '../runs/outcome.js';
import { innerProduct } from '../search/norm.js';
import type { Configuration } from '../spec/configuration.js';
import type { Objective } from '../spec/objective.js';
import { sharpness } from './sharpness.js';

/** Rates that the curvature at the start suggests, without a step of training. */
export function curvatureAdvice(
  { name, optimizer, knobs: { rate: _, ...knobs } }: Configuration,
  { fn, start }: Objective,
  seed: number,
): { curvature: RateCurvature; advice: Record<string, RateSuggestion> } {
  const { lambdaMax, stableRate, status, iterations } = sharpness(fn, start, {
    optimizer: optimizer as Optimizer,
    knobs,
    seed,
  });
  const found = { lambdaMax, stableRate, status, products: iterations + 1 };
  const edge = edgeAdvice(found, name);
  const half =
    edge.rate === null
      ? edge
      : { rate: edge.rate / 2, because: 'half of the rate from which steps no longer settle there' };
  return {
    curvature: found,
    advice: {
      '1/lambdaMax': half,
      '2/lambdaMax': edge,
      cauchy: cauchyAdvice(optimizer as Optimizer, knobs, new Place(fn, start)),
    },
  };
}

function edgeAdvice({ lambdaMax, stableRate, status }: RateCurvature, name: string): RateSuggestion {
  if (status === 'not finite') return { rate: null, because: 'the curvature at the start is not finite' };
  if (status === 'zero') return { rate: null, because: 'the loss has no curvature at the start' };
  if (lambdaMax < 0) return { rate: null, because: 'the loss curves down at the start, whichever way' };
  if (stableRate === null)
    return {
      rate: null,
      because: `no rate is known from which steps of ${name} do not settle on a quadratic`,
    };
  const size = status === 'not converged' ? 'at least ' : '';
  const because = `from it on steps no longer settle on a quadratic of this curvature: λmax is ${size}${formatAmount(lambdaMax)}`;
  return { rate: stableRate, because };
}

/**
 * Rate at which the first step ends lowest, to second order: gᵀd/dᵀHd for a step of −d at rate 1, which is gᵀg/gᵀHg
 * where steps go along the gradient. Cauchy 1847.
 */
function cauchyAdvice(optimizer: Optimizer, knobs: object, place: Place): RateSuggestion {
  const { x, gradient } = place;
  if (gradient.every((slope) => slope === 0))
    return { rate: null, because: 'the gradient is 0 at the start' };
  const settings = { ...knobs, rate: 1, step: 1 };
  const next = optimizer.step(optimizer.init(x.length), x.slice(), gradient.slice(), settings);
  const step = x.map((each, i) => each - next[i]);
  const curve = innerProduct(step, place.bend(step));
  const rate = innerProduct(gradient, step) / curve;
  if (rate > 0 && rate < Infinity)
    return { rate, because: 'to second order the first step ends lowest with it' };
  const because = Number.isFinite(curve)
    ? 'the loss does not curve up along the first step'
    : 'the curvature along the first step is not finite';
  return { rate: null, because };
}
