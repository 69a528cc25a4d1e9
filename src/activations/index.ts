// Written by npm run index.
export { identity } from './identity.js';
export { relu } from './relu.js';
export { sigmoid } from './sigmoid.js';
export { tanh } from './tanh.js';
