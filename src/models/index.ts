// Written by npm run index.
export { linearRegression } from './linearRegression.js';
export { logisticRegression } from './logisticRegression.js';
export { mlp } from './mlp.js';
export { softmaxRegression } from './softmaxRegression.js';
