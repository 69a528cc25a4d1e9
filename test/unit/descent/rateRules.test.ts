import { describe, expect, it } from 'vitest';
import { spanOf } from '../../../src/descent/rateCurve.js';
import { rateRules } from '../../../src/descent/rateRules.js';
import golden from '../../golden/rateRules.json' with { type: 'json' };

/** Tools that stop above four times the lowest loss; the others above five. */
const FOUR = ['fastai', 'lightning', 'keras'];

/** What a rule reads off a curve that its tool stopped after so many points. */
function readOff(name: string, rates: readonly number[], losses: readonly number[], stop = losses.length) {
  const rule = rateRules[name];
  const points = { rates: Float64Array.from(rates), losses: Float64Array.from(losses.slice(0, stop)) };
  const span = spanOf(points, rule.skips, 100);
  return { span, found: rule.choose(points, span) };
}

describe.each(golden)('on the $name curve', ({ rates, losses, stops, rules }) => {
  it.each(Object.keys(rules))('%s is the rate that numpy finds', (name) => {
    const { at, rate } = rules[name as keyof typeof rules];
    const stop = stops[FOUR.includes(rateRules[name].tool) ? 0 : 1];
    const { span, found } = readOff(name, rates, losses, stop);
    expect(found).toMatchObject({ rate, at: at + span.from });
  });
});

// 100 rates from 1e-7 on, L = 2.3 − 1.9/(1 + e^(−(u + 2.5)/0.35)) + e^(3(u − 0.2)) + A sin(1.7 i), u = log₁₀ of the rate.
it.each([
  [
    'smooth',
    2.2908676527677726e-4,
    3.0199517204020187e-3,
    9.999999999999998e-3,
    1.0e-3,
    4.7863009232e-4,
    1.905460718e-2,
  ],
  [
    'rippled',
    2.511886431509582e-3,
    3.630780547701e-3,
    6.918309709189363e-3,
    1.0e-3,
    1.0964781961e-6,
    1.905460718e-2,
  ],
])(
  'on the %s curve they are as published, to the last digit given',
  (name, valley, steep, minimum, slide, lightning, keras) => {
    const { stops, rules } = golden.find((each) => each.name === name)!;
    expect(stops).toEqual([93, 94]);
    const known = {
      valley,
      steep,
      'torch-lr-finder': steep,
      ignite: steep,
      minimum,
      slide,
      lightning,
      keras,
    };
    for (const [rule, rate] of Object.entries(known))
      expect(Math.abs(rules[rule as keyof typeof rules].rate / rate - 1), rule).toBeLessThan(5e-11);
  },
);

const rates = Array.from({ length: 40 }, (_, i) => 1e-3 * 1.2 ** i);

describe('what has no fall', () => {
  it.each(['steep', 'torch-lr-finder', 'lightning', 'keras'])('%s says so', (name) => {
    const rising = rates.map((_, i) => 1 + i / 40);
    expect(readOff(name, rates, rising).found).toMatchObject({
      because: expect.stringContaining('the loss fell nowhere; it rose least'),
    });
  });

  it('valley takes the first of its points, and minimum a tenth of it', () => {
    const rising = rates.map((_, i) => 1 + i / 40);
    expect(readOff('valley', rates, rising).found).toMatchObject({ rate: rates[10], at: 10 });
    expect(readOff('minimum', rates, rising).found).toMatchObject({ rate: rates[10] / 10, at: 10 });
  });

  it('ignite has none', () => {
    const rising = rates.map((_, i) => 1 + i / 40);
    expect(readOff('ignite', rates, rising).found).toBe(
      'the loss is lowest at the start of the curve, so that no fall leads there',
    );
  });
});

it('valley of a fall of all points but the last two counts from before the first, as published', () => {
  // Two falling points, then rising ones: index 1 − 2 is −1, which Python reads as the last.
  const losses = rates.map((_, i) => (i === 11 ? 1 : 2 + i / 40));
  expect(readOff('valley', rates, losses).found).toMatchObject({ at: 34 });
});

it('slide is not free of scale: the published rule asks for 0.005', () => {
  const losses = rates.map((_, i) => 2 - 1 / (1 + Math.exp(12 - i)));
  const found = (scale: number) =>
    readOff(
      'slide',
      rates,
      losses.map((loss) => scale * loss),
    ).found;
  expect(found(1)).not.toEqual(found(100));
});

it('a loss that is not finite ends the points that a rule sees', () => {
  const losses = rates.map((_, i) => (i < 30 ? 2 - i / 40 : NaN));
  const { span } = readOff('valley', rates, losses);
  expect(span).toEqual({ from: 10, to: 30 });
});
