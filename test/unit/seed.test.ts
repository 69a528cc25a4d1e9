import { describe, expect, it } from 'vitest';
import {
  affine,
  checkGradient,
  compose,
  crossEntropy,
  derivative,
  difference,
  directional,
  elementwise,
  formula,
  gradient,
  jacobian,
  linear,
  matmul,
  matrix,
  meanSquaredError,
  minimize,
  softmax,
  taylor,
  value,
} from '../../src/index.js';

// The text this project grew from, "Calculus for Machine Learning", heading by heading: what it writes and
// what its Python prints, as Nabla says it.

describe('Derivatives: Rates of Change', () => {
  it.each([
    ['x^5', '5x^4'],
    ['exp(x)', 'exp(x)'],
    ['ln(x)', '1/x'],
    ['sin(x)', 'cos(x)'],
    ['cos(x)', '-sin(x)'],
  ])('Common Derivatives: %s has %s', (f, slope) => {
    expect(formula(f).derivative().text).toBe(formula(slope).text);
  });

  it.each([
    ['sin(x) + x^2', 'cos(x) + 2x', 'sum'],
    ['x^2 sin(x)', '2x*sin(x) + x^2 cos(x)', 'product'],
    ['sin(x)/x', '(cos(x)*x - sin(x)*1)/x^2', 'quotient'],
    ['sin(x^2)', 'cos(x^2)*2x', 'chain'],
  ])('Derivative Rules: %s has %s, by the %s rule', (f, slope, rule) => {
    for (const x of [0.3, 1.7]) expect(derivative(f, x)).toBeCloseTo(value(slope, x) as number, 14);
    expect(
      formula(f)
        .explain()
        .map((step) => step.rule),
    ).toContain(rule);
  });

  it('the derivative of x^2 at 3 is 6', () => {
    expect(derivative('x^2', 3)).toBe(6);
  });

  it('Numerical Derivatives: what the central difference prints, and what all steps together know', () => {
    const { value: printed } = difference((x) => x * x, 3, { method: 'central', step: 1e-5 });
    expect(printed).toBe(6.000000000039306);
    const { value: slope, error } = difference((x) => x * x, 3);
    expect(Math.abs(slope - 6)).toBeLessThanOrEqual(error);
    expect(error).toBeLessThan(1e-12);
  });
});

describe('The Chain Rule', () => {
  it('Example: Nested Functions', () => {
    const steps = formula('(3x+2)^4').explain();
    expect(steps[0].rule).toBe('chain');
    expect(steps[0].after).toContain('u = 3x + 2');
    expect(steps.at(-1)!.after).toBe('12 (3x+2)^3');
  });

  it('Example: Neural Network Layer', () => {
    const y = formula('sigmoid(w x + b)');
    const at = { x: 2, w: 0.5, b: 0.1 };
    const slope = value(y.derivative('w'), at) as number;
    expect(slope.toFixed(4)).toBe('0.3747');
    expect(slope).toBeCloseTo(0.37473975909504115, 15);
    expect(gradient(y, at)[y.variables.indexOf('w')]).toBeCloseTo(0.37473975909504115, 15);
  });
});

describe('Partial Derivatives', () => {
  it('hold the other variables', () => {
    const f = formula('x^2 + 3x*y + y^2');
    expect([f.derivative('x').text, f.derivative('y').text]).toEqual(['2x + 3y', '3x + 2y']);
  });
});

describe('The Gradient', () => {
  it('In Code: f(3, 4) is 25, and its gradient [6, 8] points away from the origin', () => {
    expect(value('x^2 + y^2', [3, 4])).toBe(25);
    expect([...gradient('x^2 + y^2', [3, 4])]).toEqual([6, 8]);
  });
});

describe('Key Properties', () => {
  const f = 'x^2 + 3x*y + y^2';
  const at = [1, 2];
  const [gx, gy] = gradient(f, at);
  const length = Math.sqrt(gx * gx + gy * gy);

  it('Direction of steepest ascent, and Magnitude: no direction climbs faster than the gradient', () => {
    expect(directional(f, at, [gx, gy])).toBeCloseTo(length, 13);
    for (let angle = 0; angle < 6.3; angle += 0.1) {
      expect(directional(f, at, [Math.cos(angle), Math.sin(angle)])).toBeLessThanOrEqual(
        length * (1 + 1e-15),
      );
    }
  });

  it('Perpendicular to level sets: along the level curve nothing changes', () => {
    expect(directional(f, at, [-gy, gx])).toBe(0);
  });
});

describe('Gradient Descent', () => {
  const lines = [
    'Step 0: w = 0.6000, loss = 5.7600',
    'Step 1: w = 1.0800, loss = 3.6864',
    'Step 2: w = 1.4640, loss = 2.3593',
    'Step 3: w = 1.7712, loss = 1.5099',
    'Step 4: w = 2.0170, loss = 0.9664',
    'Step 5: w = 2.2136, loss = 0.6185',
    'Step 6: w = 2.3709, loss = 0.3958',
    'Step 7: w = 2.4967, loss = 0.2533',
    'Step 8: w = 2.5973, loss = 0.1621',
    'Step 9: w = 2.6779, loss = 0.1038',
    'Step 10: w = 2.7423, loss = 0.0664',
    'Step 11: w = 2.7938, loss = 0.0425',
    'Step 12: w = 2.8351, loss = 0.0272',
    'Step 13: w = 2.8681, loss = 0.0174',
    'Step 14: w = 2.8944, loss = 0.0111',
    'Step 15: w = 2.9156, loss = 0.0071',
    'Step 16: w = 2.9324, loss = 0.0046',
    'Step 17: w = 2.9460, loss = 0.0029',
    'Step 18: w = 2.9568, loss = 0.0019',
    'Step 19: w = 2.9654, loss = 0.0012',
  ];

  it('Simple Example: the twenty lines', () => {
    const printed: string[] = [];
    const run = minimize('(w-3)^2', {
      optimizer: 'sgd',
      rate: 0.1,
      steps: 20,
      start: [0],
      tolerance: 0,
      onStep: ({ step, value: loss, point }) => {
        if (step > 0) printed.push(`Step ${step - 1}: w = ${point[0].toFixed(4)}, loss = ${loss.toFixed(4)}`);
      },
    });
    expect(printed).toEqual(lines);
    expect(run.point[0]).toBe(2.9654123548617948);
  });
});

describe('The Jacobian Matrix', () => {
  it('Example: Linear Layer: it is W itself', () => {
    const w = matrix(2, 3, [1, 2, 3, 4, 5, 6]);
    expect(jacobian(linear(w), [7, 8, 9])).toEqual(w);
  });
});

describe('Chain Rule with Vectors', () => {
  it('the Jacobian of a composition is the product of the Jacobians', () => {
    const f = formula(['x*y', 'x+y', 'sin(x)']);
    const g = formula(['a^2 + b*c', 'a*b*c'], { variables: ['a', 'b', 'c'] });
    const x = [0.5, 1.5];
    const product = matmul(jacobian(g, value(f, x) as Float64Array), jacobian(f, x));
    jacobian(compose(g, f), x).data.forEach((entry, i) => {
      expect(entry).toBeCloseTo(product.data[i], 14);
    });
  });

  it('Backprop in Matrix Form: dL/dW₁ by Jacobian products and by one pull', () => {
    const x = [0.5, -1, 2];
    const w2 = matrix(2, 4, [0.1, -0.2, 0.3, 0.4, -0.5, 0.6, 0.7, -0.8]);
    const w1 = Float64Array.from({ length: 16 }, (_, i) => ((i * 7) % 5) / 5 - 0.4);
    const loss = formula('((y1 - 1)^2 + y2^2)/2');
    // L as a function of [W₁, b₁]: W₂ and the target are fixed.
    const layers = [
      loss,
      elementwise('sigmoid', 2),
      linear(w2),
      elementwise('sigmoid', 4),
      affine.parameters(x, 4),
    ];
    const pull = gradient(compose(...layers), w1);
    let point: ArrayLike<number> = w1;
    let product = matrix(
      16,
      16,
      Float64Array.from({ length: 256 }, (_, i) => (i % 17 === 0 ? 1 : 0)),
    );
    for (const layer of layers.reverse()) {
      product = matmul(jacobian(layer, point), product);
      const next = value(layer, point);
      point = typeof next === 'number' ? [next] : next;
    }
    product.data.forEach((entry, i) => {
      expect(Math.abs(entry - pull[i])).toBeLessThanOrEqual(1e-15);
    });
  });
});

describe('Computing Gradients: Analytical vs Numerical', () => {
  it('Analytical Gradients: 2(y − t)/n', () => {
    const mse = formula('((a - 1.1)^2 + (b - 1.9)^2 + (c - 3.2)^2)/3', { variables: ['a', 'b', 'c'] });
    const slopes = [...gradient(mse, [1, 2, 3])].map((slope) => slope.toFixed(8));
    expect(slopes).toEqual(['-0.06666667', '0.06666667', '-0.13333333']);
    expect(mse.derivative('a').text).toBe('2 (a-1.1)/3');
    const own = [...gradient(meanSquaredError([1.1, 1.9, 3.2]), [1, 2, 3])];
    expect(own.map((slope) => slope.toFixed(8))).toEqual(slopes);
  });

  it('Gradient check: the difference it prints, and the verdict', () => {
    const [predicted, wanted] = [
      [1, 2, 3],
      [1.1, 1.9, 3.2],
    ];
    const loss = (y: ArrayLike<number>) =>
      wanted.reduce((sum, t, j) => sum + (y[j] - t) * (y[j] - t), 0) / wanted.length;
    const analytical = predicted.map((y, i) => (2 * (y - wanted[i])) / 3);
    const apart = predicted.map((y, i) => {
      const along = (p: number) => loss(predicted.map((each, j) => (j === i ? p : each)));
      return Math.abs(analytical[i] - difference(along, y, { method: 'central', step: 1e-5 }).value);
    });
    expect(Math.max(...apart).toExponential(2)).toBe('7.69e-13');
    expect(checkGradient(loss, analytical, predicted).verdict).toBe('pass');
    const doubled = analytical.map((slope) => 2 * slope);
    expect(checkGradient(loss, doubled, predicted).verdict).toBe('fail');
  });
});

describe('Common Derivatives in ML', () => {
  it('Sigmoid: σ′ = σ(1 − σ), however it is typed', () => {
    for (const x of [-2, 0, 1.5]) {
      expect(derivative('1/(1+e^(-x))', x)).toBe(derivative('sigmoid(x)', x));
      const s = value('1/(1 + exp(-x))', x) as number;
      expect(derivative('sigmoid(x)', x)).toBeCloseTo(s * (1 - s), 15);
      expect(value('sigmoid(x)', x)).toBeCloseTo(s, 15);
    }
  });

  it('ReLU: 1 above 0, else 0', () => {
    expect([-1, 0, 2].map((x) => value('relu(x)', x))).toEqual([0, 0, 2]);
    expect([-1, 0, 2].map((x) => derivative('relu(x)', x))).toEqual([0, 0, 1]);
    expect([-1, 2].map((x) => derivative('max(0, x)', x))).toEqual([0, 1]);
  });

  it('Softmax: ∂pᵢ/∂xⱼ = pᵢ(δᵢⱼ − pⱼ)', () => {
    const x = [1, 2, 0.5];
    const p = value(softmax(3), x) as Float64Array;
    jacobian(softmax(3), x).data.forEach((entry, k) => {
      const [i, j] = [Math.floor(k / 3), k % 3];
      expect(entry).toBeCloseTo(p[i] * ((i === j ? 1 : 0) - p[j]), 15);
    });
    const typed = ['e^a', 'e^b', 'e^c'].map((e) => `${e}/(e^a + e^b + e^c)`);
    jacobian(formula(typed, { variables: ['a', 'b', 'c'] }), x).data.forEach((entry, k) => {
      expect(entry).toBeCloseTo(jacobian(softmax(3), x).data[k], 15);
    });
  });

  it('Cross-Entropy Loss: its gradient is prediction minus target', () => {
    const x = [1, 2, 0.5];
    const p = value(softmax(3), x) as Float64Array;
    gradient(crossEntropy([0, 1, 0]), x).forEach((entry, i) => {
      expect(entry).toBeCloseTo(p[i] - (i === 1 ? 1 : 0), 15);
    });
  });
});

describe('Taylor Series: Approximating Functions', () => {
  it('First- and Second-Order Approximation: f + f′Δx + f″Δx²/2', () => {
    const [c0, c1, c2] = taylor('exp(x) sin(x)', 0.5, 2);
    const [first, second] = [1, 2].map((order) => derivative('exp(x) sin(x)', 0.5, { order }));
    expect(c0).toBe(value('exp(x) sin(x)', 0.5));
    expect(c1).toBeCloseTo(first, 14);
    expect(c2).toBeCloseTo(second / 2, 14);
  });
});
