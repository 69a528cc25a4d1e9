// npm run build: AssemblyScript → dist/engine.wasm → the worker's text → dist/cdn and the page → TypeScript → the files
// of the package.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/dist/asc.js';
import { ascii, bundled, inlined, light, script, single } from './bundle.mjs';
import { assembled } from './constants.mjs';
import { iris } from './iris.mjs';
import { licenceLine, licenceTexts } from './licences.mjs';
import { editorData, elements, jsxFiles, llmsText, manifest, referenceHtml } from './manifest.mjs';
import { writePackage } from './package.mjs';
import { penguins } from './penguins.mjs';
import { reference } from './reference.mjs';
import { writeText } from './text.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** Write of a file only where its text has changed, so that watchers and incremental tools see no change. */
function write(path, text) {
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  writeFileSync(path, text);
}

async function compileKernels() {
  const kernels = readdirSync('assembly/kernels').filter((file) => file.endsWith('.ts'));
  const entries = [
    'assembly/memory.ts',
    'assembly/math/index.ts',
    ...kernels.map((file) => `assembly/kernels/${file}`),
  ];
  const { error, stderr } = await asc.main([...entries, '--config', 'asconfig.json']);
  if (error) throw new Error(`${stderr}\n${error.message}`);
  writeFileSync('dist/engine.wasm', assembled(readFileSync('dist/engine.wat', 'utf8')));
  // Hexadecimal digits compress to a quarter less than base64, in which no byte keeps its alignment.
  const hex = readFileSync('dist/engine.wasm').toString('hex');
  write(
    'src/engine/wasm.generated.ts',
    `/** dist/engine.wasm. */\nexport function hex(): string {\n  return '${hex}';\n}\n`,
  );
}

async function bundleWeb() {
  const worker = await script('web/worker/worker.ts', 'nablaWorker', [light]);
  write(
    'web/worker/worker.generated.ts',
    `/** web/worker/worker.ts, built. */\nexport function text(): string {\n  return ${JSON.stringify(worker)};\n}\n`,
  );
  writeFileSync('dist/worker.js', worker);
  mkdirSync('dist/cdn', { recursive: true });
  const code = await single('web/elements/index.ts', 'nabla');
  // What is bundled is known when it is.
  const figures = licenceLine() + code;
  writeFileSync('dist/cdn/nabla.js', figures);
  await writeHosts((await writeLanguages()) + figures);
}

/** What the elements are, for editors, type checkers and readers. */
function describeElements(all) {
  write('web/pages/reference.generated.ts', reference(all));
  const json = (data) => `${JSON.stringify(data, null, 2)}\n`;
  writeFileSync('dist/custom-elements.json', json(manifest(all)));
  writeFileSync('dist/vscode.html-custom-data.json', json(editorData(all)));
  writeFileSync('dist/llms.txt', llmsText(all));
  for (const [name, text] of Object.entries(jsxFiles(all))) writeFileSync(`dist/${name}`, text);
}

/** The pages with what they load, by relative addresses: any server of files may serve them. */
async function bundleSite(all) {
  cpSync('web/pages', 'dist/site', { recursive: true, filter: (path) => !path.endsWith('.ts') });
  cpSync('dist/cdn/nabla.js', 'dist/site/nabla.js');
  for (const page of ['front', 'gallery'])
    writeFileSync(`dist/site/${page}.js`, await script(`web/pages/${page}.ts`, page));
  writeFileSync('dist/site/reference.html', referenceHtml(all));
}

/** A file beside `nabla.js` for each language besides English; pages load it first. All of them, as one text. */
async function writeLanguages() {
  const all = [];
  const others = readdirSync('src/phrases').flatMap((file) => /^([a-z]{2,3})\.ts$/.exec(file)?.[1] ?? []);
  for (const name of others.filter((each) => each !== 'en')) {
    const code = await script(`src/phrases/${name}.ts`, 'phrases');
    const text = `(() => {${code};(globalThis.nablaLanguages ??= {}).${name} = async () => phrases.${name};})();\n`;
    writeFileSync(`dist/cdn/nabla.${name}.js`, text);
    all.push(text);
  }
  return all.join('');
}

/** The files for what takes one file only, with all languages: notebooks a module, others the address of a page. */
async function writeHosts(figures) {
  const { code } = await bundled('web/hosts/anywidget.ts', 'anywidget', 'es', []);
  writeFileSync('dist/anywidget.js', `${figures}${ascii(code)}`);
  const embed = await script('web/hosts/embed.ts', 'embed');
  const page = readFileSync('web/hosts/embed.html', 'utf8');
  writeFileSync('dist/embed.html', inlined(page, { 'nabla.js': figures, 'embed.js': embed }));
}

function compileTypeScript() {
  execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', '.ci/tsconfig.build.json'], {
    stdio: 'inherit',
  });
  write('dist/index.d.ts', "export * from './src/index.js';\n");
}

rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');
await compileKernels();
write('src/data/iris.generated.ts', iris());
write('src/data/penguins.generated.ts', penguins());
await bundleWeb();
const all = await elements();
describeElements(all);
await bundleSite(all);
compileTypeScript();
await writePackage();
// Its pictures are drawn by the elements of the package.
await writeText();
write('dist/LICENSES.txt', licenceTexts());
