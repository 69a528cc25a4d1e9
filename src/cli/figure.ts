import { Command } from 'commander';
import { figureDerivative, figureDifference, figureGradientCheck } from './figureCalculus.js';
import { figureCompare } from './figureCompare.js';

export const figureCommand = new Command('figure')
  .description('a figure as an SVG file')
  .addCommand(figureCompare)
  .addCommand(figureDerivative)
  .addCommand(figureDifference)
  .addCommand(figureGradientCheck);
