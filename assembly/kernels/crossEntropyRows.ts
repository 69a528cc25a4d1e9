import { at, striped } from '../lanes';
import { log1p } from '../math/log1p';
import { divide, shiftedExponentials } from '../softmax';

// Three passes over the rows, so that the logarithms run two lanes at a time as well.
export function crossEntropyRows(
  rows: i32, columns: i32, x: usize, t: usize, p: usize, residual: usize, loss: usize,
): void {
  shiftedExponentials(rows, columns, x, p);
  for (let r = 0; r < rows; r++) {
    const offset = (<usize>r) * at(columns);
    store<f64>(loss + at(r), othersThanLead(columns, x + offset, p + offset));
  }
  const pairs = rows & ~1;
  for (let r = 0; r < pairs; r += 2) v128.store(loss + at(r), log1p(v128.load(loss + at(r))));
  if (rows & 1) store<f64>(loss + at(pairs), f64x2.extract_lane(log1p(v128.load64_splat(loss + at(pairs))), 0));
  for (let r = 0; r < rows; r++) {
    const offset = (<usize>r) * at(columns);
    finish(columns, x + offset, t + offset, p + offset, residual + offset, loss + at(r));
  }
}

// No branch depends on which logit is the largest, since it could not be predicted: what is left out of a sum is 0 in
// it.

/** Index of the largest of n logits, the first among equals. */
// @ts-ignore: decorator
@inline
function leader(n: i32, x: usize): i32 {
  let lead = 0;
  for (let j = 1; j < n; j++) lead = select(j, lead, load<f64>(x + at(j)) > load<f64>(x + at(lead)));
  return lead;
}

function othersThanLead(columns: i32, x: usize, p: usize): f64 {
  const own = p + at(leader(columns, x));
  const kept = load<f64>(own);
  store<f64>(own, 0);
  let rest: f64 = 0;
  for (let j = 0; j < columns; j++) rest += load<f64>(p + at(j));
  store<f64>(own, kept);
  return rest;
}

function finish(columns: i32, x: usize, t: usize, p: usize, residual: usize, loss: usize): void {
  if (columns == 0) return;
  const lead = leader(columns, x);
  const top = load<f64>(x + at(lead));
  const spread = load<f64>(loss);
  divide(columns, p, striped(columns, p));
  let mass: f64 = 0;
  for (let j = 0; j < columns; j++) mass += load<f64>(t + at(j));
  let total = f64x2.splat(0);
  for (let j = 0; j < columns; j++) {
    const target = v128.load64_splat(t + at(j));
    const share = f64x2.mul(target, f64x2.splat(spread + (top - load<f64>(x + at(j)))));
    total = f64x2.add(total, v128.and(share, f64x2.ne(target, f64x2.splat(0))));
    store<f64>(residual + at(j), load<f64>(p + at(j)) * mass - load<f64>(t + at(j)));
  }
  store<f64>(residual + at(lead), 0);
  let others: f64 = 0;
  for (let j = 0; j < columns; j++) others += load<f64>(residual + at(j));
  store<f64>(residual + at(lead), -others);
  store<f64>(loss, f64x2.extract_lane(total, 0));
}
