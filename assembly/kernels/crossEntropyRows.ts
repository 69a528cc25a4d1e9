import { at } from '../lanes';
import { log1p } from '../math/log1p';
import { both, divideBySums, largest, shiftedExponentials, storeBoth, toNext } from '../softmax';

// Three passes over the rows, so that the logarithms run two lanes at a time as well.
export function crossEntropyRows(
  rows: i32, columns: i32, x: usize, t: usize, p: usize, residual: usize, loss: usize,
): void {
  if (columns === 0) {
    memory.fill(loss, 0, at(rows));
    return;
  }
  shiftedExponentials(rows, columns, x, p);
  for (let r = 0; r < rows; r += 2) {
    const offset = at(r * columns), next = toNext(r, rows, columns);
    storeBoth(loss + at(r), loss + at(r) + (next && 8), othersThanLead(columns, x + offset, p + offset, next));
  }
  const pairs = rows & ~1;
  for (let r = 0; r < pairs; r += 2) v128.store(loss + at(r), log1p(v128.load(loss + at(r))));
  if (rows & 1) store<f64>(loss + at(pairs), f64x2.extract_lane(log1p(v128.load64_splat(loss + at(pairs))), 0));
  for (let r = 0; r < rows; r += 2) {
    const offset = at(r * columns), next = toNext(r, rows, columns);
    divideBySums(columns, p + offset, next);
    finish(columns, x + offset, t + offset, p + offset, residual + offset, next, loss + at(r));
  }
}

/** Sums of two rows of p without their leads: the first of the largest logits. What is left out of a sum is 0 in it. */
function othersThanLead(columns: i32, x: usize, p: usize, next: usize): v128 {
  const top = largest(columns, x, next);
  let rest = f64x2.splat(0), found = f64x2.splat(0);
  for (let j = 0; j < columns; j++) {
    const lead = v128.andnot(f64x2.eq(both(x, x + next), top), found);
    found = v128.or(found, lead);
    rest = f64x2.add(rest, v128.andnot(both(p, p + next), lead));
    x += 8;
    p += 8;
  }
  return rest;
}

/** Residuals and losses of two rows, of which `loss` holds the logarithms. */
function finish(columns: i32, x: usize, t: usize, p: usize, residual: usize, next: usize, loss: usize): void {
  const zero = f64x2.splat(0), top = largest(columns, x, next), nextLoss = loss + (next && 8);
  const spread = both(loss, nextLoss);
  let mass = zero;
  for (let j = 0; j < columns; j++) mass = f64x2.add(mass, both(t + at(j), t + at(j) + next));
  let total = zero, others = zero, found = zero, leads = zero, place = zero;
  for (let j = 0; j < columns; j++) {
    const own = at(j), other = own + next;
    const logit = both(x + own, x + other), target = both(t + own, t + other);
    const share = f64x2.mul(target, f64x2.add(spread, f64x2.sub(top, logit)));
    total = f64x2.add(total, v128.and(share, f64x2.ne(target, zero)));
    const lead = v128.andnot(f64x2.eq(logit, top), found);
    found = v128.or(found, lead);
    leads = v128.or(leads, v128.and(place, lead));
    place = i64x2.add(place, i64x2.splat(8));
    const gap = f64x2.sub(f64x2.mul(both(p + own, p + other), mass), target);
    others = f64x2.add(others, v128.andnot(gap, lead));
    storeBoth(residual + own, residual + other, gap);
  }
  // One by itself leads even if it is NaN, which equals nothing.
  const opposite = f64x2.neg(columns === 1 ? zero : others);
  v128.store_lane<i64>(residual + <usize>i64x2.extract_lane(leads, 0), opposite, 0);
  v128.store_lane<i64>(residual + next + <usize>i64x2.extract_lane(leads, 1), opposite, 1);
  storeBoth(loss, nextLoss, total);
}
