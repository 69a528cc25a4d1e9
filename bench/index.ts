// npm run bench: kernels; npm run bench -- page: what a page spends; npm run bench -- slips: what checkGradient finds.
const benches = ['kernels', 'page', 'slips'];
const [name = 'kernels'] = process.argv.slice(2);
if (!benches.includes(name)) {
  console.error(`bench: a bench needs one of ${benches.join(', ')}, got ${JSON.stringify(name)}`);
  process.exitCode = 2;
} else await import(`./${name}.js`);
