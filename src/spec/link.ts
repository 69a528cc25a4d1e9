// The build without a worker made from text, which is the same for what is done at once.
import { deflateSync, inflateSync } from 'fflate/browser';
import { wrongKind } from '../need.js';
import { needSpec } from './needSpec.js';
import type { Spec } from './spec.js';

/** Characters of a link, and bytes of what it holds: what is longer was not made by `linkOf`, or is of no use in an address. */
const MOST_CHARACTERS = 2 ** 17;
const MOST_BYTES = 2 ** 20;

/**
 * A spec as text for the hash of a page's address: its JSON, deflated, in base64url.
 * Throws as `fromSpec` does, and RangeError for one too long for an address.
 */
export function linkOf(spec: Spec): string {
  const bytes = new TextEncoder().encode(JSON.stringify(needSpec('linkOf', spec)));
  const text = base64url(deflateSync(bytes, { level: 9 }));
  if (bytes.length < MOST_BYTES && text.length <= MOST_CHARACTERS) return text;
  throw new RangeError(
    `linkOf: spec needs at most ${MOST_CHARACTERS} characters as a link, got ${text.length}`,
  );
}

/**
 * The spec of a link, with or without the # before it.
 * Throws TypeError for what `linkOf` has not written, RangeError for what a newer version has.
 */
export function specFromLink(text: string): Spec {
  const who = 'specFromLink';
  if (typeof text !== 'string') throw wrongKind(who, 'text', 'what linkOf returned', text);
  const found = jsonOf(text.replace(/^#/, ''));
  if (found === undefined) throw wrongKind(who, 'text', 'what linkOf returned', text);
  return needSpec(who, found);
}

/** What a link holds; undefined where it was damaged, or holds more than one may. */
function jsonOf(text: string): unknown {
  if (text.length > MOST_CHARACTERS || !/^[\w-]+$/.test(text)) return undefined;
  try {
    const bytes = inflateSync(bytesOf(text), { out: new Uint8Array(MOST_BYTES) });
    if (bytes.length === MOST_BYTES) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function base64url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const bytesOf = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
