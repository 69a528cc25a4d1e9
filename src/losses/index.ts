// Written by npm run index.
export { binaryCrossEntropy } from './binaryCrossEntropy.js';
export { crossEntropy } from './crossEntropy.js';
export { huber } from './huber.js';
export { meanSquaredError } from './meanSquaredError.js';
