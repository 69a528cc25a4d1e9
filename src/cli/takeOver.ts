import { Option } from 'commander';
import { outOfRange } from '../need.js';

/** Option of commands that write to files of runs. */
export const takeOverOption = (): Option =>
  new Option(
    '--take-over [seconds]',
    'how long a lock of another machine must be seen unchanged to be taken over: 60 s unless said, no time for --take-over alone',
  )
    .argParser(secondsFrom)
    .preset('0');

function secondsFrom(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw outOfRange('nabla', '--take-over', 'seconds from 0 up', text);
}
