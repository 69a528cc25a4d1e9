import { describe, expect, it } from 'vitest';
import { Graph } from '../../../src/formula/graph.js';
import { constants, functions, isOneLetter, isVariableName } from '../../../src/formula/names.js';
import { parse } from '../../../src/formula/parse.js';

// What is run together is refused with its cure; what people name their variables is not.

const heads = [...functions.keys(), ...constants.keys()].filter((name) => name !== 'π');
const many = ['min', 'max'];

/** Column and cures of a text that is refused. */
function refusal(
  texts: string[],
  variables?: string[],
): { column: number; message: string; cures: string[] } {
  try {
    parse(texts, { variables });
  } catch (error) {
    const { column, message } = error as SyntaxError & { column: number };
    expect(error).toBeInstanceOf(SyntaxError);
    return { column, message, cures: (/write (.+)$/.exec(message)?.[1] ?? '').split(' or ') };
  }
  throw new Error(`accepted: ${texts.join('; ')}`);
}

describe('a function or a constant run together', () => {
  const prefixes = ['', '2', 'x*', '1/(3 + ', 'θ ', '-'];
  const rests = ['x', 'y', 'z', 'x1', 'xy', 'q', 'w1', 'rest', '2', '12', '2x', '3q', 'pi', 'sinx', 'xcosy'];

  for (const head of heads) {
    it(`${head} is refused, and the cure is read`, () => {
      for (const rest of rests) {
        const name = head + rest;
        if (functions.has(name) || isOneLetter(name) || /^e\d/.test(name)) continue;
        for (const prefix of prefixes) {
          const text = `${prefix}${name}${prefix.includes('(') ? ')' : ''}`;
          const { column, message, cures } = refusal([text, 'q w1 rest']);
          const shown = message.startsWith(`formula: "${name}" at column ${prefix.length + 1} of text 1`);
          expect([column, shown], `${text}: ${message}`).toEqual([prefix.length + 1, true]);
          for (const cure of cures) expect(() => parse([text.replace(name, cure)]), cure).not.toThrow();
        }
      }
    });
  }

  it('the cure of a function of one argument is the function of what is run together with it', () => {
    for (const head of heads) {
      if (constants.has(head) || many.includes(head)) continue;
      for (const rest of ['x', 'y', 'z', 'q', '2', '2x', 'pi']) {
        if (functions.has(head + rest)) continue;
        const [cure] = refusal([`1 + ${head}${rest}`, 'q']).cures;
        const graph = new Graph();
        const meaning = functions.has(`${head}2`) && rest === '2x' ? `${head}2(x)` : `${head}(${rest})`;
        if (!(functions.has(`${head}2`) && rest === '2'))
          expect(parse([cure], { graph }).roots[0], cure).toBe(parse([meaning], { graph }).roots[0]);
      }
    }
  });

  it('a product that divides, or is an exponent, is one in its cure', () => {
    const products = ['x*sin(x)', 'x*y', 'pi*x', 'x*cos(y)', 'x*sin(θ)', 'x*sin(x)^2', 'x*y*z', 'x1*x2'];
    const names = ['xsinx', 'xy', 'pix', 'xcosy', 'xsin θ', 'xsin^2(x)', 'xyz', 'x1x2'];
    for (const [i, name] of names.entries()) {
      for (const before of ['1/', '2^', 'q/-', '2^-+', '1/x/', '3 * ', '1/2', 'q - ', '1/(', 'q/q ', '-']) {
        const after = before.includes('(') ? ')' : '';
        const { cures } = refusal([`${before}${name}${after}`, 'x + y + z + x1 + x2']);
        const graph = new Graph();
        const isBound = /[/^][-+]*$/.test(before);
        const meaning = isBound ? `(${products[i]})` : products[i];
        expect(cures, `${before}${name}`).toEqual([meaning]);
        expect(parse([`${before}${cures[0]}${after}`], { graph }).roots[0]).toBe(
          parse([`${before}${meaning}${after}`], { graph }).roots[0],
        );
      }
    }
  });

  it.each([
    ['x y + xy/2 + 1/xy', undefined, 'for the product write (x*y)'],
    ['1/xsin(2 x)', undefined, 'for the product write (x*sin(2 x))'],
    ['2^-rate(x + 1) + 3', undefined, 'for the product write (rate*(x + 1))'],
    ['3 xsin(x)', undefined, 'for the product write x*sin('],
    ['1/xy', ['x', 'y'], 'for the product write (x*y)'],
    ['1/x2', ['x'], 'for the power write x^2, for the product (x*2)'],
    ['x2^3', ['x'], 'for the power write (x^2), for the product x*2'],
    ['x2³', ['x'], 'for the power write (x^2), for the product x*2'],
    ['2^x2', ['x'], 'for the power write x^2, for the product (x*2)'],
    ['1/2cosxy', ['x', 'y'], 'write cos(x*y)'],
  ])('%s, of %s: %s', (text, variables, cure) =>
    expect(refusal([text], variables).message.endsWith(cure), refusal([text], variables).message).toBe(true),
  );

  it.each([
    ['sinxy', 'sin(x*y)'],
    ['xsinxcosy', 'x*sin(x)*cos(y)'],
    ['sincosx', 'sin(cos(x))'],
    ['expx2', 'exp(x2)'],
    ['log2x', 'log2(x) or log(2x)'],
    ['log2pi', 'log2(pi) or log(2pi)'],
    ['sqrt2pix', 'sqrt(2pi*x)'],
    ['cos2e', 'cos(2*e)'],
    ['sinpi2', 'sin(pi*2)'],
    ['asinx', 'asin(x)'],
    ['expm1x', 'expm1(x)'],
    ['expm12', 'expm1(2)'],
    ['log23', 'log2(3) or log(23)'],
    ['minsinx', 'min(sin(x), y)'],
    ['sinx_1', 'sin(x_1)'],
    ['minx', 'min(x, y) or min_x'],
    ['maxy', 'max(y, x) or max_y'],
    ['maxxy', 'max(x, y)'],
    ['max0x', 'max(0, x)'],
    ['xsin θ', 'x*sin(θ)'],
    ['xsinθ', 'x*sin(θ)'],
    ['2xsin²(x)', 'x*sin(x)^2'],
    ['xlog^2(x)', 'x*log(x)^2'],
  ])('%s: write %s', (text, cures) => expect(refusal([text]).message).toMatch(`: write ${cures}`));

  it('a declared name is one, and what is not declared is refused with what is', () => {
    for (const name of ['sinx', 'cos2x', 'logq', 'sqrt2', 'pix', 'ex', 'cosy']) {
      expect(parse([`2${name} + x`], { variables: [name, 'x'] }).variables).toEqual([name, 'x']);
    }
    expect(refusal(['2 cost'], ['t'])).toMatchObject({ column: 3, cures: ['cos(t)'] });
    expect(refusal(['sinx'], ['t']).message).toBe('formula: no variable "sinx" at column 1; there is t');
  });

  it('where the variable stands in another text', () => {
    expect(refusal(['logq', 'q']).message).toBe('formula: "logq" at column 1 of text 1: write log(q)');
    expect(parse(['logq']).variables).toEqual(['logq']);
  });
});

const words = `
  acc accuracy action activation actual adjusted advantage age alpha alpha_1 amplitude anchor angle area attention
  average axis background backlog baseline basis batch batch_size beta beta1 beta2 beta_1 bias bias1 bias_correction
  bound bucket budget capacity catalog category center centroid charge chi clip clip_norm cluster coefficient constant
  context contrast correction correlation cosine cosine_similarity cost cost1 cost_total costs count cov covariance
  cumulative current curvature cutoff damping dampening data decay decay_rate degree delta delta_t demand density depth
  derivative determinant deviation diameter diff difference dim discount discriminator distance divergence dot drift
  dropout duration dx dy dt e1 e2 e_max each early edge edges effect efficiency effort eigenvalue elapsed elastic elbo
  element elevation embed embedding embedding_dim emission encoder end endpoint energy energy_total entropy entry env
  episode epoch epochs eps epsilon epsilon1 equity err err1 error error_rate errors estimate estimated estimator eta
  eta1 eta_min eval event evidence exact example excess exit exp_avg exp_avg_sq expand expansion expect expectation
  expected expected_return experience expert experts explained exploration expo exponent exponential exposure
  expression extent extra eye factor false_rate feature features fee field fold force fraction frequency gain gamma
  gap gate gen_loss generator gini gradient grad grad_norm height hidden hinge histogram horizon hue hyper identity
  idx impulse index inertia infected info information init inner input intercept interval inverse iota item iteration
  jitter kappa kernel key kl label labels lag lambda lambda_1 laplace latency latent layer lead leak learning_rate
  length level likelihood limit linear link load log_det log_likelihood log_prob log_sigma logarithm logistic logit
  logit1 logit_scale logits logits_1 logo logs loss loss1 loss_fn low lr lr_decay magnitude margin mask mass matrix
  max_grad_norm max_iter max_len max_norm max_value maxima maximal maximum maxout mean mean_1 measured median memory
  metric min_delta min_lr min_value mine mini miniature minibatch minima minimal minimize minimum minor minority mint
  minus minute minutes mixture mode model momentum mu mu_x nano nesterov nodes noise norm normal nu nuisance number
  objective observed odds offset omega optimum order output overlap p_max pace padding param params patience penalty
  period phase phi pi_1 pi_old pick piece pink pipeline pitch pitch_rate pivot pixel pixel1 pixels policy population
  position posterior power precision predicted prediction pressure price prior prob probability product profit psi
  pull push q_max quality quantile quantity query radius random range rank rate rate1 rate_0 ratio recall reg regret
  relative reluctance rent residual response reward reward_t rho ridge risk rms rmse rows sale sample samples scale
  score score_1 season seed sensitivity sequence series shape shift side sigma sigma1 sigma_x sigmoidal sign_loss
  signal signal1 signal_power signals signature signed significance sim since sine singular sink site size skew slack
  slope smoothing softness source sparsity speed spread square standard state std steepness step step_size steps
  strength stress student_loss style sum supply support tan_loss tangent tangent_x tank target tau teacher
  temperature temp tension tensor test theta theta1 theta_0 threshold tilt time time_constant tolerance total train
  trajectory treatment trend true truth twist u1 unit update upper user utility v_max validation value value_loss
  variance vector velocity viscosity volume w1 w2 w_out warmup wavelength weight weight1 weight_decay weights width
  window x1 x_0 x_max x_min x_new x_old x_y xmax xmin y1 y_hat y_pred y_true yaw ymax ymin z1 z_score zero zeta zone
`
  .trim()
  .split(/\s+/);

describe('names of the field', () => {
  it('are names, more than 300 of them', () => {
    expect(new Set(words).size).toBe(words.length);
    expect(words.length).toBeGreaterThan(300);
    for (const word of words) expect(parse([`2*${word} + 1`]).variables).toEqual([word]);
  });

  it('stay names where what follows a function or a constant in them is a variable', () => {
    let tried = 0;
    for (const word of words) {
      for (const head of heads) {
        const rest = word.slice(head.length);
        if (!word.startsWith(head) || !isVariableName(rest) || functions.has(rest) || constants.has(rest))
          continue;
        if (/^[xyze]+$/.test(rest) || (head === 'e' && rest.includes('_'))) continue;
        expect(parse([`${word} - ${rest}`]).variables, word).toContain(word);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(99);
  });

  it('all of them together, and beside every letter', () => {
    const others = [...'abcdfghijklmnopqrstuvwxyz'].join(' + ');
    expect(parse([words.join(' + ')]).variables).toHaveLength(words.length);
    for (const word of words.filter((each) => /^(?:cos|sin|exp|log|min|max|sign|pi|e)[^_]/.test(each)))
      expect(() => parse([`${word} + ${others}`]), word).not.toThrow();
  });
});
