import { type Command, Option } from 'commander';
import { needOwner } from '../descent/contender.js';
import type { Knob } from '../entry.js';
import { optimizers } from '../index.js';

/** Every knob of every optimizer, by name; the rate has an option of its own. */
const knobs = new Map<string, Knob>(
  Object.values(optimizers)
    .flatMap((entry) => Object.entries(entry.knobs as Record<string, Knob>))
    .filter(([name]) => name !== 'rate'),
);
export const knobNames = [...knobs.keys()];

const flagOf = (name: string) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** A text that is a number as one; any other is left to be refused by what needs a number. */
export const numeric = (text: string): number | string =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text.trim()) ? Number(text) : text;

/** `0.9`, or `0,0.9` to try one after the other. */
const oneOrMore = (text: string) => (text.includes(',') ? text.split(',').map(numeric) : numeric(text));

/** Refuses a knob that none of the optimizers has; their names are checked elsewhere. */
export function needOwners(who: string, asked: Record<string, unknown>, chosen: readonly string[]): void {
  if (!chosen.every((name) => name in optimizers)) return;
  for (const knob of knobNames) if (asked[knob] !== undefined) needOwner(who, flagOf(knob), knob, chosen);
}

/** Gives a command an option for each knob. */
export function withKnobs(command: Command): Command {
  for (const [name, { default: value, says }] of knobs) {
    const flags = typeof value === 'boolean' ? flagOf(name) : `${flagOf(name)} <number(s)>`;
    const option = new Option(flags, says).helpGroup('Knobs of optimizers:');
    command.addOption(typeof value === 'boolean' ? option : option.argParser(oneOrMore));
  }
  return command;
}
