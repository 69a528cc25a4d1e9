// Words that are read as names where they could also be several names run together: cost beside t is no cos(t). Those
// that begin with a function or a constant, or have one in them, and those of the field.

const kept = new Set(
  `absence absent absolute absorb absorbed absorption abstract
  cosec cosecant coset cosets cosign cosine cosines cosmic cosmology cosmos cost costing costly costs
  since sine sines sing single singles singleton singular sink sinking sinks sinus sinusoid sinusoidal
  tandem tang tangent tangential tangents tangible tangle tank tanks
  expand expanded expansion expect expectation expected expects expense expenses experience experiment expert experts
  expi expire expired explain explained explicit explode exploit exploration explore expo exponent exponential
  exponents export exports expose exposed exposure express expression
  logarithm logged logger logging logic logical login logins logistic logistics logit logits logo logs
  mind mine mined miner mines mini miniature minibatch minima minimal minimax minimise minimize minimum mining mink
  minor minority mint minus minuses minute minutes
  maxi maxim maxima maximal maximise maximize maximum maxout
  signal signaled signals signature signed significance significant signing signs signum
  reluctance reluctant sigmoidal sigmoids eluent elusive elution
  analogy assign assigned assignment assignments basin conductance constant constants design designed determinant
  discriminant discriminator distance distances dominance dominant instance instances nominal resistance standard
  stance substance terminal terminals topology using
  pick picked piece pieces pigment pile pilot ping pink pipe pipeline pitch pitches pivot pivots pixel pixels
  each early earth edge edges effect effective effects efficiency effort eigen eigenvalue eigenvalues eigenvector elapsed elastic elasticity elbo electron
  element elements elevation else embed embedded embedding embeddings emission emit emitted employ encode encoded
  encoder end endpoint ends energies energy engine enthalpy entries entropy entry env envelope environment episode episodes epoch epochs eps
  epsilon equal equation equilibrium equity err error errors errs estimate estimated estimates estimator eta etas eval
  evaluate even event events evidence evolve exact exam example examples exceed excess exchange excite exist exit
  extend extent external extra extreme eye eyes
  age ages alpha angle answer are area areas average base baseline batch batches beam before best beta betas between
  bias biases capacity case cases center centre chance chi class classes coefficient coefficients confidence count
  counts covariance current curve data dataset date decay degree degrees delay delta deltas demand dense density depth
  derivative deviation diameter difference dose drift dropout fee feature features field fields flow force forces
  frequency gain gamma gate gates gene genes gradient gradients group groups head heads heat height heights hidden high
  index info infer inferred input inputs inside integral intercept inverse iota kappa kernel kernels key keys lambda
  latent layer layers lead leak leaky learn learning length lengths level levels light likelihood limit linear load
  loss losses low mass matrix mean means measure measured median memory metric mode model models moment momentum mse rmse
  nano net nets node nodes noise none norm norms note nuisance number odds offset omega one order origin outer output
  outputs outside parameter parameters part parts path patience penalty period phase phi point points poly power
  precision predicted prediction predictions pressure price prices prior prob probabilities probability probs process
  product psi quantile queries query radius random range rank rate rates ratio reach recall reference region
  regularizer relative residual residuals response rest result return returns reward rewards rho risk root row rows
  sale sales sample samples scale scaled scales score scores season second seed sense sequence series set sets shape
  shift side sigma similarity size sizes slope slopes smoothness softness source sources space spectrum speed spread
  state states step steps store stream strength stress sum target targets tau teacher temp temperature tense tensor
  term terms test theta thetas threshold tie time times tolerance total train treatment tree trend true truth type
  uniform unit units upper value values variance vector velocity volume wave wavelength week weeks weight weights width
  yes yield zero zeros zeta zone`.split(/\s+/),
);

/** Whether a name is such a word, with digits or a subscript after it or without. */
export const isKeptName = (name: string) => kept.has(name.replace(/(?:_.*|\d+)$/, ''));
