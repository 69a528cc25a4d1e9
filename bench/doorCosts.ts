// Costs of the doors whose names contain the argument, as JSON: a process for bench/speed.ts.
import { doorCost, doors } from './doors.js';

const [, , only = ''] = process.argv;
console.log(
  JSON.stringify(
    Object.keys(doors)
      .filter((name) => name.includes(only))
      .map(doorCost),
  ),
);
