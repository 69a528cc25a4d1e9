// The gallery: the demos of every element that has some, each with its attributes, live, and the lines that embed it.
import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { snippetOf } from '../figure/embedSnippet.js';
import type { Demo, Figure } from '../figure/figure.js';
import { type Documented, reference } from './reference.generated.js';

/** A demo with its id and its element's tag. */
interface Exhibit {
  id: string;
  tag: string;
  demo: Demo;
}

const capital = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
const slug = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const kinds = Object.keys(reference).flatMap((tag) => {
  const name = tag.replace('nabla-', '');
  const { demos = [] } = customElements.get(tag) as Partial<Pick<typeof Figure, 'demos'>>;
  const exhibits = demos.map((demo): Exhibit => ({ id: `${name}-${slug(demo.title)}`, tag, demo }));
  return demos.length > 0 ? [{ tag, name: capital(name.replaceAll('-', ' ')), exhibits }] : [];
});
const exhibits = kinds.flatMap((kind) => kind.exhibits);

const schemes = ['system', 'light', 'dark'];
const wide = matchMedia('(min-width: 800px)');
/** The state of each element without attributes. */
const plain = Object.fromEntries(
  kinds.map(({ tag }) => [tag, (document.createElement(tag) as Figure).getState()]),
);
let scheme = schemes[0];
let copied = false;
let open = exhibits[0];
let figure = made(open);

/** The element of a demo. */
function made({ tag, demo }: Exhibit): Figure {
  const element = document.createElement(tag) as Figure;
  element.addEventListener('nabla-change', update);
  for (const [name, value] of Object.entries(demo.attributes)) element.setAttribute(name, value);
  return element;
}

function go(): void {
  const asked = exhibits.find(({ id }) => `#${id}` === location.hash) ?? exhibits[0];
  if (asked !== open) {
    [open, figure] = [asked, made(asked)];
    scrollTo(0, 0);
  }
  update();
}

function update(): void {
  document.title = `${open.demo.title} · Nabla`;
  render(page(), document.body);
}

function turn(): void {
  scheme = schemes[(schemes.indexOf(scheme) + 1) % schemes.length];
  document.documentElement.dataset.colorScheme = scheme;
  update();
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(snippetOf(figure));
  copied = true;
  update();
  setTimeout(() => {
    copied = false;
    update();
  }, 2000);
}

/** Sets an attribute; an empty one is removed, and so is at its default. */
function set(name: string, value: string): void {
  figure.setAttribute(name, value);
  if (value === '') figure.removeAttribute(name);
  update();
}

const page = () => html`
  <header>
    <a class="brand" href="./"><span aria-hidden="true">∇</span> Nabla</a>
    <p>Figures for the calculus of machine learning</p>
    <a href="pages/article.html">An article</a>
    <button @click=${turn}>Theme: ${scheme}</button>
  </header>
  <div class="columns">
    <nav aria-label="Figures">
      <details .open=${wide.matches}>
        <summary>${open.demo.title}</summary>
        ${kinds.map(({ name, exhibits }) => group(name, exhibits))}
      </details>
    </nav>
    <main>
      <h1>${open.demo.title}</h1>
      <p class="says"><code>&lt;${open.tag}&gt;</code> ${open.demo.says}</p>
      <div class="stage">${figure}</div>
    </main>
    <aside>${side(reference[open.tag], plain[open.tag])}</aside>
  </div>
`;

const group = (name: string, members: readonly Exhibit[]) => html`
  <h2>${name}</h2>
  <ul>
    ${members.map(
      ({ id, demo }) =>
        html`<li><a href="#${id}" aria-current=${id === open.id ? 'page' : nothing}>${demo.title}</a></li>`,
    )}
  </ul>
`;

const side = ({ says, properties, events }: Documented, usual: Readonly<Record<string, unknown>>) => html`
  <p class="about">${spoken(says)}</p>
  <section aria-label="Attributes">
    <h2>Attributes</h2>
    <dl class="attributes">${attributes({ ...properties, ...settings(properties, false) }, usual)}</dl>
    ${knobs(settings(properties, true), usual)}
  </section>
  <section aria-label="Embed">
    <div class="row">
      <h2>Embed</h2>
      <button @click=${copy}>${copied ? 'Copied' : 'Copy'}</button>
    </div>
    <pre tabindex="0"><code>${snippetOf(figure).replace(/" (?=[\w-]+=)/g, '"\n  ')}</code></pre>
  </section>
  <section aria-label="Events">
    <h2>Events</h2>
    <dl class="events">
      ${Object.entries(events).map(([name, what]) => html`<dt><code>${name}</code></dt><dd>${spoken(what)}</dd>`)}
    </dl>
  </section>
`;

/** The declaration of a property that is a setting. */
interface SettingProperty {
  says?: string;
  ofOptimizers?: boolean;
}

/** Settings without a doc comment on the element: those of optimizers, or the others. */
function settings(properties: Documented['properties'], ofOptimizers: boolean): Documented['properties'] {
  const { elementProperties } = figure.constructor as typeof Figure;
  const all = [...elementProperties] as unknown as [name: string, SettingProperty][];
  const own = all.filter(
    ([name, { says, ...of }]) => says && !(name in properties) && of.ofOptimizers === ofOptimizers,
  );
  return Object.fromEntries(own.map(([name, { says = '' }]) => [name, { says }]));
}

const knobs = (properties: Documented['properties'], usual: Readonly<Record<string, unknown>>) =>
  Object.keys(properties).length === 0
    ? nothing
    : html`<details class="knobs">
        <summary>Knobs of optimizers: a value, or several to try</summary>
        <dl class="attributes">${attributes(properties, usual)}</dl>
      </details>`;

/** A row per attribute, with its value and its default. */
function attributes(properties: Documented['properties'], usual: Readonly<Record<string, unknown>>) {
  const now = figure.attributesNow;
  return Object.entries(properties).map(([name, about]) => {
    const attribute = attributeOf(name);
    return row(attribute, now.get(attribute) ?? '', String(usual[name] ?? ''), about);
  });
}

const attributeOf = (property: string) => property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function row(
  name: string,
  value: string,
  usual: string,
  { says, choices }: Documented['properties'][string],
) {
  const changed = (event: Event) => set(name, (event.target as HTMLInputElement).value);
  const id = `attribute-${name}`;
  const field = choices
    ? html`<select id=${id} aria-describedby="${id}-says" .value=${live(value)} @change=${changed}>
        ${['', ...choices].map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
      </select>`
    : html`<input id=${id} aria-describedby="${id}-says" placeholder=${usual} spellcheck="false" autocomplete="off" .value=${live(value)} @change=${changed} />`;
  return html`<dt><label for=${id}><code>${name}</code></label></dt>
    <dd>${field}<small id="${id}-says">${spoken(says)}</small></dd>`;
}

/** Text with its backticked parts as code. */
const spoken = (says: string) =>
  says.split('`').map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));

addEventListener('hashchange', go);
wide.addEventListener('change', update);
go();
