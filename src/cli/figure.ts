import { Command } from 'commander';
import { figureDerivative, figureDifference, figureGradientCheck } from './figureCalculus.js';
import { figureCompare } from './figureCompare.js';
import { figureRate } from './figureRate.js';

export const figureCommand = new Command('figure')
  .description('a figure as an SVG file')
  .addCommand(figureCompare)
  .addCommand(figureRate)
  .addCommand(figureDerivative)
  .addCommand(figureDifference)
  .addCommand(figureGradientCheck);
