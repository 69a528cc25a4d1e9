// The whole library, teaching parts of formulas included.
import './formula/teach/index.js';

export * as activations from './activations/index.js';
export { det } from './algebra/det.js';
export { type MatmulOptions, matmul } from './algebra/matmul.js';
export { type Matrix, matrix } from './algebra/matrix.js';
export {
  type ResidentMatrix,
  type ResidentOptions,
  type ResidentVector,
  resident,
} from './algebra/resident.js';
export { solve } from './algebra/solve.js';
export { type Svd, svd } from './algebra/svd.js';
export { type CallbackOptions, callback } from './calculus/callback.js';
export { type CheckOptions, checkGradient } from './calculus/checkGradient.js';
export { checkHessian } from './calculus/checkHessian.js';
export type { Claim } from './calculus/claim.js';
export { type DerivativeOptions, derivative } from './calculus/derivative.js';
export { type Diagnosis, diagnose } from './calculus/diagnose.js';
export { type DifferenceOptions, difference } from './calculus/difference.js';
export { directional } from './calculus/directional.js';
export { type Enclosure, enclosure } from './calculus/enclosure.js';
export { gradient } from './calculus/gradient.js';
export { grid, type Range } from './calculus/grid.js';
export { hessian } from './calculus/hessian.js';
export { hvp } from './calculus/hvp.js';
export { jacobian } from './calculus/jacobian.js';
export { jvp } from './calculus/jvp.js';
export type { Difference, Status } from './calculus/line.js';
export type { MethodOptions } from './calculus/method.js';
export { type Remainder, remainder } from './calculus/remainder.js';
export type { DifferenceMethod } from './calculus/scheme.js';
export type { Point, Source } from './calculus/source.js';
export { type CurveMethod, type StepCurve, type StepCurveOptions, stepCurve } from './calculus/stepCurve.js';
export { taylor } from './calculus/taylor.js';
export { value } from './calculus/value.js';
export { type Points, type ValuesAndGradient, values } from './calculus/values.js';
export type { Component, Report, Slip, Verdict } from './calculus/verdict.js';
export { vjp } from './calculus/vjp.js';
export { csv } from './data/csv.js';
export type { CsvOptions } from './data/csvOptions.js';
export type { Data } from './data/data.js';
export { type FoldsOptions, folds } from './data/folds.js';
export type { PlaneOptions } from './data/plane.js';
export { type SplitOptions, split } from './data/split.js';
export { standardize } from './data/standardize.js';
export type { ChebyshevOptions } from './datasets/chebyshev.js';
export * from './datasets/index.js';
export * as datasets from './datasets/index.js';
export type { SpiralsOptions } from './datasets/spirals.js';
export { compare } from './descent/compare.js';
export { type CurveFit, type CurveFitOptions, curveFit } from './descent/curveFit.js';
export { findRate } from './descent/findRate.js';
export {
  type Fit,
  type FitOptions,
  type LeastSquaresOptions,
  leastSquares,
} from './descent/leastSquares.js';
export type { LinearFit } from './descent/linearFit.js';
export { type MinimizeOptions, minimize } from './descent/minimize.js';
export type { FindRateOptions } from './descent/rateOptions.js';
export { type Sharpness, type SharpnessOptions, sharpness } from './descent/sharpness.js';
export {
  type Spectrum,
  type SpectrumOptions,
  spectrum,
  type Trace,
  type TraceOptions,
  trace,
} from './descent/spectrum.js';
export type {
  Activation,
  Entry,
  Knob,
  Optimizer,
  Problem,
  ProblemEntry,
  ProblemFamily,
  Searcher,
} from './entry.js';
export type { CodeLanguage } from './exported/activationCode.js';
export { exportCode } from './exported/exportCode.js';
export { exportModel } from './exported/exportModel.js';
export { type Evaluation, type ImportedModel, importModel, type ModelRows } from './exported/importModel.js';
export type { ExportedModel } from './exported/modelFile.js';
export { compose, type Fn, type Local, type ScalarFn, type Vec } from './fn.js';
export { Formula, type FormulaOptions, formula, type NamedPoint } from './formula/formula.js';
export type { Step } from './formula/teaching.js';
export type { Allocate, Allocate as Lend, Ground, InPlace } from './inPlace.js';
export { affine } from './layers/affine.js';
export { elementwise } from './layers/elementwise.js';
export { linear } from './layers/linear.js';
export { softmax } from './layers/softmax.js';
export * from './losses/index.js';
export * as losses from './losses/index.js';
export * from './models/index.js';
export type { MlpOptions } from './models/mlp.js';
export type { Baseline } from './network/baseline.js';
export type { ClassScores } from './network/classScores.js';
export type { Layer, Model, ModelOptions } from './network/model.js';
export { classScores, predict, unflatten } from './network/trained.js';
export {
  type OptimizerEntry,
  type OptimizerText,
  ownOptimizer as optimizer,
  type Stepper,
} from './optimizer.js';
export * as optimizers from './optimizers/index.js';
export type { Place } from './place.js';
export * as problems from './problems/index.js';
export type {
  FoundRates,
  RateCurvature,
  RateCurve,
  RateStop,
  RateSuggestion,
  RateTool,
  RateTruth,
} from './results/foundRates.js';
export type { Comparison, Outcome, Run, Sample as Lap } from './runs/run.js';
export type { Factor, PlannedSchedule, Schedule, ScheduleEntry, ScheduleSettings } from './schedule.js';
export * as schedules from './schedules/index.js';

export { type FromSpecOptions, fromSpec } from './spec/fromSpec.js';
export type { ScheduleName, ScheduleOption } from './spec/knobSchedule.js';
export { linkOf, specFromLink } from './spec/link.js';
export { logspace } from './spec/logspace.js';
export type { ProblemName } from './spec/objective.js';
export type { AnyOptimizer, KnobOptions, OptimizerName } from './spec/optimizerOptions.js';
export type { CompareOptions } from './spec/plan.js';
export type { RateList } from './spec/rate.js';
export type { DataSpec, ModelSpec, ProblemSpec, Spec } from './spec/spec.js';
export { specOf } from './spec/specOf.js';
