import { hang } from '../teaching.js';
import { explainDerivative } from './explain.js';
import { nodeMathml } from './mathml.js';
import { simplify } from './simplify.js';
import { nodeTex } from './tex.js';

hang({ tex: nodeTex, mathml: nodeMathml, simplified: simplify, explained: explainDerivative });
