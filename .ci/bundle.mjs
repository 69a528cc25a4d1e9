// Bundles of the sources, each a single file.
import { rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Script } from 'node:vm';
import { build as bundle } from 'vite';
import { noteModules } from './licences.mjs';

/** Replacement of modules, by their paths without ending. */
const replaced = (name, codes) => ({
  name,
  enforce: 'pre',
  load: (id) => codes[/\/(?:src|node_modules)\/(.+)\.[jt]s$/.exec(id)?.[1]] ?? null,
});

/** Of the loader a page needs the instantiation. */
const bareLoader = replaced('bare loader', {
  '@assemblyscript/loader/index':
    'export const instantiateSync = (module, imports) => ({ instance: new WebAssembly.Instance(module, imports) });',
});

/** The engine's digits left out of the worker's bundle: the page posts it the compiled module, or null. */
export const light = replaced('light', { 'engine/wasm.generated': "export const hex = () => '';" });

/** English alone: of other languages a page loads the file, before this one. */
export const inEnglishAlone = replaced('in English alone', {
  'phrases/languages': 'export const languages = (globalThis.nablaLanguages ??= {});',
});

/** What only tests, lists and the command line read of an entry, or of a setting. */
const forLists = ['cite', 'group', 'reaches', 'reference', 'says'];

/** Removal of what pages do not read of the entries of the catalogue, and of settings. */
const bareEntries = {
  name: 'bare entries',
  enforce: 'post',
  transform(code, id) {
    const isEntry =
      /\/src\/(activations|datasets|losses|models|optimizers|problems|schedules)\/\w+\.ts$/.test(id);
    if (!isEntry && !id.endsWith('/src/spec/settings.ts')) return null;
    let [out, done] = ['', 0];
    const visit = (node) => {
      if (node.type === 'Property' && forLists.includes(node.key.name)) {
        out += code.slice(done, node.start);
        done = code[node.end] === ',' ? node.end + 1 : node.end;
      } else for (const part of Object.values(node).flat()) if (part?.type) visit(part);
    };
    visit(this.parse(code));
    return done ? { code: out + code.slice(done) } : null;
  },
};

/** Replacement of the pool of worker threads, which only Node has. */
const inPage = {
  name: 'in a page',
  load: (id) =>
    /\/src\/runs\/pool\.[jt]s$/.test(id)
      ? "export const runInPool = async ({ workers }) => { throw new TypeError('compare: workers needs Node, or 0, got ' + workers); };"
      : null,
};

/** Removal of spaces from style sheets and templates: they are strings, which no minifier changes. */
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

/**
 * uPlot in English: it asks for formats in the browser's language when it is loaded, which throws where that is no
 * language tag, and all numbers of ours are written by `numberFormat`.
 */
export const inEnglish = {
  name: 'in English',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/uplot\/dist\/uPlot\.\w+\.js$/.test(id)) return null;
    const asked = "domEnv ? nav.language : 'en-US'";
    if (code.split(asked).length !== 2)
      throw new Error(`inEnglish: ${id} needs to ask for a language once, by ${asked}`);
    return code.replace(asked, "'en-US'");
  },
};

const withoutSpaces = (sheet) =>
  sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1');

/** What every bundle for pages is made with. */
export const forPages = [tight, inPage, bareLoader, bareEntries, inEnglish];

/** The output chunk of one source with all its imports, in a format. */
export async function bundled(
  entry,
  name,
  format,
  plugins,
  rolldownOptions = {},
  minify = format === 'iife',
) {
  const { output } = (
    await bundle({
      configFile: false,
      logLevel: 'warn',
      plugins: [...forPages, ...plugins],
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        minify,
        lib: { entry, name, formats: [format] },
        rolldownOptions: {
          checks: { bundlerTimings: false },
          output: { codeSplitting: false },
          ...rolldownOptions,
        },
      },
    })
  )[0];
  noteModules(output[0].moduleIds);
  return output[0];
}

/** One source as a classic script, as a Blob worker and a script tag both take it. */
export async function script(entry, name, plugins = [], rolldownOptions = {}) {
  const { code, long } = apart(ascii((await bundled(entry, name, 'iife', plugins, rolldownOptions)).code));
  // Function declarations are hoisted, so that these may stand last.
  const end = /\}\)\((?:\{\})?\);\s*$/.exec(code).index;
  return long ? `${code.slice(0, end)};${long}${code.slice(end)}` : code;
}

/**
 * The code without its functions that are one long text, and these: in between, they would put its parts further apart
 * than gzip's window.
 */
function apart(code) {
  const found =
    code.match(/function \w+\(\)\{return(?:`(?:[^`\\]|\\.){9999,}`|"(?:[^"\\]|\\.){9999,}")\}/g) ?? [];
  // Digits in quotes: engines take three times as long to read a template, as which the minifier writes them.
  const long = found.map((each) => each.replace(/`([0-9a-f]+)`/, '"$1"')).join('');
  return { code: found.reduce((rest, each) => rest.replace(each, ''), code), long };
}

/** Code in ASCII, which reads the same in whichever encoding page and server declare. */
export const ascii = (code) =>
  code.replace(/[^\n\r\t -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/**
 * A page with its scripts, by the addresses that it loads them from, in itself. What would end the script, or hide its
 * end, is written otherwise; where that is no text but code, the scripts do not parse any more, which is an error here.
 */
export function inlined(page, scripts) {
  return page.replace(/<script src="([^"]+)"><\/script>/g, (_, address) => {
    const code = scripts[address].replace(/<(?=!--|\/?script)/gi, '\\x3c');
    new Script(code);
    return `<script>${code}</script>`;
  });
}

/** Whether a module is shared; an index has no code of its own. */
const isShared = (id) => id.endsWith('.ts') && !id.endsWith('/index.ts') && id !== resolve(CORE);

const SHARED = 'shared:';
const CORE = 'dist/core.ts';

/** Plugin that leaves files outside a bundle, imported by their paths; what is fetched when needed is within it. */
const outside = (files) => ({
  name: 'shared',
  enforce: 'pre',
  resolveId(id, from, { kind }) {
    if (!from || !id.startsWith('.') || kind === 'dynamic-import') return null;
    const path = resolve(dirname(from), id).replace(/\.js$/, '.ts');
    return files.has(path) ? { id: SHARED + path, external: true, moduleSideEffects: false } : null;
  },
});

/** The names that a page imports from files outside its bundle, each once, with its file. */
function taken(code) {
  const found = new Map();
  for (const [, names, path] of code.matchAll(/^(?:import|export) \{([^}]*)\} from "shared:([^"]+)";/gm))
    for (const each of names.split(',')) {
      const name = each.trim().split(' as ')[0];
      found.set(`${path} ${name}`, { name, path });
    }
  return [...found.values()];
}

/** Plugin that reads these names from a list, as the core exports them. */
function takenFrom(list, names) {
  const codes = new Map();
  for (const [i, { name, path }] of names.entries())
    codes.set(path, `${codes.get(path) ?? ''}export const ${name} = ${list}[${i}];\n`);
  return { name: 'taken', enforce: 'pre', load: (id) => codes.get(id) ?? null };
}

/** Source of the core: the names that the page imports, and the worker's entry. */
function coreOf(names) {
  const lines = names.map(({ name, path }, i) => `import { ${name} as taken${i} } from '${path}';`);
  const list = `export const shared = [${names.map((_, i) => `taken${i}`).join(', ')}];`;
  return [...lines, list, "export { serveJobs } from '../web/worker/serveJobs.js';\n"].join('\n');
}

/**
 * All elements as one classic script. Files shared with the worker are in it once, as a function that the page calls
 * and whose text is the worker's script.
 */
export async function single(entry, name) {
  const text = {
    name: 'text of the worker',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/web/worker/worker.generated.ts')
        ? "export const text = () => '(' + nablaCore + ')().serveJobs()';"
        : null,
  };
  const shared = new Set();
  let [names, core] = [[], { code: '' }];
  // What the page imports may need files that the worker alone does not: these are then shared as well.
  for (let before = -1; before < shared.size; ) {
    before = shared.size;
    writeFileSync(CORE, coreOf(names));
    core = await bundled(CORE, 'core', 'iife', []);
    for (const id of core.moduleIds) if (isShared(id)) shared.add(id);
    names = taken((await bundled(entry, name, 'es', [text, inEnglishAlone, outside(shared)])).code);
  }
  rmSync(CORE);
  // Imports that are never used are not among the names.
  const shims = {
    shimMissingExports: true,
    onLog: (level, log, handler) => log.code === 'SHIMMED_EXPORT' || handler(level, log),
  };
  const rest = await script(entry, name, [text, inEnglishAlone, takenFrom('nablaShared', names)], shims);
  // The worker is posted the engine: its digits are for the page alone.
  const { code, long } = apart(ascii(core.code));
  // In a process without elements, which imports what it renders, there is nothing to define.
  return `var ${name}=typeof HTMLElement==="undefined"?{}:(()=>{function nablaCore(){${code};return core}const nablaShared=nablaCore().shared;${rest};return ${name};${long}})();\n`;
}
