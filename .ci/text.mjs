// The page of the text: its sections as HTML that reads whole without a script, with MathML for its formulas and, in
// each figure, a picture of it as the element itself draws it.
import { mkdirSync, writeFileSync } from 'node:fs';
import temml from 'temml';
import { escapeHtml } from './manifest.mjs';
import { parts } from './parts.mjs';

const first = 'web/elements/nabla-derivative.ts';
const played = 'web/elements/nabla-landscape.ts';

/**
 * MathML with primes on the line: the character is raised by itself, and made small and raised once more it is a speck
 * in fonts without a variant for that.
 */
function primesOnLine(math) {
  const [prime] =
    math.match(/(?:<mrow>)?(?:<mo lspace="0em" rspace="0em">′<\/mo>)+(?:<\/mrow>)?<\/msup>/) ?? [];
  if (!prime) return math;
  const end = math.indexOf(prime);
  let [start, depth] = [end, 1];
  while (depth > 0) {
    const before = math.slice(0, start);
    const [opened, closed] = [before.lastIndexOf('<msup>'), before.lastIndexOf('</msup>')];
    depth += opened > closed ? -1 : 1;
    start = Math.max(opened, closed);
  }
  const base = math.slice(start + '<msup>'.length, end);
  const marks = prime.slice(0, -'</msup>'.length);
  const rest = math.slice(end + prime.length);
  return primesOnLine(`${math.slice(0, start)}<mrow>${base}${marks}</mrow>${rest}`);
}

/** MathML of TeX; of its attributes pages need no styles and no classes but those of marks. */
function mathml(tex, display) {
  const math = temml.renderToString(tex, { displayMode: display, throwOnError: true, trust: true });
  const plain = math
    .replace(/ style="[^"]*"/g, '')
    .replace(/ class="([^"]*)"/g, (_, name) =>
      /^(slope|input|run)$/.test(name) ? ` class="symbol" data-mark="${name}" tabindex="0"` : '',
    );
  return primesOnLine(plain);
}

/** HTML of words: formulas between dollar signs, and what figures mark. */
function wordsHtml(words) {
  const display = /^\$\$([\s\S]*)\$\$$/.exec(words);
  if (display) return `<div class="formula" tabindex="0">${mathml(display[1], true)}</div>`;
  const html = words
    .replace(/\$([^$]+)\$/g, (_, tex) => mathml(tex, false))
    .replace(
      /<b data-mark="(\w+)">([\s\S]*?)<\/b>/g,
      '<span class="symbol" data-mark="$1" tabindex="0">$2</span>',
    );
  return html.startsWith('<table>') ? `<div class="table" tabindex="0">${html}</div>` : html;
}

const digits = /-?\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;

/** What a program prints, the digits in which it differs from the other language apart. */
function printedHtml(text, other) {
  const others = other.match(digits) ?? [];
  let at = 0;
  const html = escapeHtml(text).replace(digits, (number) => {
    const twin = others[at++];
    if (twin === undefined || Number(twin) === Number(number)) return number;
    let same = 0;
    while (same < number.length && number[same] === twin[same]) same++;
    return `${number.slice(0, same)}<u>${number.slice(same)}</u>`;
  });
  return `<pre class="prints" tabindex="0"><samp>${html}</samp></pre>`;
}

const languages = { python: 'Python', typescript: 'TypeScript' };

function listingHtml({ prints, says, ...code }) {
  const programs = Object.entries(languages).map(
    ([name, title]) => `<div data-language="${name}"><p class="language">${title}</p>
<pre tabindex="0"><code>${escapeHtml(code[name])}</code></pre>
${printedHtml(prints[name], prints[name === 'python' ? 'typescript' : 'python'])}</div>`,
  );
  const tabs = Object.entries(languages).map(
    ([name, title], i) =>
      `<button type="button" data-show="${name}" aria-pressed="${i === 0}">${title}</button>`,
  );
  return `<div class="listing"><div class="tabs" role="group" aria-label="Language">${tabs.join('')}<button type="button" class="copy">Copy</button></div>
${programs.join('\n')}
<p class="says">${says}</p></div>`;
}

function exerciseHtml({ asks, label, check }, id, number) {
  return `<form class="exercise" id="${id}" data-check="${escapeHtml(JSON.stringify(check))}">
<p id="${id}-asks"><b>Exercise ${number}.</b> ${wordsHtml(asks)}</p>
<div class="answer"><label for="${id}-field">${mathml(label, false)}</label><input id="${id}-field" aria-label="Answer to exercise ${number}" aria-describedby="${id}-asks ${id}-said" autocomplete="off" autocapitalize="off" spellcheck="false" /><button>Check</button></div>
<output id="${id}-said" for="${id}-field"></output></form>`;
}

const attributesHtml = (attributes) =>
  Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeHtml(value)}"`)
    .join('');

/** A figure with a picture of it, which is there until it draws itself. */
function figureHtml({ tag, attributes, shows }, name, pictures) {
  const source = (width, scheme) => `text/${name}-${width}-${scheme}.svg`;
  const { size, subtitle } = pictures.wide;
  const dark = '(prefers-color-scheme: dark)';
  return `<div class="figure" data-figure="${tag}"><${tag}${attributesHtml(attributes)}><p class="heading">${escapeHtml(attributes.heading)}</p>${subtitle && `<p class="subtitle">${escapeHtml(subtitle)}</p>`}
<picture>
<source media="screen and (max-width: 799px) and ${dark}" srcset="${source('narrow', 'dark')}" />
<source media="(max-width: 799px)" srcset="${source('narrow', 'light')}" />
<source media="screen and ${dark}" srcset="${source('wide', 'dark')}" />
<img src="${source('wide', 'light')}" width="${size.width}" height="${size.height}" loading="lazy" alt="${escapeHtml(shows)}" />
</picture></${tag}></div>`;
}

function sectionHtml(section, number, isNested, pictures) {
  const { id, title, words, listing, figure, exercises } = section;
  const level = isNested ? 'h3' : 'h2';
  const forms = exercises.map((each, i) => exerciseHtml(each, `${id}-${i + 1}`, i + 1));
  const answers = exercises.map(({ answer }, i) => `${i + 1}. <code>${escapeHtml(answer)}</code>`);
  return `<section id="${id}" aria-labelledby="${id}-title">
<${level} id="${id}-title"><span class="number">${number}</span> <a href="#${id}">${title}</a></${level}>
<div class="columns"><div class="words">
${words.map(wordsHtml).join('\n')}
</div>
${listingHtml(listing)}</div>
${figureHtml(figure, id, pictures.get(id))}
<div class="exercises">
${forms.join('\n')}
</div>
<p class="answers">Answers: ${answers.join('; ')}</p>
</section>`;
}

function summaryHtml({ words, rows }) {
  const lines = rows.map(
    ({ concept, id, formula, use }) =>
      `<tr><th scope="row"><a href="#${id}">${concept}</a></th><td>${mathml(formula, false)}</td><td>${use}</td></tr>`,
  );
  return `<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title"><a href="#summary">Summary</a></h2>
<div class="table" tabindex="0"><table><thead><tr><th scope="col">what</th><th scope="col">formula</th><th scope="col">what for</th></tr></thead><tbody>
${lines.join('\n')}
</tbody></table></div>
${words.map(wordsHtml).join('\n')}</section>`;
}

/** The page. */
function pageHtml({ sections, opening, summary }, pictures, scripts) {
  let heading = null;
  const links = sections.map(({ id, title, ...section }, i) => {
    const begins = section.heading && section.heading !== heading;
    heading = section.heading;
    const group = begins ? `<li class="topic">${heading}</li>\n` : '';
    return `${group}<li><a href="#${id}"><span class="number">${i + 1}</span> ${title}</a></li>`;
  });
  const bodies = sections.map((section, i) => {
    const begins = section.heading && section.heading !== heading;
    heading = section.heading;
    const group = begins ? `<h2 class="group">${heading}</h2>\n` : '';
    return group + sectionHtml(section, i + 1, heading !== null, pictures);
  });
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="description" content="Calculus for machine learning, from the slope of a curve to backpropagation, with figures to move, programs in two languages, and exercises." />
    <title>Calculus for machine learning · Nabla</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="site.css" />
    <link rel="stylesheet" href="text.css" />
${scripts.map((name) => `    <script src="text/${name}" defer></script>`).join('\n')}
  </head>
  <body>
<header>
  <a class="brand" href="./"><span aria-hidden="true">∇</span> Nabla</a>
  <a href="text.html" aria-current="page">Text</a>
  <a href="gallery.html">Gallery</a>
  <a href="article.html">An article</a>
  <a href="reference.html">Reference</a>
  <button type="button" class="theme">Theme: system</button>
</header>
<div class="page">
<nav aria-label="Sections"><details open><summary>Sections</summary>
<p>${sections.length} sections, about 50 minutes</p>
<ol>${links.join('\n')}
<li><a href="#summary"><span class="number"></span> Summary</a></li></ol>
<p class="done" role="status"></p></details></nav>
<main>
<div class="opening"><div><h1>Calculus for machine learning</h1>
<p>${opening.words}</p>
<div class="formula" tabindex="0">${mathml(opening.formula, true)}</div>
<p class="ways"><a class="way button" href="#${sections[0].id}">Start with slopes</a> <a class="way" href="#${sections[1].id}">or jump to the chain rule</a></p></div>
${figureHtml(opening.figure, 'opening', pictures.get('opening'))}</div>
${bodies.join('\n')}
${summaryHtml(summary)}
</main>
</div>
  </body>
</html>
`;
}

/** Widths of the pictures, that of the column and that of a phone. */
const widths = { wide: 920, narrow: 328 };

/** Pictures of a figure at both widths, light and dark, as files; its elements run in Node as they do in a page. */
async function drawPictures(figures) {
  const { createPictures } = await import('../dist/web/text/stillPicture.js');
  const all = new Map();
  for (const [name, figure] of figures) {
    const pictures = {};
    for (const { width, scheme, text, ...told } of createPictures(figure, widths)) {
      writeFileSync(`dist/site/text/${name}-${width}-${scheme}.svg`, text);
      pictures[width] ??= told;
    }
    all.set(name, pictures);
  }
  return all;
}

/** Writes the page with its script and pictures. */
export async function writeText() {
  mkdirSync('dist/site/text', { recursive: true });
  const text = await import('../dist/web/text/text.js');
  const { files, atOnce } = await parts('web/text/textPage.ts', first, played);
  for (const [name, code] of Object.entries(files)) writeFileSync(`dist/site/text/${name}`, code);
  const figures = [['opening', text.opening.figure], ...text.sections.map(({ id, figure }) => [id, figure])];
  const pictures = await drawPictures(figures);
  writeFileSync('dist/site/text.html', pageHtml(text, pictures, atOnce));
}
