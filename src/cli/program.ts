// Commands of nabla: one file each, with its own options and help, read when it is asked for.
import { Command, CommanderError } from 'commander';
import { isFailure } from './output.js';

const commands: Readonly<Record<string, () => Promise<Command>>> = {
  derive: async () => (await import('./derive.js')).deriveCommand,
  check: async () => (await import('./check.js')).checkCommand,
  rules: async () => (await import('./rules.js')).rulesCommand,
  compare: async () => (await import('./compare.js')).compareCommand,
  train: async () => (await import('./compare.js')).trainCommand,
  predict: async () => (await import('./predict.js')).predictCommand,
  evaluate: async () => (await import('./evaluate.js')).evaluateCommand,
  export: async () => (await import('./export.js')).exportCommand,
  rate: async () => (await import('./rate.js')).rateCommand,
  merge: async () => (await import('./merge.js')).mergeCommand,
  show: async () => (await import('./show.js')).showCommand,
  figure: async () => (await import('./figure.js')).figureCommand,
  list: async () => (await import('./list.js')).listCommand,
};

/** Run of what the command line asks for; sets the exit code. */
export async function runProgram(version: string): Promise<void> {
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
  for (const command of await commandsNamed(process.argv[2])) program.addCommand(overrideExit(command));
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = exitCode(error);
  }
}

/** The command of a name; every one for what is none, to tell what there is. */
const commandsNamed = (name: string): Promise<Command[]> =>
  Promise.all(
    Object.hasOwn(commands, name) ? [commands[name]()] : Object.values(commands).map((read) => read()),
  );

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
