import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{platform,subgraphs,router,schema,dev,deploy,bench,tests}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
