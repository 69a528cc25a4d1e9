import { type activations, type Data, matrix, mlp, unflatten } from '../index.js';
import { outOfRange } from '../need.js';
import { modelFromText } from '../spec/modelText.js';

/** Most units of a layer, and most layers, whose squares can be told apart. */
export const mostUnits = 8;
const mostLayers = 5;

/** A network of a text like `mlp:3:tanh`: the weights and biases that the library starts from, and its activation. */
export function smallNetwork(who: string, text: string, inputs: number, outputs: number) {
  const { model, settings } = modelFromText(who, text);
  const { layers = [], activation = 'sigmoid' } = settings as {
    layers?: readonly number[];
    activation?: keyof typeof activations;
  };
  if (model !== 'mlp' || layers.length === 0)
    throw outOfRange(who, 'model', 'a network with units, like mlp:3', text);
  if (layers.length >= mostLayers || Math.max(...layers) > mostUnits)
    throw outOfRange(who, 'model', `at most ${mostLayers - 1} hidden layers of ${mostUnits} units`, text);
  const names = (n: number, letter: string) => Array.from({ length: n }, (_, i) => `${letter}${i + 1}`);
  const data: Data = {
    x: matrix(1, inputs),
    names: names(inputs, 'x'),
    ...(outputs > 1 ? { y: Int32Array.of(0), classes: names(outputs, 'y') } : { y: Float64Array.of(0) }),
  };
  const network = mlp(data, { layers, seed: 1 });
  const weights = unflatten(Float64Array.from(network.start as ArrayLike<number>), network);
  return { weights, activation };
}
