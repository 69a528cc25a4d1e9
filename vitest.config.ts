import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser, flags } from './.ci/browser.mjs';

const everywhere = ['test/laws/**/*.test.ts', 'test/unit/**/*.test.ts'];
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'node', include: [...everywhere, 'test/house/**/*.test.ts'], ...patience } },
      {
        // Found late, they would make the page load anew in the middle of a test.
        optimizeDeps: { include: ['axe-core', 'fast-check'] },
        test: {
          name: 'chromium',
          include: [...everywhere, 'test/browser/**/*.test.ts'],
          ...patience,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { executablePath: findBrowser() ?? 'no-browser-found', args: flags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        // Whole pages in a browser of their own, one after another and after all else: they watch the clock
        // the reader sees.
        test: {
          name: 'page',
          include: ['test/page/**/*.test.ts'],
          ...patience,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
