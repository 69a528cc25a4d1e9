import type { Point, Source } from '../calculus/source.js';
import type { Problem } from '../entry.js';
import { countNoun } from '../need.js';
import type { FoundRates, RateCurve, RateSuggestion, RateTool } from '../results/foundRates.js';
import { judgeAdvice } from '../results/rateVerdict.js';
import type { Objective } from '../spec/objective.js';
import type { AnyOptimizer } from '../spec/optimizerOptions.js';
import { curvatureAdvice } from './rateCurvature.js';
import { rateCurve, spanOf } from './rateCurve.js';
import { type AskedRates, askedRates, type FindRateOptions } from './rateOptions.js';
import { type RateRule, rateRules } from './rateRules.js';
import { ownRunner, type RateRunner, rateRunners } from './rateTools.js';
import { rateTruth } from './rateTruth.js';

/**
 * Rates for an optimizer on a problem: by the rules of learning-rate finders, read off one run whose rate rises from
 * step to step; by the curvature at the start; and with `truth` by real runs, which tell how far off each is. Losses are
 * noted before the step whose rate they stand beside: of its batch, without `batch` of the whole objective.
 * What it is given stays as it is. A rule that suggests nothing says why.
 * Throws TypeError for unknown names, options and wrong kinds, RangeError for sizes and values, before any work; what a
 * callback throws passes through.
 */
export function findRate<P extends Point, const O extends AnyOptimizer>(
  problem: Problem | Source<P>,
  options: FindRateOptions<P, O>,
): FoundRates {
  const asked = askedRates(problem, options);
  const { trial, objectives, smoothing, range, tools } = asked;
  const own = ownRunner(smoothing);
  const runners: Partial<Record<RateTool, RateRunner>> = Object.fromEntries(
    tools.map((tool) => [tool, rateRunners[tool]]),
  );
  const { from, to, count } = range(own);
  const all = objectives.map((objective) => adviceOn(asked, objective, own, runners));
  const [first] = all;
  const suggestions = Object.fromEntries(
    Object.entries(first.advice).map(([name, advice]): [string, RateSuggestion] => [
      name,
      all.length > 1 ? { ...advice, repeats: all.map((each) => each.advice[name].rate) } : advice,
    ]),
  );
  const { truth: wanted } = asked;
  return {
    from,
    to,
    ...first.curve,
    kept: spanOf({ ...first.curve, losses: first.curve.smoothed }, rateRules.valley.skips, count),
    smoothing,
    suggestions,
    ...(tools.length > 0 && { presets: first.presets }),
    ...(first.curvature && { curvature: first.curvature }),
    ...(wanted && {
      truth: judgeAdvice(rateTruth(trial, objectives, wanted.rates, wanted.steps), suggestions),
    }),
  };
}

/** Curves of one objective, and what rules make of them. */
function adviceOn(
  { trial, range, hasCurvature, seed }: AskedRates,
  objective: Objective,
  own: RateRunner,
  runners: Partial<Record<RateTool, RateRunner>>,
) {
  const curve = rateCurve(trial, objective, own, range(own));
  const presets = Object.fromEntries(
    Object.entries(runners).map(([tool, runner]) => [
      tool,
      rateCurve(trial, objective, runner, range(runner)),
    ]),
  ) as Partial<Record<RateTool, RateCurve>>;
  const read = Object.fromEntries(
    Object.entries(rateRules).map(([name, rule]) => [
      name,
      readOff(rule, presets[rule.tool] ?? curve, range(own).count),
    ]),
  );
  if (!hasCurvature) return { curve, presets, advice: read, curvature: null };
  const { curvature, advice } = curvatureAdvice(trial.configuration, objective, seed);
  return { curve, presets, advice: { ...read, ...advice }, curvature };
}

/** What a rule makes of a curve. */
function readOff(rule: RateRule, { rates, smoothed, stopped }: RateCurve, count: number): RateSuggestion {
  const points = { rates, losses: smoothed };
  const span = spanOf(points, rule.skips, count);
  const left = Math.max(0, span.to - span.from);
  if (left < rule.least) {
    const because = `it has ${left} of the ${countNoun(rule.least, 'point')} it needs: ${stopped.because}`;
    return { rate: null, because };
  }
  const found = rule.choose(points, span);
  return typeof found === 'string' ? { rate: null, because: found } : found;
}
