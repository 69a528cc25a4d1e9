import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import type { Vec } from '../index.js';
import { escapeInvisible, shortenText, showValue } from '../need.js';

// A function in a program of any language: a line {"x": […]} on its standard input, a line {"value": …, "gradient": […]}
// on its standard output.

/** Answer of a program at a point. */
interface ProgramAnswer {
  readonly value: number;
  readonly gradient: readonly number[];
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

const FORM = 'a line like {"value": 1.5, "gradient": [2, 3]}';
/** Most characters of a line, and of what is kept of the standard error. */
const [LONGEST, KEPT] = [2 ** 26, 4096];

/**
 * Words of a command, which is run as it stands: by no shell, so that `*`, `$`, `|`, `;` and `>` are characters like
 * others. Blanks separate words, quotes of either kind keep a word together, a backslash takes the next character as it
 * is, but not within single quotes.
 */
function commandWords(who: string, text: string): string[] {
  const words: string[] = [];
  const part = /\s*((?:"(?:\\.|[^"\\])*"|'[^']*'|\\.|[^\s"'\\])+)/sy;
  while (text.slice(part.lastIndex).trim() !== '') {
    const found = part.exec(text);
    if (!found)
      throw new RangeError(`${who}: --command needs quotes that are closed, got ${showValue(text)}`);
    const pieces = found[1].matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)|([^"'\\]+)/gs);
    words.push(
      [...pieces]
        .map(([, double, single, escaped, bare]) =>
          double === undefined ? (single ?? escaped ?? bare) : double.replace(/\\(["\\])/g, '$1'),
        )
        .join(''),
    );
  }
  if (words.length === 0) throw new RangeError(`${who}: --command needs a program, got ${showValue(text)}`);
  return words;
}

/** A program that is asked for one point after the other; one that ends after an answer is started anew. */
export class AskedProgram {
  readonly #who: string;
  readonly #words: readonly string[];
  readonly #limit: number;
  #child: Child | null = null;
  #errors = '';

  /** Program of a command, which may take so many seconds for an answer. */
  constructor(who: string, command: string, limit: number) {
    [this.#who, this.#words, this.#limit] = [who, commandWords(who, command), limit];
  }

  /** Its answer at a point. Rejects with RangeError where there is none, or another. */
  async ask(x: Vec): Promise<ProgramAnswer> {
    const asked = `${JSON.stringify({ x: [...x] })}\n`;
    const isNew = this.#child === null;
    const line =
      (await this.#answerOf(this.#running(), asked, isNew)) ??
      (await this.#answerOf(this.#running(), asked, true));
    return answerFrom(this.#who, line!, x.length);
  }

  /** Ends the program. */
  close(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
  }

  #running(): Child {
    const [program, ...words] = this.#words;
    if (this.#child) return this.#child;
    this.#errors = '';
    const child = spawn(program, words, { stdio: 'pipe', shell: false });
    child.stderr.on('data', (part: Buffer) => {
      this.#errors = (this.#errors + part).slice(-KEPT);
    });
    // One that ends without reading is told of by its end.
    child.stdin.on('error', () => {});
    this.#child = child;
    return child;
  }

  /** The next line of a program; null of one that has answered before, and has ended since. */
  #answerOf(child: Child, line: string, isNew: boolean): Promise<string | null> {
    return new Promise((resolve, reject) => {
      let said = '';
      const timer = setTimeout(
        () => finish(() => reject(this.#failure(`an answer within ${this.#limit} s (--limit)`, 'none'))),
        1000 * this.#limit,
      );
      const finish = (tell: () => void) => {
        clearTimeout(timer);
        child.stdout.off('data', hear);
        child.off('close', ended).off('error', failed);
        tell();
      };
      const hear = (part: Buffer) => {
        said += part;
        if (said.includes('\n')) finish(() => resolve(said.slice(0, said.indexOf('\n'))));
        else if (said.length > LONGEST) finish(() => reject(this.#failure(FORM, `${LONGEST} characters`)));
      };
      const ended = (code: number | null, signal: string | null) => {
        this.#child = null;
        finish(() => {
          if (said.trim() !== '') resolve(said);
          else if (!isNew && code === 0) resolve(null);
          else reject(this.#failure('an answer', this.#endText(code, signal)));
        });
      };
      const failed = ({ code }: NodeJS.ErrnoException) => {
        this.#child = null;
        finish(() =>
          reject(this.#failure('a program that can be run', `${showValue(this.#words[0])} (${code})`)),
        );
      };
      child.stdout.on('data', hear);
      child.on('close', ended).on('error', failed);
      child.stdin.write(line);
    });
  }

  #endText(code: number | null, signal: string | null): string {
    const last = this.#errors.trim().split('\n').at(-1) ?? '';
    const how = signal ? `its end by ${signal}` : `its end with code ${code}`;
    return last === '' ? how : `${how}: ${escapeInvisible(shortenText(last, 200))}`;
  }

  #failure(needs: string, got: string): RangeError {
    return new RangeError(`${this.#who}: --command needs ${needs}, got ${got}`);
  }
}

/** Numbers that Python and others write, and JSON does not have. */
const WORDS = new Map([
  ['NaN', NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
]);

function answerFrom(who: string, line: string, inputs: number): ProgramAnswer {
  const wrong = () => new RangeError(`${who}: --command needs ${FORM}, got ${showValue(line.trim())}`);
  const numberOf = (given: unknown) => WORDS.get(given as string) ?? given;
  let told: { value?: unknown; gradient?: unknown };
  try {
    told = JSON.parse(line.replace(/-?\bInfinity\b|\bNaN\b/g, '"$&"'));
  } catch {
    throw wrong();
  }
  if (typeof told !== 'object' || told === null) throw wrong();
  const value = numberOf(told.value);
  if (typeof value !== 'number' || !Array.isArray(told.gradient)) throw wrong();
  const gradient = told.gradient.map(numberOf);
  if (gradient.some((each) => typeof each !== 'number')) throw wrong();
  if (gradient.length !== inputs)
    throw new RangeError(
      `${who}: gradient needs a number for each of ${inputs} inputs, got ${gradient.length}`,
    );
  return { value, gradient: gradient as number[] };
}

/** Thrown where an answer is wanted that is not there yet. */
class Unanswered {
  readonly x: Vec;

  constructor(x: Vec) {
    this.x = x;
  }
}

/**
 * Result of work that asks for answers as if they were there: it is begun anew with each further one, until it finds all
 * it asks for. It has to ask the same each time.
 */
export async function withAnswers<T>(
  program: AskedProgram,
  work: (answerAt: (x: Vec) => ProgramAnswer) => T,
): Promise<T> {
  const known = new Map<string, ProgramAnswer>();
  const answerAt = (x: Vec) => {
    const found = known.get(x.join());
    if (!found) throw new Unanswered(x.slice());
    return found;
  };
  for (;;) {
    try {
      return work(answerAt);
    } catch (missing) {
      if (!(missing instanceof Unanswered)) throw missing;
      known.set(missing.x.join(), await program.ask(missing.x));
    }
  }
}
