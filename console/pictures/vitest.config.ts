import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['pictures/pictures.ts'],
    environment: 'node',
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
  },
});
