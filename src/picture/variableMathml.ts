import { mathElement, variableElement } from '../formula/mathmlTokens.js';

/** `<math>` element of a variable, with its subscript where its name has one. */
export const variableMathml = (name: string): string => mathElement(variableElement(name));
