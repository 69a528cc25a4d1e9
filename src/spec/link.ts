// fflate's build without workers made from text; its synchronous functions are the same.
import { deflateSync, inflateSync } from 'fflate/browser';
import { wrongKind } from '../need.js';
import { needSpec } from './needSpec.js';
import type { Spec } from './spec.js';

/** Most characters of a link, and most bytes of its JSON; `linkOf` makes no longer ones. */
const MOST_CHARACTERS = 2 ** 17;
const MOST_BYTES = 2 ** 20;

/**
 * A spec as text for the hash of a page's address: its JSON, deflated, in base64url.
 * Throws as `fromSpec` does, and RangeError for one too long for an address.
 */
export function linkOf(spec: Spec): string {
  const bytes = new TextEncoder().encode(JSON.stringify(needSpec('linkOf', spec)));
  const text = encodeBase64url(deflateSync(bytes, { level: 9 }));
  if (bytes.length < MOST_BYTES && text.length <= MOST_CHARACTERS) return text;
  throw new RangeError(
    `linkOf: spec needs at most ${MOST_CHARACTERS} characters as a link, got ${text.length}`,
  );
}

/**
 * Spec of a link, with or without the # before it.
 * Throws TypeError for what `linkOf` has not written, RangeError for a spec of a newer version.
 */
export function specFromLink(text: string): Spec {
  const who = 'specFromLink';
  if (typeof text !== 'string') throw wrongKind(who, 'text', 'what linkOf returned', text);
  const found = decodeLink(text.replace(/^#/, ''));
  if (found === undefined) throw wrongKind(who, 'text', 'what linkOf returned', text);
  return needSpec(who, found);
}

/** JSON value of a link; undefined where the link is damaged or too long. */
function decodeLink(text: string): unknown {
  if (text.length > MOST_CHARACTERS || !/^[\w-]+$/.test(text)) return undefined;
  try {
    const bytes = inflateSync(decodeBase64url(text), { out: new Uint8Array(MOST_BYTES) });
    if (bytes.length === MOST_BYTES) return undefined;
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

function encodeBase64url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

const decodeBase64url = (text: string): Uint8Array =>
  Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
