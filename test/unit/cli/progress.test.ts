import { expect, it } from 'vitest';
import { paceText, progressBar } from '../../../src/cli/progress.js';

function told(isTTY: boolean) {
  const out: string[] = [];
  let time = 0;
  const stderr = { isTTY, write: (text: string) => out.push(text) };
  const bar = progressBar({ stderr } as never, () => time);
  const at = (milliseconds: number, done: number) => {
    time = milliseconds;
    bar.show({ done, total: 400 });
  };
  return { out, at, bar };
}

it('progress tells rate and time left, in units that are read', () => {
  const pace = (seconds: number, done = 100) => paceText({ done, total: 400 }, 1000 * seconds);
  expect(pace(10)).toBe(', 10 a second, 30 s left');
  expect(pace(100)).toBe(', 1 a second, 5 min left');
  expect(pace(10_000)).toBe(', 0.01 a second, 8 h 20 min left');
  expect(pace(1e6)).toBe(', 0.0001 a second, 35 days left');
  expect([pace(0.1), pace(10, 0)]).toEqual(['', '']);
});

it('progress is a bar on a terminal, and a line every 30 seconds elsewhere', () => {
  const terminal = told(true);
  terminal.at(10_000, 100);
  terminal.bar.clear();
  expect(terminal.out[0]).toContain(
    `[${'#'.repeat(10)}${'.'.repeat(30)}] 100 of 400 updates, 10 a second, 30 s left`,
  );
  const file = told(false);
  for (const second of [1, 29, 31, 40, 62]) file.at(1000 * second, second);
  file.bar.clear();
  expect(file.out).toEqual([
    '31 of 400 updates, 1 a second, 7 min left\n',
    '62 of 400 updates, 1 a second, 6 min left\n',
  ]);
});
