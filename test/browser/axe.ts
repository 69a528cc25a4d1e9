import axe from 'axe-core';

/** What axe finds wrong with an element, a line for each. */
export async function violations(element: HTMLElement): Promise<string[]> {
  const { violations: found } = await axe.run(element, {
    resultTypes: ['violations'],
    rules: { 'target-size': { enabled: true } },
  });
  return found.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 200)}`),
  );
}
