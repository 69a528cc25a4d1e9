import { defineConfig } from 'vitest/config';

// Engines beside each other would take each other's time, and WebKit has one display.
export default defineConfig({
  test: {
    reporters: ['verbose'],
    include: ['test/browsers/**/*.test.ts'],
    fileParallelism: false,
    // Node 20 has a WebSocket only where it is asked for.
    execArgv: ['--experimental-websocket'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
