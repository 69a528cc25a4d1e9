#!/usr/bin/env node
// Command line of nabla: one file per command, with its own options and help.
import { Command, CommanderError } from 'commander';
import { checkCommand } from './check.js';
import { compareCommand } from './compare.js';
import { deriveCommand } from './derive.js';
import { figureCommand } from './figure.js';
import { listCommand } from './list.js';
import { mergeCommand } from './merge.js';
import { isFailure } from './output.js';
import { rulesCommand } from './rules.js';
import { version } from './version.js';

const program = new Command('nabla')
  .description('The calculus of machine learning, computed right: derivatives by the rules, explained.')
  .version(version)
  .addHelpText(
    'after',
    '\nExamples:\n  nabla derive "(3x+2)^4" --at x=1 --explain\n  nabla check "x^2+3x*y+y^2" --gradient "2x+3y; 3x+2y" --at x=1,y=2\n  nabla rules\n  nabla compare --problem rosenbrock --optimizer sgd,adam --rate 1e-4..1:9\n  nabla figure compare --problem rosenbrock --out fig.svg\n  nabla list',
  )
  .showHelpAfterError('(nabla --help tells what there is)')
  // -V is the version before a command, and a formula after `deriveCommand`.
  .enablePositionalOptions()
  .exitOverride();
for (const command of [
  deriveCommand,
  checkCommand,
  rulesCommand,
  compareCommand,
  mergeCommand,
  figureCommand,
  listCommand,
])
  program.addCommand(overrideExit(command));

// A reader that has seen enough, `| head -1`, is no error; a full disk is one.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  console.error(`nabla: a standard output that can be written to is needed, got ${code}`);
  process.exitCode = 2;
});
// A terminal that was closed hears nothing any more.
process.stderr.on('error', () => {});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = exitCode(error);
}

/** Command whose errors, and those of its subcommands, are left to `exitCode`. */
function overrideExit(command: Command): Command {
  command.commands.forEach(overrideExit);
  return command.exitOverride();
}

/** Exit code of an error: 0 for help, 2 for a mistake of the caller's or a failure of the system; any other error is a bug, and thrown on. */
function exitCode(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof SyntaxError || error instanceof TypeError || error instanceof RangeError) {
    console.error(error.message);
    return 2;
  }
  if (isFailure(error) && error.syscall !== undefined) {
    console.error(`nabla: a file system that does what it is asked is needed, got ${error.message}`);
    return 2;
  }
  throw error;
}
