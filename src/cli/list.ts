import { Command } from 'commander';
import { activations, optimizers, problems } from '../index.js';

export const list = new Command('list')
  .description('the problems, activations and optimizers there are')
  .action(() => {
    for (const [title, entries] of Object.entries({ problems, activations, optimizers })) {
      console.log(`${title}\n`);
      const names = Object.keys(entries);
      const width = Math.max(...names.map((name) => name.length));
      for (const [name, { formula, says }] of Object.entries(entries)) {
        console.log(`  ${name.padEnd(width)}  ${says}\n  ${' '.repeat(width)}  ${formula}\n`);
      }
    }
  });
