// What every app of a framework shows: each element, by properties of these kinds.

const still = { autoplay: 'false', loading: 'eager' };

/** Attributes as text, as a page without a framework has them. */
const texts = {
  'nabla-chain': { f: 'sigmoid(w*x+b)', at: 'w=0.5,x=2,b=0.1', mode: 'forward', shown: '4' },
  'nabla-compare': { problem: 'rosenbrock', optimizers: 'sgd adam', rates: '0.001 0.002', steps: '30' },
  'nabla-derivative': { f: 'x^2 sin(x)', x: '0.8', h: '1.2', domain: '-2..4' },
  'nabla-difference': { f: 'exp(x)', x: '0.5', h: '0.001' },
  'nabla-gradient-check': { f: 'x^2 y', claimed: '2x*y; x^2', at: '1,2', tolerance: '0.000001' },
  'nabla-activation': { names: 'relu gelu', x: '0.5', depth: '4', bias: '-1' },
  'nabla-jacobian': { f: 'x^2 - y^2; 2x*y', at: '1,0.5', h: '0.2', domain: '-2..2' },
  'nabla-landscape': { f: 'x^2 + 3y^2', domain: '-2..2', at: 'x=1,y=1', direction: '100' },
  'nabla-network': { data: 'moons', model: 'mlp:4', optimizer: 'adam', rate: '0.05', steps: '20' },
  'nabla-softmax': { logits: '2 1 0.1', target: '1', temperature: '2', shift: '0' },
};

export const tags = Object.keys(texts);

const each = (change) =>
  Object.fromEntries(Object.entries(texts).map(([tag, given]) => [tag, change({ ...given, ...still })]));

/** Text that is a number or a switch, as that; lists as lists. */
const asData = (text) => {
  if (text === 'false') return false;
  if (text.trim() !== '' && Number.isFinite(Number(text))) return Number(text);
  return text;
};
const listed = ['optimizers', 'rates'];

const changed = { steps: 15, x: 0.25, h: '0.01', direction: 45, tolerance: 1e-3 };

/** Properties of every element, by their kind. */
export const kinds = {
  text: each((given) => given),
  data: each((given) =>
    Object.fromEntries(
      Object.entries(given).map(([name, text]) => [
        name,
        listed.includes(name) ? text.split(' ').map(asData) : asData(text),
      ]),
    ),
  ),
  changed: each((given) => ({
    ...given,
    ...Object.fromEntries(Object.entries(changed).filter(([name]) => name in given)),
  })),
  none: each((given) => ({
    ...given,
    ...Object.fromEntries(Object.keys(changed).flatMap((name) => (name in given ? [[name, null]] : []))),
  })),
};

/** Events that the app has heard, by its own way of listening. */
export const heard = { input: 0, change: 0 };
globalThis.heard = heard;
