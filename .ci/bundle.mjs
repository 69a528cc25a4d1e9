// Sources as single files.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build as bundle } from 'vite';

/**
 * What the worker leaves at home. The engine: the page posts it the compiled module, or that there is none, and of the
 * loader nothing is left to do but to make an instance. What is read by people: steps, TeX, what runs say together;
 * the page makes its own of the runs that come back. And what jobs never have: functions of JavaScript, which cannot
 * be posted.
 */
const home = new Map([
  [
    '@assemblyscript/loader/index',
    'export const instantiateSync = (module, imports) => ({ instance: new WebAssembly.Instance(module, imports) });',
  ],
  ['engine/wasm.generated', "export const hex = '';"],
  ['formula/teach/explain', 'export const explained = () => [];'],
  ['formula/teach/simplify', 'export const simplified = (_, roots) => roots;'],
  ['formula/teach/mathml', "export const mathml = () => '';"],
  ['formula/teach/tex', "export const tex = () => '';"],
  [
    'calculus/callback',
    'export const callbackFn = () => null, callback = callbackFn, knowsNoDerivative = () => false;',
  ],
  ['results/comparison', 'export const comparison = (runs) => ({ runs });'],
]);
export const light = {
  name: 'light',
  load: (id) => home.get(/\/(?:src|node_modules)\/(.+)\.[jt]s$/.exec(id)?.[1]) ?? null,
};

/** A script of a page has no worker threads of Node. */
const inPage = {
  name: 'in a page',
  load: (id) =>
    /\/src\/runs\/pool\.[jt]s$/.test(id)
      ? "export const inPool = async ({ workers }) => { throw new TypeError('compare: workers needs Node, or 0, got ' + workers); };"
      : null,
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

/** One source with all it imports, in a format. */
async function bundled(entry, name, format, plugins, rolldownOptions = {}) {
  const { output } = (
    await bundle({
      configFile: false,
      logLevel: 'warn',
      plugins: [tight, inPage, ...plugins],
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        minify: format === 'iife',
        lib: { entry, name, formats: [format] },
        rolldownOptions,
      },
    })
  )[0];
  return output[0];
}

/** One source as one classic script: the shape a Blob worker and a plain script tag both take. */
export async function script(entry, name, plugins = [], rolldownOptions = {}) {
  return ascii((await bundled(entry, name, 'iife', plugins, rolldownOptions)).code);
}

/** A page that does not say its encoding, or a server that does not, must not spell our letters otherwise. */
const ascii = (code) =>
  code.replace(/[^\n\r\t -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** An index has nothing of its own. */
const isShared = (id) => id.endsWith('.ts') && !id.endsWith('/index.ts') && id !== resolve(CORE);

const SHARED = 'shared:';
const CORE = 'dist/core.ts';

/** Files that stay outside a bundle, under the name of their path. */
const outside = (files) => ({
  name: 'shared',
  enforce: 'pre',
  resolveId(id, from) {
    if (!from || !id.startsWith('.')) return null;
    const path = resolve(dirname(from), id).replace(/\.js$/, '.ts');
    return files.has(path) ? { id: SHARED + path, external: true, moduleSideEffects: false } : null;
  },
});

/** What a module of a page takes of files outside: names by file. */
function taken(code) {
  const found = new Map();
  for (const [, names, path] of code.matchAll(/^(?:import|export) \{([^}]*)\} from "shared:([^"]+)";/gm)) {
    const own = names.split(',').map((name) => name.trim().split(' as ')[0]);
    found.set(path, new Set([...(found.get(path) ?? []), ...own]));
  }
  return [...found];
}

/** The same files as what they are once the core has run: parts of an object. */
const takenFrom = (object, parts) => {
  const codes = parts.map(([path, names], i) => {
    const list = [...names].join(', ');
    return [path, `const { ${list} } = ${object}.part${i};\nexport { ${list} };`];
  });
  const known = new Map(codes);
  return { name: 'taken', enforce: 'pre', load: (id) => known.get(id) ?? null };
};

/** A module that has what the page takes, each file's names in an object of their own, and the worker's work. */
function coreOf(parts) {
  const lines = parts.map(([path, names], i) => {
    const own = [...names].map((name) => [name, `${name}${i}`]);
    const [list, object] = [' as ', ': '].map((sign) => own.map((pair) => pair.join(sign)).join(', '));
    return `import { ${list} } from '${path}';\nexport const part${i} = { ${object} };`;
  });
  return `${lines.join('\n')}\nexport { work } from '../web/worker/serveJobs.js';\n`;
}

/**
 * The elements and all they need as one classic script. The files that they share with the worker are in it once: as a
 * function, which the page calls, and whose text is the worker's.
 */
export async function single(entry, name) {
  const text = {
    name: 'text of the worker',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/web/worker/worker.generated.ts')
        ? "export const text = '(' + nablaCore + ')().work()';"
        : null,
  };
  const shared = new Set();
  let [parts, core] = [[], { code: '' }];
  // What the page takes may need files that the worker alone does not: then these are shared as well.
  for (let before = -1; before < shared.size; ) {
    before = shared.size;
    writeFileSync(CORE, coreOf(parts));
    core = await bundled(CORE, 'core', 'iife', []);
    for (const id of core.moduleIds) if (isShared(id)) shared.add(id);
    parts = taken((await bundled(entry, name, 'es', [text, outside(shared)])).code);
  }
  rmSync(CORE);
  // What is imported and then not used is not among them.
  const shims = {
    shimMissingExports: true,
    onLog: (level, log, handler) => log.code === 'SHIMMED_EXPORT' || handler(level, log),
  };
  const rest = await script(entry, name, [text, takenFrom('nablaParts', parts)], shims);
  return `var ${name}=(()=>{function nablaCore(){${ascii(core.code)};return core}const nablaParts=nablaCore();${rest};return ${name}})();\n`;
}
