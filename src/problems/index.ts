// Written by npm run index.
export { bowl } from './bowl.js';
export { rosenbrock } from './rosenbrock.js';
