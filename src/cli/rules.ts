import { Command } from 'commander';
import { ruleTable } from '../formula/table.js';

export const rules = new Command('rules')
  .description('the rule for each operation: its derivative, where it is defined, what it is at a kink')
  .action(() => {
    const rows = ruleTable().map(({ operation, derivative, domain, kink }) => [
      operation,
      derivative,
      domain,
      kink,
    ]);
    const all = [['f', 'f′', 'defined for', 'at a kink f′ is'], ...rows];
    const widths = all[0].map((_, j) => Math.max(...all.map((row) => row[j].length)));
    for (const row of all)
      console.log(
        row
          .map((cell, j) => cell.padEnd(widths[j]))
          .join('  ')
          .trimEnd(),
      );
  });
