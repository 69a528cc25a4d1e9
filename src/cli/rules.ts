import { Command } from 'commander';
import { type RuleRow, ruleTable } from '../formula/teach/ruleTable.js';
import { formula } from '../index.js';
import {
  csvText,
  jsonLines,
  jsonText,
  type Output,
  printOutput,
  textTable,
  withOutputOptions,
} from './output.js';

export const rulesCommand = withOutputOptions(new Command('rules'))
  .description('the rule for each operation: its derivative, where it is defined, what it is at a kink')
  .addHelpText('after', '\nExamples:\n  nabla rules\n  nabla rules --format csv --out rules.csv')
  .action((options: Output) => printOutput('rules', formatRules(ruleTable(), options), options));

function formatRules(rows: RuleRow[], { format }: Output): string {
  if (format === 'json') return jsonText(rows);
  if (format === 'jsonl') return jsonLines(rows);
  if (format === 'tex') return rows.flatMap(ruleTex).join('\n');
  const cells = rows.map(({ operation, derivatives, domain, kink }) => [
    operation,
    derivatives.join(', '),
    domain,
    kink,
  ]);
  if (format === 'csv') return csvText(['operation', 'derivative', 'domain', 'kink'], cells);
  return textTable([['f', 'f′', 'defined for', 'at a kink f′ is'], ...cells]);
}

function ruleTex({ operation, derivatives }: RuleRow): string[] {
  const set = (text: string) => formula(text, { variables: ['x', 'y'] }).tex;
  const d = derivatives.length > 1 ? '\\partial' : 'd';
  return derivatives.map((each, i) => {
    const by = `\\frac{${d}}{${d === 'd' ? 'd' : '\\partial '}${'xy'[i]}}`;
    return `${by} \\left(${set(operation)}\\right) = ${set(each)}`;
  });
}
