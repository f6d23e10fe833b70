import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { relayTags } from './tests/support/vitest/relay-tags.ts';
import { WaitingBesideWorking } from './tests/support/vitest/waiting-beside-working.ts';

const ROOMS =
  '{platform,backup,subgraphs,router,usage-format,access-format,operation-cost,schema-tool,console,examples,explorer,dev,deploy,bench,tests}';
const LONG = `${ROOMS}/**/*.long.test.ts`;
/** Over HTTP in `npm test`, directly in `npm run test:long`: see tests/support/networks/both-transports.ts. */
const JOURNEYS = [
  'tests/{batching,personal-data}.test.ts',
  'tests/accesses/accesses.test.ts',
  'tests/e2e/**/{deadline,degraded,metrics,one-query,usage,who-may-see-what}.test.ts',
  'tests/writes/{any-input,erasure,sums,writes}.test.ts',
  'router/plans/compiled-plans.test.ts',
];
/** With more inputs in `npm run test:long`: see tests/support/vitest/runs.ts. */
const PROPERTIES = ['router/plans/any-plan.test.ts'];
/** What workers and the processes that tests start load first: see docs/decisions/0070. */
const OPTIMIZE_LATER = fileURLToPath(new URL('tests/support/vitest/optimize-later.cjs', import.meta.url));
const globalSetup = ['tests/support/vitest/global-setup.ts'];

export default defineConfig({
  plugins: [relayTags()],
  // Vite would load graphql's ES modules where Node loads its CommonJS ones; two copies of it do not know each other.
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Of what starts a thread or a process first, on a machine that does much else.
    expect: { poll: { timeout: 10_000 } },
    // Twice the least that CI has: many tests wait, for deadlines, processes and lost connections.
    maxWorkers: 4,
    // Files leave nothing behind in the modules that they load, so those are loaded once for each worker.
    isolate: false,
    // MiB, four times V8's own: tests leave much behind that is soon garbage.
    execArgv: ['--max-semi-space-size=64'],
    restoreMocks: true,
    sequence: { sequencer: WaitingBesideWorking },
    setupFiles: [
      'tests/support/vitest/wait-long-enough.ts',
      // By `npm run test:times`.
      ...(process.env.TEST_TIMES_INTO ? ['tests/support/vitest/record-times.ts'] : []),
    ],
    unstubEnvs: true,
    projects: [
      {
        extends: true,
        // What `npm test` runs.
        test: {
          name: 'short',
          globalSetup,
          include: [`${ROOMS}/**/*.test.ts`],
          exclude: [...configDefaults.exclude, LONG],
          // Beside what all have.
          execArgv: ['--require', OPTIMIZE_LATER],
          // Of the processes that tests start; a path is quoted there.
          env: { NODE_OPTIONS: `--require ${JSON.stringify(OPTIMIZE_LATER)}` },
          provide: { journeyTransport: 'http', moreRuns: 1 },
        },
      },
      {
        extends: true,
        // What `npm run test:long` runs: one file at a time, because they start many processes and measure.
        test: {
          name: 'long',
          globalSetup,
          include: [LONG, ...JOURNEYS, ...PROPERTIES],
          fileParallelism: false,
          // After those of the other project, where both are asked for.
          sequence: { groupOrder: 1 },
          provide: { journeyTransport: 'direct', moreRuns: 10 },
        },
      },
    ],
  },
});
