// What the elements are for who writes pages: read from their sources and classes, told as a custom-elements manifest,
// types of JSX, data for editors, llms.txt and a page of reference each.
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runnerImport } from 'vite';
import { bundled } from './bundle.mjs';
import { chainOf, eventsOf, plain, propertiesOf } from './reference.mjs';

/** Names of parts and custom states in words; a part or a state without words, or words without one, is an error. */
const words = {
  parts: {
    skip: 'the button that shows the answer without a guess',
    round: 'the question, and what becomes of the guess',
    pick: 'a choice that is a guess',
    'guess-number': 'the field of a guess',
    guess: 'the handle of a guess',
    clear: 'the button that takes the guess back',
    answer: 'the button that shows the answer',
    another: 'the button to another round',
    again: 'the button that asks the same again',
    add: 'the button that adds a run, or a rate to it',
    'add-layer': 'the button that adds a hidden layer',
    all: 'the button that shows all steps of a table',
    'all-units': 'the button that switches all units on',
    apart: 'the share of rows kept apart',
    back: 'the button to the first step',
    caption: 'the sentences under the drawing',
    check: 'the slopes beside differences',
    chip: 'a run in the legend',
    cure: 'the button that mends a mistake',
    dead: 'the dead units on data',
    deeper: 'the button that goes through more layers',
    data: 'the form that says what a file of data is',
    error: 'a message of an error',
    errors: 'the errors by order, drawn',
    f: 'the field of the formula, or of the weights',
    factors: 'the factors of a product, as tables of squares',
    file: 'the button that opens a file of data',
    fold: 'the button that opens or folds a part of the formula',
    formulas: 'the formula and its derivative, or its polynomial, typeset',
    functions: 'the choice of functions, and the field of one’s own',
    halve: 'the button that halves a nudge',
    heading: 'the heading',
    jacobian: 'the Jacobian, as a table of squares',
    lower: 'the button that lowers the order',
    network: 'what the network is made of: layers, data, noise',
    noise: 'the slider of the noise in the data',
    number: 'a number beside a slider',
    numbers: 'the table of numbers, step by step',
    order: 'the order',
    outcomes: 'the table of how runs ended',
    outputs: 'the choice of the output',
    parameters: 'the sliders of the parameters',
    paths: 'the paths from an input to the output',
    play: 'the button that plays and pauses',
    plot: 'the drawing',
    raise: 'the button that raises the order',
    readout: 'the step shown',
    'remove-layer': 'the button that takes a hidden layer away',
    reset: 'the button back to the start',
    rules: 'the derivation, rule by rule',
    run: 'the form that changes a run',
    runs: 'the legend of the runs',
    schemes: 'the legend of the schemes',
    second: 'the button that shows second derivatives',
    shift: 'the button that adds 1 000 to every logit, and takes it away',
    show: 'the button that shows the rest of a derivation',
    shrink: 'the button that makes h smaller',
    speed: 'the choice of speed',
    squares: 'a table of numbers as squares',
    start: 'the field of the start',
    step: 'the button to the next step',
    strip: 'the slopes of whole chains, layer by layer',
    subtitle: 'the line under the heading',
    sweeps: 'how the Jacobian was computed',
    table: 'the table of components',
    targets: 'the choice of the right class',
    tools: 'help, exports and views beside the heading',
    track: 'the slider of the step',
    transport: 'the buttons that play',
    unit: 'the plane of a hidden unit',
    units: 'the planes of the hidden units',
    'units-of-layer': 'the number of units of a layer',
    unfold: 'the button that opens or folds all parts',
    untold: 'the note where a derivation is too long to be told',
    values: 'the table of values',
    views: 'the choice of what is drawn',
  },
  states: {
    apart: 'its colours differ from those around it, by `theme`',
    dropping: 'a file is held over it',
    error: 'it shows an error',
    playing: 'it plays',
    print: 'it is printed',
    working: 'it works out a derivative',
  },
};

/** Methods and getters that anybody may call, of a class in a source; what the platform and Lit call is not told. */
function membersOf(source) {
  const called = /^(?:connected|disconnected|adopted|attributeChanged)Callback$|^render/;
  const pattern =
    /^(?: {2}\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\n)? {2}(?:override )?(?:async |abstract )?(get )?([a-z]\w*)\((.*)\): ([^\n]+?)(?: \{|;)$/gm;
  return [...source.matchAll(pattern)]
    .filter(([, , , name]) => !called.test(name))
    .map(([, comment = '', get, name, parameters, type]) => ({
      kind: get ? 'field' : 'method',
      name,
      parameters: parameters
        .replace(/^\{[^}]*\}: (\w+) = .*$/, 'options?: $1')
        .replace(/^(\w+) = \d+$/, '$1?: number'),
      type,
      says: plain(comment),
    }));
}

/** The code of an element's module without the library and Lit: what is in it of parts and states. */
async function ownCode(file) {
  const external = (id) => /\/src\//.test(id) || !/^[./]/.test(id) || /worker/.test(id);
  return (await bundled(file, 'element', 'es', [], { external }, false)).code;
}

const found = (code, pattern) => [...new Set([...code.matchAll(pattern)].map(([, name]) => name))].sort();

function saidOf(kind, names) {
  const missing = names.find((name) => !(name in words[kind]));
  if (missing) throw new Error(`manifest: .ci/manifest.mjs needs words for "${missing}" among the ${kind}`);
  return names.map((name) => ({ name, says: words[kind][name] }));
}

/** Custom properties that a page may set, with their usual values. */
function tokensOf(theme) {
  const sheet = readFileSync('web/styles/tokens.ts', 'utf8');
  const colours = Object.entries(theme).map(([name, [light, dark]]) => ({
    name: `--nabla-${name}`,
    usual: `light-dark(${light}, ${dark})`,
  }));
  const host = /:host \{([\s\S]*?)\n {2}\}/.exec(sheet)[1];
  const others = [...host.matchAll(/(--nabla-[\w-]+): ([^;]+);/g)].map(([, name, usual]) => ({
    name,
    usual,
  }));
  return [...colours, ...others];
}

/** Properties of several classes, those of the first first; what it has of the others' names is its own. */
function ownFirst(all) {
  const found = {};
  for (const [name, about] of all.flatMap(Object.entries)) found[name] ??= about;
  return found;
}

const attributeOf = (name, { attribute }) => (typeof attribute === 'string' ? attribute : name.toLowerCase());

/** Attributes of a class, its own first, by its declarations and the doc comments above them. */
function attributesOf(type, documented) {
  type.finalize?.();
  const given = [...type.elementProperties].filter(([, property]) => 'read' in property);
  const order = [...Object.keys(documented), ...given.map(([name]) => name)];
  return given
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([name, property]) => ({
      name: attributeOf(name, property),
      property: name,
      type: documented[name]?.type ?? 'string | number | boolean | null | readonly (string | number)[]',
      isDeclared: name in documented,
      usual: property.usual,
      says: documented[name]?.says ?? property.says ?? '',
      ...(documented[name]?.choices && { choices: documented[name].choices.filter(Boolean) }),
      ...(property.ofOptimizers && { ofOptimizers: true }),
    }));
}

/** The keys of an element, in English, as the getter of its class has them; none where it has no keys. */
const keysOf = ({ prototype }) =>
  (Object.getOwnPropertyDescriptor(prototype, 'keys')?.get.call({ phrases: (english) => english }) ?? []).map(
    ([keys, does]) => ({ keys, does }),
  );

/** The elements, each with all that a page can set, call, hear and style. */
export async function elements() {
  const options = { configFile: false, logLevel: 'error' };
  const [{ module: classes }, { module: picture }] = await Promise.all([
    runnerImport('./web/elements/index.ts', options),
    runnerImport('./src/picture/theme.ts', options),
  ]);
  const tokens = tokensOf(picture.theme);
  const said = eventsOf(readFileSync('web/figure/events.ts', 'utf8'));
  const seen = { parts: new Set(), states: new Set() };
  const told = [];
  for (const file of readdirSync('web/elements').filter((name) => name.startsWith('nabla-'))) {
    const path = `web/elements/${file}`;
    const source = readFileSync(path, 'utf8');
    const [, comment, className] = /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*export class (\w+)/.exec(source);
    const chain = chainOf(className);
    const code = await ownCode(resolve(path));
    const parts = found(code, /\bpart="([\w-]+)"/g);
    const states = found(code, /\b(?:setStateFlag|flag)\("(\w+)"/g);
    for (const each of parts) seen.parts.add(each);
    for (const each of states) seen.states.add(each);
    const members = chain.flatMap(membersOf);
    told.push({
      tag: file.replace('.ts', ''),
      className,
      path,
      says: plain(comment.replace(/@fires[\s\S]*/, '')),
      demos: classes[className].demos ?? [],
      attributes: attributesOf(classes[className], ownFirst(chain.map(propertiesOf))),
      members: members.filter((each, i) => members.findIndex(({ name }) => name === each.name) === i),
      events: [...comment.matchAll(/@fires ([\w-]+) - \{@link (\w+)\}/g)].map(([, name, type]) => ({
        name,
        type,
        says: said[type],
      })),
      parts: saidOf('parts', parts),
      states: saidOf('states', states),
      tokens,
      keys: keysOf(classes[className]),
    });
  }
  for (const kind of ['parts', 'states'])
    for (const name of Object.keys(words[kind]))
      if (!seen[kind].has(name)) throw new Error(`manifest: no element has "${name}" among its ${kind}`);
  return told;
}

const usualText = (usual) => (usual === null || usual === undefined || usual === '' ? '' : String(usual));

/** The manifest, https://github.com/webcomponents/custom-elements-manifest, version 2.1. */
export const manifest = (all) => ({
  schemaVersion: '2.1.0',
  readme: 'README.md',
  modules: all.map((element) => ({
    kind: 'javascript-module',
    path: `dist/${element.path.replace(/\.ts$/, '.js')}`,
    declarations: [
      {
        kind: 'class',
        customElement: true,
        name: element.className,
        tagName: element.tag,
        superclass: { name: 'LitElement', package: 'lit' },
        description: element.says,
        attributes: element.attributes.map(({ name, property, type, usual, says }) => ({
          name,
          fieldName: property,
          type: { text: type },
          description: says,
          ...(usualText(usual) && { default: JSON.stringify(usual) }),
        })),
        members: [
          ...element.attributes.map(({ name, property, type, says }) => ({
            kind: 'field',
            name: property,
            attribute: name,
            type: { text: type },
            description: says,
          })),
          ...element.members.map(({ kind, name, parameters, type, says }) =>
            kind === 'field'
              ? { kind, name, type: { text: type }, description: says, readonly: true }
              : {
                  kind,
                  name,
                  description: says,
                  ...(parameters && {
                    parameters: [{ name: parameters.split(/[?:]/)[0], type: { text: parameters } }],
                  }),
                  return: { type: { text: type } },
                },
          ),
        ],
        events: element.events.map(({ name, type, says }) => ({
          name,
          type: { text: type },
          description: says,
        })),
        cssParts: element.parts.map(({ name, says }) => ({ name, description: says })),
        cssStates: element.states.map(({ name, says }) => ({ name, description: says })),
        cssProperties: element.tokens.map(({ name, usual }) => ({ name, default: usual })),
        demos: element.demos.map(({ title, says }) => ({
          url: `gallery.html#${tagId(element.tag, title)}`,
          description: says,
        })),
      },
    ],
    exports: [
      { kind: 'js', name: element.className, declaration: { name: element.className } },
      { kind: 'custom-element-definition', name: element.tag, declaration: { name: element.className } },
    ],
  })),
});

/** The id by which the gallery opens a demo. */
const tagId = (tag, title) =>
  `${tag.replace('nabla-', '')}-${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`;

/** Custom data of HTML for VS Code. */
export const editorData = (all) => ({
  version: 1.1,
  tags: all.map(({ tag, says, attributes }) => ({
    name: tag,
    description: says,
    attributes: attributes.map(({ name, says, choices }) => ({
      name,
      description: says,
      ...(choices && { values: choices.map((choice) => ({ name: choice })) }),
    })),
  })),
});

/** Types of the elements in JSX; `on` says how a kind of JSX calls the listener of an event. */
function jsxTypes(all, from, common, on) {
  const each = all.map(({ tag, className, attributes, events }) => {
    const props = attributes.filter(({ isDeclared }) => isDeclared).map(({ property }) => property);
    const others = attributes.filter(({ isDeclared, name, property }) => !isDeclared && name === property);
    const renamed = attributes.filter(({ name, property }) => name !== property);
    const lines = [
      ...others.map(({ name }) => `${name}?: Given<readonly (string | number)[]>;`),
      ...renamed.map(
        ({ name, property, isDeclared }) =>
          `'${name}'?: Given<${isDeclared ? `${className}['${property}']` : 'readonly (string | number)[]'}>;`,
      ),
      ...events.map(({ name, type }) => `'${on}${name}'?: (event: ${type}) => void;`),
    ];
    const keys = props.map((name) => `'${name}'`).join(' | ');
    return `    '${tag}': ${common(className)} & GivenProps<${className}, ${keys}> & {\n      ${lines.join('\n      ')}\n    };`;
  });
  const types = [...new Set(all.flatMap(({ events }) => events.map(({ type }) => type)))].sort();
  const names = [...all.map(({ className }) => className), ...types].join(', ');
  return `// Written by the build: the elements in the JSX of ${from}.
import type { ${names} } from './web/elements/index.js';

/** Attributes may be text, or what the property is. */
type Given<T> = T | string | number | boolean | null | undefined;
type GivenProps<E, K extends keyof E> = { [Name in K]?: Given<E[Name]> };

declare module '${from}' {
  namespace JSX {
    interface IntrinsicElements extends NablaElements {}
  }
}

export interface NablaElements {
${each.join('\n').replace(/^ {2}/gm, '')}
}
`;
}

/** Files of types by name. */
export const jsxFiles = (all) => ({
  'react.d.ts': jsxTypes(
    all,
    'react',
    (name) => `import('react').DetailedHTMLProps<import('react').HTMLAttributes<${name}>, ${name}>`,
    'on',
  ),
  'preact.d.ts': jsxTypes(all, 'preact', (name) => `import('preact').JSX.HTMLAttributes<${name}>`, 'on'),
  'solid.d.ts': jsxTypes(all, 'solid-js', (name) => `import('solid-js').JSX.HTMLAttributes<${name}>`, 'on:'),
});

const cell = (text) => text.replace(/\|/g, '\\|').replace(/\n/g, ' ');
const code = (text) => (text ? `\`${cell(text)}\`` : '');
const table = (heads, rows) =>
  rows.length === 0
    ? []
    : [
        `| ${heads.join(' | ')} |`,
        `|${' --- |'.repeat(heads.length)}`,
        ...rows.map((row) => `| ${row.join(' | ')} |`),
        '',
      ];

/** The snippet of a demo. */
export const snippet = (tag, attributes) =>
  `<${tag}${Object.entries(attributes)
    .map(
      ([name, value]) =>
        `\n  ${name}="${value.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')}"`,
    )
    .join('')}\n></${tag}>`;

const attributeRows = (attributes) =>
  attributes.map(({ name, usual, says, choices }) => [
    code(name),
    cell(says) + (choices ? ` One of ${choices.map(code).join(', ')}.` : ''),
    code(usualText(usual)),
  ]);

/** The page of reference of an element, in Markdown. */
export function referencePage({
  tag,
  className,
  says,
  demos,
  attributes,
  members,
  events,
  parts,
  states,
  tokens,
  keys,
}) {
  const knobs = attributes.filter(({ ofOptimizers }) => ofOptimizers);
  const methods = members.filter(({ kind }) => kind === 'method');
  const fields = members.filter(({ kind }) => kind === 'field');
  return [
    `# \`<${tag}>\`\n`,
    `${says}\n`,
    ...(demos[0]
      ? ['```html', '<script src="nabla.js" defer></script>', snippet(tag, demos[0].attributes), '```\n']
      : []),
    '## Attributes and properties\n',
    'A property takes what its attribute takes, and has the same name, in one word. Null and undefined are the default.\n',
    ...table(
      ['attribute', 'says', 'default'],
      attributeRows(attributes.filter(({ ofOptimizers }) => !ofOptimizers)),
    ),
    ...(knobs.length
      ? [
          'Knobs of optimizers, a value or several to try:\n',
          ...table(['attribute', 'says', 'default'], attributeRows(knobs)),
        ]
      : []),
    ...(fields.length
      ? [
          '## What can be read\n',
          ...table(
            ['property', 'type', 'says'],
            fields.map(({ name, type, says }) => [code(name), code(type), cell(says)]),
          ),
        ]
      : []),
    '## Methods\n',
    ...table(
      ['method', 'says'],
      methods.map(({ name, parameters, type, says }) => [
        code(`${name}(${parameters}): ${type}`),
        cell(says),
      ]),
    ),
    '## Events\n',
    `They bubble, out of shadow roots too, and are classes that \`nabla-workbench/elements/${tag}.js\` exports.\n`,
    ...table(
      ['event', 'class', 'says'],
      events.map(({ name, type, says }) => [code(name), code(type), cell(says)]),
    ),
    '## Keys, on the drawing\n',
    ...table(
      ['keys', 'do'],
      keys.map(({ keys, does }) => [cell(keys), cell(does)]),
    ),
    '## Parts, states and tokens\n',
    `\`${tag}::part(plot)\` and \`${tag}:state(playing)\` select them.\n`,
    ...table(
      ['part', 'is'],
      parts.map(({ name, says }) => [code(name), says]),
    ),
    ...table(
      ['state', 'holds while'],
      states.map(({ name, says }) => [code(name), says]),
    ),
    'Custom properties, set on the element or around it:\n',
    ...table(
      ['token', 'default'],
      tokens.map(({ name, usual }) => [code(name), code(usual)]),
    ),
    `Class: \`${className}\`.`,
    '',
  ].join('\n');
}

export const escapeHtml = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** HTML of what pages of reference use of Markdown: headings, tables, code, paragraphs. */
const htmlOf = (markdown) =>
  markdown
    .split('\n\n')
    .map((block) => {
      const inline = (text) =>
        escapeHtml(text.replace(/\\\|/g, '|')).replace(/`([^`]*)`/g, '<code>$1</code>');
      const heading = /^(#+) (.*)$/.exec(block.trim());
      if (heading) return `<h${heading[1].length + 1}>${inline(heading[2])}</h${heading[1].length + 1}>`;
      if (block.startsWith('```'))
        return `<pre tabindex="0"><code>${escapeHtml(block.split('\n').slice(1, -1).join('\n'))}</code></pre>`;
      const rows = block.trim().split('\n');
      if (!block.startsWith('|')) return block.trim() && `<p>${inline(block.trim())}</p>`;
      const cells = (row, tag) =>
        `<tr>${row
          .slice(2, -2)
          .split(/ (?<!\\)\| /)
          .map((each) => `<${tag}>${inline(each)}</${tag}>`)
          .join('')}</tr>`;
      return `<div class="table" tabindex="0"><table><thead>${cells(rows[0], 'th')}</thead><tbody>${rows
        .slice(2)
        .map((row) => cells(row, 'td'))
        .join('\n')}</tbody></table></div>`;
    })
    .join('\n');

/** The page of reference of all elements. */
export const referenceHtml = (all) => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="Attributes, properties, methods, events, keys, parts, states and tokens of the elements of Nabla." />
    <title>Reference · Nabla</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="site.css" />
    <link rel="stylesheet" href="reference.css" />
  </head>
  <body>
    <header>
      <a class="brand" href="./"><span aria-hidden="true">∇</span> Nabla</a>
      <a href="text.html">Text</a>
      <a href="gallery.html">Gallery</a>
      <a href="article.html">An article</a>
      <a href="reference.html" aria-current="page">Reference</a>
    </header>
    <main>
      <h1>Reference</h1>
      <nav aria-label="Elements"><ul>${all.map(({ tag }) => `<li><a href="#${tag}"><code>${tag}</code></a></li>`).join('')}</ul></nav>
      ${all.map((each) => `<section id="${each.tag}">\n${htmlOf(referencePage(each))}\n</section>`).join('\n')}
    </main>
  </body>
</html>
`;

/** llms.txt: what there is, for readers that read all of it. */
export function llmsText(all) {
  const readme = readFileSync('README.md', 'utf8');
  const section = (name) => new RegExp(`^## ${name}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(readme)[0].trim();
  return [
    '# Nabla\n',
    `> ${/^(A workbench[^\n]*)$/m.exec(readme)[1]}\n`,
    'The package is `nabla-workbench`. Elements work from one script tag with `nabla.js`, or from `nabla-workbench/elements`.\n',
    section('In a page').replace(/\n\| element[\s\S]*?\n\n/, '\n'),
    '',
    ...all.flatMap(({ tag, says, attributes, events }) => [
      `## <${tag}>\n`,
      `${says}\n`,
      ...attributes.map(
        ({ name, says, usual }) => `- ${name}${usualText(usual) ? `="${usualText(usual)}"` : ''}: ${says}`,
      ),
      ...events.map(({ name, says }) => `- event ${name}: ${says}`),
      '',
    ]),
    section('In code'),
    '',
    section('On the command line'),
    '',
  ].join('\n');
}
