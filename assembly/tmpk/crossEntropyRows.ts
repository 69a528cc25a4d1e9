import { at, striped } from '../lanes';
import { log1p } from '../math/log1p';
import { divide, shiftedExponentials } from '../softmax';

export function crossEntropyRows(
  rows: i32,
  columns: i32,
  x: usize,
  t: usize,
  p: usize,
  residual: usize,
  loss: usize,
): void {
  shiftedExponentials(rows, columns, x, p);
  for (let r = 0; r < rows; r++) {
    const offset = <usize>r * at(columns);
    store<f64>(loss + at(r), row(columns, x + offset, t + offset, p + offset, residual + offset));
  }
}

function row(columns: i32, x: usize, t: usize, p: usize, residual: usize): f64 {
  if (columns == 0) return 0;
  let lead = 0;
  for (let j = 1; j < columns; j++) {
    if (load<f64>(x + at(j)) > load<f64>(x + at(lead))) lead = j;
  }
  const top = load<f64>(x + at(lead));
  let rest: f64 = 0,
    mass: f64 = 0;
  for (let j = 0; j < columns; j++) {
    rest += load<f64>(p + at(j));
    mass += load<f64>(t + at(j));
  }
  const spread = log1pOfOne(rest);
  divide(columns, p, striped(columns, p));
  let loss: f64 = 0,
    others: f64 = 0;
  for (let j = 0; j < columns; j++) {
    const target = load<f64>(t + at(j));
    if (target != 0) loss += target * (spread + (top - load<f64>(x + at(j))));
    if (j == lead) continue;
    const gap = load<f64>(p + at(j)) * mass - target;
    store<f64>(residual + at(j), gap);
    others += gap;
  }
  store<f64>(residual + at(lead), -others);
  return loss;
}

// On its own: within the function above its many constants slow the loops there three times.
function log1pOfOne(x: f64): f64 {
  return f64x2.extract_lane(log1p(f64x2.splat(x)), 0);
}
