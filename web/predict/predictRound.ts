import { html, nothing, type ReactiveController, type ReactiveElement } from 'lit';
import { live } from 'lit/directives/live.js';
import { parseDecimal } from '../../src/numbers.js';
import { predictPhrases } from '../../src/phrases/en.js';
import type { Sheet } from '../../src/picture/compare/lossChart.js';
import type { Language } from '../../src/picture/language.js';
import { niceNumber } from '../../src/picture/niceNumbers.js';
import type { Span } from '../../src/picture/panel.js';
import { type GuessedNumbers, type GuessVerdict, verdictOn } from '../../src/picture/predict/verdict.js';
import type { Drawing, Mark } from '../../src/picture/scene.js';
import type { AskingPart } from '../figure/askingPart.js';
import { paintOnPage } from '../figure/canvas.js';
import { NablaChangeEvent } from '../figure/events.js';
import type { KeyHelp } from '../figure/header.js';
import { resetIcon } from '../figure/icons.js';
import { italicText } from '../figure/italicText.js';
import { positionIn } from '../figure/pointer.js';
import { guessPattern } from './predictProperties.js';

/** Distance in pixels within which a touch takes hold of the handle. */
const hitDistance = 22;
/** What a key multiplies a size by. */
const sizeStep = 1.25;
/** Parts of one that rounds go through evenly, however many there are: R₂ of Roberts 2018. */
const evenly = [0.7548776662466927, 0.5698402909980532];

/** What is asked, and its answer. */
interface Asked {
  /** What it is asked of, in words that change where the truth does. */
  key: string;
  /** The one of several things that is meant. */
  subject?: string;
  question: string;
  answer: string;
}

/** A number that is guessed: what it is called, the range of its handle, a step of a key. */
interface GuessAxis {
  name: string;
  span: Span;
  step: number;
  /** Where the handle is before there is a guess. */
  usual: number;
}

/** A guess of one number, or of two. */
interface NumberQuestion extends Asked, Omit<GuessedNumbers, 'guess'> {
  axes: readonly GuessAxis[];
  /** Where the handle of a guess is in the drawing, and the guess for a place in it. */
  place(guess: readonly number[], sheet: Sheet): readonly [x: number, y: number];
  guessAt(x: number, y: number, sheet: Sheet): readonly number[];
  /** Marks of a guess with its name, over the drawing; also over that of the answer. */
  marks(guess: readonly number[], text: string, isAnswered: boolean, sheet: Sheet): readonly Mark[];
}

/** A guess of one of several. */
interface ChoiceQuestion extends Asked {
  choices: readonly { name: string; swatch?: unknown }[];
  /** The right ones. */
  truth: readonly number[];
  /** What is said of a choice that is not the right one. */
  told(choice: number): string;
}

export type Question = NumberQuestion | ChoiceQuestion;

interface PredictHost {
  /** The question; null where there is none, undefined while it is not known yet. */
  question(): Question | null | undefined;
  /** The drawing without the answer. */
  draw(sheet: Sheet): Drawing | null;
  /** Another place to ask about, by numbers between 0 and 1. */
  move(shares: readonly number[]): void;
  /** Called when the reader asks for the answer. */
  answer?(): void;
}

/** A figure that asks. */
interface PredictingFigure extends ReactiveElement {
  predict: false | string;
  guess: string;
  answered: boolean;
}

const isChoice = (question: Question): question is ChoiceQuestion => 'choices' in question;

/** A guess that the reader makes before the answer is shown, in the place of a figure's body. */
export class PredictRound implements AskingPart, ReactiveController {
  readonly #figure: PredictingFigure;
  readonly #host: PredictHost;
  #count = 1;
  /** The name of the guess in the drawing, as it was rendered last. */
  #label = '';
  #held = false;
  #sheet: Sheet | null = null;
  /** What the guess was made of. */
  #seen: { key: string; guess: string } | null = null;

  constructor(figure: PredictingFigure, host: PredictHost) {
    this.#figure = figure;
    this.#host = host;
    figure.addController(this);
  }

  get isAwaited(): boolean {
    const { predict, answered } = this.#figure;
    return predict !== false && !answered;
  }

  get isOpen(): boolean {
    return this.isAwaited && this.#host.question() !== null;
  }

  keys({ phrases }: Language): KeyHelp {
    return phrases(predictPhrases).keys;
  }

  /** A guess of something that has become another is none. */
  hostUpdate(): void {
    if (this.#figure.predict === false) return;
    const key = this.#host.question()?.key;
    if (key === undefined) return;
    const { guess } = this.#figure;
    const isStale = this.#seen !== null && this.#seen.key !== key && this.#seen.guess === guess;
    if (isStale && guess !== '') this.#figure.guess = this.#textOf([]);
    this.#seen = { key, guess: this.#figure.guess };
  }

  draw(sheet: Sheet): Drawing | null {
    const drawing = this.#host.draw(sheet);
    return drawing && { ...drawing, marks: [...drawing.marks, ...this.#marks(sheet, false)] };
  }

  paint(root: ParentNode, sheet: Sheet): void {
    this.#sheet = sheet;
    const canvas = root.querySelector('canvas')!;
    const { width, palette } = sheet;
    paintOnPage(canvas, this.draw(sheet) ?? { width, height: 200, marks: [] }, palette);
    const handle = root.querySelector<HTMLElement>('.guess');
    const question = this.#host.question();
    if (!handle || !question || isChoice(question)) return;
    const [x, y] = question.place(this.#numbersNow(question), sheet);
    handle.style.translate = `${x - handle.offsetWidth / 2}px ${y - handle.offsetHeight / 2}px`;
  }

  /** Marks of the guess beside the answer. */
  answerMarks(sheet: Sheet): readonly Mark[] {
    return this.#figure.predict === false ? [] : this.#marks(sheet, true);
  }

  #marks(sheet: Sheet, isAnswered: boolean): readonly Mark[] {
    const question = this.#host.question();
    if (!question || isChoice(question)) return [];
    const guess = this.#guessOf(question);
    if (!guess && isAnswered) return [];
    return question.marks(guess ?? this.#numbersNow(question), this.#label, isAnswered, sheet);
  }

  /** The guess; null where there is none, or it is of something else. */
  #guessOf(question: Question): readonly number[] | null {
    const [, subject, written] = guessPattern.exec(this.#figure.guess) ?? [];
    if (!written || subject !== question.subject) return null;
    const numbers = written.split(',').map(Number);
    if (isChoice(question)) return numbers.length === 1 && numbers[0] in question.choices ? numbers : null;
    const isSize = question.kind !== 'size' || numbers[0] > 0;
    return numbers.length === question.axes.length && isSize ? numbers : null;
  }

  #numbersNow(question: NumberQuestion): readonly number[] {
    return this.#guessOf(question) ?? question.axes.map(({ usual }) => usual);
  }

  #verdict(question: Question, language: Language): GuessVerdict | null {
    const guess = this.#guessOf(question);
    const said = language.phrases(predictPhrases);
    if (!guess) return null;
    if (!isChoice(question)) return verdictOn({ ...question, guess }, language);
    const [choice] = guess;
    const isRight = question.truth.includes(choice);
    return isRight
      ? { isRight, sentence: said.said(question.choices[choice].name, said.right), short: said.right }
      : { isRight, sentence: question.told(choice), short: said.notIt };
  }

  /** The figure while it asks. */
  render(language: Language) {
    const question = this.#host.question();
    const said = language.phrases(predictPhrases);
    const hasHandle = question && !isChoice(question);
    const guess = question && this.#guessOf(question);
    if (hasHandle) this.#label = guess ? said.yours(this.#written(guess, language)) : said.moveMe;
    return html`<div
        class="plot asks"
        part="plot"
        @pointerdown=${hasHandle ? this.#drag : nothing}
        @pointermove=${hasHandle ? this.#drag : nothing}
        @pointerup=${hasHandle ? this.#drag : nothing}
        @pointercancel=${hasHandle ? this.#drag : nothing}
        @touchstart=${hasHandle ? this.#touchListener : nothing}
      >
        <canvas aria-hidden="true"></canvas>
        ${hasHandle ? this.#renderHandle(question, language) : nothing}
      </div>
      <div class="round" part="round">
        <p class="question" id="question" aria-live="polite">${italicText(question?.question ?? '')}</p>
        ${question ? (isChoice(question) ? this.#renderChoices(question) : this.#renderFields(question, language)) : nothing}
        <div class="buttons">
          <button class="main" part="answer" ?disabled=${!guess} @click=${this.#showAnswer}>${said.seeAnswer}</button>
          ${
            guess
              ? html`<button part="clear" @click=${() => this.#clear()}>${resetIcon}${said.reset}</button>`
              : html`<button part="skip" ?disabled=${!question} @click=${this.#showAnswer}>${said.skip}</button>`
          }
          <span class="tally">${said.round(language.numbers.count(this.#count))}</span>
        </div>
      </div>`;
  }

  /** The answer, and how far off the guess is; the question before it, where a print shows it unasked. */
  renderAnswer(language: Language) {
    const question = this.#host.question();
    if (this.#figure.predict === false || !question) return nothing;
    const said = language.phrases(predictPhrases);
    const verdict = this.#verdict(question, language);
    const guess = this.#guessOf(question);
    if (guess && !isChoice(question)) this.#label = said.yours(this.#written(guess, language));
    const count = language.numbers.count(this.#count);
    const words = [this.#figure.answered ? '' : question.question, question.answer, verdict?.sentence ?? ''];
    return html`<div class="round answered" part="round">
      <p class="question" aria-live="polite">${italicText(words.filter(Boolean).join(' '))}</p>
      <div class="buttons">
        <button class="main" part="another" @click=${this.#another}>${said.another}</button>
        <button part="again" @click=${() => this.#askAgain()}>${said.again}</button>
        <span class="tally">${verdict ? said.roundDone(count, verdict.short) : said.round(count)}</span>
      </div>
    </div>`;
  }

  #written = (guess: readonly number[], { numbers }: Language) => numbers.list(guess.map(numbers.measured));

  #renderHandle(asked: NumberQuestion, language: Language) {
    const { axes, question, kind } = asked;
    // Sizes are told in decades.
    const scale = (value: number) => (kind === 'size' ? Math.log10(value) : value);
    const now = this.#numbersNow(asked);
    const said = this.#written(now, language);
    const [first] = axes;
    if (axes.length > 1)
      return html`<span
        class="guess"
        part="guess"
        role="application"
        tabindex="0"
        aria-label="${language.phrases(predictPhrases).guess}, ${axes.map(({ name }) => name).join(', ')}: ${said}"
        @keydown=${this.#handleKey}
      ></span>`;
    return html`<span
      class="guess"
      part="guess"
      role="slider"
      tabindex="0"
      aria-label=${first.name}
      aria-description=${question.replaceAll('\u2063', '')}
      aria-orientation="vertical"
      aria-valuemin=${scale(Math.min(first.span.from, now[0]))}
      aria-valuemax=${scale(Math.max(first.span.to, now[0]))}
      aria-valuenow=${scale(now[0])}
      aria-valuetext=${said}
      @keydown=${this.#handleKey}
    ></span>`;
  }

  #renderFields(question: NumberQuestion, { phrases }: Language) {
    const guess = this.#guessOf(question);
    const take = (event: Event, i: number) => {
      const input = event.target as HTMLInputElement;
      const number = parseDecimal(input.value.trim().replaceAll('−', '-').replace(',', '.'));
      if (Number.isFinite(number)) this.#set(this.#numbersNow(question).with(i, number));
      else input.value = guess ? String(guess[i]) : '';
    };
    return html`<div class="guesses">
      ${question.axes.map(
        (
          { name },
          i,
        ) => html`<label><span>${question.axes.length > 1 ? name : phrases(predictPhrases).guess}</span>
          <input
            type="text"
            inputmode="decimal"
            autocomplete="off"
            part="guess-number"
            aria-label=${name}
            .value=${live(guess ? String(guess[i]) : '')}
            @change=${(event: Event) => take(event, i)}
            @keydown=${(event: KeyboardEvent) => {
              if (event.key !== 'Enter') return;
              take(event, i);
              this.#showAnswer();
            }}
        /></label>`,
      )}
    </div>`;
  }

  #renderChoices(question: ChoiceQuestion) {
    const [chosen = -1] = this.#guessOf(question) ?? [];
    return html`<div class="picks" role="radiogroup" aria-labelledby="question" @keydown=${this.#handleKey}>
      ${question.choices.map(
        ({ name, swatch }, i) => html`<button
          role="radio"
          part="pick"
          aria-checked=${i === chosen ? 'true' : 'false'}
          tabindex=${i === Math.max(0, chosen) ? 0 : -1}
          @click=${() => this.#set([i])}
        >${swatch ?? nothing}<span>${name}</span></button>`,
      )}
    </div>`;
  }

  readonly #handleKey = (event: KeyboardEvent): void => {
    const question = this.#host.question();
    if (!question || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') {
      // Of choices it picks the one in focus first.
      if (!this.#guessOf(question)) return;
      this.#showAnswer();
    } else if (isChoice(question)) {
      const turn = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!turn) return;
      const { length } = question.choices;
      const [chosen = turn > 0 ? -1 : 0] = this.#guessOf(question) ?? [];
      this.#set([(chosen + turn + length) % length]);
      this.#focus('[role=radio][aria-checked=true]');
    } else {
      const moved = movedByKey(question, this.#numbersNow(question), event);
      if (!moved) return;
      this.#set(moved);
    }
    event.preventDefault();
  };

  readonly #drag = (event: PointerEvent): void => {
    const plot = event.currentTarget as HTMLElement;
    const question = this.#host.question();
    if (!question || isChoice(question) || !this.#sheet) return;
    if (event.type === 'pointerdown' && event.button === 0) {
      if (event.pointerType === 'touch' && !this.#isNear(question, event, plot)) return;
      plot.setPointerCapture(event.pointerId);
      plot.querySelector<HTMLElement>('.guess')?.focus({ preventScroll: true });
      this.#held = true;
      event.preventDefault();
    } else if (event.type !== 'pointermove') this.#held = false;
    if (!this.#held) return;
    const guess = question.guessAt(...positionIn(plot, event), this.#sheet);
    this.#set(guess.map((each, i) => rounded(each, question, i)));
  };

  /** A touch on the handle drags it; anywhere else it scrolls the page. */
  readonly #touchListener = {
    passive: false,
    handleEvent: (event: TouchEvent): void => {
      const question = this.#host.question();
      if (!question || isChoice(question)) return;
      if (this.#isNear(question, event.changedTouches[0], event.currentTarget as HTMLElement))
        event.preventDefault();
    },
  };

  #isNear(question: NumberQuestion, at: PointerEvent | Touch, plot: HTMLElement): boolean {
    if (!this.#sheet) return false;
    const [x, y] = positionIn(plot, at);
    const [px, py] = question.place(this.#numbersNow(question), this.#sheet);
    return Math.hypot(px - x, py - y) <= hitDistance;
  }

  /** The guess, of numbers or none, and what it is of. */
  #set(numbers: readonly number[] = []): void {
    this.#change('guess', this.#textOf(numbers));
  }

  #textOf(numbers: readonly number[]): string {
    const subject = this.#host.question()?.subject;
    return `${subject === undefined ? '' : `${subject}=`}${numbers.join(',')}`;
  }

  /** A change by the reader, announced by `nabla-change`. */
  #change(name: 'guess' | 'answered', value: string | boolean): void {
    if (this.#figure[name] === value) return;
    Object.assign(this.#figure, { [name]: value });
    this.#figure.dispatchEvent(new NablaChangeEvent({ name, value }));
  }

  readonly #showAnswer = (event?: Event): void => {
    const question = this.#host.question();
    const isSkipped = event?.type === 'click';
    if (!question || !(isSkipped || this.#guessOf(question))) return;
    this.#change('answered', true);
    this.#host.answer?.();
    this.#focus('[part=another]');
  };

  #clear(): void {
    this.#set();
    this.#focus(firstControl);
  }

  #askAgain(): void {
    this.#set();
    this.#change('answered', false);
    this.#focus(firstControl);
  }

  readonly #another = (): void => {
    const shares = evenly.map((part) => (this.#count * part) % 1);
    this.#count++;
    this.#askAgain();
    this.#host.move(shares);
  };

  /** The focus, which the control in use goes away with. */
  async #focus(selector: string): Promise<void> {
    await this.#figure.updateComplete;
    this.#figure.renderRoot.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
  }
}

const firstControl = '.guess, [role=radio][tabindex="0"]';

/** A guess by the pointer, to about what a pixel tells. */
function rounded(value: number, { kind, axes }: NumberQuestion, i: number): number {
  if (kind === 'size') return Number(value.toPrecision(2));
  const { span, step } = axes[i];
  return niceNumber(Math.max(span.from, Math.min(span.to, value)), step / 2);
}

const ways: Readonly<Record<string, readonly [axis: number, by: number]>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowUp: [1, 1],
  ArrowDown: [1, -1],
  PageUp: [1, 10],
  PageDown: [1, -10],
};

/** A guess moved by a key; null where it is no such key. */
function movedByKey(
  { axes, kind }: NumberQuestion,
  now: readonly number[],
  { key, shiftKey }: KeyboardEvent,
): readonly number[] | null {
  if (key === 'Home' || key === 'End')
    return now.with(0, key === 'Home' ? axes[0].span.from : axes[0].span.to);
  if (!Object.hasOwn(ways, key)) return null;
  const [way, by] = ways[key];
  const axis = Math.min(way, axes.length - 1);
  const { span, step } = axes[axis];
  const many = shiftKey ? 10 * by : by;
  const moved =
    kind === 'size'
      ? Number((now[axis] * sizeStep ** many).toPrecision(2))
      : niceNumber(now[axis] + many * step, step);
  return now.with(axis, Math.max(span.from, Math.min(span.to, moved)));
}
