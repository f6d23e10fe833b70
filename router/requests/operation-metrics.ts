import type { ApolloServerPlugin } from '@apollo/server';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { RouterContext } from '../context.ts';

/** What operations are called that are no trusted document, or one of too many: whoever asks could make up any name. */
const OTHER = 'other';
/** As many names have series of their own. */
const MAX_NAMES = 200;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Measures operations, by a plugin or where Apollo Server is not asked. */
export interface OperationMetrics {
  readonly plugin: ApolloServerPlugin<RouterContext>;
  /** Counts an operation that was answered wholly, `since` by `performance.now()`. */
  answered(trustedText: string | null | undefined, since: number): void;
}

/**
 * Measures operations by the names of trusted documents: how long they take, and whether their answers are whole
 * (`ok`), have errors beside data (`partial`) or only errors (`error`).
 *
 * @param nameOf the name of a trusted document, by its text
 */
export function operationMetrics(
  registry: Registry,
  nameOf: (text: string) => string | undefined,
): OperationMetrics {
  const duration = new Histogram({
    name: 'graphql_operation_duration_seconds',
    help: 'Time to execute an operation, by the name of its trusted document.',
    labelNames: ['operation'],
    buckets: BUCKETS,
    registers: [registry],
  });
  const operations = new Counter({
    name: 'graphql_operations_total',
    help: 'Operations by the name of their trusted document, and whether they were answered wholly, partly or with errors alone.',
    labelNames: ['operation', 'outcome'],
    registers: [registry],
  });
  const names = new Set<string>();
  const labelOf = (text: string | null | undefined): string => {
    const name = text ? nameOf(text) : undefined;
    if (name === undefined) return OTHER;
    if (names.size < MAX_NAMES) names.add(name);
    return names.has(name) ? name : OTHER;
  };
  const observe = (trustedText: string | null | undefined, since: number, outcome: Outcome) => {
    const operation = labelOf(trustedText);
    duration.observe({ operation }, (performance.now() - since) / 1_000);
    operations.inc({ operation, outcome });
  };
  return {
    answered: (trustedText, since) => observe(trustedText, since, 'ok'),
    plugin: {
      requestDidStart: ({ contextValue: { begun } }) => {
        const since = begun?.since ?? performance.now();
        return Promise.resolve({
          willSendResponse({ contextValue: { trustedText }, response: { body } }) {
            observe(trustedText, since, body.kind === 'single' ? outcomeOf(body.singleResult) : 'ok');
            return Promise.resolve();
          },
        });
      },
    },
  };
}

type Outcome = 'ok' | 'partial' | 'error';

function outcomeOf({ data, errors }: { data?: unknown; errors?: readonly unknown[] }): Outcome {
  if (!errors?.length) return 'ok';
  return data === null || data === undefined ? 'error' : 'partial';
}
