import { niceNumber, niceStep } from '../../src/picture/niceNumbers.js';
import type { NumberFormats } from '../../src/picture/numberFormat.js';
import type { Span } from '../../src/picture/panel.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { sliderField } from './sliderField.js';

const positions = 400;

/** Span of a slider while nothing is drawn. */
export const usualSpan: Span = { from: -2, to: 2 };

interface SpanSlider {
  id: string;
  /** Its letter. */
  variable: string;
  /** What assistive technology calls it: its letter, where it has no other name. */
  name?: string;
  value: number;
  span: Span | undefined;
  numbers: NumberFormats;
  off: boolean;
  /** The value set for the one asked for, which is within the span. */
  put(value: number): number;
}

/** A slider over the span of a plot, in round steps, with the field of its number. */
export function spanSlider({
  id,
  variable,
  name = variable,
  value,
  span = usualSpan,
  numbers,
  off,
  put,
}: SpanSlider) {
  const { from, to } = span;
  const step = niceStep((to - from) / positions);
  const within = (at: number) => put(Math.max(from, Math.min(to, at)));
  return sliderField({
    id,
    label: variableMathml(variable),
    name,
    value,
    at: Math.round((value - from) / step),
    of: Math.round((to - from) / step),
    said: numbers.coordinate(value),
    off,
    handleSlide: (at) => within(niceNumber(from + at * step, step)),
    handleNumber: within,
  });
}
