// A host of widgets by anywidget's contract: the module is loaded anew from a Blob for every widget, as notebooks do.
// A page loads it, so that it is plain JavaScript.

class Model {
  saved = 0;
  #listeners = new Map();
  #traits;

  constructor(traits) {
    this.#traits = traits;
  }

  get(name) {
    return this.#traits[name];
  }

  set(name, value) {
    if (this.#traits[name] === value) return;
    this.#traits[name] = value;
    for (const each of [...(this.#listeners.get(`change:${name}`) ?? [])]) each();
  }

  on(event, listener) {
    if (!this.#listeners.has(event)) this.#listeners.set(event, new Set());
    this.#listeners.get(event).add(listener);
  }

  off(event, listener) {
    this.#listeners.get(event)?.delete(listener);
  }

  save_changes() {
    this.saved++;
  }

  get listening() {
    return [...this.#listeners.values()].reduce((sum, each) => sum + each.size, 0);
  }
}

async function mount(code, traits, inShadow = false) {
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  const { default: widget } = await import(url);
  URL.revokeObjectURL(url);
  const model = new Model(traits);
  await widget.initialize({ model });
  const cell = document.body.appendChild(document.createElement('div'));
  const el = inShadow ? cell.attachShadow({ mode: 'open' }).appendChild(document.createElement('div')) : cell;
  const remove = await widget.render({ model, el });
  return { model, el, remove, figure: () => el.firstElementChild };
}

globalThis.mountWidget = mount;
