import { Command } from 'commander';
import { type RuleRow, ruleTable } from '../formula/teach/ruleTable.js';
import { formula } from '../index.js';
import { csv, json, jsonl, type Output, printing, put, table } from './output.js';

export const rules = printing(new Command('rules'))
  .description('the rule for each operation: its derivative, where it is defined, what it is at a kink')
  .addHelpText('after', '\nExamples:\n  nabla rules\n  nabla rules --format csv --out rules.csv')
  .action((options: Output) => put('rules', listed(ruleTable(), options), options));

function listed(rows: RuleRow[], { format }: Output): string {
  if (format === 'json') return json(rows);
  if (format === 'jsonl') return jsonl(rows);
  if (format === 'tex') return rows.flatMap(asTex).join('\n');
  const cells = rows.map(({ operation, derivatives, domain, kink }) => [
    operation,
    derivatives.join(', '),
    domain,
    kink,
  ]);
  if (format === 'csv') return csv(['operation', 'derivative', 'domain', 'kink'], cells);
  return table([['f', 'f′', 'defined for', 'at a kink f′ is'], ...cells]);
}

function asTex({ operation, derivatives }: RuleRow): string[] {
  const set = (text: string) => formula(text, { variables: ['x', 'y'] }).tex;
  const d = derivatives.length > 1 ? '\\partial' : 'd';
  return derivatives.map((each, i) => {
    const by = `\\frac{${d}}{${d === 'd' ? 'd' : '\\partial '}${'xy'[i]}}`;
    return `${by} \\left(${set(operation)}\\right) = ${set(each)}`;
  });
}
