import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { activations, datasets, findRate, losses, optimizers, problems, schedules } from '../../src/index.js';
import * as models from '../../src/models/index.js';
import { run, spawned } from './command.js';

const nabla = (...args: string[]) => run(args);

describe('nabla derive', () => {
  it('reads a derivative, with its value at a point', async () => {
    const { status, out } = await nabla('derive', '(3x+2)^4', '--at', 'x=1');
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^f = \(3x\+2\)\^4 +625 at x = 1$/),
      expect.stringMatching(/^f′ = 12 \(3x\+2\)\^3 +1500 at x = 1$/),
    ]);
  });

  it('takes each variable in turn', async () => {
    expect((await nabla('derive', 'x^2+3x*y+y^2')).out).toMatch(/∂f\/∂x = 2x \+ 3y\n∂f\/∂y = 3x \+ 2y$/);
  });

  it('explains', async () => {
    const { out } = await nabla('derive', '(3x+2)^4', '--explain');
    expect(out).toMatch(/1\. chain\n[\s\S]*u = 3x \+ 2[\s\S]*simplify\n[\s\S]*= 12 \(3x\+2\)\^3$/);
  });

  it('explains in TeX', async () => {
    const { out } = await nabla('derive', '(3x+2)^4', '--explain', '--format', 'tex');
    expect(out).toMatch(/^f' = 12 .*\n% chain\n\\frac\{d\}\{dx\}/);
  });

  it('prints a line each, and rows with numbers', async () => {
    const lines = (await nabla('derive', 'x^2+3y', '--at', 'x=1,y=3', '--format', 'jsonl')).out.split('\n');
    expect(lines.map((line) => JSON.parse(line).value)).toEqual([2, 3]);
    expect((await nabla('derive', 'x^2+3y', '--at', 'x=1,y=3', '--format', 'csv')).out).toBe(
      'variable,derivative,value\nx,"2x",2\ny,"3",3',
    );
  });

  it('writes numbers that are not finite as strings in JSON, of the steps too', async () => {
    const { out } = await nabla('derive', 'log(2x)', '--at', 'x=0', '--format', 'json', '--explain');
    const [{ steps }] = JSON.parse(out).derivatives;
    expect(steps[0].values['1/u']).toBe('Infinity');
    expect(steps[0].tex.before).toContain('\\ln');
  });

  it('prints JSON and TeX', async () => {
    const json = JSON.parse((await nabla('derive', 'log(x)', '--at', 'x=0', '--format', 'json')).out);
    expect(json).toMatchObject({
      formula: 'log(x)',
      value: '-Infinity',
      derivatives: [{ variable: 'x', text: '1/x' }],
    });
    expect((await nabla('derive', '1/x', '--format', 'tex')).out).toMatch(/^f' = .*\\frac/);
  });

  it('takes a formula that starts with a minus, whatever letter follows', async () => {
    expect((await nabla('derive', '-x^2')).out).toBe('f = -x^2\nf′ = -2x');
    expect((await nabla('derive', '--at', 'V=2', '-V^2', '--format', 'csv')).out).toBe(
      'variable,derivative,value\nV,"-2V",-4',
    );
  });

  it('prints the steps as rows, and values in TeX', async () => {
    expect((await nabla('derive', 'x^2', '--explain', '--format', 'csv')).out).toBe(
      'variable,step,rule,before,after\nx,1,power,"d/dx [x^2]","2x"',
    );
    expect(
      (await nabla('derive', 'θ1 rate', '--at', 'θ1=3,rate=1e21', '--format', 'tex')).out.split('\n'),
    ).toEqual([
      '\\frac{\\partial f}{\\partial \\theta_{1}} = \\mathrm{rate}',
      '\\left.\\frac{\\partial f}{\\partial \\theta_{1}}\\right|_{\\theta_{1} = 3,\\; \\mathrm{rate} = 10^{21}} = 10^{21}',
      '\\frac{\\partial f}{\\partial \\mathrm{rate}} = \\theta_{1}',
      '\\left.\\frac{\\partial f}{\\partial \\mathrm{rate}}\\right|_{\\theta_{1} = 3,\\; \\mathrm{rate} = 10^{21}} = 3',
    ]);
    expect((await nabla('derive', 'log(x)', '--at', 'x=0', '--format', 'tex')).out).toMatch(/= \\infty$/);
  });

  it.each([
    [
      ['derive', 'x^2 sine(x)'],
      /no function "sine"; did you mean "sin"\?[\s\S]*\n {2}x\^2 sine\(x\)\n {6}\^/,
    ],
    [['derive', 'x^2', '--at', 'y=1'], /^derive: no variable "y"; there is x$/],
    [['derive', 'x^2', '--at', 'x=one'], /^derive: --at needs a point like x=1, got "x=one"$/],
    [['derive', 'x y', '--at', 'x=1,x=2,y=3'], /^derive: --at needs each name once, got "x=1,x=2,y=3"$/],
    [['derive', 'x', '--at', 'x=1e400'], /^derive: --at needs numbers up to 1.8e308, got "1e400"$/],
    [['derive', '2', '--at', 'x=1'], /^derive: no variable "x"; there is none$/],
    [['derive', 'x', '--out', '/no/such/folder/a'], /^derive: --out needs a file that can be written, got/],
    [['derive', 'x', '-f', 'tex'], /unknown option '-f'/],
    [['derive', '-x', 'y'], /too many arguments/],
    [['rules', '--format', 'xml'], /Allowed choices are table, json, jsonl, csv, tex/],
    [['derive'], /missing required argument/],
    [['derive', 'x', '--fromat', 'tex'], /unknown option '--fromat'[\s\S]*--format/],
    [['drive'], /unknown command 'drive'[\s\S]*derive/],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await nabla(...args);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('nabla check --command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  /** A program in a file whose name has a blank, of what it does with a line. */
  const program = (name: string, answer: string, before = '') => {
    const path = join(folder, `${name} f.mjs`);
    const lines =
      "import { createInterface } from 'node:readline';\nfor await (const line of createInterface(process.stdin)) {";
    writeFileSync(path, `${before}\n${lines}\nconst [x, y] = JSON.parse(line).x;\n${answer}\n}`);
    return `'${process.execPath}' "${path}"`;
  };
  const tell = (value: string, gradient: string) =>
    `console.log(JSON.stringify({ value: ${value}, gradient: [${gradient}] }));`;
  const check = (command: string, ...more: string[]) =>
    nabla('check', '--command', command, '--at', 'x=1,y=2', ...more);

  it('checks the gradient that any program tells, by its values', async () => {
    const right = program('right', tell('x*x + 3*x*y + y*y', '2*x + 3*y, 3*x + 2*y'));
    const { status, out } = await check(right);
    expect(out).toMatch(/\n∂f\/∂x +8 +\S+ +\S+ +pass\n∂f\/∂y +7 [\s\S]*\n\npass$/);
    expect(status).toBe(0);
    const wrong = await check(program('wrong', tell('x*x + 3*x*y + y*y', '2*x + 3*y, -3*x - 2*y')));
    expect([wrong.status, wrong.out]).toEqual([1, expect.stringMatching(/∂f\/∂y +-7 +7 .*fail\n\nfail$/)]);
    // One that ends after an answer, and one that prints numbers as Python does.
    const once = await check(program('once', `${tell('x + y', '1, 1')} process.exit(0);`));
    expect(once.status).toBe(0);
    const none = await check(
      program('none', 'console.log(\'{"value": NaN, "gradient": [NaN, -Infinity]}\')'),
    );
    expect([none.status, none.out]).toEqual([1, expect.stringMatching(/inconclusive$/)]);
  });

  it('says what is wrong with a program', async () => {
    for (const [command, message, more] of [
      [
        'no-such-program --now',
        /^check: --command needs a program that can be run, got "no-such-program" \(ENOENT\)$/,
      ],
      [
        program('crash', '', 'throw new Error("no such file");'),
        /^check: --command needs an answer, got its end with code 1: /,
      ],
      [program('quiet', 'process.exit(0)'), /^check: --command needs an answer, got its end with code 0$/],
      [
        program('late', '', 'setInterval(() => {}, 1000);'),
        /^check: --command needs an answer within 0.3 s \(--limit\), got none$/,
        ['--limit', '0.3'],
      ],
      [
        program('words', 'console.log("hello")'),
        /^check: --command needs a line like \{"value": 1\.5, "gradient": \[2, 3\]\}, got "hello"$/,
      ],
      [program('texts', tell('"1"', '1, 2')), /^check: --command needs a line like /],
      [program('short', tell('1', '1')), /^check: gradient needs a number for each of 2 inputs, got 1$/],
      ['python3 "f.py', /^check: --command needs quotes that are closed, got /],
      [' ', /^check: --command needs a program, got " "$/],
    ] as [string, RegExp, string[]?][]) {
      const { status, err } = await check(command, ...(more ?? []));
      expect(err).toMatch(message);
      expect(status).toBe(2);
    }
    const both = await nabla('check', 'x', '--command', 'true', '--at', 'x=1');
    expect(both.err).toBe('check: the call needs a formula and --gradient, or --command, got both');
    const neither = await nabla('check', '--at', 'x=1');
    expect(neither.err).toBe('check: the call needs a formula, or --command, got neither');
    const nowhere = await nabla('check', '--command', 'true', '--at', '1,2');
    expect(nowhere.err).toMatch(/^check: --at needs names with a number each, like x=1,y=2, got "1,2"$/);
  });

  it('runs it by no shell', async () => {
    const path = join(folder, 'made');
    const { status } = await check(`true; touch ${path}`);
    expect(status).toBe(2);
    expect(existsSync(path)).toBe(false);
  });
});

describe('nabla check', () => {
  const right = ['check', 'x^2+3x*y+y^2', '--gradient', '2x+3y; 3x+2y', '--at', 'x=1,y=2'];

  it('passes a right gradient, with a table', async () => {
    const { status, out } = await nabla(...right);
    expect(status).toBe(0);
    expect(out).toMatch(
      /^component +claimed +numeric +error +verdict +slip\n∂f\/∂x +8 +\S+ +\S+ +pass\n∂f\/∂y +7 /,
    );
    expect(out).toMatch(/\n\npass$/);
  });

  it.each([
    [['check', 'sin(3x)', '--gradient', 'cos(3x)', '--at', 'x=1'], /fail +inner derivative\n\nfail$/],
    [['check', '-x^2', '--gradient', '2x', '--at', 'x=1'], /fail +sign\n\nfail$/],
    [['check', 'relu(x)', '--gradient', '0', '--at', 'x=0'], /kink \(left 0, right 1\)\n\nkink$/],
    [['check', 'log(x)', '--gradient', '1/x', '--at', 'x=-1'], /inconclusive\n\ninconclusive$/],
  ])('exits with 1 for %j', async (args, message) => {
    const { status, out } = await nabla(...args);
    expect(out).toMatch(message);
    expect(status).toBe(1);
  });

  it('takes a tolerance', async () => {
    const rough = ['check', 'x^2', '--gradient', '2.001x', '--at', 'x=1'];
    expect((await nabla(...rough)).status).toBe(1);
    expect((await nabla(...rough, '--tolerance', '1e-3')).status).toBe(0);
  });

  it('prints JSON, lines and CSV', async () => {
    const { verdict, worst, components } = JSON.parse((await nabla(...right, '--format', 'json')).out);
    expect([verdict, worst.name, components.length]).toEqual(['pass', expect.stringMatching(/^[xy]$/), 2]);
    const lines = (await nabla(...right, '--format', 'jsonl')).out.split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(components);
    expect((await nabla(...right, '--format', 'csv')).out).toMatch(
      /^component,claimed,numeric,error,estimatedError,verdict,slip,left,right\nx,8,/,
    );
    const undefinedThere = ['check', 'log(x)', '--gradient', '1/x', '--at', 'x=-1', '--format', 'json'];
    expect(JSON.parse((await nabla(...undefinedThere)).out).worst.numeric).toBe('NaN');
  });

  it.each([
    [
      ['check', 'x y', '--gradient', 'x', '--at', 'x=1,y=2'],
      /^check: --gradient needs ∂f\/∂x; ∂f\/∂y, got "x"$/,
    ],
    [
      ['check', 'x', '--gradient', '1', '--at', 'x=1', '--tolerance', '0'],
      /^check: --tolerance needs a number above 0/,
    ],
    [['check', 'x', '--gradient', '1'], /required option '--at <point>' not specified/],
    [
      ['check', 'x', '--gradient', '1', '--at', 'x=1', '--format', 'tex'],
      /Allowed choices are table, json, jsonl, csv/,
    ],
    [['check', 'x', '--gradient', '1', '--at', 'y=1'], /^check: no variable "y"/],
    [['check', 'x', '--gradient', '2x+', '--at', 'x=1'], /column/],
  ])('refuses %j', async (args, message) => {
    const { status, err } = await nabla(...args);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('nabla rate', () => {
  const valley = ['rate', '--problem', 'rosenbrock', '--count', '60'];

  it('tells what each rule suggests for each optimizer, and with real runs which is right', async () => {
    const { status, out, err } = await nabla(...valley, '--optimizer', 'sgd,adam', '--truth', '50');
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^sgd: \d+ rates from 1e-7, stopped at /);
    expect(
      out.match(/^(?:valley|2\/lambdaMax|cauchy) +\S+ +(?:inside|at the edge|\S+ times too \w+) +\S/gm),
    ).toHaveLength(6);
    expect(
      out.match(/^best \S+, edge \S+; real runs of 50 steps end within a tenth of the best /gm),
    ).toHaveLength(2);
  });

  it('prints what findRate returns, in JSON and rows', async () => {
    const [found] = JSON.parse((await nabla(...valley, '--momentum', '0.9', '--format', 'json')).out);
    const known = findRate('rosenbrock', { optimizer: 'sgd', momentum: 0.9, count: 60 });
    expect(found).toMatchObject({
      optimizer: 'sgd',
      rates: [...known.rates],
      suggestions: known.suggestions,
    });
    const rows = (await nabla(...valley, '--format', 'csv', '--no-curvature')).out.split('\n');
    expect(rows).toHaveLength(9);
    expect(rows[0]).toBe('optimizer,rule,rate,factor,because');
  });

  it('takes data, several values of a knob, repeats and runs as tools make them', async () => {
    const given = [
      'rate',
      '--data',
      'iris',
      '--model',
      'mlp:4',
      '--batch',
      '50',
      '--count',
      '30',
      '--repeats',
      '2',
    ];
    const { out } = await nabla(...given, '--momentum', '0,0.9', '--presets', '--format', 'json');
    const all = JSON.parse(out);
    expect(all.map(({ knobs }: { knobs: object }) => knobs)).toEqual([{ momentum: 0 }, { momentum: 0.9 }]);
    expect(Object.keys(all[0].presets)).toEqual([
      'fastai',
      'torch-lr-finder',
      'ignite',
      'lightning',
      'keras',
    ]);
    expect(all[0].suggestions.valley.repeats).toHaveLength(2);
  });

  it.each([
    [['--from', '0'], 'nabla rate: --from needs a number above 0, got 0'],
    [['--presets', 'fastia'], 'nabla rate: no preset "fastia"; did you mean "fastai"?'],
    [
      ['--optimizer', 'newton'],
      'nabla rate: optimizer needs one that steps at a rate, such as sgd or adam, got "newton"',
    ],
    [['--momentum', '2'], 'nabla rate: --momentum needs a number from 0 to below 1, got 2'],
    [
      ['--truth', 'long'],
      "error: option '--truth [steps]' argument 'long' is invalid. It needs a whole number from 1 to 1000000000.",
    ],
    [
      ['--out', '/no/such/folder/a'],
      'nabla rate: --out needs a file that can be written, got "/no/such/folder/a" (ENOENT)',
    ],
  ])('refuses %j', async (more, message) => {
    const { status, err } = await nabla(...valley, ...more);
    expect([status, err.split('\n')[0]]).toEqual([2, message]);
  });
});

describe('nabla figure compare', () => {
  const rates = ['--optimizer', 'sgd,adam', '--rate', '0.001,0.002,0.01'];
  const given = ['figure', 'compare', '--problem', 'rosenbrock', ...rates, '--out', '-'];

  it('draws what the element draws, as SVG, the same every time', async () => {
    const { out } = await nabla(...given);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="712"/);
    for (const text of [
      'Which learning rate?',
      'Rosenbrock from (−1.2, 1), 1\u202f000 steps',
      'adam 0.01',
      'sgd 0.01 diverged at step 3',
    ])
      expect(out).toContain(`>${text}</text>`);
    expect((await nabla(...given)).out).toBe(out);
    expect((await nabla(...given, '--theme', 'dark', '--view', 'sensitivity')).out).toContain(
      'Final loss after',
    );
    expect((await nabla(...given, '--heading', '<script>alert(1)</script>')).out).toContain(
      '&lt;script&gt;alert(1)',
    );
  });

  it('draws whatever is compared, of validation too, with how many rows there were for what', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
    const path = join(folder, 'few.csv');
    const lines = Array.from({ length: 20 }, (_, i) => `${i},${i % 3},${i % 2 ? 'odd' : 'even'}`);
    writeFileSync(path, ['a,b,kind', ...lines, ',1,odd'].join('\n'));
    const data = ['--data', path, '--target', 'kind', '--missing', 'drop', '--model', 'mlp:4:relu'];
    const how = ['--batch', '5', '--validation', '0.2', '--seed', '3', '--steps', '20', '--momentum', '0.5'];
    const asked = ['figure', 'compare', ...data, ...how, '--rate', '0.1', '--out', '-'];
    const { out, err } = await nabla(...asked);
    expect(err).toBe('');
    expect(out).toContain(
      '>A network of 4 relu units on few.csv, 20 steps of 5 rows; 4 of 20 rows kept apart, 1 without a value left out</text>',
    );
    expect(out).toContain('>Training loss, log scale</text>');
    expect((await nabla(...asked, '--view', 'validation')).out).toContain(
      '>Validation loss, log scale</text>',
    );
    expect((await nabla(...asked, '--view', 'sensitivity')).out).toContain(
      'Final validation loss after 20 steps',
    );
    rmSync(folder, { recursive: true });
    const varied = ['--problem', 'bowl', '--optimizer', 'sgd', '--momentum', '0,0.9', '--rate', '0.01'];
    const drawn = (await nabla('figure', 'compare', ...varied, '--steps', '9', '--out', '-')).out;
    for (const label of ['sgd 0.01 momentum 0', 'sgd 0.01 momentum 0.9'])
      expect(drawn).toContain(`>${label}</text>`);
    const formula = ['--formula', 'u^2+3v^2', '--start', 'u=1,v=-2', '--optimizer', 'newton', '--out', '-'];
    expect((await nabla('figure', 'compare', ...formula)).out).toContain(
      '>u² + 3v² from (1, −2), 1\u202f000 steps</text>',
    );
  });

  it.each([
    [['--data', 'iris'], /^nabla figure compare: a comparison needs --problem or --data, got both$/],
    [['--view', 'validation'], /^figure: --view validation needs --validation/],
    [['--replicates', '2'], /unknown option/],
    [['--problem', 'rosenbrok'], /did you mean "rosenbrock"/],
    [['--problem', 'x^2+'], /column/],
    [['--rate', 'a'], /^nabla figure compare: --rate needs numbers, or a range like 1e-3\.\.1e3:9, got "a"$/],
    [['--steps', '-3'], /whole number/],
    [['--width', '1'], /pixels/],
    [['--out', '/no/such/folder/a.svg'], /^figure: --out needs a file that can be written/],
  ])('%j is refused in a line', async (more, message) => {
    const { err, status } = await nabla(...given, ...more);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('nabla figure rate', () => {
  const given = ['figure', 'rate', '--problem', 'x^2 + 10 y^2', '--start', '1,1', '--out', '-'];

  it('draws every rule on one axis, with real runs beneath, the same each time', async () => {
    const { out, status } = await nabla(...given, '--truth', '30');
    expect(status).toBe(0);
    for (const said of ['torch-lr-finder', 'Cauchy', 'against real runs', 'diverged from 0.178', 'rate 10'])
      expect(out).toContain(`>${said}</text>`);
    expect((await nabla(...given, '--truth', '30')).out).toBe(out);
    expect((await nabla(...given, '--lang', 'de')).out).toContain('>Krümmung</text>');
  });

  it('is of one optimizer', async () => {
    const { err, status } = await nabla(...given, '--optimizer', 'sgd,adam');
    expect([status, err]).toEqual([
      2,
      'nabla figure rate: --optimizer needs one, with one value of each knob, got 2',
    ]);
  });
});

describe('nabla figure, of a formula', () => {
  it.each([
    [
      ['derivative', 'x^2 sin(x)', '--x', '0.8', '--h', '1.2', '--domain=-2..4'],
      ['tangent 1.59', 'h = 1.2'],
    ],
    [
      ['difference', 'exp(x)', '--x=0.5', '--methods', 'forward central'],
      ['How small should h be?', 'f = exp(x)'],
    ],
    [
      ['gradient-check', 'x^2 y', '--claimed', '2x*y; -x^2', '--at', '1,2', '--lang', 'de'],
      ['∂f/∂x', 'stimmt', 'falsch'],
    ],
  ])('%j is what the element draws, the same every time', async (args, texts) => {
    const { out, status } = await nabla('figure', ...args, '--out', '-');
    expect(status).toBe(0);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="712"/);
    for (const text of texts) expect(out).toContain(`>${text}</text>`);
    expect((await nabla('figure', ...args, '--out', '-')).out).toBe(out);
  });

  it.each([
    [['derivative', 'sin(', '--out', '-'], /column 5/],
    [
      ['derivative', 'x', '--x', '9', '--domain=-2..2', '--out', '-'],
      /x needs a number from -2 to 2, got 9$/,
    ],
    [['derivative', 'x', '--x', 'nine', '--out', '-'], /It needs a finite number/],
    [['difference', 'x y', '--out', '-'], /one variable/],
    [
      ['gradient-check', 'x y', '--claimed', 'y', '--at', '1,2', '--out', '-'],
      /claimed needs a formula each for x, y/,
    ],
    [['derivative', 'x'], /required option '--out <file>'/],
  ])('refuses %j', async (args, message) => {
    const { err, status } = await nabla('figure', ...args);
    expect([err, status]).toEqual([expect.stringMatching(message), 2]);
  });
});

it('nabla rules is the table of derivatives', async () => {
  const { status, out } = await nabla('rules');
  expect(status).toBe(0);
  expect(out).toMatch(/^sin\(x\) +cos\(x\) +every x$/m);
  expect(out).toMatch(/^log\(x\) +1\/x +x > 0$/m);
  expect(out).toMatch(/^relu\(x\) +heaviside\(x\) +every x +0 at 0$/m);
});

it('nabla list names what there is', async () => {
  const { out } = await nabla('list');
  const folders = { problems, activations, losses, optimizers, schedules, datasets, models };
  for (const [kind, entries] of Object.entries(folders)) {
    expect(out).toMatch(new RegExp(`^${kind}$`, 'm'));
    for (const name of Object.keys(entries)) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  }
  expect(out).toMatch(/^ {2}moons +points on two half circles.*\n +n=200,noise=0.1,seed=0$/m);
});

it('nabla list optimizers fits a screen, in groups', async () => {
  const lines = (await nabla('list', 'optimizers')).out.trimEnd().split('\n');
  expect(lines.length).toBeLessThan(50);
  const named = lines.flatMap((line) => /^ {2}(\w+) +\w/.exec(line)?.[1] ?? []);
  expect(named.toSorted()).toEqual(Object.keys(optimizers).toSorted());
  expect(lines[lines.findIndex((line) => line.startsWith('  dog ')) - 1]).toBe('without a rate');
  expect((await nabla('list', 'losses')).out).toMatch(/^ {2}huber /m);
  expect((await nabla('list', 'optimisers')).err).toMatch(/optimizers/);
});

describe('nabla --format and --out: what is printed can be had', () => {
  const rows = (text: string) => text.split('\n').map((line) => JSON.parse(line));

  it('as JSON, line by line too, as CSV and as TeX', async () => {
    const rules = JSON.parse((await nabla('rules', '--format', 'json')).out);
    expect(rules).toContainEqual({
      operation: 'x*y',
      derivatives: ['y', 'x'],
      domain: 'every x',
      kink: '',
    });
    expect(rows((await nabla('rules', '--format', 'jsonl')).out)).toEqual(rules);
    expect((await nabla('rules', '--format', 'csv')).out).toMatch(
      /^operation,derivative,domain,kink\n[\s\S]*\n"abs\(x\)","sign\(x\)","every x","0 at 0"\n/,
    );
    expect((await nabla('rules', '--format', 'tex')).out).toContain(
      '\n\\frac{d}{dx} \\left(\\ln\\left(x\\right)\\right) = \\frac{1}{x}\n',
    );
    const entries = JSON.parse((await nabla('list', '--format', 'json')).out);
    expect(entries).toContainEqual(
      expect.objectContaining({ kind: 'problems', name: 'bowl', formula: 'x^2 + y^2', knobs: {} }),
    );
    expect(rows((await nabla('list', '--format', 'jsonl')).out)).toEqual(entries);
    expect((await nabla('list', '--format', 'csv')).out.split('\n')).toHaveLength(entries.length + 1);
    expect((await nabla('list', '--format', 'tex')).out).toContain('% bowl\nx^{2} + y^{2}\n');
  });

  it.each([['derive', 'x^2'], ['check', 'x^2', '--gradient', '2x', '--at', 'x=1'], ['rules'], ['list']])(
    'in a file: %s',
    async (...args) => {
      const folder = mkdtempSync(join(tmpdir(), 'nabla-'));
      const path = join(folder, 'out.txt');
      const { status, out } = await nabla(...args, '--out', path);
      expect([status, out]).toEqual([0, '']);
      expect(readFileSync(path, 'utf8').trim()).toBe((await nabla(...args)).out);
      rmSync(folder, { recursive: true });
    },
  );
});

it('nabla helps', async () => {
  for (const args of [['--help'], ['derive', '--help']]) {
    const { status, out } = await nabla(...args);
    expect(status).toBe(0);
    expect(out).toMatch(/Usage: nabla[\s\S]*nabla derive "\(3x\+2\)\^4" --at x=1 --explain/);
  }
});

describe('nabla in a process of its own', () => {
  it.each([
    [0, ['derive', '(3x+2)^4', '--at', 'x=1']],
    [0, ['compare', '--problem', 'bowl', '--rate', '0.1', '--steps', '9']],
    [0, ['figure', 'compare', '--problem', 'bowl', '--rate', '0.1', '--out', '-']],
    [0, ['--help']],
    [1, ['check', '-x^2', '--gradient', '2x', '--at', 'x=1']],
    [2, ['compare', '--problem', 'bowl', '--rate', '-1']],
    [2, ['drive']],
  ])('exits with %i and prints what the other tests read: %j', async (status, args) => {
    const answer = spawned(args);
    expect(answer.status).toBe(status);
    expect(answer).toEqual(await run(args));
  });
});
