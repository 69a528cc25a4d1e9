import { hang } from '../teaching.js';
import { explained } from './explain.js';
import { mathml } from './mathml.js';
import { simplified } from './simplify.js';
import { tex } from './tex.js';

hang({ tex, mathml, simplified, explained });
