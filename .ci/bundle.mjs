// Sources as single files.
import { build as bundle } from 'vite';

/**
 * What the worker leaves at home. The engine: the page posts it the compiled module, or that there is none, and of the
 * loader nothing is left to do but to make an instance. What is read by people: steps, TeX, what runs say together;
 * the page makes its own of the runs that come back. And what jobs never have: functions of JavaScript, which cannot
 * be posted, and ranges of rates, which the page spells out.
 */
const home = new Map([
  [
    '@assemblyscript/loader/index',
    'export const instantiateSync = (module, imports) => ({ instance: new WebAssembly.Instance(module, imports) });',
  ],
  ['engine/wasm.generated', "export const hex = '';"],
  ['formula/explain', 'export const explained = () => [];'],
  ['formula/simplify', 'export const simplified = (_, roots) => roots;'],
  ['formula/mathml', "export const mathml = () => '';"],
  ['formula/tex', "export const tex = () => '';"],
  [
    'calculus/callback',
    'export const callbackFn = () => null, callback = callbackFn, knowsNoDerivative = () => false;',
  ],
  ['descent/logspace', 'export const logspace = () => [], ratesFrom = logspace;'],
  ['descent/comparison', 'export const comparison = (runs) => ({ runs });'],
]);
export const light = {
  name: 'light',
  load: (id) => home.get(/\/(?:src|node_modules)\/(.+)\.[jt]s$/.exec(id)?.[1]) ?? null,
};

/** Style sheets and templates are strings, whose spaces no minifier dares to touch. */
const tight = {
  name: 'tight',
  enforce: 'pre',
  transform: (code, id) => {
    if (/\/src\/kernels\//.test(id)) return code.replace(/^ {2}says: '[^']*',$/m, "  says: '',");
    if (/\/web\/.*\.ts$/.test(id))
      return code.replace(/(?<=\bcss`)[^`]*/g, withoutSpaces).replace(/\n\s+/g, '\n');
    return null;
  },
};

const withoutSpaces = (sheet) =>
  sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1');

/** One source as one classic script: the shape a Blob worker and a plain script tag both take. */
export async function script(entry, name, plugins = []) {
  const { output } = (
    await bundle({
      configFile: false,
      logLevel: 'warn',
      plugins: [tight, ...plugins],
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        lib: { entry, name, formats: ['iife'] },
      },
    })
  )[0];
  return ascii(output[0].code);
}

/** A page that does not say its encoding, or a server that does not, must not spell our letters otherwise. */
const ascii = (code) =>
  code.replace(/[^\n\r\t -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
