#!/usr/bin/env node
// Command line of nabla. What it says of itself needs none of its commands.
import { version } from './version.js';

// A reader that has seen enough, `| head -1`, is no error; a full disk is one.
process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  if (code === 'EPIPE') return;
  console.error(`nabla: a standard output that can be written to is needed, got ${code}`);
  process.exitCode = 2;
});
// A terminal that was closed hears nothing any more.
process.stderr.on('error', () => {});

if (['-V', '--version'].includes(process.argv[2])) process.stdout.write(`${version}\n`);
else await (await import('./program.js')).runProgram(version);
