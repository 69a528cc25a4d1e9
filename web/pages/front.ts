// The front page: a formula of one's own at once, and every demo as its figure draws it.
import { html, nothing, render } from 'lit';
import { ref } from 'lit/directives/ref.js';
import { type CsvTable, guessTarget, inspectCsv } from '../data/columnSurvey.js';
import { fileIsHistory } from '../data/recordedFile.js';
import type { Figure } from '../figure/figure.js';
import type { PlayedFigure } from '../player/playedFigure.js';
import { colorScheme, createFigure, type Exhibit, elementGroups, nextColorScheme } from './exhibits.js';

/** The elements by how much of them is seen at a glance. */
const order = ['nabla-derivative', 'nabla-landscape', 'nabla-compare', 'nabla-network'];
const rank = (tag: string) => (order.indexOf(tag) + 1 || order.length + 1) as number;
const groups = [...elementGroups].sort((a, b) => rank(a.tag) - rank(b.tag));
const count = groups.reduce((sum, { exhibits }) => sum + exhibits.length, 0);

const first = '(1-x)^2 + 10 (y-x^2)^2';
const openings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  [first]: { start: '-1.2,1', runs: 'sgd 0.02, adam 0.3', steps: '200' },
  'x y + sin(x)': { start: '1,0.5', runs: 'sgd 0.1, adam 0.1', steps: '60' },
  'x^4 - 3x^2 + x': { start: '2', runs: 'sgd 0.02, adam 0.1', steps: '60' },
};

/** What a formula of one's own begins with: a start by its first two names, numbers for the others. */
function openingOf(text: string): Readonly<Record<string, string>> {
  const words = [...text.matchAll(/[a-zA-Zα-ω]\w*\(?/g)].map(([word]) => word);
  const names = new Set(words.filter((word) => !word.endsWith('(')));
  for (const constant of ['e', 'pi']) names.delete(constant);
  const [first, second, ...others] = names;
  const start = [first && `${first}=1`, second && `${second}=0.5`].filter(Boolean).join() || '1';
  return { start, at: others.map((name) => `${name}=1`).join(' '), runs: 'sgd 0.1, adam 0.1', steps: '60' };
}

const attributesOf = (text: string) => ({ f: text, at: '', ...(openings[text] ?? openingOf(text)) });

let text = first;
const landscape = createFigure('nabla-landscape', {
  heading: 'Which run reaches the minimum?',
  loading: 'eager',
  ...attributesOf(text),
});

/** The figure on the stage: of the formula, or of a file. */
let shown: Figure = landscape;

function show(next: string): void {
  text = next;
  [shown, offered, refused] = [landscape, null, ''];
  const { f, ...rest } = attributesOf(next);
  for (const [name, value] of Object.entries({ ...rest, f })) landscape.setAttribute(name, value);
  renderPage();
}

/** A file of data whose target is asked for, and what there is to say against a file. */
let offered: { file: File; table: CsvTable } | null = null;
let refused = '';
let latest: File | null = null;

/** Takes a file: a history of runs is shown at once, of data the target is asked for. */
async function takeFile(file: File): Promise<void> {
  latest = file;
  [offered, refused] = [null, ''];
  try {
    if ((await fileIsHistory(file)) !== 'no') compareFile(file);
    else {
      const table = await inspectCsv(file.name, file);
      if (latest === file) offered = { file, table };
    }
  } catch (error) {
    if (latest === file) refused = (error as Error).message;
  }
  renderPage();
  if (offered) document.querySelector('select')!.focus();
}

/** Rates on the data of a file, or the runs in it. */
function compareFile(file: File, target?: string): void {
  const compared = { optimizers: 'sgd adam', rates: '1e-3..1:4', steps: '200', loading: 'eager' };
  const figure = createFigure('nabla-compare', compared) as HTMLElementTagNameMap['nabla-compare'];
  figure.openFile(file, target);
  [shown, offered] = [figure, null];
  renderPage();
}

function chooseTarget(event: Event): void {
  event.preventDefault();
  const { file, table } = offered!;
  const { value } = (event.target as HTMLFormElement).elements.namedItem('target') as HTMLSelectElement;
  compareFile(file, table.columns[Number(value)].name);
}

/** Files may be dropped anywhere on the page; a figure that takes them has them first. */
function handleDrag(event: DragEvent): void {
  const isFile = event.dataTransfer?.types.includes('Files') && !event.defaultPrevented;
  document.body.classList.toggle('dropping', isFile && event.type === 'dragover');
  if (!isFile) return;
  event.preventDefault();
  const [file] = event.dataTransfer!.files;
  if (event.type === 'drop' && file) void takeFile(file);
}

for (const type of ['dragover', 'dragleave', 'drop'] as const) document.addEventListener(type, handleDrag);

function pickFile(event: Event): void {
  const input = event.target as HTMLInputElement;
  const [file] = input.files!;
  // The same file may be chosen again.
  input.value = '';
  if (file) void takeFile(file);
}

/** The line that asks for the target of a file; nothing without one. */
function targetLine() {
  if (!offered) return nothing;
  const { file, table } = offered;
  const guess = guessTarget(table);
  return html`<form class="target" @submit=${chooseTarget}>
    <label>Predict <select name="target">${table.columns.map(
      ({ name }, i) => html`<option value=${i} ?selected=${name === guess}>${name}</option>`,
    )}</select></label>
    <span>of <bdi>${file.name}</bdi></span>
    <button>Compare rates</button>
  </form>`;
}

function openLandscape(event: Event): void {
  event.preventDefault();
  const attributes = { tag: 'nabla-landscape', ...attributesOf(text) };
  location.href = `gallery.html#${new URLSearchParams(attributes)}`;
}

/** Figures off the stage whose drawings are on thumbnails, with their canvases. */
const drawn = new Map<HTMLCanvasElement, Figure>();
const waiting = new WeakMap<Element, Exhibit>();
const observer = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    const exhibit = waiting.get(target);
    if (!isIntersecting || !exhibit) continue;
    waiting.delete(target);
    observer.unobserve(target);
    void draw(target as HTMLCanvasElement, exhibit);
  }
});

/** Draws a demo as it is at its end, and again as more of it is there: runs, rows of data, a map. */
async function draw(canvas: HTMLCanvasElement, { tag, demo }: Exhibit): Promise<void> {
  const figure = createFigure(tag, { ...demo.attributes, loading: 'eager' }) as Figure &
    Partial<PlayedFigure>;
  document.querySelector('.offstage')!.append(figure);
  drawn.set(canvas, figure);
  for (let quiet = 0, wait = 16; quiet < 4; wait = Math.min(2 * wait, 500)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (figure.comparison) figure.step!(figure.steps!);
    const isDrawn = figure.paintThumbnail(canvas);
    if (isDrawn && (figure.comparison || wait === 500)) quiet++;
  }
}

function redraw(): void {
  for (const [canvas, figure] of drawn) requestAnimationFrame(() => figure.paintThumbnail(canvas));
}

function observe(exhibit: Exhibit) {
  return (element: Element | undefined) => {
    if (!element || drawn.has(element as HTMLCanvasElement) || waiting.has(element)) return;
    waiting.set(element, exhibit);
    observer.observe(element);
  };
}

const observers = new Map(groups.flatMap(({ exhibits }) => exhibits.map((each) => [each.id, observe(each)])));

const thumbnail = ({ id, demo }: Exhibit) => html`
  <li>
    <a href="gallery.html#${id}">
      <canvas aria-hidden="true" ${ref(observers.get(id)!)}></canvas>
      <span><b>${demo.attributes.heading ?? demo.title}</b><small>${demo.title}</small></span>
    </a>
  </li>
`;

function changeTheme(): void {
  nextColorScheme();
  renderPage();
  requestAnimationFrame(redraw);
}

function renderPage(): void {
  render(
    html`
      <header>
        <a class="brand" href="./" aria-current="page"><span aria-hidden="true">∇</span> Nabla</a>
        <a href="text.html">Text</a>
        <a href="gallery.html">Gallery</a>
        <a href="article.html">An article</a>
        <a href="reference.html">Reference</a>
        <button @click=${changeTheme}>Theme: ${colorScheme}</button>
      </header>
      <main>
        <section class="front">
          <div>
            <h1>Change a number. See why it learns, or does not.</h1>
            <p>Type a loss of your own, give a table, or start from a figure. Everything on these pages is computed where you read it.</p>
            <form @submit=${openLandscape}>
              <input aria-label="A loss, as a formula" spellcheck="false" autocomplete="off" .value=${text}
                @input=${(event: Event) => show((event.target as HTMLInputElement).value)} />
              <button aria-label="Open it as a figure of its own">▶</button>
            </form>
            <p class="words">
              ${Object.keys(openings).map((each) => html`<button @click=${() => show(each)}>${each}</button>`)}
              <a href="gallery.html#${new URLSearchParams({ tag: 'nabla-compare', data: 'penguins', model: 'softmax', optimizers: 'sgd adam', rates: '0.01 0.1 1', steps: '200' })}">penguins</a>
              <label class="file"><input type="file" accept=".csv,.tsv,.txt,.gz,text/csv" @change=${pickFile} />a CSV file, or drop it here</label>
            </p>
            ${targetLine()}
            <p class="refused" role="alert">${refused}</p>
          </div>
          <div class="stage">${shown}</div>
        </section>
        ${groups.map(
          ({ name, exhibits }) => html`<section aria-label=${name}>
            <h2>${name}</h2>
            <ul class="thumbnails">${exhibits.map(thumbnail)}</ul>
          </section>`,
        )}
        <footer>
          <a href="gallery.html">All ${count} figures</a>
          <a href="gallery.html#embed">Put one in your page: two lines</a>
          <a href="text.html">Text</a>
          <a href="article.html">An article</a>
          <a href="reference.html">Reference</a>
        </footer>
      </main>
      <div class="offstage" aria-hidden="true" inert></div>
    `,
    document.body,
  );
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => requestAnimationFrame(redraw));
renderPage();
