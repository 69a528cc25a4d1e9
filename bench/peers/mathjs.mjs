// mathjs in its build for numbers, which is the faster one: an expression compiled once, evaluated point by point in a
// reused scope. Its only evaluation over many points is by interpreted matrices, which are slower.
import { compile } from 'mathjs/number';
import { last, numbers } from '../../dist/bench/row.js';
import { version as installed } from './version.mjs';

export const version = installed('mathjs');

/** Values at n points, with the scope an object, or a Map, which it need not wrap. */
export function values(text, n, way) {
  const code = compile(text);
  const [x, y] = [numbers(n, 1), numbers(n, 2)].map((each) => each.map((value) => 2 * value));
  const evaluate = way === 'a map' ? byMap : byObject;
  return last(
    () => evaluate(code, x, y),
    (out) => [out[0], out[n >> 1], out[n - 1]],
  );
}

function byObject(code, x, y) {
  const [out, scope] = [new Float64Array(x.length), { x: 0, y: 0 }];
  for (let i = 0; i < x.length; i++) {
    scope.x = x[i];
    scope.y = y[i];
    out[i] = code.evaluate(scope);
  }
  return out;
}

function byMap(code, x, y) {
  const [out, scope] = [new Float64Array(x.length), new Map()];
  for (let i = 0; i < x.length; i++) {
    scope.set('x', x[i]);
    scope.set('y', y[i]);
    out[i] = code.evaluate(scope);
  }
  return out;
}
