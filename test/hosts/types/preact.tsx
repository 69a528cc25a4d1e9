import 'nabla-workbench/preact';
import type { NablaDerivative } from 'nabla-workbench/elements';
import { useRef } from 'preact/hooks';

export function Page() {
  const figure = useRef<NablaDerivative>(null);
  return (
    <main>
      <nabla-derivative ref={figure} f="x^2" x={1} h="0.3" autoplay={false} class="wide" />
      <nabla-compare
        problem="rosenbrock"
        rates={[0.001, 0.01]}
        weight-decay="0.1"
        heading-level={2}
        onnabla-step={({ detail }) => detail.step.toFixed()}
        onnabla-end={({ detail }) => detail.comparison.hash.length}
        onnabla-error={({ detail }) => detail.error.message}
      />
      <nabla-compare runs={[{ label: 'mine', losses: Float64Array.of(2, 1) }]} />
      <nabla-gradient-check
        f="x^2"
        claimed="2x"
        at="x=1"
        onnabla-end={({ detail }) => detail.report.components.length}
      />
      {/* @ts-expect-error no such property */}
      <nabla-derivative formula="x^2" />
      {/* @ts-expect-error a formula is no object */}
      <nabla-derivative f={{ text: 'x^2' }} />
      {/* @ts-expect-error a listener gets an event */}
      <nabla-derivative f="x^2" onnabla-change={(name: string) => name.trim()} />
      {/* @ts-expect-error the step is a number */}
      <nabla-compare problem="bowl" onnabla-step={({ detail }) => detail.step.trim()} />
      {/* @ts-expect-error no such element */}
      <nabla-integral f="x^2" />
    </main>
  );
}
