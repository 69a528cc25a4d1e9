// Observable's own runtime and generators: `viewof` a figure, and a cell that depends on its value.
import 'nabla-workbench/elements';
import { Runtime } from '@observablehq/runtime';
import { Library } from '@observablehq/stdlib';

const { Generators } = new Library();
const module = new Runtime().module();
const figure = document.createElement('nabla-derivative');
for (const [name, text] of Object.entries({ f: 'x^2', x: '1', h: '0.5', domain: '-2..2', loading: 'eager' }))
  figure.setAttribute(name, text);
document.querySelector('#app').append(figure);
module.define('viewof tangent', [], () => figure);
module.define('tangent', ['viewof tangent'], (view) => Generators.input(view));
globalThis.told = [];
module
  .variable({
    fulfilled: (text) => globalThis.told.push(text),
    rejected: (error) => globalThis.told.push(String(error)),
  })
  .define('said', ['tangent'], ({ x, slope }) => `${x}: ${slope}`);
