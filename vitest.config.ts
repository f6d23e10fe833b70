import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Vite would load graphql's ES modules where Node loads its CommonJS ones; two copies of it do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    include: ['{platform,backup,subgraphs,router,usage-format,schema-tool,dev,deploy,bench,tests}/**/*.test.ts'],
    globalSetup: ['tests/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // Loading the same modules for each file anew would take a quarter of the time; files leave nothing behind in them.
    isolate: false,
    restoreMocks: true,
    unstubEnvs: true,
  },
});
