import { expect, it } from 'vitest';
import { evaluateOperation } from '../../../src/formula/evaluate.js';
import {
  internalOperations,
  type Operation,
  operators,
  unary,
  variadic,
} from '../../../src/formula/operations.js';
import { passesAt } from '../../../src/formula/rules.js';

const all = [...Object.keys(operators), ...unary, ...variadic, ...internalOperations] as Operation[];
const arity = (operation: Operation) =>
  operation in operators
    ? operators[operation as 'add']
    : (unary as readonly string[]).includes(operation)
      ? 1
      : 2;
const numbers = [-Infinity, -2, -1, -0, 0, 0.5, 1, 3, Infinity, NaN];

/** Whether a call is constant near by, told from what the operation means. */
function isConstant(operation: Operation, values: readonly number[], still: readonly boolean[]): boolean {
  if (still.every(Boolean)) return true;
  const [x, y] = values;
  const zero = (i: number) => still[i] && values[i] === 0;
  const best = evaluateOperation(operation, values);
  switch (operation) {
    case 'sign':
    case 'heaviside':
    case 'ties':
      return true;
    case 'relu':
      return x <= 0;
    case 'min':
    case 'max':
      return values.every((value, i) => still[i] || value < best || value > best);
    case 'gate':
      return y === 0 || still[0];
    case 'multiply':
      return zero(0) || zero(1);
    case 'divide':
      return zero(0);
    case 'power':
      return zero(0) || zero(1) || (still[0] && x === 1);
    default:
      return false;
  }
}

it.each(all)('%s varies with an argument as its rule says, at values of every kind', (operation) => {
  const n = arity(operation);
  const points = n === 1 ? numbers.map((x) => [x]) : numbers.flatMap((x) => numbers.map((y) => [x, y]));
  for (const values of points) {
    for (const still of n === 1
      ? [[false]]
      : [
          [false, false],
          [true, false],
          [false, true],
        ]) {
      const varies = values.some((_, i) => !still[i] && passesAt(operation, values, i, still));
      const wanted = !isConstant(operation, values, still);
      expect(varies, `${values}, ${still}`).toBe(wanted);
    }
  }
});
