import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { findBrowser, flags } from './.ci/browser.mjs';

// Where a test runs is its folder. What could differ between JavaScript engines, bits, memory and the depth of the
// stack, runs in Node and in Chromium; what the language alone decides in Node; what needs a document in Chromium; what
// is told of whole pages and processes, against dist/.
const everyEngine = ['test/laws/**/*.test.ts', 'test/portable/**/*.test.ts'];

// Ends what hangs. No test may need it: on a busy machine everything takes longer.
const patience = { testTimeout: 300_000, hookTimeout: 300_000 };

/**
 * First the recipes, which take longest, and memory, which is watched where nothing was done before; then whole pages,
 * which mostly wait: beside what computes, and not after it.
 */
class WaitingFirst extends BaseSequencer {
  override async sort(specifications: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId, project }: TestSpecification) =>
      /\/(recipes|soak)\.test\.ts$/.test(moduleId) ? 0 : project.name === 'page' ? 1 : 2;
    return (await super.sort(specifications)).sort((a, b) => place(a) - place(b));
  }
}

export default defineConfig({
  test: {
    maxWorkers: '100%',
    sequence: { sequencer: WaitingFirst },
    tags: [{ name: 'long', description: 'takes more than a second: not for npm run test:quick' }],
    projects: [
      {
        test: {
          name: 'node',
          // Modules are loaded once for all files of a worker: loading them for each took as long as many tests do.
          isolate: false,
          include: [...everyEngine, 'test/unit/**/*.test.ts', 'test/house/**/*.test.ts'],
          ...patience,
        },
      },
      {
        // Found late, they would make the page load anew in the middle of a test.
        optimizeDeps: { include: ['axe-core', 'fast-check'] },
        test: {
          name: 'chromium',
          include: [...everyEngine, 'test/browser/**/*.test.ts'],
          ...patience,
          browser: {
            enabled: true,
            headless: true,
            connectTimeout: patience.testTimeout,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findBrowser() ?? 'no-browser-found', args: flags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'page', include: ['test/page/**/*.test.ts'], ...patience } },
    ],
  },
});
