import { outOfRange } from '../need.js';
import { needNotLost, parseDecimal } from '../numbers.js';
import type { Span } from './panel.js';

// Domains that figures draw a function over.

/** Default domain. */
const usual: Span = { from: -2, to: 2 };
/** Least half of the default domain as a share of x, so that six digits tell its numbers apart. */
const leastShare = 1e-5;
/** Largest number that is drawn: its square is a number too. */
const MOST_DRAWN = 1e100;
const DRAWN = `from ${[-MOST_DRAWN, MOST_DRAWN].join(' to ').replaceAll('e+', 'e')}`;
/** Least width of a domain: of all, and as a share of its ends, so that ticks in it have few digits. */
const LEAST_WIDTH = 1e-6;

/**
 * Domain of a text, as `-2..2`; of an empty one the default, or one as wide around an x outside it, wider where x is far
 * away.
 */
export function parseDomain(who: string, text: string, x: number): Span {
  if (text.trim() === '') return domainAround(who, x);
  const parts = /^\s*(\S+?)\s*(?:\.\.|,)\s*(\S+)\s*$/.exec(text);
  for (const end of parts?.slice(1) ?? []) needNotLost(who, 'domain', end);
  const [from, to] = parts ? [parseDecimal(parts[1]), parseDecimal(parts[2])] : [NaN, NaN];
  return needDomain(who, text, from, to, LEAST_WIDTH);
}

function domainAround(who: string, x: number): Span {
  if (x >= usual.from && x <= usual.to) return usual;
  if (!(Math.abs(x) <= MOST_DRAWN)) throw outOfRange(who, 'x', `a number ${DRAWN}`, x);
  const middle = Math.round(x);
  const room = Math.max(usual.to, Math.abs(x) * leastShare);
  return { from: middle - room, to: middle + room };
}

/** Domain of two ends, checked: in rising order, within what is drawn, with room between them. */
export function needDomain(who: string, text: string, from: number, to: number, least = 1e-300): Span {
  if (!(from < to)) throw outOfRange(who, 'domain', 'two numbers in rising order, as -2..2', text);
  const far = Math.max(Math.abs(from), Math.abs(to));
  if (far > MOST_DRAWN) throw outOfRange(who, 'domain', `ends ${DRAWN}`, text);
  if (to - from < Math.max(least, LEAST_WIDTH * far))
    throw outOfRange(who, 'domain', 'room between its ends', text);
  return { from, to };
}
