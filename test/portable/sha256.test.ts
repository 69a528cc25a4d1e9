import { expect, it } from 'vitest';
import { sha256 } from '../../src/sha256.js';

// The examples of FIPS 180-4, and the platform's own at every length around a block.
it.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
])('hashes %j', (text, hash) => {
  expect(sha256(new TextEncoder().encode(text))).toBe(hash);
});

it('agrees with the platform', async () => {
  for (let n = 0; n < 200; n++) {
    const message = Uint8Array.from({ length: n }, (_, i) => (i * 37 + n) & 255);
    const wanted = new Uint8Array(await crypto.subtle.digest('SHA-256', message));
    expect(sha256(message)).toBe(Array.from(wanted, (byte) => byte.toString(16).padStart(2, '0')).join(''));
  }
});
