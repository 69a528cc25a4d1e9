// Sources as single files.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
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
  ['formula/explain', 'export const explained = () => [];'],
  ['formula/simplify', 'export const simplified = (_, roots) => roots;'],
  ['formula/mathml', "export const mathml = () => '';"],
  ['formula/tex', "export const tex = () => '';"],
  [
    'calculus/callback',
    'export const callbackFn = () => null, callback = callbackFn, knowsNoDerivative = () => false;',
  ],
  ['descent/comparison', 'export const comparison = (runs) => ({ runs });'],
]);
export const light = {
  name: 'light',
  load: (id) => home.get(/\/(?:src|node_modules)\/(.+)\.[jt]s$/.exec(id)?.[1]) ?? null,
};

/** A script of a page has no worker threads of Node. */
const inPage = {
  name: 'in a page',
  load: (id) =>
    /\/src\/descent\/pool\.[jt]s$/.test(id)
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

/** One source as one classic script: the shape a Blob worker and a plain script tag both take. */
export async function script(entry, name, plugins = [], rolldownOptions = {}) {
  const { output } = (
    await bundle({
      configFile: false,
      logLevel: 'warn',
      plugins: [tight, inPage, ...plugins],
      define: { 'process.env.NODE_ENV': '"production"' },
      build: {
        write: false,
        target: 'es2022',
        minify: true,
        lib: { entry, name, formats: ['iife'] },
        rolldownOptions,
      },
    })
  )[0];
  return ascii(output[0].code);
}

/** A page that does not say its encoding, or a server that does not, must not spell our letters otherwise. */
const ascii = (code) =>
  code.replace(/[^\n\r\t -~]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** What files of a folder import from src, by module: the values, not the types. */
function imported(folder, except) {
  const found = new Map();
  for (const file of readdirSync(folder, { recursive: true })) {
    if (
      !file.endsWith('.ts') ||
      file.endsWith('.generated.ts') ||
      except.some((each) => file.startsWith(each))
    )
      continue;
    const path = join(folder, file);
    for (const [, names, from] of readFileSync(path, 'utf8').matchAll(
      /^import \{([^}]*)\} from '([^']+)';/gm,
    )) {
      const target = join(dirname(path), from.replace(/\.js$/, '.ts'));
      if (!target.startsWith('src/')) continue;
      const values = names.split(',').flatMap((name) => (/^\s*(?:type\s|$)/.test(name) ? [] : [name.trim()]));
      found.set(target, new Set([...(found.get(target) ?? []), ...values]));
    }
  }
  return found;
}

/**
 * The elements and all they need as one classic script. What they share with the worker is in it once: as a function,
 * which the page calls, and whose text is the worker's.
 */
export async function single(entry, name) {
  const modules = [...imported('web', ['pages/', 'worker'])].map(([path, names], i) => ({
    path,
    names: [...names],
    part: `part${i}`,
  }));
  const lines = modules.map(
    ({ path, names, part }) =>
      `import { ${names.join(', ')} } from '../${path}';\nexport const ${part} = { ${names.join(', ')} };`,
  );
  writeFileSync('dist/core.ts', `${lines.join('\n')}\nexport { work } from '../web/work.js';\n`);
  const core = await script('dist/core.ts', 'core');
  const partOf = (id) => modules.find(({ path }) => id.replace(/\.js$/, '.ts') === resolve(path))?.part;
  const text = {
    name: 'text of the worker',
    enforce: 'pre',
    load: (id) =>
      id.endsWith('/web/worker.generated.ts') ? "export const text = '(' + nablaCore + ')().work()';" : null,
  };
  const rest = await script(entry, name, [text], {
    external: (id, from) => !!partOf(from && id.startsWith('.') ? resolve(dirname(from), id) : id),
    output: { globals: (id) => `nablaParts.${partOf(id)}` },
  });
  rmSync('dist/core.ts');
  return `var ${name}=(()=>{function nablaCore(){${core};return core}const nablaParts=nablaCore();${rest};return ${name}})();\n`;
}
