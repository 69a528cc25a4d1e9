// npm run bench: public calls against plain JavaScript; npm run bench -- kernels: every kernel against its definition;
// npm run bench -- page: start, frame time and size of pages.
const benches = ['speed', 'kernels', 'page'];
const [name = 'speed'] = process.argv.slice(2, 3).filter((each) => !each.startsWith('--'));
if (!benches.includes(name)) {
  console.error(`bench: a bench needs one of ${benches.join(', ')}, got ${JSON.stringify(name)}`);
  process.exitCode = 2;
} else await import(`./${name}.js`);
