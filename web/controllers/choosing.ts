import type { ReactiveController, ReactiveElement } from 'lit';
import { type Choice, source } from '../parts/source.js';
import { likelyTarget, type Table } from '../survey.js';
import { columnsOf, columnsText } from '../words/columns.js';
import { Feed } from './feed.js';

export interface Chosen {
  /** What the attributes say now. */
  asked(): { data: string; target: string; columns: string; model: string };
  /** What the reader made of a file is to be run. */
  run(settings: Record<string, string>): void;
  failed(error: Error): void;
  flag(name: string, on: boolean): void;
}

/** A file of data in the reader's hand: dropped on the figure or chosen, its target and columns. */
export class Choosing implements ReactiveController {
  readonly feed: Feed;
  #host: ReactiveElement;
  #page: Chosen;
  #choice: Choice | null = null;
  /** A file has come that nothing was run on yet. */
  #fresh = false;

  constructor(host: ReactiveElement, page: Chosen) {
    this.feed = new Feed(host);
    this.#host = host;
    this.#page = page;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of events) this.#host.addEventListener(type, this.#drag);
  }

  hostDisconnected(): void {
    for (const type of events) this.#host.removeEventListener(type, this.#drag);
  }

  /** The part of the figure where data are chosen; open where something has to be. */
  render(asked: boolean) {
    const { data, target } = this.#page.asked();
    const { choice } = this;
    if (!asked && !choice && !data) return undefined;
    return source(
      choice?.table.name ?? data,
      choice,
      this.#fresh || (choice !== null && target === ''),
      this,
    );
  }

  /** What is ticked, or what the attributes say of their file. */
  get choice(): Choice | null {
    const table = this.feed.of(this.#page.asked().data);
    return this.#choice ?? (table && !(table instanceof Error) ? this.#first(table) : null);
  }

  /** What is in the attributes fits the file they are about, and what is not in them is guessed. */
  #first(table: Table): Choice {
    const { data, target, columns, model } = this.#page.asked();
    const own = data === table.name;
    const named = own && table.columns.some(({ name }) => name === target);
    const aim = named ? target : likelyTarget(table);
    const ticked = own && columns ? columnsOf(this.#host.localName, columns) : table.numeric;
    const fitting = named && model;
    return { table, target: aim, columns: new Set(ticked), model: fitting || plainFor(table, aim) };
  }

  readonly choose = (choice: Choice): void => {
    const before = this.choice;
    const { table, target } = choice;
    const turned = before?.table === table && isText(table, target) !== isText(table, before.target);
    // What fits classes does not fit numbers, until the reader says otherwise.
    this.#choice = turned ? { ...choice, model: plainFor(table, target) } : choice;
    this.#host.requestUpdate();
  };

  readonly take = (file: File): void => {
    void this.feed.take(file).then(
      (table) => {
        this.#fresh = true;
        this.choose(this.#first(table));
      },
      (error: Error) => this.#page.failed(error),
    );
  };

  readonly run = (): void => {
    const { choice } = this;
    if (!choice) return;
    const { target, columns, model } = choice;
    const names = choice.table.columns.flatMap(({ name }) =>
      columns.has(name) && name !== target ? [name] : [],
    );
    const all = choice.table.numeric.filter((name) => name !== target);
    [this.#choice, this.#fresh] = [null, false];
    this.#page.run({
      data: choice.table.name,
      target,
      columns: names.length === all.length ? '' : columnsText(names),
      model,
    });
  };

  #drag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#page.flag('dropping', event.type === 'dragover');
    const [file] = event.type === 'drop' ? event.dataTransfer.files : [];
    if (file) this.take(file);
  };
}

const isText = ({ columns }: Table, name: string) =>
  columns.some((column) => column.name === name && column.reason !== null);
const plainFor = (table: Table, target: string) => (isText(table, target) ? 'softmax' : 'linear');

const events = ['dragover', 'dragleave', 'drop'] as const;
