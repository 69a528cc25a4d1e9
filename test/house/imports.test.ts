import { describe, expect, it } from 'vitest';
import { code, files, imports, read } from './sources.js';

// Who may import whom. A room sees itself, and the rooms in its list; types count as values do. The rooms of a table
// are in order, the lowest first, so that reading down is reading up the house.

const ground = ['need', 'numbers', 'engine', 'math', 'inPlace', 'fn'];
const catalogue = ['activations', 'problems', 'schedules', 'datasets', 'models', 'optimizers'];
const rooms: Record<string, string[]> = {
  need: [],
  math: [],
  engine: ['need'],
  numbers: ['need', 'engine'],
  inPlace: ['engine'],
  fn: ['need', 'inPlace'],
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
  datasets: [...ground, 'random', 'entry', 'algebra', 'data'],
  network: [...ground, 'random', 'entry', 'kernels', 'algebra', 'layers', 'losses', 'data'],
  models: [...ground, 'activations', 'entry', 'layers', 'losses', 'data', 'network'],
  calculus: [...ground, 'random', 'formula', 'entry', 'kernels', 'algebra', 'layers', 'losses'],
  search: [...ground, 'random', 'formula', 'place', 'entry', 'kernels', 'calculus'],
  optimizers: [...ground, 'algebra', 'place', 'entry', 'kernels', 'optimizer', 'search'],
  // Asked, run, told, drawn.
  spec: [
    ...ground,
    'algebra',
    'sha256',
    'formula',
    'entry',
    'schedule',
    'data',
    'network',
    'training',
    'calculus',
    ...catalogue,
  ],
  runs: [
    ...[...ground, 'random', 'formula', 'place', 'kernels', 'algebra', 'entry', 'optimizer', 'schedule'],
    ...['network', 'calculus', 'spec'],
  ],
  results: [...ground, 'sha256', 'data', 'spec', 'runs'],
  exported: [
    ...[...ground, 'kernels', 'formula', 'algebra', 'entry', 'activations', 'models'],
    ...['data', 'network', 'spec', 'runs'],
  ],
  descent: [
    ...[...ground, 'random', 'formula', 'place', 'entry', 'kernels', 'algebra', 'optimizer', 'optimizers'],
    ...['calculus', 'search', 'spec', 'runs', 'results'],
  ],
};
rooms.index = Object.keys(rooms);
rooms.phrases = [];
rooms.picture = Object.keys(rooms);
rooms.cli = Object.keys(rooms);

const webRooms: Record<string, string[]> = { worker: [], styles: [], figure: ['worker', 'styles'] };
webRooms.data = ['worker', 'figure'];
webRooms.predict = ['worker', 'styles', 'figure'];
webRooms.player = ['worker', 'styles', 'figure', 'data'];
const everyFigure = Object.keys(webRooms);
for (const figure of [
  'chain',
  'compare',
  'derivative',
  'difference',
  'jacobian',
  'landscape',
  'network',
  'softmax',
  'taylor',
])
  webRooms[figure] = everyFigure;
webRooms.elements = Object.keys(webRooms);
webRooms.pages = ['figure', 'data', 'player'];
// The text, whose script brings elements as they are scrolled to.
webRooms.text = ['figure', 'elements'];
// What puts elements into other people's pages; they are beside it in the file.
webRooms.hosts = ['figure'];

/** What pages see of src: the public API, and of its insides these; a worker sees what it runs. */
const seen = ['index', 'need', 'numbers', 'calculus', 'spec', 'results', 'phrases', 'picture'];
const insides: Record<string, string[]> = {
  worker: [
    'need',
    'entry',
    'engine',
    'formula',
    'problems',
    'data',
    'network',
    'training',
    'calculus',
    'spec',
    'runs',
    'results',
    'exported',
  ],
  figure: [...seen, 'engine', 'formula'],
  data: [...seen, 'data', 'datasets', 'problems'],
};

const roots = ['assembly', 'src', 'web', 'test', 'bench'];
const all = roots.flatMap((root) => files(root));
const roomOf = (path: string) => /^\w+\/([^/.]+)/.exec(path)![1];
const own = (path: string, root: string) => imports(path).filter((target) => target.startsWith(`${root}/`));

describe('imports run one way', () => {
  const roof: Record<string, RegExp> = {
    assembly: /^assembly\//,
    src: /^src\/|^[@\w]/,
    web: /^(?:src|web)\/|^[@\w]/,
    bench: /^(?:src|bench|test\/golden)\/|^[@\w]/,
    test: /./,
  };

  it.each(all)('%s', (path) => {
    const [root] = path.split('/');
    for (const target of imports(path)) {
      const isOurs = roots.some((each) => target.startsWith(`${each}/`));
      if (isOurs || root === 'assembly') expect(target).toMatch(roof[root]);
    }
  });

  it.each(files('src'))('%s, by its room', (path) => {
    const room = roomOf(path);
    expect(rooms, `${path}: no such room in the table`).toHaveProperty(room);
    for (const target of own(path, 'src'))
      expect([room, ...rooms[room]], `${path} imports ${target}`).toContain(roomOf(target));
  });

  it.each(files('web'))('%s, by its room', (path) => {
    const room = roomOf(path);
    expect(webRooms, `${path}: no such room in the table`).toHaveProperty(room);
    for (const target of own(path, 'web'))
      expect([room, ...webRooms[room]], `${path} imports ${target}`).toContain(roomOf(target));
    for (const target of own(path, 'src'))
      expect(insides[room] ?? seen, `${path} imports ${target}`).toContain(roomOf(target));
  });

  it('without a circle of files', () => {
    expect(circles(all)).toEqual([]);
  });

  it.each(['activations', 'datasets', 'losses', 'models', 'problems', 'optimizers', 'schedules'])(
    'an entry of %s knows none of its siblings',
    (folder) => {
      for (const path of files(`src/${folder}`).filter((file) => !file.endsWith('index.ts'))) {
        for (const target of imports(path)) expect(target).not.toMatch(new RegExp(`^src/${folder}/`));
      }
    },
  );

  it('src needs no platform but the language: no page, no Node, no packages but these', () => {
    const needed: Record<string, string[]> = {
      'src/engine/load.ts': ['@assemblyscript/loader'],
      // Asked for where threads are, which is in Node.
      'src/runs/pool.ts': ['tinypool'],
      'src/spec/link.ts': ['fflate/browser'],
      'src/picture/contours.ts': ['d3-contour'],
      'src/picture/network/classCurves.ts': ['d3-contour'],
    };
    for (const path of files('src').filter((file) => roomOf(file) !== 'cli')) {
      const packages = imports(path).filter((target) => !target.startsWith('src/'));
      expect(packages, path).toEqual(needed[path] ?? []);
      expect(code(path), path).not.toMatch(
        /\b(document|navigator|customElements|HTML\w*Element|Canvas\w+|ShadowRoot)\b/,
      );
    }
  });
});

/** Files that import each other, however far round. */
function circles(paths: readonly string[]): string[][] {
  const targets = new Map(
    paths.map((path) => [path, imports(path).map((each) => each.replace(/\.js$/, '.ts'))]),
  );
  const done = new Set<string>();
  const way: string[] = [];
  const found: string[][] = [];
  const visit = (path: string): void => {
    if (way.includes(path)) found.push(way.slice(way.indexOf(path)));
    if (done.has(path) || way.includes(path)) return;
    way.push(path);
    for (const target of targets.get(path) ?? []) visit(target);
    way.pop();
    done.add(path);
  };
  for (const path of paths) visit(path);
  return found;
}

/** Names that wait for a better one; the list only gets shorter. */
const stillTwice: string[] = [];

describe('exports', () => {
  const declaration =
    /^export (?:abstract )?(?:async )?(?:const|let|function\*?|class|interface|type) (?:(\w+)|[[{]([^\]}]*)[\]}] =)/gm;
  const named = (list: string) => list.split(',').flatMap((each) => /(\w+)\s*$/.exec(each)?.[1] ?? []);
  const declared = files('src')
    .concat(files('web'))
    .flatMap((path) =>
      [...read(path).matchAll(declaration)].flatMap(([, one, some]) =>
        named(one ?? some).map((name) => ({ path, name })),
      ),
    );

  it('are each imported by somebody', () => {
    const asked = new Map<string, Set<string>>();
    for (const path of all)
      for (const [, what, from] of read(path).matchAll(
        /\b(?:import|export)\s+(?:type\s+)?([\w*][\w\s*]*|\{[^}]*\})\s+from\s+'(\.[^']+)'/g,
      )) {
        const target = new URL(from, `file:///${path}`).pathname.slice(1).replace(/\.js$/, '.ts');
        const names = what.startsWith('{')
          ? what
              .slice(1, -1)
              .split(',')
              .map(
                (each) =>
                  each
                    .trim()
                    .replace(/^type /, '')
                    .split(' as ')[0],
              )
          : ['*'];
        asked.set(target, new Set([...(asked.get(target) ?? []), ...names]));
      }
    for (const path of all)
      for (const [, from, name] of read(path).matchAll(/\(await import\('(\.[^']+)'\)\)\.(\w+)/g)) {
        const target = new URL(from, `file:///${path}`).pathname.slice(1).replace(/\.js$/, '.ts');
        asked.set(target, new Set([...(asked.get(target) ?? []), name]));
      }
    const idle = declared.filter(({ path, name }) => {
      const names = asked.get(path);
      return !names?.has('*') && !names?.has(name);
    });
    // Declaration files name these, and the compiler will not leave them out.
    const inDeclarations = ['Dim', 'Kernel', 'Scalar', 'SearcherEntry'];
    expect(idle.filter(({ name }) => !inDeclarations.includes(name))).toEqual([]);
  });

  it('have names that no other file gives to something else', () => {
    const isEntry =
      /^src\/(?:activations|datasets|kernels|losses|math|models|optimizers|problems|schedules)\//;
    const homes = new Map<string, Set<string>>();
    for (const { path, name } of declared)
      if (!isEntry.test(path)) homes.set(name, new Set([...(homes.get(name) ?? []), path]));
    const twice = [...homes].flatMap(([name, paths]) => (paths.size > 1 ? [name] : []));
    expect(twice.sort()).toEqual(stillTwice);
  });
});
