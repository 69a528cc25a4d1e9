// Figures in notebooks, by the contract that anywidget, marimo, Panel and MyST share: an element by the name of a trait,
// `tag`, whose attributes are the other traits. What its reader changes goes back to them, what it shows to `value`. Its
// language is the trait `lang`, or that of the page.
import type { Figure, FigureValue } from '../figure/figure.js';
import { attributeName, attributeProperties } from '../figure/properties.js';
import { elementNamed } from './elementNamed.js';

/** Model of a widget, as far as all hosts have it. */
interface WidgetModel {
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  on(event: string, listener: () => void): void;
  off(event: string, listener: () => void): void;
  save_changes(): void;
}

/** A property, its attribute, and the names that a trait for it may have: Python has no hyphens. */
interface Trait {
  property: keyof Figure;
  attribute: string;
  usual: unknown;
  names: readonly string[];
}

const who = 'anywidget';
const needElement = (model: WidgetModel) => elementNamed(who, 'tag', model.get('tag') ?? 'nabla-compare');

/** Refusal of a tag that is none, before there is any view. */
function initialize({ model }: { model: WidgetModel }): void {
  needElement(model);
}

/** A view of a model: its figure, until the function returned is called. */
function render({ model, el }: { model: WidgetModel; el: HTMLElement }): () => void {
  let remove = mountFigure(model, el);
  const replace = () => {
    remove();
    remove = mountFigure(model, el);
  };
  for (const name of ['tag', 'lang']) model.on(`change:${name}`, replace);
  return () => {
    for (const name of ['tag', 'lang']) model.off(`change:${name}`, replace);
    remove();
  };
}

function mountFigure(model: WidgetModel, el: HTMLElement): () => void {
  const figure = document.createElement(needElement(model)) as Figure;
  // JupyterLab, which has a command on every key, looks for this.
  figure.dataset.lmSuppressShortcuts = 'true';
  const lang = model.get('lang');
  if (typeof lang === 'string') figure.lang = lang;
  const binding = new Binding(model, figure);
  el.append(figure);
  return () => {
    binding.end();
    figure.remove();
  };
}

/** Traits and figure, each following the other. */
class Binding {
  readonly #model: WidgetModel;
  readonly #figure: Figure;
  readonly #traits: readonly Trait[];
  readonly #end = new AbortController();
  /** Values of the figure that its model knows. */
  readonly #known = new Map<string, unknown>();

  constructor(model: WidgetModel, figure: Figure) {
    this.#model = model;
    this.#figure = figure;
    this.#traits = traitsOf(figure);
    for (const trait of this.#traits)
      for (const name of trait.names) {
        if (model.get(name) !== undefined) this.#take(trait, name);
        this.#follow(name, () => this.#take(trait, name));
      }
    this.#follow('value', () => this.#takeValue());
    const { signal } = this.#end;
    figure.addEventListener('input', () => this.#tell(), { signal });
  }

  end(): void {
    this.#end.abort();
  }

  #follow(name: string, listener: () => void): void {
    this.#model.on(`change:${name}`, listener);
    this.#end.signal.addEventListener('abort', () => this.#model.off(`change:${name}`, listener));
  }

  #take({ property }: Trait, name: string): void {
    Object.assign(this.#figure, { [property]: this.#model.get(name) });
    this.#known.set(property, this.#figure[property]);
  }

  #takeValue(): void {
    const value = this.#model.get('value') as FigureValue;
    if (value !== this.#known.get('value')) this.#figure.value = value;
  }

  /** What the reader has changed, to the traits that there are: those that are text stay text. */
  #tell(): void {
    const { attributesNow, value } = this.#figure;
    for (const { property, attribute, usual, names } of this.#traits) {
      const now = this.#figure[property];
      const name = names.find((each) => this.#model.get(each) !== undefined);
      if (name === undefined || Object.is(now, this.#known.get(property))) continue;
      this.#known.set(property, now);
      const isText = typeof this.#model.get(name) === 'string';
      this.#model.set(name, isText ? (attributesNow.get(attribute) ?? String(usual ?? '')) : now);
    }
    // A figure of an earlier version, which another widget of the page has brought, may have none.
    if (this.#model.get('value') !== undefined && value !== undefined) {
      this.#known.set('value', value);
      this.#model.set('value', value);
    }
    this.#model.save_changes();
  }
}

const traitsOf = (figure: Figure): Trait[] =>
  attributeProperties((figure.constructor as typeof Figure).elementProperties).map(([property, declared]) => {
    const attribute = attributeName(property, declared);
    const names = [...new Set([property, attribute, attribute.replaceAll('-', '_')])];
    return { property: property as keyof Figure, attribute, usual: declared.usual, names };
  });

export default { initialize, render };
