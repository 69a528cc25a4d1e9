// The gallery: the demos of every element that has some, each with its attributes, live, and the lines that embed it.
import { html, nothing, render } from 'lit';
import { live } from 'lit/directives/live.js';
import { embedSnippet } from '../figure/embedSnippet.js';
import type { Figure } from '../figure/figure.js';
import { attributeName } from '../figure/properties.js';
import { colorScheme, createFigure, type Exhibit, elementGroups, nextColorScheme } from './exhibits.js';
import { figureFromLink, linkOfFigure } from './figureLink.js';
import { type Documented, reference } from './reference.generated.js';

const galleryDemos = elementGroups.flatMap(({ exhibits }) => exhibits);
/** What is shown where the address names nothing: runs that play. */
const opening = galleryDemos.find(({ tag }) => tag === 'nabla-compare')!;
const wide = matchMedia('(min-width: 800px)');
/** The state of each element without attributes. */
const defaultStates = Object.fromEntries(
  elementGroups.map(({ tag }) => [tag, (document.createElement(tag) as Figure).getState()]),
);
/** What was copied last, for two seconds. */
let copied = '';
let shownDemo = opening;
let shownFigure = listened(createFigure(shownDemo.tag, shownDemo.demo.attributes));

/** Where the file of all elements is on the page that embeds; kept on this device. */
let base = localStorage.getItem('nabla-base') ?? '';
const scriptAddress = () => (base === '' ? 'nabla.js' : `${base.replace(/\/*$/, '/')}nabla.js`);

function listened(figure: Figure): Figure {
  figure.addEventListener('nabla-change', renderGallery);
  return figure;
}

/** The demo that shows what a linked figure is of: one of its element. */
const demoOf = ({ localName }: Figure): Exhibit => ({
  id: '',
  tag: localName,
  demo: {
    title: 'A figure as it was',
    says: 'opened from a link, with the settings that are in it.',
    attributes: {},
  },
});

function showHashDemo(): void {
  const linked = figureFromLink(location.hash);
  const asked = linked
    ? demoOf(linked)
    : (galleryDemos.find(({ id }) => `#${id}` === location.hash) ?? opening);
  if (asked !== shownDemo) {
    [shownDemo, shownFigure] = [asked, listened(linked ?? createFigure(asked.tag, asked.demo.attributes))];
    scrollTo(0, 0);
  }
  renderGallery();
}

function renderGallery(): void {
  document.title = `${shownDemo.demo.title} · Nabla`;
  render(pageTemplate(), document.body);
}

function changeTheme(): void {
  nextColorScheme();
  renderGallery();
}

async function copy(what: string, text: string): Promise<void> {
  await navigator.clipboard.writeText(text);
  copied = what;
  renderGallery();
  setTimeout(() => {
    copied = '';
    renderGallery();
  }, 2000);
}

const copySnippet = () => copy('snippet', embedSnippet(shownFigure, scriptAddress()));

/** The address of this page with the figure as it stands; it is this page's own from then on. */
function copyLink(): Promise<void> {
  const link = linkOfFigure(shownFigure);
  history.replaceState(null, '', link);
  return copy('link', location.href);
}

function setBase(event: Event): void {
  base = (event.target as HTMLInputElement).value.trim();
  localStorage.setItem('nabla-base', base);
  renderGallery();
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
    <a href="text.html">Text</a>
    <a href="article.html">An article</a>
    <a href="reference.html#${shownDemo.tag}">Reference</a>
    <button @click=${changeTheme}>Theme: ${colorScheme}</button>
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
  <section aria-label="Embed" id="embed">
    <div class="row">
      <h2>Embed</h2>
      <button @click=${copySnippet}>${copied === 'snippet' ? 'Copied' : 'Copy'}</button>
    </div>
    <pre tabindex="0"><code>${embedSnippet(shownFigure, scriptAddress()).replace(/" (?=[\w-]+=)/g, '"\n  ')}</code></pre>
    <p class="lines">
      <a href="nabla.js" download>nabla.js, to put beside the page</a>
      <button @click=${copyLink}>${copied === 'link' ? 'Link copied' : 'Copy a link to this figure'}</button>
    </p>
    <label class="base">or where it is: <input placeholder="https://example.org/lib/" spellcheck="false" .value=${base} @change=${setBase} /></label>
  </section>
  <section aria-label="Attributes">
    <h2>Attributes</h2>
    <dl class="attributes">${attributeFields(settings(properties, false), usual)}</dl>
    ${knobs(settings(properties, true), usual)}
  </section>
  <section aria-label="Events">
    <h2>Events</h2>
    <dl class="events">
      ${Object.entries(events).map(([name, what]) => html`<dt><code>${name}</code></dt><dd>${renderCodeSpans(what)}</dd>`)}
    </dl>
  </section>
`;

/** The attributes that optimizers alone have, or the others. */
const settings = (properties: Documented['properties'], ofOptimizers: boolean): Documented['properties'] =>
  Object.fromEntries(
    Object.entries(properties).filter(([, about]) => (about.ofOptimizers ?? false) === ofOptimizers),
  );

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
  const { elementProperties } = shownFigure.constructor as typeof Figure;
  return Object.entries(properties).map(([name, about]) => {
    const attribute = attributeName(name, elementProperties.get(name) ?? {});
    return attributeField(attribute, now.get(attribute) ?? '', String(usual[name] ?? ''), about);
  });
}

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
