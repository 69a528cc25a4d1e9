import { outOfRange, wrongKind } from '../../src/need.js';
import { type FigureProperty, flag, readBy } from '../figure/properties.js';

/** A name before the guess where one of several things is guessed, and the numbers of it. */
export const guessPattern = /^(?:([^=]{1,60})=)?((?:-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?(?:,|$))*)$/i;

/** The properties of a figure that asks for guesses, of one of these kinds; the first where none is named. */
export const predictProperties = (...kinds: readonly string[]): Record<string, FigureProperty> => ({
  predict: readBy(false, (who, name, value) => {
    if (value === false || value === 'false' || value === 'off') return false;
    if (value === true || ['', 'true', 'on', name].includes(value as string)) return kinds[0];
    if (kinds.includes(value as string)) return value;
    const known = ['true', 'false', ...kinds.map((kind) => JSON.stringify(kind))].join(' or ');
    if (typeof value === 'string') throw outOfRange(who, name, known, value);
    throw wrongKind(who, name, known, value);
  }),
  guess: {
    ...readBy('', (who, name, value) => {
      const text = Array.isArray(value) ? value.join(',') : value;
      if (typeof text === 'number' && Number.isFinite(text)) return String(text);
      if (typeof text !== 'string') throw wrongKind(who, name, 'a number', value);
      const given = text.trim();
      if (guessPattern.test(given)) return given;
      throw outOfRange(who, name, 'a number, or numbers with commas between them', text);
    }),
    says: 'The guess as the reader made it: a number, two with a comma between them, or the place of the choice, from 0.',
  },
  answered: {
    ...flag(false),
    says: 'Whether the answer is shown.',
  },
});
