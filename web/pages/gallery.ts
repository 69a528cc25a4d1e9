// The gallery: the demos of every element that has some, each with its attributes, live, and the lines that embed it.
import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { embedSnippet } from '../figure/embedSnippet.js';
import type { Demo, Figure } from '../figure/figure.js';
import { type Documented, reference } from './reference.generated.js';

/** A demo with its id and its element's tag. */
interface Exhibit {
  id: string;
  tag: string;
  demo: Demo;
}

const capitalize = (words: string) => words.slice(0, 1).toUpperCase() + words.slice(1);
const slugify = (words: string) => words.toLowerCase().replace(/[^a-z0-9]+/g, '-');

const elementGroups = Object.keys(reference).flatMap((tag) => {
  const name = tag.replace('nabla-', '');
  const { demos = [] } = customElements.get(tag) as Partial<Pick<typeof Figure, 'demos'>>;
  const exhibits = demos.map((demo): Exhibit => ({ id: `${name}-${slugify(demo.title)}`, tag, demo }));
  return demos.length > 0 ? [{ tag, name: capitalize(name.replaceAll('-', ' ')), exhibits }] : [];
});
const galleryDemos = elementGroups.flatMap((kind) => kind.exhibits);

const colorSchemes = ['system', 'light', 'dark'];
const wide = matchMedia('(min-width: 800px)');
/** The state of each element without attributes. */
const defaultStates = Object.fromEntries(
  elementGroups.map(({ tag }) => [tag, (document.createElement(tag) as Figure).getState()]),
);
let colorScheme = colorSchemes[0];
let copied = false;
let shownDemo = galleryDemos[0];
let shownFigure = createFigure(shownDemo);

/** The element of a demo. */
function createFigure({ tag, demo }: Exhibit): Figure {
  const element = document.createElement(tag) as Figure;
  element.addEventListener('nabla-change', renderGallery);
  for (const [name, value] of Object.entries(demo.attributes)) element.setAttribute(name, value);
  return element;
}

function showHashDemo(): void {
  const asked = galleryDemos.find(({ id }) => `#${id}` === location.hash) ?? galleryDemos[0];
  if (asked !== shownDemo) {
    [shownDemo, shownFigure] = [asked, createFigure(asked)];
    scrollTo(0, 0);
  }
  renderGallery();
}

function renderGallery(): void {
  document.title = `${shownDemo.demo.title} · Nabla`;
  render(pageTemplate(), document.body);
}

function nextColorScheme(): void {
  colorScheme = colorSchemes[(colorSchemes.indexOf(colorScheme) + 1) % colorSchemes.length];
  document.documentElement.dataset.colorScheme = colorScheme;
  renderGallery();
}

async function copySnippet(): Promise<void> {
  await navigator.clipboard.writeText(embedSnippet(shownFigure));
  copied = true;
  renderGallery();
  setTimeout(() => {
    copied = false;
    renderGallery();
  }, 2000);
}

/** Sets an attribute; an empty one is removed, and so is at its default. */
function setFigureAttribute(name: string, value: string): void {
  shownFigure.setAttribute(name, value);
  if (value === '') shownFigure.removeAttribute(name);
  renderGallery();
}

const pageTemplate = () => html`
  <header>
    <a class="brand" href="./"><span aria-hidden="true">∇</span> Nabla</a>
    <p>Figures for the calculus of machine learning</p>
    <a href="pages/article.html">An article</a>
    <button @click=${nextColorScheme}>Theme: ${colorScheme}</button>
  </header>
  <div class="columns">
    <nav aria-label="Figures">
      <details .open=${wide.matches}>
        <summary>${shownDemo.demo.title}</summary>
        ${elementGroups.map(({ name, exhibits }) => demoList(name, exhibits))}
      </details>
    </nav>
    <main>
      <h1>${shownDemo.demo.title}</h1>
      <p class="says"><code>&lt;${shownDemo.tag}&gt;</code> ${shownDemo.demo.says}</p>
      <div class="stage">${shownFigure}</div>
    </main>
    <aside>${detailsTemplate(reference[shownDemo.tag], defaultStates[shownDemo.tag])}</aside>
  </div>
`;

const demoList = (name: string, members: readonly Exhibit[]) => html`
  <h2>${name}</h2>
  <ul>
    ${members.map(
      ({ id, demo }) =>
        html`<li><a href="#${id}" aria-current=${id === shownDemo.id ? 'page' : nothing}>${demo.title}</a></li>`,
    )}
  </ul>
`;

const detailsTemplate = (
  { says, properties, events }: Documented,
  usual: Readonly<Record<string, unknown>>,
) => html`
  <p class="about">${renderCodeSpans(says)}</p>
  <section aria-label="Attributes">
    <h2>Attributes</h2>
    <dl class="attributes">${attributeFields({ ...properties, ...settings(properties, false) }, usual)}</dl>
    ${knobs(settings(properties, true), usual)}
  </section>
  <section aria-label="Embed">
    <div class="row">
      <h2>Embed</h2>
      <button @click=${copySnippet}>${copied ? 'Copied' : 'Copy'}</button>
    </div>
    <pre tabindex="0"><code>${embedSnippet(shownFigure).replace(/" (?=[\w-]+=)/g, '"\n  ')}</code></pre>
  </section>
  <section aria-label="Events">
    <h2>Events</h2>
    <dl class="events">
      ${Object.entries(events).map(([name, what]) => html`<dt><code>${name}</code></dt><dd>${renderCodeSpans(what)}</dd>`)}
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
  const { elementProperties } = shownFigure.constructor as typeof Figure;
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
        <dl class="attributes">${attributeFields(properties, usual)}</dl>
      </details>`;

/** A row per attribute, with its value and its default. */
function attributeFields(properties: Documented['properties'], usual: Readonly<Record<string, unknown>>) {
  const now = shownFigure.attributesNow;
  return Object.entries(properties).map(([name, about]) => {
    const attribute = attributeName(name);
    return attributeField(attribute, now.get(attribute) ?? '', String(usual[name] ?? ''), about);
  });
}

const attributeName = (property: string) =>
  property.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function attributeField(
  name: string,
  value: string,
  usual: string,
  { says, choices }: Documented['properties'][string],
) {
  const handleAttributeChange = (event: Event) =>
    setFigureAttribute(name, (event.target as HTMLInputElement).value);
  const id = `attribute-${name}`;
  const field = choices
    ? html`<select id=${id} aria-describedby="${id}-says" .value=${live(value)} @change=${handleAttributeChange}>
        ${['', ...choices].map((choice) => html`<option value=${choice} ?selected=${choice === value}>${choice}</option>`)}
      </select>`
    : html`<input id=${id} aria-describedby="${id}-says" placeholder=${usual} spellcheck="false" autocomplete="off" .value=${live(value)} @change=${handleAttributeChange} />`;
  return html`<dt><label for=${id}><code>${name}</code></label></dt>
    <dd>${field}<small id="${id}-says">${renderCodeSpans(says)}</small></dd>`;
}

/** Text with its backticked parts as code. */
const renderCodeSpans = (says: string) =>
  says.split('`').map((part, i) => (i % 2 ? html`<code>${part}</code>` : part));

addEventListener('hashchange', showHashDemo);
wide.addEventListener('change', renderGallery);
showHashDemo();
