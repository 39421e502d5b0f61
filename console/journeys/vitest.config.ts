import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['journeys/**/*.journey.ts'],
    setupFiles: ['journeys/effort.ts'],
    environment: 'node',
    fileParallelism: false,
    // One browser and one sign-in for all of them.
    isolate: false,
    maxWorkers: 1,
    testTimeout: 400_000,
    hookTimeout: 400_000,
    expect: { poll: { timeout: 100_000 } },
  },
});
