// npm run bench: kernels; npm run bench -- page: what a page spends.
const benches = ['kernels', 'page'];
const [name = 'kernels'] = process.argv.slice(2);
if (!benches.includes(name)) {
  console.error(`bench: a bench needs one of ${benches.join(', ')}, got ${JSON.stringify(name)}`);
  process.exitCode = 2;
} else await import(`./${name}.js`);
