import { type Command, Option } from 'commander';
import { dataNames } from '../training/data.js';
import { modelNames } from '../training/model.js';
import { numeric, withKnobs } from './knobs.js';

/** Gives a command the options for what is compared. */
export const comparing = (command: Command): Command =>
  withKnobs(
    command
      .optionsGroup('What to minimise:')
      .option('--problem <name>', 'one of the catalogue: rosenbrock; nabla list tells them')
      .option('--formula <text>', '"(1-x)^2 + 100 (y-x^2)^2"')
      .option('--start <point>', 'where to start: x=-1.2,y=1 or -1.2,1')
      .option('--data <file or name>', `a file of comma-separated values, or ${dataNames.join(', ')}`)
      .option('--target <column>', 'of a file, what is to be told from the other columns')
      .option('--columns <names>', 'the columns to tell it from, a,b (default: all others)')
      .option('--classes [names]', 'the target names classes, though it is numbers; these, in this order')
      .addOption(new Option('--missing <what>', 'rows without a value').choices(['refuse', 'drop']))
      .option('--model <model>', `${modelNames.join(', ')}; mlp:8,8:relu has layers and an activation`)
      .option('--l2 <number>', 'weight decay in the loss', numeric)
      .option('--validation <share>', 'of the rows, kept apart to judge by', numeric)
      .option('--standardize', 'columns of mean 0 and deviation 1 (default)')
      .option('--no-standardize', 'columns as they are')
      .optionsGroup('How:')
      .option('--optimizer <names>', 'one or more: sgd,adam', 'sgd,adam')
      .option('--rate <rates>', '0.01,0.1 or 1e-4..1:9 (default: each at its own)')
      .option(
        '--schedule <name>',
        'how the rate changes on the way: cosine, cosine:etaMin=0.1 or multistep:milestones=300,600,gamma=0.5; nabla list has their knobs',
      )
      .option('--steps <n>', 'updates each run makes', numeric, 1000)
      .option('--batch <rows>', 'rows to an update (default: all)', numeric)
      .option('--seed <n>', 'of data that are made, batches, starts, rows kept apart (default: 0)', numeric)
      .option('--tolerance <number>', 'how flat it is where a run has settled (default: 1e-8)', numeric)
      .option('--clip <norm>', 'the longest a gradient may be', numeric),
  );
