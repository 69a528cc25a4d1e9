import { describe, expect, it } from 'vitest';
import { files, read } from './sources.js';

// Who may import whom. A room sees itself, and the rooms in its list; the rooms of a list are in order,
// the lowest first, so that reading down the table is reading up the house.

const ground = ['need', 'numbers', 'engine', 'math', 'fn'];
const rooms: Record<string, string[]> = {
  need: [],
  math: [],
  engine: ['need'],
  numbers: ['need', 'engine'],
  fn: ['need'],
  place: ['fn'],
  random: [],
  sha256: [],
  kernels: ['engine', 'math'],
  formula: [...ground],
  entry: [...ground, 'formula', 'place'],
  optimizer: [...ground, 'formula', 'entry'],
  schedule: [...ground, 'formula', 'entry'],
  algebra: [...ground, 'kernels'],
  activations: [...ground, 'entry', 'kernels'],
  problems: [...ground, 'entry', 'kernels'],
  schedules: [...ground, 'entry', 'schedule'],
  layers: [...ground, 'entry', 'kernels', 'algebra', 'activations'],
  losses: [...ground, 'entry', 'kernels', 'algebra', 'layers'],
  data: [...ground, 'random', 'entry', 'algebra'],
  datasets: [...ground, 'entry', 'algebra', 'data'],
  network: [...ground, 'random', 'entry', 'kernels', 'algebra', 'layers', 'losses', 'data'],
  models: [...ground, 'activations', 'entry', 'layers', 'losses', 'data', 'network'],
  calculus: [...ground, 'formula', 'entry', 'kernels', 'algebra', 'layers', 'losses'],
  search: [...ground, 'formula', 'place', 'entry', 'kernels', 'calculus'],
  optimizers: [...ground, 'place', 'entry', 'kernels', 'optimizer', 'search'],
  ...Object.fromEntries(
    ['spec', 'runs', 'results', 'descent'].map((room) => [
      room,
      [
        ...ground,
        'random',
        'sha256',
        'formula',
        'entry',
        'optimizer',
        'schedule',
        'kernels',
        'algebra',
        'problems',
        'schedules',
        'network',
        'models',
        'calculus',
        'place',
        'search',
        'optimizers',
        'spec',
        'runs',
        'results',
        'descent',
      ],
    ]),
  ),
  picture: [
    ...ground,
    'formula',
    'algebra',
    'data',
    'network',
    'training',
    'calculus',
    'spec',
    'runs',
    'results',
  ],
};
rooms.spec = [...Object.keys(rooms)];
const below = Object.keys(rooms);
rooms.index = below;
rooms.cli = [...below, 'index'];

const roomOf = (path: string) => /^src\/([^/.]+)/.exec(path)![1];

/** Where each import of a file leads, from the root. */
function imports(path: string): string[] {
  const found = [...read(path).matchAll(/(?:\bfrom\s+|\bimport\s+|\bimport\()'([^']+)'/g)].map(
    ([, target]) => target,
  );
  return found.map((target) =>
    target.startsWith('.') ? new URL(target, `file:///${path}`).pathname.slice(1) : target,
  );
}

describe('imports run one way', () => {
  it.each(files('src'))('%s', (path) => {
    const room = roomOf(path);
    expect(rooms, `${path}: no such room in the table`).toHaveProperty(room);
    for (const target of imports(path)) {
      if (!target.startsWith('src/')) continue;
      const other = roomOf(target);
      expect([room, ...rooms[room]], `${path} imports ${target}`).toContain(other);
    }
  });

  it.each(['activations', 'datasets', 'losses', 'models', 'problems', 'optimizers', 'schedules'])(
    'an entry of %s knows none of its siblings',
    (folder) => {
      for (const path of files(`src/${folder}`).filter((file) => !file.endsWith('index.ts'))) {
        for (const target of imports(path)) expect(target).not.toMatch(new RegExp(`^src/${folder}/`));
      }
    },
  );

  it('the numeric rooms need no platform but the language: no Node, no packages but these', () => {
    const needed: Record<string, string[]> = {
      'src/engine/load.ts': ['@assemblyscript/loader'],
      // Asked for where threads are, which is in Node.
      'src/runs/pool.ts': ['tinypool'],
      'src/picture/contours.ts': ['d3-contour'],
      'src/picture/network/regionsPlot.ts': ['d3-contour'],
      'src/spec/link.ts': ['fflate/browser'],
    };
    for (const path of files('src').filter((file) => roomOf(file) !== 'cli')) {
      const packages = imports(path).filter((target) => !/^(src|web)\//.test(target));
      expect(packages, path).toEqual(needed[path] ?? []);
    }
  });

  it.each(files('assembly'))('%s imports nothing from outside assembly', (path) => {
    for (const target of imports(path)) expect(target).toMatch(/^assembly\//);
  });

  it.each(files('web/elements'))('%s uses the public API and its own house only', (path) => {
    for (const target of imports(path))
      if (target.startsWith('src/'))
        expect(target).toMatch(/^src\/(index\.js$|picture\/|results\/|calculus\/)/);
  });
});
