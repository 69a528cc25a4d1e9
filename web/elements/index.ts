// Written by npm run index.
export * from './nabla-activation.js';
export * from './nabla-chain.js';
export * from './nabla-compare.js';
export * from './nabla-derivative.js';
export * from './nabla-difference.js';
export * from './nabla-gradient-check.js';
export * from './nabla-jacobian.js';
export * from './nabla-landscape.js';
export * from './nabla-network.js';
export * from './nabla-softmax.js';
export * from './nabla-taylor.js';
