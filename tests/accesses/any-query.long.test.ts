import { test } from 'vitest';
import { auditedQueries } from '../support/executions/audited-queries.ts';

const expectAudited = auditedQueries();

test('the audit has of any of many queries what was in the answer', { timeout: 400_000 }, async () => {
  await expectAudited(400);
});
