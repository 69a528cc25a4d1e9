import type { ReactiveController, ReactiveElement } from 'lit';
import type { Language } from '../../src/picture/language.js';
import type { LossHistory } from '../../src/results/lossHistory.js';
import { columnsFromText, columnsText } from '../../src/spec/columnsText.js';
import { attributeSyntax, rewordCures } from '../../src/spec/settingSyntax.js';
import { SlowTimer } from '../figure/slowTimer.js';
import type { Job } from '../worker/job.js';
import { type CsvTable, guessTarget, inspectCsv, type TableOptions } from './columnSurvey.js';
import { DataFiles } from './dataFiles.js';
import { type ColumnScope, type DataChoice, type DataError, dataPanel } from './dataForm.js';

export interface DataPickerHost {
  /** The attributes as they are now. */
  attributes(): { data: string; target: string; columns: string; model: string; validation: string | number };
  /** How a file is read, as the attributes say. */
  tableOptions(): TableOptions;
  /** Runs the settings of the form. */
  run(settings: Record<string, string>): void;
  /** Takes a file that is a history of runs and not data; whether it is one. */
  takeHistory?(file: File): Promise<boolean>;
  /** Reports an error in a file, or with null that it is resolved. */
  showError(error: Error | null): void;
  /** The error that the figure shows. */
  error(): Error | null;
  flag(name: string, on: boolean): void;
  language(): Language;
}

/** The player, as far as it is used here. */
interface JobRequester {
  readonly isPending: boolean;
  requestJob(words: unknown, read: () => Job | null, autoplay: boolean, stay: boolean): boolean;
}

/** What the player shows, as far as it is used here. */
interface PlayedData {
  readonly empty: boolean;
  readonly history: LossHistory;
}

/** Controller of the data form: a file dropped on the figure or chosen, its target, features and model. */
export class DataPicker implements ReactiveController {
  readonly files: DataFiles;
  #host: ReactiveElement;
  #figure: DataPickerHost;
  #scope: ColumnScope;
  #editedChoice: DataChoice | null = null;
  /** The file given last: an earlier one may take longer to read. */
  #latestFile: File | null = null;
  /** Whether the choice has been started and is not shown yet. */
  #started = false;
  #lastError: DataError | null = null;
  /** The file of the attributes whose form was opened because they name no target. */
  #offeredTable: CsvTable | null = null;
  /** The change of the form at the next update: opened, scrolled into view, or closed. */
  #pendingPanelState: 'open' | 'show' | 'close' | null = null;

  /** Timer after which a pending job counts as slow. */
  readonly #slowTimer = new SlowTimer();

  constructor(host: ReactiveElement, figure: DataPickerHost, scope: ColumnScope = 'all') {
    this.files = new DataFiles(host, () => figure.tableOptions());
    this.#host = host;
    this.#figure = figure;
    this.#scope = scope;
    host.addController(this);
  }

  hostConnected(): void {
    for (const type of dragEvents) this.#host.addEventListener(type, this.#handleDrag);
  }

  hostDisconnected(): void {
    for (const type of dragEvents) this.#host.removeEventListener(type, this.#handleDrag);
  }

  /** Opens or closes the form, only where something has happened to the data: the user may have opened it. */
  hostUpdated(): void {
    const root = this.#host.renderRoot as ShadowRoot;
    const part = root.querySelector<HTMLDetailsElement>('.data');
    this.#offerTable();
    if (!part || !this.#pendingPanelState) return;
    const held = part.contains(root.activeElement);
    part.open = this.#pendingPanelState !== 'close';
    if (this.#pendingPanelState === 'show')
      (part.querySelector('.error') ?? part).scrollIntoView({ block: 'nearest' });
    if (this.#pendingPanelState === 'close') {
      root.querySelector('.header')!.scrollIntoView({ block: 'nearest' });
      if (held) root.querySelector<HTMLElement>('.plot')!.focus({ preventScroll: true });
    }
    this.#pendingPanelState = null;
  }

  /** Starts the job of the attributes, once the file that they name is there. */
  startWhenLoaded(
    player: JobRequester,
    asked: object,
    read: (table: CsvTable | null) => Job | null,
    autoplay: boolean,
    stay: () => boolean,
  ): void {
    const { data } = this.#figure.attributes();
    const before = this.files.knownTable(data);
    const table = this.files.tableFor(data);
    if (table === null && before === undefined) this.#slowTimer.start(() => this.#host.requestUpdate());
    if (table === null) return;
    const readJob = () => {
      if (table instanceof Error) throw table;
      return read(table ?? null);
    };
    const words = { ...asked, file: table instanceof Error ? table.message : table?.key };
    if (player.requestJob(words, readJob, autoplay, stay())) {
      this.#figure.showError(null);
      this.#slowTimer.start(() => this.#host.requestUpdate());
    }
    if (!player.isPending) this.#markSettled();
  }

  /** Whether the job is pending and slow. */
  isLate(player: JobRequester): boolean {
    return (
      this.#slowTimer.isSlow &&
      (player.isPending || this.files.knownTable(this.#figure.attributes().data) === null)
    );
  }

  /**
   * The form, with what there is to say of the data; open to be filled in where nothing is given to compare. `drawn`:
   * the last comparison is still shown.
   */
  renderPanel(player: JobRequester & PlayedData, drawn: boolean) {
    const [asked, late] = [player.empty, this.isLate(player)];
    const { data } = this.#figure.attributes();
    const { currentChoice, dataError } = this;
    if (!asked && !currentChoice && !data && !dataError) return undefined;
    const reading = this.#started && late;
    return dataPanel(
      currentChoice?.table.name ?? data,
      currentChoice,
      this.#scope,
      { dataError, drawn, reading, notes: this.#notes(player) },
      this,
      this.#figure.language(),
    );
  }

  /** What there is to say of how the data shown were read, settings as attributes. */
  #notes({ history }: PlayedData): string[] {
    const syntax = attributeSyntax(this.#host.localName);
    return (history.rows?.notes ?? []).map((note) => rewordCures(syntax, note));
  }

  /** Opens the form once per file that has no target: nothing runs before one is chosen. */
  #offerTable(): void {
    const { data, target } = this.#figure.attributes();
    const table = this.files.knownTable(data);
    if (!table || table instanceof Error || target !== '' || table === this.#offeredTable) return;
    this.#offeredTable = table;
    this.#pendingPanelState ??= 'open';
  }

  /** The error that the figure shows, where it comes from a file or the form. */
  get dataError(): DataError | null {
    return this.#lastError?.error === this.#figure.error() ? this.#lastError : null;
  }

  /** The state of the form: what was ticked, or what the attributes say of their file. */
  get currentChoice(): DataChoice | null {
    const table = this.files.knownTable(this.#figure.attributes().data);
    return this.#editedChoice ?? (table && !(table instanceof Error) ? this.#initialChoice(table) : null);
  }

  /** The first choice for a file: the attributes where they are about it, else a guess. */
  #initialChoice(table: CsvTable, chosen?: string): DataChoice {
    const { data, target, columns, model } = this.#figure.attributes();
    const own = data === table.name;
    const named = own && table.columns.some(({ name }) => name === target);
    const aim = chosen ?? (named ? target : guessTarget(table));
    const ticked = own && columns ? columnsFromText(this.#host.localName, columns) : table.numeric;
    if (this.#scope === 'plane') {
      const two = ticked.filter((name) => name !== aim).slice(0, 2);
      return { table, target: aim, columns: new Set(two), model };
    }
    const fitting = named && aim === target && model;
    return { table, target: aim, columns: new Set(ticked), model: fitting || defaultModelFor(table, aim) };
  }

  readonly chooseData = (choice: DataChoice): void => {
    this.#editedChoice = this.#scope === 'plane' ? keepNewestTwo(choice) : this.#fitModel(choice);
    this.#host.requestUpdate();
  };

  /** A choice with its model replaced where the target has changed between classes and numbers. */
  #fitModel(choice: DataChoice): DataChoice {
    const before = this.currentChoice;
    const { table, target } = choice;
    const turned =
      before?.table === table && isTextColumn(table, target) !== isTextColumn(table, before.target);
    return turned ? { ...choice, model: defaultModelFor(table, target) } : choice;
  }

  /** Takes a file: with a target its data are run at once, else the form is opened. */
  readonly takeFile = (file: File, target?: string): void => {
    this.#latestFile = file;
    this.#readFile(file).then(
      (table) => {
        if (this.#latestFile !== file) return;
        if (this.dataError) this.#figure.showError(null);
        if (!table) {
          [this.#editedChoice, this.#pendingPanelState] = [null, 'close'];
          return;
        }
        const choice = this.#initialChoice(table, target);
        this.#pendingPanelState = 'show';
        this.chooseData(choice);
        if (target !== undefined) this.runChoice();
      },
      (error: Error) => {
        if (this.#latestFile === file) this.#showRefusal({ error, file: true });
      },
    );
  };

  /** The table in a file; null where it is a history of runs, which the figure has taken. */
  async #readFile(file: File): Promise<CsvTable | null> {
    if (await this.#figure.takeHistory?.(file)) return null;
    return inspectCsv(file.name, file, this.#figure.tableOptions());
  }

  readonly runChoice = (): void => {
    const { currentChoice } = this;
    if (!currentChoice) return;
    const { table, target, columns, model } = currentChoice;
    const names = table.columns.flatMap(({ name }) => (columns.has(name) && name !== target ? [name] : []));
    if (this.files.knownTable(table.name) !== table) this.files.addTable(table);
    [this.#editedChoice, this.#started] = [null, true];
    this.#figure.run({
      data: table.name,
      target,
      columns: names.length === table.columns.length - 1 ? '' : columnsText(names),
      model,
      // Explicit, so that the embedded figure shows it.
      missing: 'drop',
      validation: String(this.#figure.attributes().validation || '0.2'),
    });
  };

  /** Called when no job is pending: closes the form that started the last one. */
  #markSettled(): void {
    if (this.#started) this.#pendingPanelState = 'close';
    this.#started = false;
  }

  /** Takes the error of a pending job; true where the form had started it. */
  refuseStarted(error: Error): boolean {
    const mine = this.#started;
    if (mine) this.#showRefusal({ error, file: false });
    return mine;
  }

  #showRefusal(wrong: DataError): void {
    this.#lastError = wrong;
    this.#started = false;
    this.#pendingPanelState = 'show';
    this.#figure.showError(wrong.error);
  }

  #handleDrag = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.#figure.flag('dropping', event.type === 'dragover');
    if (event.type !== 'drop') return;
    const { files } = event.dataTransfer;
    const error = new RangeError(`${this.#host.localName}: data needs one file, got ${files.length}`);
    if (files.length === 1) this.takeFile(files[0]);
    else this.#showRefusal({ error, file: true });
  };
}

/** A choice with the two features ticked last: a third replaces the first. */
const keepNewestTwo = (choice: DataChoice): DataChoice => {
  const ticked = [...choice.columns].filter((name) => name !== choice.target);
  return { ...choice, columns: new Set(ticked.slice(-2)) };
};
const isTextColumn = ({ columns }: CsvTable, name: string) =>
  columns.some((column) => column.name === name && column.reason !== null);
const defaultModelFor = (table: CsvTable, target: string) =>
  isTextColumn(table, target) ? 'softmax' : 'linear';

const dragEvents = ['dragover', 'dragleave', 'drop'] as const;
