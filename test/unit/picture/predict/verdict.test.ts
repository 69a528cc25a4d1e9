import { describe, expect, it } from 'vitest';
import { english } from '../../../../src/picture/language.js';
import { type GuessedNumbers, verdictOn } from '../../../../src/picture/predict/verdict.js';

const cases: [GuessedNumbers, sentence: string, short: string][] = [
  [
    { kind: 'slope', guess: [2.3], truth: [1.59], within: 0.1 },
    'You said 2.3: 0.71 too steep.',
    'off by 0.71',
  ],
  [{ kind: 'slope', guess: [-1], truth: [-3], within: 0.1 }, 'You said −1: 2 too flat.', 'off by 2'],
  [
    { kind: 'slope', guess: [-1], truth: [3], within: 0.1 },
    'You said −1: off by 4, and the wrong way.',
    'off by 4',
  ],
  [{ kind: 'slope', guess: [1], truth: [0], within: 0.1 }, 'You said 1: 1 too steep.', 'off by 1'],
  [{ kind: 'slope', guess: [1.6], truth: [1.5], within: 0.2 }, 'You said 1.6: right, to 0.1.', 'right'],
  [{ kind: 'height', guess: [0.5], truth: [0.5], within: 0 }, 'You said 0.5: exactly right.', 'right'],
  [{ kind: 'height', guess: [0.5], truth: [0.75], within: 0 }, 'You said 0.5: 0.25 too low.', 'off by 0.25'],
  [{ kind: 'height', guess: [1], truth: [0.75], within: 0 }, 'You said 1: 0.25 too high.', 'off by 0.25'],
  [{ kind: 'size', guess: [8], truth: [2], within: 3 }, 'You said 8: 4 times too large.', '4 times off'],
  [{ kind: 'size', guess: [2], truth: [8], within: 3 }, 'You said 2: 4 times too small.', '4 times off'],
  [{ kind: 'size', guess: [2], truth: [4], within: 3 }, 'You said 2: right, to a factor of 2.', 'right'],
  [{ kind: 'size', guess: [2], truth: [2], within: 3 }, 'You said 2: exactly right.', 'right'],
  [{ kind: 'place', guess: [3, 4], truth: [0, 0], within: 1 }, 'You said (3, 4): 5 away.', 'off by 5'],
];

describe('a guess', () => {
  it.each(cases)('%j', (guessed, sentence, short) => {
    const found = verdictOn(guessed, english);
    expect([found.sentence, found.short]).toEqual([sentence, short]);
  });
});
