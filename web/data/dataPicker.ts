import type { ReactiveController, ReactiveElement } from 'lit';
import { columnsOf, columnsText } from '../../src/spec/columnsText.js';
import type { Job } from '../worker/job.js';
import { likelyTarget, survey, type Table } from './columnSurvey.js';
import { Feed } from './dataFiles.js';
import { type Choice, type Reach, source, type Wrong } from './dataForm.js';

export interface Chosen {
  /** The attributes as they are now. */
  asked(): { data: string; target: string; columns: string; model: string; validation: string | number };
  /** Runs the settings of the form. */
  run(settings: Record<string, string>): void;
  /** Reports an error in a file, or with null that it is resolved. */
  failed(error: Error | null): void;
  /** The error that the figure shows. */
  error(): Error | null;
  flag(name: string, on: boolean): void;
}

/** The player, as far as it is used here. */
interface Beginner {
  readonly asked: boolean;
  ask(words: unknown, read: () => Job | null, autoplay: boolean, stay: boolean): boolean;
}

/** Controller of the data form: a file dropped on the figure or chosen, its target, features and model. */
export class Choosing implements ReactiveController {
  readonly feed: Feed;
  #host: ReactiveElement;
  #page: Chosen;
  #reach: Reach;
  #choice: Choice | null = null;
  /** The file given last: an earlier one may take longer to read. */
  #given: File | null = null;
  /** Whether the choice has been started and is not shown yet. */
  #started = false;
  #wrong: Wrong | null = null;
  /** The file of the attributes whose form was opened because they name no target. */
  #offered: Table | null = null;
  /** The change of the form at the next update: opened, scrolled into view, or closed. */
  #turn: 'open' | 'show' | 'close' | null = null;

  /** Timer after which a pending job counts as slow, and whether it does. */
  #since: ReturnType<typeof setTimeout> | undefined;
  #slow = false;

  constructor(host: ReactiveElement, page: Chosen, reach: Reach = 'all') {
    this.feed = new Feed(host);
    this.#host = host;
    this.#page = page;
    this.#reach = reach;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of events) this.#host.addEventListener(type, this.#drag);
  }

  hostDisconnected(): void {
    for (const type of events) this.#host.removeEventListener(type, this.#drag);
  }

  /** Opens or closes the form, only where something has happened to the data: the user may have opened it. */
  hostUpdated(): void {
    const root = this.#host.renderRoot as ShadowRoot;
    const part = root.querySelector<HTMLDetailsElement>('.data');
    this.#offer();
    if (!part || !this.#turn) return;
    const held = part.contains(root.activeElement);
    part.open = this.#turn !== 'close';
    if (this.#turn === 'show') (part.querySelector('.error') ?? part).scrollIntoView({ block: 'nearest' });
    if (this.#turn === 'close') {
      root.querySelector('.header')!.scrollIntoView({ block: 'nearest' });
      if (held) root.querySelector<HTMLElement>('.plot')!.focus({ preventScroll: true });
    }
    this.#turn = null;
  }

  /** Starts the job of the attributes, once the file that they name is there. */
  begin(
    stage: Beginner,
    asked: object,
    read: (table: Table | null) => Job | null,
    autoplay: boolean,
    stay: () => boolean,
  ): void {
    const { data } = this.#page.asked();
    const before = this.feed.known(data);
    const table = this.feed.of(data);
    if (table === null && before === undefined) this.#wait();
    if (table === null) return;
    const job = () => {
      if (table instanceof Error) throw table;
      return read(table ?? null);
    };
    const words = { ...asked, file: table instanceof Error ? table.message : table?.key };
    if (stage.ask(words, job, autoplay, stay())) {
      this.#page.failed(null);
      this.#wait();
    }
    if (!stage.asked) this.#settled();
  }

  #wait(): void {
    this.#slow = false;
    clearTimeout(this.#since);
    this.#since = setTimeout(() => {
      this.#slow = true;
      this.#host.requestUpdate();
    }, 400);
  }

  /** Whether the job is pending and slow. */
  late(stage: Beginner): boolean {
    return this.#slow && (stage.asked || this.feed.known(this.#page.asked().data) === null);
  }

  /**
   * The form. `asked`: nothing is given to compare; `late`: the job started is slow to come; `drawn`: the last
   * comparison is still shown.
   */
  render(asked: boolean, late: boolean, drawn: boolean) {
    const { data } = this.#page.asked();
    const { choice, wrong } = this;
    if (!asked && !choice && !data && !wrong) return undefined;
    const reading = this.#started && late;
    return source(choice?.table.name ?? data, choice, this.#reach, { wrong, drawn, reading }, this);
  }

  /** Opens the form once per file that has no target: nothing runs before one is chosen. */
  #offer(): void {
    const { data, target } = this.#page.asked();
    const table = this.feed.known(data);
    if (!table || table instanceof Error || target !== '' || table === this.#offered) return;
    this.#offered = table;
    this.#turn ??= 'open';
  }

  /** The error that the figure shows, where it comes from a file or the form. */
  get wrong(): Wrong | null {
    return this.#wrong?.error === this.#page.error() ? this.#wrong : null;
  }

  /** The state of the form: what was ticked, or what the attributes say of their file. */
  get choice(): Choice | null {
    const table = this.feed.known(this.#page.asked().data);
    return this.#choice ?? (table && !(table instanceof Error) ? this.#first(table) : null);
  }

  /** The first choice for a file: the attributes where they are about it, else a guess. */
  #first(table: Table): Choice {
    const { data, target, columns, model } = this.#page.asked();
    const own = data === table.name;
    const named = own && table.columns.some(({ name }) => name === target);
    const aim = named ? target : likelyTarget(table);
    const ticked = own && columns ? columnsOf(this.#host.localName, columns) : table.numeric;
    if (this.#reach === 'plane') {
      const two = ticked.filter((name) => name !== aim).slice(0, 2);
      return { table, target: aim, columns: new Set(two), model };
    }
    const fitting = named && model;
    return { table, target: aim, columns: new Set(ticked), model: fitting || plainFor(table, aim) };
  }

  readonly choose = (choice: Choice): void => {
    this.#choice = this.#reach === 'plane' ? newest(choice) : this.#fitting(choice);
    this.#host.requestUpdate();
  };

  /** A choice with its model replaced where the target has changed between classes and numbers. */
  #fitting(choice: Choice): Choice {
    const before = this.choice;
    const { table, target } = choice;
    const turned = before?.table === table && isText(table, target) !== isText(table, before.target);
    return turned ? { ...choice, model: plainFor(table, target) } : choice;
  }

  readonly take = (file: File): void => {
    this.#given = file;
    survey(file.name, file).then(
      (table) => {
        if (this.#given !== file) return;
        if (this.wrong) this.#page.failed(null);
        this.#turn = 'show';
        this.choose(this.#first(table));
      },
      (error: Error) => {
        if (this.#given === file) this.#refuse({ error, file: true });
      },
    );
  };

  readonly run = (): void => {
    const { choice } = this;
    if (!choice) return;
    const { table, target, columns, model } = choice;
    const names = table.columns.flatMap(({ name }) => (columns.has(name) && name !== target ? [name] : []));
    if (this.feed.known(table.name) !== table) this.feed.give(table);
    [this.#choice, this.#started] = [null, true];
    this.#page.run({
      data: table.name,
      target,
      columns: names.length === table.columns.length - 1 ? '' : columnsText(names),
      model,
      // Explicit, so that the embedded figure shows it.
      missing: 'drop',
      validation: String(this.#page.asked().validation || '0.2'),
    });
  };

  /** Called when no job is pending: closes the form that started the last one. */
  #settled(): void {
    if (this.#started) this.#turn = 'close';
    this.#started = false;
  }

  /** Takes the error of a pending job; true where the form had started it. */
  refused(error: Error): boolean {
    const mine = this.#started;
    if (mine) this.#refuse({ error, file: false });
    return mine;
  }

  #refuse(wrong: Wrong): void {
    this.#wrong = wrong;
    this.#started = false;
    this.#turn = 'show';
    this.#page.failed(wrong.error);
  }

  #drag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#page.flag('dropping', event.type === 'dragover');
    if (event.type !== 'drop') return;
    const { files } = event.dataTransfer;
    const error = new RangeError(`${this.#host.localName}: data needs one file, got ${files.length}`);
    if (files.length === 1) this.take(files[0]);
    else this.#refuse({ error, file: true });
  };
}

/** A choice with the two features ticked last: a third replaces the first. */
const newest = (choice: Choice): Choice => {
  const ticked = [...choice.columns].filter((name) => name !== choice.target);
  return { ...choice, columns: new Set(ticked.slice(-2)) };
};
const isText = ({ columns }: Table, name: string) =>
  columns.some((column) => column.name === name && column.reason !== null);
const plainFor = (table: Table, target: string) => (isText(table, target) ? 'softmax' : 'linear');

const events = ['dragover', 'dragleave', 'drop'] as const;
