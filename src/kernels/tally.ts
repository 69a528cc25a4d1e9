import { dim, f64, input, kernel, output } from '../engine/kernel.js';

export const tally = kernel({
  name: 'tally',
  says: 'for each row of n losses, and from steep on as many slopes, where it first leaves low … high or is flat, where it first rises, n for nowhere, and its least',
  where: ['n ≤ steep', (_, n, steep) => n <= steep],
  args: [
    dim('rows'),
    dim('n'),
    dim('steep'),
    f64('low'),
    f64('tolerance'),
    input('high', 'rows'),
    input('before', 'rows'),
    input('losses', '2*rows*steep'),
    output('ends', 'rows'),
    output('rises', 'rows'),
    output('least', 'rows'),
  ],
  reference(rows, n, steep, low, tolerance, high, before, losses, ends, rises, least) {
    for (let r = 0; r < rows; r++) {
      ends[r] = n;
      rises[r] = n;
      least[r] = Infinity;
      let last = before[r];
      for (let i = 0; i < n; i++) {
        const loss = losses[2 * r * steep + i];
        if (loss > last && rises[r] === n) rises[r] = i;
        // + 0 makes one zero of two, whichever was met first.
        if (loss < least[r]) least[r] = loss + 0;
        last = loss;
        const inside = loss <= high[r] && loss >= low;
        if (inside && !(losses[(2 * r + 1) * steep + i] <= tolerance * Math.max(1, Math.abs(loss)))) continue;
        ends[r] = i;
        break;
      }
    }
  },
});
