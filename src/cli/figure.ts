import { Command } from 'commander';
import { figureDerivative, figureDifference, figureGradientCheck, figureTaylor } from './figureCalculus.js';
import { figureCompare } from './figureCompare.js';
import { figureLandscape } from './figureLandscape.js';
import { figureActivation, figureChain, figureJacobian, figureSoftmax } from './figureLayers.js';
import { figureNetwork } from './figureNetwork.js';
import { figureRate } from './figureRate.js';

export const figureCommand = new Command('figure')
  .description('a figure as an SVG file')
  .addCommand(figureCompare)
  .addCommand(figureLandscape)
  .addCommand(figureNetwork)
  .addCommand(figureRate)
  .addCommand(figureDerivative)
  .addCommand(figureDifference)
  .addCommand(figureGradientCheck)
  .addCommand(figureTaylor)
  .addCommand(figureActivation)
  .addCommand(figureSoftmax)
  .addCommand(figureJacobian)
  .addCommand(figureChain);
