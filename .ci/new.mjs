// npm run new optimizer quasiHyperbolic: the files of a recipe of CONTRIBUTING, under another name.
import { existsSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { recipes } from './recipes.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
const { module: need } = await runnerImport('./src/need.ts', { configFile: false, logLevel: 'error' });

const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);
/** The title of a name: `Inverse time` of `inverseTime`. */
const titleOf = (name) => capital(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
/** The class of a tag: `NablaValue` of `nabla-value`. */
const classOf = (tag) => tag.split('-').map(capital).join('');

/** Names that no export may have: JavaScript's keywords, and `then`, which `await import()` would call. */
const taken =
  'arguments async await break case catch class const continue debugger default delete do else enum eval export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch then this throw true try typeof var void while with yield'.split(
    ' ',
  );

/** The name used in a recipe. */
const nameOf = ([{ path }]) => basename(path, '.ts');

function needName(recipe, name) {
  const old = nameOf(recipe);
  const isTag = old.includes('-');
  const [fits, needs] = isTag
    ? [/^nabla(-[a-z][a-z0-9]*)+$/, 'a tag of small letters']
    : [/^[a-z][A-Za-z0-9]*$/, 'letters and digits, a small letter first'];
  if (name === undefined) throw need.wrongKind('new', 'name', `${needs}, like ${old}`, name);
  if (!fits.test(name)) throw need.outOfRange('new', 'name', `${needs}, like ${old}`, name);
  const isUsed = name !== old && recipe.some(({ text }) => new RegExp(`\\b${name}\\b`).test(text));
  if (isUsed || taken.includes(name))
    throw need.outOfRange('new', 'name', 'a word that the file does not use for something else', name);
}

/** The files of a recipe under another name. Throws TypeError for a kind there is not, RangeError for a bad name. */
function filesFor(kind, name) {
  if (!Object.hasOwn(recipes, kind ?? '')) throw need.unknownName('new', 'kind', kind, Object.keys(recipes));
  const recipe = recipes[kind];
  needName(recipe, name);
  const old = nameOf(recipe);
  const files = recipe.map(({ path, text }) => ({
    path: path.replace(old, name),
    text: text
      .replace(new RegExp(`\\b${old}\\b`, 'g'), name)
      .replace(new RegExp(`\\b${classOf(old)}\\b`, 'g'), classOf(name))
      .replace(/^( +title: )'.*'/m, `$1'${titleOf(name)}'`),
  }));
  const there = files.find(({ path }) => existsSync(path));
  if (there) throw need.outOfRange('new', 'name', `to be free, and ${there.path} is there already`, name);
  return files;
}

try {
  const [kind, name, ...rest] = process.argv.slice(2);
  if (rest.length > 0) throw new RangeError(`new: needs a kind and a name, got ${rest.length + 2} words`);
  const files = filesFor(kind, name);
  for (const { path, text } of files) {
    writeFileSync(path, text);
    console.log(`wrote ${path}`);
  }
  console.log(`
The ${kind} of CONTRIBUTING under this name: make it yours. Then
  npm run index   lists it, and writes the pages of docs that tell of it
  npm run check   builds, and compares types, format and what was written
  npm test`);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
