// What properties of elements take: the same values as their attributes, checked where they are set.
import type { PropertyDeclaration } from 'lit';
import { needNumber, needWhole, outOfRange, wrongKind } from '../../src/need.js';
import { parseDecimal } from '../../src/numbers.js';

/** A property that is an attribute too. */
export interface FigureProperty extends PropertyDeclaration {
  /** Its value where none is given, or null or undefined. */
  readonly usual: unknown;
  /** The value as the element has it, of what an attribute or a program gives; throws where it is no such thing. */
  readonly read: (who: string, name: string, value: unknown) => unknown;
  /** The text of a value as an attribute: where none is given lists with spaces, and anything else as text. */
  readonly write?: (value: unknown) => string;
  /** A sentence on it, where it is declared apart from its element. */
  readonly says?: string;
}

/** Declaration of a property that `read` reads. */
export const readBy = (usual: unknown, read: FigureProperty['read']): FigureProperty => ({ usual, read });

/** Text, also as a number, or as a list of texts and numbers with spaces between them. */
export const text = (usual = ''): FigureProperty =>
  readBy(usual, (who, name, value) => {
    const each = (part: unknown) => {
      if (['string', 'number', 'bigint', 'boolean'].includes(typeof part)) return String(part);
      throw wrongKind(who, name, 'text', value);
    };
    return Array.isArray(value) ? Array.from(value, each).join(' ') : each(value);
  });

/** A finite number, also as text. */
export const number = (usual: number): FigureProperty =>
  readBy(usual, (who, name, value) => {
    if (typeof value !== 'string') return needNumber(who, name, value);
    if (value.trim() === '') return usual;
    const found = parseDecimal(value.trim());
    if (Number.isFinite(found)) return found;
    throw wrongKind(who, name, 'a finite number', value);
  });

/** A whole number within bounds, also as text; null where none is given. */
export const wholeNumber = (least: number, most: number): FigureProperty =>
  readBy(null, (who, name, value) => {
    if (typeof value !== 'string') return needWhole(who, name, value, least, most);
    if (value.trim() === '') return null;
    const found = parseDecimal(value.trim());
    if (Number.isInteger(found) && found >= least && found <= most) return found;
    throw outOfRange(who, name, `a whole number from ${least} to ${most}`, value);
  });

/** A switch, as HTML has them: on where only its name is written, off by `false` and `off`. */
export const flag = (usual: boolean): FigureProperty =>
  readBy(usual, (who, name, value) => {
    if (typeof value === 'boolean') return value;
    if (value === 'false' || value === 'off') return false;
    if (['', 'true', 'on', name].includes(value as string)) return true;
    throw wrongKind(who, name, 'true or false', value);
  });

/** One of several names, the first where none is given. */
export const choice = (...names: readonly string[]): FigureProperty =>
  readBy(names[0], (who, name, value) => {
    if (names.includes(value as string)) return value;
    const known = names.flatMap((each) => (each === '' ? [] : [JSON.stringify(each)])).join(' or ');
    throw typeof value === 'string'
      ? outOfRange(who, name, known, value)
      : wrongKind(who, name, known, value);
  });

/** The attribute text of a property's value. */
export const attributeText = ({ write }: FigureProperty, value: unknown): string =>
  write ? write(value) : Array.isArray(value) ? value.join(' ') : String(value);

/** The attribute of a property. */
export const attributeName = (name: string, { attribute }: PropertyDeclaration): string =>
  typeof attribute === 'string' ? attribute : name.toLowerCase();

export const isAttribute = (property: PropertyDeclaration | undefined): property is FigureProperty =>
  property !== undefined && 'read' in property;

/** The properties of an element that are attributes too, by name. */
export const attributeProperties = (
  properties: ReadonlyMap<PropertyKey, PropertyDeclaration>,
): [name: string, property: FigureProperty][] =>
  [...properties].flatMap(([name, property]) => (isAttribute(property) ? [[String(name), property]] : []));
