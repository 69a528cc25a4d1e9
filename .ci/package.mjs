// The modules of the package: few files, so that Node has little to find and read, and what two of them need in a file
// that both import, so that a process has one engine and one class of each name, whichever doors it came in by.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { build } from 'vite';
import { ascii, bundled, inEnglish } from './bundle.mjs';
import { noteModules } from './licences.mjs';

/** Sources that are imported or started from outside, by their files in dist, which have the same exports. */
const entries = () => ({
  index: 'src/index.ts',
  'src/cli/nabla': 'src/cli/nabla.ts',
  'src/chunks/poolWorker': 'src/runs/poolWorker.ts',
  ...Object.fromEntries(
    readdirSync('web/elements').map((file) => [
      `web/elements/${file.replace('.ts', '')}`,
      `web/elements/${file}`,
    ]),
  ),
});

/**
 * Packages of which a few lines are used, which as files of their own take longer to find than to read; and uPlot, of
 * which a line is changed.
 */
const within = ['@assemblyscript/loader', 'fflate', 'uplot'];

const FFLATE = 'fflate/browser';

/** Calls of fflate that make it first: few have need of the tables that it computes when it is loaded. */
const onDemand = {
  name: 'on demand',
  enforce: 'pre',
  resolveId: (id) => (id === FFLATE ? FFLATE : null),
  async load(id) {
    if (id !== FFLATE) return null;
    const names = ['deflateSync', 'inflateSync'];
    const entry = {
      name: 'entry',
      resolveId: (asked) => (asked === resolve('entry') ? asked : null),
      load: (asked) => (asked === resolve('entry') ? `export { ${names} } from '${FFLATE}';` : null),
    };
    const { code } = await bundled(resolve('entry'), 'fflate', 'iife', [entry], {}, false);
    const calls = names.map((name) => `export const ${name} = (...given) => fflate().${name}(...given);`);
    return `let made;\nconst fflate = () => (made ??= (() => { ${code}; return fflate; })());\n${calls.join('\n')}`;
  },
};

/**
 * Marks on what a module computes when it is loaded, by which bundlers know that it can be left out where nobody asks
 * for the result. They say of every statement what `sideEffects` says of whole files.
 */
const pure = {
  name: 'pure',
  enforce: 'post',
  transform(code, id) {
    if (![resolve('src'), resolve('web')].some((folder) => id.startsWith(folder))) return null;
    let [out, done] = ['', 0];
    const mark = ({ start, end }, before = '') => {
      out += `${code.slice(done, start)}${before}/* @__PURE__ */ (() => (${code.slice(start, end)}))()`;
      done = end;
    };
    for (const statement of this.parse(code).body) {
      const { type, id: name, body, declarations = [] } = statement.declaration ?? statement;
      if (type === 'ClassDeclaration' && body.body.some(isMadeOnLoad))
        mark(statement.declaration ?? statement, `const ${name.name} = `);
      for (const { init } of declarations) if (init && computes(init)) mark(init);
    }
    return done ? { code: out + code.slice(done) } : null;
  },
};

/** Whether a part of a class is computed where the class is. */
const isMadeOnLoad = (part) => part.computed || (part.static && part.type !== 'MethodDefinition');

/** Whether an expression does more than name and compose values when it is evaluated. */
function computes(node) {
  if (/^(?:Call|New|TaggedTemplate|Member|Import|Await)Expression$|^Spread/.test(node.type)) return true;
  if (node.type === 'TemplateLiteral') return node.expressions.length > 0;
  if (/Function|^Class/.test(node.type)) return false;
  return Object.values(node)
    .flat()
    .some((part) => part?.type && computes(part));
}

/** Namespaces of modules are objects of no class; the bundler's stand-ins for them are so too. */
const bareNamespaces = {
  name: 'bare namespaces',
  renderChunk: (code) => code.replace('let target = {};', 'let target = { __proto__: null };'),
};

/** Plugin that finds the modules that the public index imports, directly or not. */
function core() {
  const found = new Set();
  const plugin = {
    name: 'core',
    buildEnd() {
      const waiting = [resolve('src/index.ts')];
      for (let id = waiting.pop(); id; id = waiting.pop()) {
        if (found.has(id)) continue;
        found.add(id);
        waiting.push(...(this.getModuleInfo(id)?.importedIds ?? []));
      }
    },
  };
  return { plugin, has: (id) => found.has(id) };
}

/** What figures of functions need of src, which import nothing of the rest. */
const functions = (
  'need numbers engine math inPlace fn place random sha256 kernels formula entry algebra activations layers losses ' +
  'calculus data/field.ts runs/eventLoop.ts spec/logspace.ts'
).split(' ');

/**
 * The file that a module of the core is in: those of functions are apart, since a bundler keeps a file whole where two
 * of its own need parts of it.
 */
function partOf(id) {
  const path = relative('.', id).replace(/^src\//, '');
  const isIn = (room) => path === room || path === `${room}.ts` || path.startsWith(`${room}/`);
  return functions.some(isIn) || id.includes('/node_modules/@assemblyscript/') ? 'functions' : 'runs';
}

/** Files of the package, in place of what the compiler made of the entries alone. */
export async function writePackage() {
  const { plugin, has } = core();
  const { output } = await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [inEnglish, onDemand, pure, plugin, bareNamespaces],
    ssr: { noExternal: within },
    build: {
      write: false,
      ssr: true,
      target: 'es2022',
      minify: false,
      rolldownOptions: {
        input: entries(),
        checks: { bundlerTimings: false },
        output: {
          entryFileNames: '[name].js',
          chunkFileNames: 'src/chunks/[name].js',
          comments: { legal: true, annotation: true, jsdoc: false },
          codeSplitting: {
            // A part imports those before it alone.
            includeDependenciesRecursively: false,
            groups: [{ debugName: 'core', name: (id) => (has(id) ? partOf(id) : null) }],
          },
        },
      },
    },
  });
  for (const { fileName, code, moduleIds } of output) {
    noteModules(moduleIds);
    mkdirSync(dirname(`dist/${fileName}`), { recursive: true });
    writeFileSync(`dist/${fileName}`, ascii(code));
  }
}
