// Sources as single files.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build as bundle } from 'vite';

/**
 * What the worker leaves at home: the engine. The page posts it the compiled module, or that there is none, and of the
 * loader nothing is left to do but to make an instance.
 */
const home = new Map([
  [
    '@assemblyscript/loader/index',
    'export const instantiateSync = (module, imports) => ({ instance: new WebAssembly.Instance(module, imports) });',
  ],
  ['engine/wasm.generated', "export const hex = () => '';"],
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
  const { code, long } = apart(ascii((await bundled(entry, name, 'iife', plugins, rolldownOptions)).code));
  // A function may stand after what calls it.
  const end = /\}\)\((?:\{\})?\);\s*$/.exec(code).index;
  return long ? `${code.slice(0, end)};${long}${code.slice(end)}` : code;
}

/** The functions that are one long text, and the rest: between its halves they would hide the one from the other. */
function apart(code) {
  const found =
    code.match(/function \w+\(\)\{return(?:`(?:[^`\\]|\\.){9999,}`|"(?:[^"\\]|\\.){9999,}")\}/g) ?? [];
  return { code: found.reduce((rest, each) => rest.replace(each, ''), code), long: found.join('') };
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

/** What a page takes of files outside: each name once, and the file that has it. */
function taken(code) {
  const found = new Map();
  for (const [, names, path] of code.matchAll(/^(?:import|export) \{([^}]*)\} from "shared:([^"]+)";/gm))
    for (const each of names.split(',')) {
      const name = each.trim().split(' as ')[0];
      found.set(`${path} ${name}`, { name, path });
    }
  return [...found.values()];
}

/** The same files as what they are once the core has run: what is taken of them, in a list. */
function takenFrom(list, names) {
  const codes = new Map();
  for (const [i, { name, path }] of names.entries())
    codes.set(path, `${codes.get(path) ?? ''}export const ${name} = ${list}[${i}];\n`);
  return { name: 'taken', enforce: 'pre', load: (id) => codes.get(id) ?? null };
}

/** A module that has what the page takes, and the worker's work. */
function coreOf(names) {
  const lines = names.map(({ name, path }, i) => `import { ${name} as taken${i} } from '${path}';`);
  const list = `export const shared = [${names.map((_, i) => `taken${i}`).join(', ')}];`;
  return [...lines, list, "export { work } from '../web/worker/serveJobs.js';\n"].join('\n');
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
        ? "export const text = () => '(' + nablaCore + ')().work()';"
        : null,
  };
  const shared = new Set();
  let [names, core] = [[], { code: '' }];
  // What the page takes may need files that the worker alone does not: then these are shared as well.
  for (let before = -1; before < shared.size; ) {
    before = shared.size;
    writeFileSync(CORE, coreOf(names));
    core = await bundled(CORE, 'core', 'iife', []);
    for (const id of core.moduleIds) if (isShared(id)) shared.add(id);
    names = taken((await bundled(entry, name, 'es', [text, outside(shared)])).code);
  }
  rmSync(CORE);
  // What is imported and then not used is not among them.
  const shims = {
    shimMissingExports: true,
    onLog: (level, log, handler) => log.code === 'SHIMMED_EXPORT' || handler(level, log),
  };
  const rest = await script(entry, name, [text, takenFrom('nablaShared', names)], shims);
  // The worker is told the engine: its digits are for the page alone.
  const { code, long } = apart(ascii(core.code));
  return `var ${name}=(()=>{function nablaCore(){${code};return core}const nablaShared=nablaCore().shared;${rest};return ${name};${long}})();\n`;
}
