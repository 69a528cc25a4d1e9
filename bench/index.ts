// npm run bench: what users call against plain JavaScript; npm run bench -- kernels: every kernel against its reference;
// npm run bench -- page: what a page spends.
const benches = ['speed', 'kernels', 'page'];
const [name = 'speed'] = process.argv.slice(2).filter((each) => !each.startsWith('--'));
if (!benches.includes(name)) {
  console.error(`bench: a bench needs one of ${benches.join(', ')}, got ${JSON.stringify(name)}`);
  process.exitCode = 2;
} else await import(`./${name}.js`);
