// Written by npm run index.
export { chebyshev } from './chebyshev.js';
export { iris } from './iris.js';
export { moons } from './moons.js';
export { penguins } from './penguins.js';
export { spirals } from './spirals.js';
