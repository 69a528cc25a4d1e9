// npm run build: AssemblyScript → dist/engine.wasm → TypeScript → the worker's text → dist/cdn and the page.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/dist/asc.js';
import { build as bundle } from 'vite';
import { iris } from './iris.mjs';
import { reference } from './reference.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** Writes only what changed, so that watchers and incremental tools are left in peace. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}

async function compileKernels() {
  const kernels = readdirSync('assembly/kernels').filter((file) => file.endsWith('.ts'));
  const entries = ['assembly/memory.ts', ...kernels.map((file) => `assembly/kernels/${file}`)];
  const { error, stderr } = await asc.main([...entries, '--config', 'asconfig.json']);
  if (error) throw new Error(`${stderr}\n${error.message}`);
  // Compressed, pairs of hexadecimal digits are a quarter smaller than base64, in which no byte keeps its place.
  const hex = readFileSync('dist/engine.wasm').toString('hex');
  write('src/engine/wasm.generated.ts', `/** dist/engine.wasm. */\nexport const hex =\n  '${hex}';\n`);
}

/**
 * What the worker leaves at home. The engine: the page posts it the compiled module, or that there is none. And what
 * is read by people: formulas written out, tables, hashes; the page makes its own of what comes back. And
 * what is made of functions of JavaScript, which cannot be posted.
 */
const home = new Map([
  ['engine/wasm.generated', "export const hex = '';"],
  ['formula/explain', 'export const explained = () => [];'],
  ['formula/simplify', 'export const simplified = (_, roots) => roots;'],
  ['formula/mathml', "export const mathml = () => '';"],
  ['formula/tex', "export const tex = () => '';"],
  ['formula/print', "export const text = () => '';"],
  ['calculus/callback', 'export const callbackFn = () => null, callback = callbackFn;'],
  ['descent/table', "export const table = () => '';"],
  ['descent/sha256', "export const sha256 = () => '';"],
]);
const light = {
  name: 'light',
  load: (id) => home.get(/\/src\/(.+)\.ts$/.exec(id)?.[1]) ?? null,
};

/** Style sheets are templates, whose spaces no minifier dares to touch. */
const tight = {
  name: 'tight',
  enforce: 'pre',
  transform: (code, id) =>
    /\/web\/.*\.ts$/.test(id) ? code.replace(/(?<=\bcss`)[^`]*/g, withoutSpaces) : null,
};

const withoutSpaces = (sheet) =>
  sheet
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1');

/** One source as one classic script: the shape a Blob worker and a plain script tag both take. */
async function script(entry, name, plugins = []) {
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

async function bundleWeb() {
  const worker = await script('web/worker.ts', 'nablaWorker', [light]);
  write(
    'web/worker.generated.ts',
    `/** web/worker.ts, built. */\nexport const text = ${JSON.stringify(worker)};\n`,
  );
  writeFileSync('dist/worker.js', worker);
  mkdirSync('dist/cdn', { recursive: true });
  cpSync('web/pages', 'dist/pages', { recursive: true, filter: (path) => !path.endsWith('.ts') });
  writeFileSync('dist/cdn/nabla.js', await script('web/elements/index.ts', 'nabla'));
  write('web/pages/reference.generated.ts', reference());
  writeFileSync('dist/pages/gallery.js', await script('web/pages/gallery.ts', 'gallery'));
}

function compileTypeScript() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.ci/tsconfig.build.json'], {
    stdio: 'inherit',
  });
  write('dist/index.js', "export * from './src/index.js';\n");
  write('dist/index.d.ts', "export * from './src/index.js';\n");
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await compileKernels();
write('src/data/iris.generated.ts', iris());
await bundleWeb();
compileTypeScript();
