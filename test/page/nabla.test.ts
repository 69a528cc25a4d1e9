import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { dist } from './browser.js';

const script = new URL('src/cli/nabla.js', dist).pathname;

function nabla(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, out: stdout.trim(), err: stderr.trim() };
}

describe('nabla derive', () => {
  it('reads a derivative, with its value at a point', () => {
    const { status, out } = nabla('derive', '(3x+2)^4', '--at', 'x=1');
    expect(status).toBe(0);
    expect(out.split('\n')).toEqual([
      expect.stringMatching(/^f = \(3x\+2\)\^4 +625 at x = 1$/),
      expect.stringMatching(/^f′ = 12 \(3x\+2\)\^3 +1500 at x = 1$/),
    ]);
  });

  it('takes each variable in turn', () => {
    expect(nabla('derive', 'x^2+3x*y+y^2').out).toMatch(/∂f\/∂x = 2x \+ 3y\n∂f\/∂y = 3x \+ 2y$/);
  });

  it('explains', () => {
    const { out } = nabla('derive', '(3x+2)^4', '--explain');
    expect(out).toMatch(/1\. chain\n[\s\S]*u = 3x \+ 2[\s\S]*simplify\n[\s\S]*= 12 \(3x\+2\)\^3$/);
  });

  it('explains in TeX', () => {
    const { out } = nabla('derive', '(3x+2)^4', '--explain', '--format', 'tex');
    expect(out).toMatch(/^f' = 12 .*\n% chain\n\\frac\{d\}\{dx\}/);
  });

  it('prints a line each, and rows with numbers', () => {
    const lines = nabla('derive', 'x^2+3y', '--at', 'x=1,y=3', '--format', 'jsonl').out.split('\n');
    expect(lines.map((line) => JSON.parse(line).value)).toEqual([2, 3]);
    expect(nabla('derive', 'x^2+3y', '--at', 'x=1,y=3', '--format', 'csv').out).toBe(
      'variable,derivative,value\nx,"2x",2\ny,"3",3',
    );
  });

  it('writes numbers that are not finite as strings in JSON, of the steps too', () => {
    const { out } = nabla('derive', 'log(2x)', '--at', 'x=0', '--format', 'json', '--explain');
    const [{ steps }] = JSON.parse(out).derivatives;
    expect(steps[0].values['1/u']).toBe('Infinity');
    expect(steps[0].tex.before).toContain('\\ln');
  });

  it('prints JSON and TeX', () => {
    const json = JSON.parse(nabla('derive', 'log(x)', '--at', 'x=0', '--format', 'json').out);
    expect(json).toMatchObject({
      formula: 'log(x)',
      value: '-Infinity',
      derivatives: [{ variable: 'x', text: '1/x' }],
    });
    expect(nabla('derive', '1/x', '--format', 'tex').out).toMatch(/^f' = .*\\frac/);
  });

  it.each([
    [
      ['derive', 'x^2 sine(x)'],
      /no function "sine"; did you mean "sin"\?[\s\S]*\n {2}x\^2 sine\(x\)\n {6}\^/,
    ],
    [['derive', 'x^2', '--at', 'y=1'], /^derive: no variable "y"; there is x$/],
    [['derive', 'x^2', '--at', 'x=one'], /^derive: --at needs a point like x=1, got "x=one"$/],
    [['derive'], /missing required argument/],
    [['derive', 'x', '--fromat', 'tex'], /unknown option '--fromat'[\s\S]*--format/],
    [['drive'], /unknown command 'drive'[\s\S]*derive/],
  ])('refuses %j', (args, message) => {
    const { status, err } = nabla(...args);
    expect(err).toMatch(message);
    expect(status).toBe(2);
  });
});

describe('nabla figure compare', () => {
  const given = ['figure', 'compare', '--problem', 'rosenbrock', '--rate', '0.001,0.002,0.01', '--out', '-'];

  it('draws what the element draws, as SVG, the same every time', () => {
    const { out } = nabla(...given);
    expect(out).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="712"/);
    for (const text of [
      'Which learning rate?',
      'Rosenbrock from (−1.2, 1), 1\u202f000 steps',
      'adam 0.01',
      'sgd 0.01 diverged at step 3',
    ])
      expect(out).toContain(`>${text}</text>`);
    expect(nabla(...given).out).toBe(out);
    expect(nabla(...given, '--theme', 'dark', '--view', 'sensitivity').out).toContain('Final loss after');
    expect(nabla(...given, '--heading', '<script>alert(1)</script>').out).toContain('&lt;script&gt;alert(1)');
  });

  it.each([
    [['--problem', 'rosenbrok'], /did you mean "rosenbrock"/],
    [['--problem', 'x^2+'], /column/],
    [['--rate', 'a'], /rates needs numbers, got "a"/],
    [['--steps', '-3'], /whole number/],
    [['--width', '1'], /pixels/],
    [['--out', '/no/such/folder/a.svg'], /^figure: --out needs a file that can be written/],
  ])('%j is refused in a line', (more, message) => {
    const { err, status } = nabla(...given, ...more);
    expect(status).toBe(2);
    expect(err).toMatch(message);
  });
});

it('nabla rules is the table of derivatives', () => {
  const { status, out } = nabla('rules');
  expect(status).toBe(0);
  expect(out).toMatch(/^sin\(x\) +cos\(x\) +every x$/m);
  expect(out).toMatch(/^log\(x\) +1\/x +x > 0$/m);
  expect(out).toMatch(/^relu\(x\) +heaviside\(x\) +every x +0 at 0$/m);
});

it('nabla list names what there is', () => {
  const { out } = nabla('list');
  for (const name of ['rosenbrock', 'sigmoid', 'adam']) expect(out).toContain(name);
});

it('nabla helps', () => {
  for (const args of [['--help'], ['derive', '--help']]) {
    const { status, out } = nabla(...args);
    expect(status).toBe(0);
    expect(out).toMatch(/Usage: nabla[\s\S]*nabla derive "\(3x\+2\)\^4" --at x=1 --explain/);
  }
});
