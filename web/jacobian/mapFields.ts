import { html } from 'lit';
import type { Language } from '../../src/picture/language.js';
import { variableMathml } from '../../src/picture/variableMathml.js';
import { formulaField } from '../figure/formulaField.js';
import { functionMathml } from '../figure/math.js';

interface MapField {
  text: string;
  /** Its name before the field, and what it is called. */
  name: string;
  spoken: string;
  handleInput(text: string, done: boolean): void;
}

/** Where an error is among several texts. */
interface OwnPlace {
  own?: { column: number; text: number };
}

/** Fields of the formulas of a map, side by side where there are two; an error is in the one that it is of. */
export function mapFields(
  fields: readonly MapField[],
  error: (Error & OwnPlace) | null,
  drawn: boolean,
  language: Language,
) {
  const { own } = error ?? {};
  const at = fields.length > 1 ? (own?.text ?? 0) : 0;
  const shown =
    error && own && fields.length > 1 ? Object.assign(renamed(error), { column: own.column }) : error;
  return html`<div class=${fields.length > 1 ? 'pair' : ''}>
    ${fields.map(({ text, name, spoken, handleInput }, i) =>
      formulaField({
        ...{ id: `f${i || ''}`, label: nameMathml(name), name: spoken, text },
        ...{ error: i === at ? shown : null, drawn, language, handleInput },
      }),
    )}
  </div>`;
}

/** Copy of an error, which keeps its own column. */
function renamed(error: Error): Error {
  const { column } = (error as Error & OwnPlace).own!;
  return new SyntaxError(error.message.replace(/at column \d+/, `at column ${column}`));
}

const nameMathml = (name: string): string =>
  name === 'f' ? functionMathml('f', []) : functionMathml(name, []).replace(/<mi>[^<]*<\/mi>/, bare(name));

const bare = (name: string) =>
  variableMathml(name)
    .replace(/^<math[^>]*>/, '')
    .replace(/<\/math>$/, '');
